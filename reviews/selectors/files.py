"""Who may open a file: found by what the file belongs to. A file that belongs to nothing is its owner's alone."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Value

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Job, StoredFile
from applicants.permissions import may_read_change_evidence, may_read_evidence
from credits.models import CreditImport
from credits.permissions import is_of_agency, may_read_credit_evidence
from employers.models import Employer, SelfFiling
from employers.permissions import acts_for, keeps_job, may_read_self_filing, registers, sees_registration
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

# Whose files are his in every capacity; what officers hand in is for the office or employer that they act for.
_PERSONAL = frozenset({Role.APPLICANT, Role.EXPERT})


def may_read_file(actor: Actor, file: StoredFile) -> bool:
    """A person his own; the employer that verifies the record; whoever may read what the file belongs to."""
    is_own = actor.user is not None and file.owner_id == actor.user.pk
    if is_own and actor.role in _PERSONAL:
        return True
    of_a_person = (may_read_evidence, may_read_credit_evidence, may_read_change_evidence)
    if any(rule(actor, file) for rule in of_a_person):
        return True
    belongs = False
    for opens in _reasons(actor, file):
        if opens:
            return True
        belongs = True
    return is_own and not belongs and _is_left_to(actor, file)


def _is_left_to(actor: Actor, file: StoredFile) -> bool:
    """What an officer handed in is the office's, once it belongs to something: his is what was made at his wish."""
    job = Job.objects.filter(Q(input_file=file) | Q(result_file=file)).order_by("pk").first()
    return job is None or keeps_job(actor, job)


def _reasons(actor: Actor, file: StoredFile) -> Iterator[bool]:
    """What the rule says of each thing that the file belongs to: which things these are is asked for once."""
    asked = [
        each.rows.filter(each.holds(file)).order_by().values_list(Value(place), "pk")
        for place, each in enumerate(_BELONGINGS)
    ]
    for place, key in asked[0].union(*asked[1:]):
        belonging = _BELONGINGS[place]
        yield belonging.rule(actor, belonging.rows.get(pk=key))


def _may_check(actor: Actor, meeting: Meeting) -> bool:
    """Why a drawn expert cannot come is for the office that asks, and for who oversees the draw."""
    return runs_meeting(actor, meeting) or oversees_meeting(actor, meeting)


def _may_read_letter(actor: Actor, employer: Employer) -> bool:
    return sees_registration(actor, employer) or acts_for(actor, employer) or registers(actor, employer)


class _Belonging(NamedTuple):
    """What a file may belong to, how it is found by the file, and who may read it for that reason."""

    rows: QuerySet[Any]
    holds: Callable[[StoredFile], Q]
    rule: Callable[[Actor, Any], bool]


_CASES = Application.objects.select_related("plan", "applicant", "employer")
_BELONGINGS = (
    _Belonging(_CASES, lambda file: Q(records__evidence__file=file), may_read_case),
    _Belonging(_CASES, lambda file: Q(applicant__photo=file), may_read_case),
    _Belonging(_CASES, lambda file: Q(vetoes__evidence=file) | Q(vetoes__statement_file=file), may_read_case),
    _Belonging(_CASES, lambda file: Q(applicant__credit_entries__evidence=file), may_read_case),
    _Belonging(Employer.objects.all(), lambda file: Q(authorisation_letter=file), _may_read_letter),
    _Belonging(CreditImport.objects.all(), lambda file: Q(file=file), is_of_agency),
    _Belonging(SelfFiling.objects.all(), lambda file: Q(document=file), may_read_self_filing),
    _Belonging(Document.objects.all(), lambda file: Q(file=file, voided_at=None), may_read_document),
    _Belonging(Plan.objects.all(), lambda file: Q(attachments__file=file), may_see_plan),
    _Belonging(
        PlanVersion.objects.all(),
        lambda file: Q(content__attachments__contains=[{"file": str(file.pk)}]),
        # What was published once stays readable with its version, though a later one left it out.
        lambda *_: True,
    ),
    _Belonging(Inspection.objects.all(), lambda file: Q(file=file), may_read_inspection),
    _Belonging(ResultFiling.objects.all(), lambda file: Q(seal_scan=file), may_see_filing),
    _Belonging(Complaint.objects.all(), lambda file: Q(evidence=file), may_see_complaint),
    _Belonging(Entrustment.objects.all(), lambda file: Q(evidence=file) | Q(outcome_file=file), may_read_entrustment),
    _Belonging(Revocation.objects.all(), lambda file: Q(defence_file=file), may_read_defence),
    _Belonging(CertificateCorrection.objects.all(), lambda file: Q(evidence=file), may_see_correction),
    # What was handed in with an objection may tell who raised it: the deciding body alone reads it, not the watch.
    _Belonging(Objection.objects.all(), lambda file: Q(files=file) | Q(notes__files=file), may_resolve),
    _Belonging(
        Unavailability.objects.select_related("request__draw__meeting__plan"),
        lambda file: Q(evidence=file),
        lambda actor, absence: _may_check(actor, absence.request.draw.meeting),
    ),
)
