"""Reads about the achievement archive."""

from collections import Counter

from django.db.models import Count, QuerySet

from accounts.actor import Actor
from accounts.models import JournalEntry
from applicants.enums import Module, RecordStage
from applicants.models import ArchiveRecord, Profile
from applicants.modules import definition_of, pairs_of
from employers.permissions import employer_of

# What stands in the way of the person, first; what is done, last.
EDITABLE = frozenset({RecordStage.DRAFT, RecordStage.RETURNED})


def live_records(profile: Profile) -> QuerySet[ArchiveRecord]:
    """Return every record that is neither deleted nor superseded, with its evidence at hand."""
    rows = ArchiveRecord.objects.filter(profile=profile, deleted_at=None).exclude(stage=RecordStage.SUPERSEDED)
    return rows.select_related("profile", "employer").prefetch_related("evidence__file")


def verified_records(profile: Profile) -> QuerySet[ArchiveRecord]:
    """Return what an application can take: verified by an employer, the newest verified version of each."""
    return live_records(profile).filter(stage=RecordStage.VERIFIED)


def records_of(profile: Profile, module: Module) -> QuerySet[ArchiveRecord]:
    """Return the live records of one module, the newest first."""
    return live_records(profile).filter(module=module).order_by("-started", "-pk")


def deleted_records(profile: Profile) -> QuerySet[ArchiveRecord]:
    """Return what can be restored, the last deleted first."""
    return ArchiveRecord.objects.filter(profile=profile).exclude(deleted_at=None).order_by("-deleted_at")


def counts_by_module(profile: Profile) -> dict[str, Counter[str]]:
    """Return how many records stand in which stage, for each module that has any (one query)."""
    counts: dict[str, Counter[str]] = {}
    rows = ArchiveRecord.objects.filter(profile=profile, deleted_at=None).exclude(stage=RecordStage.SUPERSEDED)
    for module, stage in rows.values_list("module", "stage"):
        counts.setdefault(module, Counter())[stage] += 1
    return counts


def newer_version_of(record: ArchiveRecord) -> ArchiveRecord | None:
    """Return the version that is to replace this one, deleted or not; None where there is none."""
    return ArchiveRecord.objects.filter(replaces=record).first()


def sent_to(actor: Actor) -> QuerySet[ArchiveRecord]:
    """Return all records sent to the employer an officer acts for; none where he acts for nobody."""
    employer = employer_of(actor)
    rows = ArchiveRecord.objects.filter(employer=employer, deleted_at=None).exclude(stage=RecordStage.DRAFT)
    return (rows if employer else rows.none()).select_related("profile__user", "employer", "replaces")


def changes_of(record: ArchiveRecord) -> list[tuple[str, str, str]]:
    """Return (label, before, after) for every field in which a new version differs from the one it replaces."""
    if record.replaces is None:
        return []
    before, after = dict(pairs_of(record.replaces)), dict(pairs_of(record))
    labels = [field.label for field in definition_of(record).fields]
    return [
        (label, before.get(label, ""), after.get(label, ""))
        for label in labels
        if before.get(label) != after.get(label)
    ]


def history_of(record: ArchiveRecord) -> list[JournalEntry]:
    """Return what was done to this version, the oldest first."""
    rows = JournalEntry.objects.filter(subject_type=ArchiveRecord._meta.label_lower, subject_id=record.pk)
    return list(rows.order_by("number"))


def counts_sent(actor: Actor) -> dict[str, Counter[str]]:
    """Return how many records stand in which stage, and how many waiting ones lie in which module (one query)."""
    counts: dict[str, Counter[str]] = {"stage": Counter(), "module": Counter()}
    for stage, module, number in sent_to(actor).order_by().values_list("stage", "module").annotate(Count("pk")):
        counts["stage"][stage] += number
        if stage == RecordStage.SUBMITTED:
            counts["module"][module] += number
    return counts
