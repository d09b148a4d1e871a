"""Who may open a file: found by what the file belongs to. A file that belongs to nothing is its owner's alone."""

from collections.abc import Iterator

from django.db.models import Q

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import StoredFile
from applicants.permissions import may_read_change_evidence, may_read_evidence
from credits.permissions import may_read_credit_evidence
from employers.models import Employer, SelfFiling
from employers.permissions import acts_for, may_read_self_filing
from reviews.models import (
    Application,
    CertificateCorrection,
    Complaint,
    Document,
    Entrustment,
    Inspection,
    Meeting,
    Objection,
    Plan,
    PlanVersion,
    ResultFiling,
    Revocation,
    Unavailability,
)
from reviews.permissions import (
    may_read_case,
    may_read_defence,
    may_read_document,
    may_read_entrustment,
    may_read_inspection,
    may_resolve,
    may_see_complaint,
    may_see_correction,
    may_see_filing,
    may_see_plan,
    oversees_meeting,
    runs_meeting,
)


def may_read_file(actor: Actor, file: StoredFile) -> bool:
    """The owner; the employer that verifies the record; whoever may read what the file belongs to."""
    if actor.user is not None and file.owner_id == actor.user.pk:
        return True
    return may_read_evidence(actor, file) or may_read_credit_evidence(actor, file) or any(_reasons(actor, file))


def _reasons(actor: Actor, file: StoredFile) -> Iterator[bool]:
    yield may_read_change_evidence(actor, file)
    yield from (may_read_case(actor, case) for case in _cases_with(file))
    yield from (_may_read_letter(actor, employer) for employer in Employer.objects.filter(authorisation_letter=file))
    yield from (may_read_self_filing(actor, filing) for filing in SelfFiling.objects.filter(document=file))
    yield from (may_read_document(actor, document) for document in Document.objects.filter(file=file, voided_at=None))
    yield from (may_see_plan(actor, plan) for plan in Plan.objects.filter(attachments__file=file))
    yield _was_announced(file)
    yield from (may_read_inspection(actor, row) for row in Inspection.objects.filter(file=file))
    yield from (may_see_filing(actor, filing) for filing in ResultFiling.objects.filter(seal_scan=file))
    yield from (may_see_complaint(actor, each) for each in Complaint.objects.filter(evidence=file))
    entrusted = Entrustment.objects.filter(Q(evidence=file) | Q(outcome_file=file))
    yield from (may_read_entrustment(actor, each) for each in entrusted)
    defended = Revocation.objects.filter(defence_file=file)
    yield from (may_read_defence(actor, each) for each in defended)
    corrections = CertificateCorrection.objects.filter(evidence=file)
    yield from (may_see_correction(actor, each) for each in corrections)
    # What was handed in with an objection may tell who raised it: the deciding body alone reads it, not the watch.
    handed_in = Objection.objects.filter(Q(files=file) | Q(notes__files=file)).distinct()
    yield from (may_resolve(actor, objection) for objection in handed_in)
    absences = Unavailability.objects.filter(evidence=file).select_related("request__draw__meeting__plan")
    yield from (_may_check(actor, absence.request.draw.meeting) for absence in absences)


def _may_check(actor: Actor, meeting: Meeting) -> bool:
    """Why a drawn expert cannot come is for the office that asks, and for who oversees the draw."""
    return runs_meeting(actor, meeting) or oversees_meeting(actor, meeting)


def _was_announced(file: StoredFile) -> bool:
    """What was published once stays readable with its version, though a later one left it out."""
    return PlanVersion.objects.filter(content__attachments__contains=[{"file": str(file.pk)}]).exists()


def _cases_with(file: StoredFile) -> Iterator[Application]:
    known = Application.objects.select_related("plan", "applicant", "employer")
    yield from known.filter(records__evidence__file=file).distinct()
    yield from known.filter(applicant__photo=file)
    yield from known.filter(Q(vetoes__evidence=file) | Q(vetoes__statement_file=file)).distinct()
    yield from known.filter(applicant__credit_entries__evidence=file).distinct()


def _may_read_letter(actor: Actor, employer: Employer) -> bool:
    reviews_it = (
        actor.role == Role.HR_BUREAU and actor.agency is not None and actor.agency.region_id == employer.region_id
    )
    return reviews_it or acts_for(actor, employer)
