"""Publicities with objections, made the shortest way: for tests of what follows from them."""

from typing import Any

from accounts.actor import PUBLIC
from reviews.enums import PublicityKind, Stage
from reviews.models import Objection, Publicity
from reviews.services.objections import new_receipt, sealed_code
from reviews.services.publicity import open_for
from reviews.steps.base import perform
from reviews.steps.object import OBJECT
from reviews.steps.object_to_list import OBJECT_TO_LIST
from tests.reviews import filed

CODE = "ABCD2345"
RAISED = {"name": "王某某", "contact": "wang@example.invalid", "text": "获奖情况与事实不符，请核实。"}


def shown(people: int = 1, **terms: Any) -> Publicity:
    """An employer's publicity of so many people, opened now."""
    plan = filed.plan(**{"employer_closes": "2040-01-01T00:00:00+08:00", **terms})
    employer = filed.employer()
    cases = [filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=plan, of=employer) for _ in range(people)]
    return open_for(PublicityKind.EMPLOYER, plan, cases, filed.handler(employer))


def shown_by_office(people: int = 1, **terms: Any) -> Publicity:
    """A publicity of the committee office before the review."""
    plan = filed.plan(**terms)
    cases = [filed.case(Stage.QUALIFIED, under=plan) for _ in range(people)]
    return open_for(PublicityKind.PRE_REVIEW, plan, cases, filed.officer(plan.office))


def against_one(publicity: Publicity, number: int = 0, **changes: Any) -> Objection:
    """An objection to one person of it."""
    entry = publicity.entries.order_by("pk")[number]
    receipt = new_receipt()
    data = {**RAISED, "secret": sealed_code(receipt, CODE), **changes}
    perform(OBJECT, entry.application, PUBLIC, entry=entry, receipt=receipt, **data)
    return Objection.objects.get(receipt=receipt)


def against_list(publicity: Publicity, **changes: Any) -> Objection:
    """An objection to the whole list."""
    receipt = new_receipt()
    perform(OBJECT_TO_LIST, publicity, PUBLIC, receipt=receipt, **{**RAISED, **changes})
    return Objection.objects.get(receipt=receipt)
