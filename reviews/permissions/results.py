"""Who may do what with results, certificates and what follows them."""

import datetime as dt

from accounts.actor import Actor
from accounts.enums import AdminLevel, Role
from credits.permissions import place_of
from reviews.enums import FilingStage
from reviews.models import (
    Application,
    Certificate,
    CertificateCorrection,
    Complaint,
    ErrorReport,
    IntegrityRecord,
    ResultFiling,
    Revocation,
)
from reviews.permissions.cases import owns
from reviews.permissions.meetings import may_see_meeting
from reviews.permissions.plans import runs_plan, supervises_plan, watches_plan
from zcps import clock


def names_are_shown(filing: ResultFiling) -> bool:
    """Names of a publication stay as long as the plan says, or without end."""
    days = filing.plan.result_shown_days
    if not filing.approved_at or not filing.publication_number:
        return False
    return not days or clock.now() < filing.approved_at + dt.timedelta(days=days)


def exports_credit(actor: Actor) -> bool:
    """The HR bureau of a city or of the province hands records to the credit platforms (R318); no county does."""
    return actor.role == Role.HR_BUREAU and actor.agency is not None and actor.agency.level != AdminLevel.COUNTY


def settles_integrity(actor: Actor, record: IntegrityRecord) -> bool:
    """The HR bureau of the person's place, or one above it."""
    if actor.role != Role.HR_BUREAU or actor.agency is None:
        return False
    here = place_of(record.profile)
    while here is not None:
        if here.pk == actor.agency.region_id:
            return True
        here = here.parent
    return False


def may_see_filing(actor: Actor, filing: ResultFiling) -> bool:
    """Its office, its bureau, the founding body, the second publisher, the supervisors; no expert."""
    if filing.meeting is None:
        return runs_plan(actor, filing.plan) or supervises_plan(actor, filing.plan) or watches_plan(actor, filing.plan)
    return actor.role != Role.EXPERT and may_see_meeting(actor, filing.meeting)


def announces_list(actor: Actor, filing: ResultFiling) -> bool:
    """The bureau of the plan, for a list that is of no meeting: where one was held it acts on the meeting."""
    return filing.meeting_id is None and supervises_plan(actor, filing.plan)


def may_open_publication(_: Actor, filing: ResultFiling) -> bool:
    """Anybody, once it is announced; a plan that announces nothing has no such page (S1 四(五))."""
    return filing.stage == FilingStage.APPROVED and bool(filing.publication_number)


def may_see_certificate(actor: Actor, certificate: Certificate) -> bool:
    """Its holder, the office and the bureau of its plan, and the body that founded the committee. Others verify it."""
    application = certificate.application
    return (
        owns(actor, application)
        or runs_plan(actor, application.plan)
        or supervises_plan(actor, application.plan)
        or founded_committee_of(actor, application)
    )


def may_see_recommendation(actor: Actor, recommendation: Certificate) -> bool:
    """Who may see it as a certificate; and the office and the bureau of a plan where somebody files with it."""
    if may_see_certificate(actor, recommendation):
        return True
    used = recommendation.used_by.select_related("plan")
    return any(runs_plan(actor, case.plan) or supervises_plan(actor, case.plan) for case in used)


def owns_certificate(actor: Actor, certificate: Certificate) -> bool:
    """Its holder alone."""
    return owns(actor, certificate.application)


def may_read_defence(actor: Actor, revocation: Revocation) -> bool:
    """The holder, the bureau and the founding body, which decide."""
    case = revocation.application
    return owns(actor, case) or supervises_plan(actor, case.plan) or founded_committee_of(actor, case)


def may_ask_correction(actor: Actor, certificate: Certificate) -> bool:
    """Its holder, and the office that found it to be wrong."""
    return owns(actor, certificate.application) or runs_plan(actor, certificate.application.plan)


def may_see_correction(actor: Actor, correction: CertificateCorrection) -> bool:
    """The holder, the office and the bureau; they read the evidence, and of a new ID number only what is shown."""
    plan = correction.certificate.application.plan
    asks = may_ask_correction(actor, correction.certificate)
    return asks or supervises_plan(actor, plan)


def answers_complaint(actor: Actor, complaint: Complaint) -> bool:
    """The body above the one that decided."""
    return actor.role == Role.HR_BUREAU and actor.agency_id == complaint.agency_id


def may_see_complaint(actor: Actor, complaint: Complaint) -> bool:
    """Who complained, who answers, and the office and the bureau of the plan, whose decision it may be."""
    plan = complaint.application.plan
    return (
        answers_complaint(actor, complaint)
        or owns(actor, complaint.application)
        or runs_plan(actor, plan)
        or supervises_plan(actor, plan)
    )


def answers_report(actor: Actor, report: ErrorReport) -> bool:
    """The HR bureau to which somebody reported; it alone reads how he can be reached."""
    return actor.role == Role.HR_BUREAU and actor.agency_id == report.agency_id


def may_issue_certificate(actor: Actor, application: Application) -> bool:
    """The HR bureau of the plan, where a certificate is missing; whether there is a title at all, the act says."""
    return application.filed_at is not None and supervises_plan(actor, application.plan)


def may_revoke(actor: Actor, certificate: Certificate) -> bool:
    """The bureau of the plan, or the founding body of the committee (S0 三(二))."""
    return supervises_plan(actor, certificate.application.plan) or founded_committee_of(actor, certificate.application)


def founded_committee_of(actor: Actor, application: Application) -> bool:
    """The founding body of the committee that awarded the title; it may revoke it (S0 三(二))."""
    return (
        actor.agency_id is not None
        and application.title is not None
        and application.title.committee.founding_body_id == actor.agency_id
    )
