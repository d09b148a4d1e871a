"""The plans that ship with the project, one YAML file each, and the way from such a file to a published plan."""

from typing import Any

from accounts.actor import Actor
from accounts.steps.base import perform
from reviews.models import Plan
from reviews.services.plan_drafts import accept_warning, save_terms
from reviews.services.plan_lint import open_warnings
from reviews.services.plans import draft_plan
from reviews.steps.announce_plan import ANNOUNCE_PLAN
from reviews.steps.approve_plan import APPROVE_PLAN
from reviews.steps.publish_plan import PUBLISH_PLAN

# Why the warnings of a plan that ships are accepted: the notice was issued so, and this is its transcript.
AS_ANNOUNCED = "公告已按此印发，平台照录原文；有疑义的由人工核定。"


def load_plan(code: str, office: Actor, bureau: Actor, **terms: Any) -> Plan:
    """Draft a plan from its file and take it through its acts; return the published plan, or the one that is there.

    Args:
        code: name of a file beside this one, such as QZ-2022-GYMS.
        office: an officer of the committee office, who announces and publishes.
        bureau: an officer of the HR bureau, who approves (衢市人社专〔2021〕61号 一(一)).
        terms: what the office sets otherwise than the file before it announces the plan.

    Raises:
        ActRefused: with every reason; the plan then stands where the last act left it.

    """
    assert office.agency and bureau.agency, "both act for an office"  # noqa: S101, PT018 - an Actor without one is a mistake of ours
    known = Plan.objects.filter(code=code).first()
    if known is not None:
        return known
    plan = draft_plan(code, office.agency, bureau.agency)
    if terms:
        plan = save_terms(plan, terms)
    settle(plan, office)
    perform(ANNOUNCE_PLAN, plan, office)
    perform(APPROVE_PLAN, plan, bureau)
    return perform(PUBLISH_PLAN, plan, office)


def settle(plan: Plan, office: Actor) -> None:
    """Accept, as the office, every warning about a plan that transcribes a notice as it was issued."""
    for warning in open_warnings(plan):
        accept_warning(plan, warning.key, warning.because, AS_ANNOUNCED, office)
