"""The employer's workbench: what is due, what runs, who has no archive yet."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from applicants.enums import RecordStage
from applicants.models import ArchiveRecord, Profile
from employers.models import Employer
from reviews.enums import ObjectionStage
from reviews.models import Application, Objection, Publicity
from reviews.permissions import WITH_EMPLOYER
from reviews.selectors import worklists

MOST = 8


@dataclass(frozen=True)
class EmployerBench:
    """Everything on the workbench, bounded."""

    next_due: list[Application]
    publicities: list[Publicity]
    objections: list[Objection]
    records: int
    without_archive: list[Profile]
    people_without_archive: int


def employer_bench(employer: Employer) -> EmployerBench:
    """Return the workbench of an employer (six queries)."""
    without = _without_archive(employer)
    return EmployerBench(
        next_due=_next_due(employer),
        publicities=list(_running(employer)[:MOST]),
        objections=list(_objections(employer)[:MOST]),
        records=_to_verify(employer),
        without_archive=without[:MOST],
        people_without_archive=len(without),
    )


def _to_verify(employer: Employer) -> int:
    waiting = ArchiveRecord.objects.filter(employer=employer, stage=RecordStage.SUBMITTED, deleted_at=None)
    return waiting[: worklists.MOST_COUNTED + 1].count()


def _next_due(employer: Employer) -> list[Application]:
    mine = Application.objects.filter(employer=employer, stage__in=WITH_EMPLOYER, filed_at__isnull=False)
    return worklists.page_of(worklists.listed(mine), size=MOST).cases


def _running(employer: Employer) -> QuerySet[Publicity]:
    open_ones = Publicity.objects.filter(employer=employer, closed_at=None).select_related("plan")
    held = Count("entries", filter=Q(entries__objections__stage=ObjectionStage.OPEN), distinct=True)
    return open_ones.annotate(people=Count("entries", distinct=True), held=held).order_by("earliest_close")


def _objections(employer: Employer) -> QuerySet[Objection]:
    asked = Objection.objects.filter(publicity__employer=employer, stage=ObjectionStage.OPEN)
    return asked.select_related("entry__application__applicant__user").order_by("raised_at")


def _without_archive(employer: Employer) -> list[Profile]:
    records = ArchiveRecord.objects.filter(profile=OuterRef("pk"), deleted_at=None)
    people = Profile.objects.filter(~Exists(records), employer=employer).select_related("user")
    return list(people.only("user__name", "post").order_by("user__name")[:101])
