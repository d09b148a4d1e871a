"""Who may read in clear what screens mask: the one place that says so for this app (docs/security.md).

Each of these is an act with a reason (accounts/views/clear_reading.py). Experts and supervisors are in none: neither an
opinion nor a watch needs a number.
"""

from accounts.actor import Actor
from accounts.enums import Role
from reviews.models import Application, CertificateCorrection, ErrorReport, IntegrityRecord, Objection
from reviews.permissions.cases import BODIES, employs, has_examined, holds
from reviews.permissions.plans import runs_plan, supervises_plan
from reviews.permissions.publicity import may_resolve
from reviews.permissions.results import answers_report, settles_integrity


def reads_applicant(actor: Actor, application: Application) -> bool:
    """ID number and telephone: the employer and the offices that examine the case, run its plan or supervise it."""
    if application.filed_at is None or actor.role not in BODIES | {Role.EMPLOYER}:
        return False
    return (
        employs(actor, application)
        or holds(actor, application)
        or has_examined(actor, application)
        or runs_plan(actor, application.plan)
        or supervises_plan(actor, application.plan)
    )


def reads_objector(actor: Actor, objection: Objection) -> bool:
    """Name and contact: the body that has to answer; of an anonymous objection there is nothing to read."""
    return may_resolve(actor, objection) and not objection.is_anonymous


def reads_reporter(actor: Actor, report: ErrorReport) -> bool:
    """The contact: the office that answers the report."""
    return answers_report(actor, report)


def reads_sanction(actor: Actor, record: IntegrityRecord) -> bool:
    """What is held against a person: the HR bureau that keeps the record."""
    return settles_integrity(actor, record)


def reads_corrected_number(actor: Actor, correction: CertificateCorrection) -> bool:
    """The new ID number: the office and the bureau that examine the correction."""
    plan = correction.certificate.application.plan
    return "id_number" in correction.changes and (runs_plan(actor, plan) or supervises_plan(actor, plan))
