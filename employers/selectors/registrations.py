"""Reads about registrations."""

from django.db.models import Count, QuerySet

from accounts.actor import Actor
from accounts.enums import AdminLevel, AgencyKind
from accounts.models import Agency, JournalEntry, Region, User
from employers.enums import EmployerStage
from employers.models import Employer
from employers.selectors.search import named

SUBMITTED = "submit_registration"
# Everything that says to whom an employer belongs.
AFFILIATED = ("region", "competent_department", "personnel_agency", "seat")


def registration_of(actor: Actor) -> Employer | None:
    """Return the registration of the legal person that signed in, at whatever stage."""
    if actor.user is None or not actor.user.uscc:
        return None
    known = Employer.objects.select_related(*AFFILIATED, "authorisation_letter")
    return known.filter(uscc=actor.user.uscc).first()


def bureau_for(region: Region | None) -> Agency | None:
    """Return the HR bureau that examines the registrations of a region (S2 附件2-2)."""
    return Agency.objects.filter(kind=AgencyKind.HR_BUREAU, region=region).first() if region else None


def regions_served() -> QuerySet[Region]:
    """Return the regions where an employer can register: those with an HR bureau."""
    return Region.objects.filter(agencies__kind=AgencyKind.HR_BUREAU).distinct().order_by("code")


def departments() -> QuerySet[Agency]:
    """Return the offices that an employer can name as its competent department."""
    kinds = (AgencyKind.COMPETENT_DEPARTMENT, AgencyKind.INDUSTRY_BUREAU)
    return Agency.objects.filter(kind__in=kinds).order_by("region__code", "name")


def personnel_agencies() -> QuerySet[Agency]:
    """Return the offices that an employer without a department can name as its personnel agency."""
    return Agency.objects.filter(kind=AgencyKind.PERSONNEL_AGENCY).order_by("region__code", "name")


def counties() -> QuerySet[Region]:
    """Return the counties, cities and districts in which a unit of the city or the province may be."""
    return Region.objects.filter(level=AdminLevel.COUNTY).order_by("code")


def submitter_of(employer: Employer) -> User | None:
    """Return who submitted the registration last, as the journal has it."""
    entries = JournalEntry.objects.filter(subject_type=Employer._meta.label_lower, subject_id=employer.pk)
    last = entries.filter(act=SUBMITTED).select_related("actor").order_by("-number").first()
    return last.actor if last else None


def registrations_at(bureau: Agency) -> QuerySet[Employer]:
    """Return what was ever submitted to a bureau."""
    found = Employer.objects.filter(region_id=bureau.region_id, submitted_at__isnull=False)
    return found.select_related(*AFFILIATED)


def counts_by_stage(bureau: Agency) -> dict[str, int]:
    """Return how many registrations of a bureau are at each stage."""
    rows = registrations_at(bureau).order_by().values("stage").annotate(number=Count("pk"))
    return {row["stage"]: row["number"] for row in rows}


def matching(rows: QuerySet[Employer], stage: str, query: str) -> QuerySet[Employer]:
    """Narrow a list by stage and by a part of the name or the whole code."""
    if stage in EmployerStage.values:
        rows = rows.filter(stage=stage)
    return named(rows, query)
