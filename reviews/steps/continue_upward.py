"""Going on in a higher committee's plan with what was frozen in the lower one; the act itself is `start`."""

from typing import Any

from django.db import transaction

from accounts.actor import Actor
from reviews.models import Application, Certificate, PlanTitle
from reviews.services.drafts import save_answers, save_fields
from reviews.steps.start import start_application


@transaction.atomic
def continue_upward(recommendation: Certificate, title: PlanTitle, specialty: str, by: Actor) -> Application:
    """Begin an application in the higher plan. Raises ActRefused.

    The archive's verified records are taken in as for everybody; statement and answers are those that were filed.

    Args:
        recommendation: the person's own.
        title: of a plan that is open, by the name that was recommended.
        specialty: one of that plan's.
        by: the person.
    """
    lower = recommendation.application
    begun = start_application(title.plan, lower.applicant, by, title, specialty)
    content: dict[str, Any] = lower.snapshot.content if lower.snapshot else {}
    save_fields(begun, {"statement": str(content.get("statement", ""))})
    save_answers(begun, {path: _as_typed(value) for path, value in lower.answers.items()})
    begun.refresh_from_db()
    return begun


def _as_typed(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
