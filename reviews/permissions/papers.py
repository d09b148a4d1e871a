"""Who may read a paper that the platform has made."""

from collections.abc import Callable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from employers.permissions import keeps_job, sees_version
from reviews.enums import DocumentKind
from reviews.models import (
    Application,
    Document,
    ResultFiling,
)
from reviews.permissions.cases import may_read_case
from reviews.permissions.entrusting import may_read_entrustment, may_see_reply
from reviews.permissions.plans import runs_plan, supervises_plan, watches_plan
from reviews.permissions.publicity import is_shown, may_look_into, may_read_confirmation, oversees_publicity
from reviews.permissions.results import may_see_certificate, may_see_complaint, may_see_filing, names_are_shown


def _may_read_results(actor: Actor, document: Document, filing: ResultFiling) -> bool:
    """What was announced is everybody's while its names are shown."""
    is_public = document.kind == DocumentKind.PUBLICATION and names_are_shown(filing)
    return is_public or may_see_filing(actor, filing)


def _may_read_of_case(actor: Actor, document: Document, case: Application) -> bool:
    if document.kind not in _OF_CERTIFICATES:
        return actor.role != Role.EXPERT and may_read_case(actor, case)
    found = case.certificate
    return found is not None and may_see_certificate(actor, found)


# Also the decision that revokes one: for whoever may see what is revoked.
_OF_CERTIFICATES = frozenset(
    {
        DocumentKind.CERTIFICATE,
        DocumentKind.PROOF,
        DocumentKind.RECOMMENDATION,
        DocumentKind.REVOCATION_DECISION,
    }
)
# Papers whose subject has a rule of its own.
_OF_THEIR_OWN: dict[str, Callable[[Actor, Any], bool]] = {
    "post_table": sees_version,
    "entrustment": may_read_entrustment,
    "reply": may_see_reply,
    # Whoever raised it has no account: he reads the answer with its number and code (views/objecting.py).
    "objection": may_look_into,
    "complaint": may_see_complaint,
    "roster": lambda actor, roster: keeps_job(actor, roster.job),
}


def may_read_document(actor: Actor, document: Document) -> bool:
    """A publicity notice while it is public; a certificate for who may see it; others for who reads the case.

    A post table carries whole ID numbers: its institution and the offices before which it lay. A roster is of one
    person's worklist: his alone.
    """
    if document.kind == DocumentKind.PUBLICITY_NOTICE and document.publicity is not None:
        return is_shown(document.publicity) or oversees_publicity(actor, document.publicity)
    if document.kind == DocumentKind.PUBLICITY_CONFIRMATION:
        return document.publicity is not None and may_read_confirmation(actor, document.publicity)
    for name, rule in _OF_THEIR_OWN.items():
        if (subject := getattr(document, name)) is not None:
            return rule(actor, subject)
    if document.filing is not None:
        return _may_read_results(actor, document, document.filing)
    if document.application is not None:
        return _may_read_of_case(actor, document, document.application)
    plan = document.meeting.plan if document.meeting else None
    return plan is not None and (runs_plan(actor, plan) or supervises_plan(actor, plan) or watches_plan(actor, plan))
