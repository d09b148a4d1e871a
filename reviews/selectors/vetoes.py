"""Vetoes for academic fraud: the one that stands, and who answers what the person says to it."""

from accounts.actor import Actor
from accounts.enums import Role
from employers.permissions import acts_for
from reviews.models import Application, FraudVeto
from reviews.permissions import supervises_plan


def vetoes_of(application: Application) -> list[FraudVeto]:
    """Return every veto of a case, the newest first."""
    rows = application.vetoes.select_related("evidence", "statement_file", "record", "recorded_by", "agency")
    return list(rows.order_by("-pk"))


def standing_veto(application: Application) -> FraudVeto | None:
    """Return the veto that has ended a case; None where none has, or where it did not stand."""
    return application.vetoes.exclude(upheld=False).select_related("agency", "record").first()


def answers_defence(actor: Actor, application: Application) -> bool:
    """The body that has spoken, or the HR bureau above the plan (S3 三(二): 加强职称评审工作的监督检查)."""
    veto = standing_veto(application)
    if veto is None:
        return False
    if supervises_plan(actor, application.plan):
        return True
    if veto.agency_id is None:
        return actor.role == Role.EMPLOYER and acts_for(actor, application.employer)
    return actor.agency_id == veto.agency_id
