"""Finding ties between experts and applicants in what the platform knows of both. What is found is a suggestion.

Nobody is refused silently: only what is certain (his own case, his present employer) keeps an expert out by itself.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from applicants.enums import Module, RecordStage
from applicants.models import ArchiveRecord, Profile
from law.materials import EXPERT_FORM
from reviews.enums import ConflictKind, ConflictSource, ConflictStage
from reviews.models import Application, Conflict, Expert, Meeting, RecusalRequest
from reviews.selectors.conflicts import Tie, agenda_of, certain_ties
from zcps import clock

_WORKS = frozenset({Module.PROJECT, Module.PAPER, Module.BOOK, Module.PATENT, Module.STANDARD})
_READ = (*_WORKS, Module.WORK, Module.CREDENTIAL)
_APPRENTICES = "授徒证明"
_LONGEST = 400


@dataclass(frozen=True)
class Place:
    """Where somebody works or worked, by name or code, and when, as far as it is known (ISO days or months)."""

    names: frozenset[str]
    label: str
    began: str = ""
    ended: str = ""
    is_present: bool = False


@dataclass
class Person:
    """What is compared of one side."""

    name: str
    places: list[Place] = field(default_factory=list)
    records: list[ArchiveRecord] = field(default_factory=list)


@transaction.atomic
def suggest(meeting: Meeting) -> int:
    """Compare the agenda with the pool; keep what is new as suggestions and return how many were new.

    What is known already stays as it is, whatever was decided on it: a dismissal is not overturned by a comparison.
    """
    cases = agenda_of(meeting)
    pool = list(
        meeting.committee.experts.filter(left_on=None).select_related("user__profile").prefetch_related("employments")
    )
    known = {
        (row.expert_id, row.profile_id, row.kind): row
        for row in Conflict.objects.filter(committee=meeting.committee_id, expert__in=pool)
    }
    certain = certain_ties(cases, pool)
    _forget_stale(known.values(), cases, certain)
    found = [
        row for row in _found(meeting, cases, pool, certain) if (row.expert_id, row.profile_id, row.kind) not in known
    ]
    Conflict.objects.bulk_create(found, ignore_conflicts=True)
    return len(found)


def _forget_stale(known: Iterable[Conflict], cases: list[Application], certain: set[Tie]) -> None:
    """Put before a person what was certain and is not any more, such as after a change of employer."""
    people = {case.applicant_id for case in cases}
    stale = [
        row.pk
        for row in known
        if row.kind in _CERTAIN
        and row.profile_id in people
        and row.stage == ConflictStage.CONFIRMED
        and row.source == ConflictSource.COMPUTED
        and row.proposed_by_id is None
        and (row.expert_id, row.profile_id, row.kind) not in certain
    ]
    if stale:
        Conflict.objects.filter(pk__in=stale).update(stage=ConflictStage.SUGGESTED)


def _found(meeting: Meeting, cases: list[Application], pool: list[Expert], certain: set[Tie]) -> Iterator[Conflict]:
    sides = _sides(cases, pool)
    known: dict[tuple[int, int], list[str]] = {}
    for who, whom, kind in sorted(certain):
        known.setdefault((who, whom), []).append(kind)
    # A person can have several cases on one agenda.
    seen: set[tuple[int, int, str]] = set()
    for expert in pool:
        for case in cases:
            ties = [(kind, _CERTAIN[kind]) for kind in known.get((expert.pk, case.applicant_id), ())]
            if not any(kind == ConflictKind.OWN_APPLICATION for kind, _ in ties):
                ties += list(_compared(sides[expert], sides[case.applicant], has=dict(ties)))
            for kind, note in ties:
                if (expert.pk, case.applicant_id, kind) not in seen:
                    seen.add((expert.pk, case.applicant_id, kind))
                    yield _row(meeting, expert, case.applicant, kind, note)
    yield from _asked_for(meeting, cases, pool, seen)


_CERTAIN = {
    ConflictKind.OWN_APPLICATION.value: "证件号码或账号与申报人相同。",
    ConflictKind.SAME_EMPLOYER.value: "现工作单位与申报人的申报单位相同。",
}


def _row(meeting: Meeting, expert: Expert, profile: Profile, kind: str, note: str) -> Conflict:
    return Conflict(
        committee_id=meeting.committee_id,
        expert=expert,
        profile=profile,
        meeting=meeting,
        kind=kind,
        source=ConflictSource.REQUESTED if kind == ConflictKind.REQUESTED else ConflictSource.COMPUTED,
        stage=ConflictStage.CONFIRMED if kind in _CERTAIN else ConflictStage.SUGGESTED,
        note=note[:_LONGEST],
        created_at=clock.now(),
    )


def _asked_for(
    meeting: Meeting, cases: list[Application], pool: list[Expert], seen: set[tuple[int, int, str]]
) -> Iterator[Conflict]:
    """Yield those whom applicants asked not to be judged by, where somebody of that name is in the pool."""
    by_name: dict[str, list[Expert]] = {}
    for expert in pool:
        by_name.setdefault(expert.user.name, []).append(expert)
    profiles = {case.pk: case.applicant for case in cases}
    for asked in RecusalRequest.objects.filter(application__in=cases).order_by("pk"):
        profile = profiles[asked.application_id]
        for expert in by_name.get(asked.name, []):
            if (expert.pk, profile.pk, ConflictKind.REQUESTED) not in seen:
                seen.add((expert.pk, profile.pk, ConflictKind.REQUESTED))
                where = f"（{asked.employer_name}）" if asked.employer_name else ""
                yield _row(meeting, expert, profile, ConflictKind.REQUESTED, f"{asked.name}{where}：{asked.reason}")


def _sides(cases: Iterable[Application], pool: Iterable[Expert]) -> Mapping[Expert | Profile, Person]:
    """Read both sides at once; an expert's own archive counts where he keeps one."""
    own = {expert.user.profile.pk: expert for expert in pool if hasattr(expert.user, "profile")}
    applicants = {case.applicant_id: case for case in cases}
    sides: dict[Expert | Profile, Person] = {expert: Person(expert.user.name, _jobs_of(expert)) for expert in pool}
    for case in cases:
        sides[case.applicant] = Person(case.applicant.user.name, _employer_of(case))
    rows = ArchiveRecord.objects.filter(
        profile__in=[*own, *applicants], module__in=_READ, stage=RecordStage.VERIFIED, deleted_at=None
    )
    for record in rows.order_by("pk"):
        for side in (own.get(record.profile_id), _applicant(applicants.get(record.profile_id))):
            if side is not None:
                _add(sides[side], record)
    return sides


def _applicant(case: Application | None) -> Profile | None:
    return case.applicant if case else None


def _jobs_of(expert: Expert) -> list[Place]:
    now = Place(_names(expert.employer_name, expert.employer_code), expert.employer_name, is_present=True)
    before = [
        Place(_names(job.employer_name, job.employer_code), job.employer_name, _iso(job.started_on), _iso(job.ended_on))
        for job in expert.employments.all()
    ]
    return [now, *before]


def _employer_of(case: Application) -> list[Place]:
    if case.employer is None:
        return []
    return [Place(_names(case.employer.name, case.employer.uscc), case.employer.name, is_present=True)]


def _names(*names: str) -> frozenset[str]:
    return frozenset(name.strip() for name in names if name.strip())


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _add(person: Person, record: ArchiveRecord) -> None:
    if record.module == Module.WORK:
        person.places.append(Place(_names(record.title), record.title, record.started, record.ended))
    person.records.append(record)


def _compared(expert: Person, applicant: Person, has: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the kinds of tie between two persons, each once, with what it rests on."""
    if ConflictKind.SAME_EMPLOYER.value not in has:
        yield from _once(ConflictKind.FORMER_EMPLOYER, _shared_places(expert, applicant))
    yield from _once(ConflictKind.CO_AUTHOR, _shared_works(expert, applicant))
    yield from _once(ConflictKind.RECOMMENDER, _vouched(expert, applicant))
    yield from _once(ConflictKind.MENTOR, _taught(expert, applicant))


def _once(kind: ConflictKind, notes: Iterable[str]) -> Iterator[tuple[str, str]]:
    found = list(dict.fromkeys(notes))
    if found:
        yield kind.value, "；".join(found) + "。"


def _shared_places(expert: Person, applicant: Person) -> Iterator[str]:
    for here in expert.places:
        for there in applicant.places:
            if here.names & there.names and _may_have_met(here, there):
                yield f"双方均有“{here.label}”的工作经历"


def _may_have_met(one: Place, other: Place) -> bool:
    """Two who certainly worked there at different times were no colleagues; what is not known counts as possible."""
    return not (_before(one, other) or _before(other, one))


def _before(one: Place, other: Place) -> bool:
    # Days and months compare by their common length: 2018-05 neither ends before 2018-05-20 nor begins after it.
    length = min(len(one.ended), len(other.began))
    return not one.is_present and length > 0 and one.ended[:length] < other.began[:length]


def _shared_works(expert: Person, applicant: Person) -> Iterator[str]:
    own = {key for record in expert.records if record.module in _WORKS for key in _keys(record)}
    for record in applicant.records:
        if record.module not in _WORKS:
            continue
        if own & set(_keys(record)):
            yield f"双方档案中有同一项{Module(record.module).label}“{record.title}”"
        elif expert.name in _text(record):
            yield f"申报人的{Module(record.module).label}“{record.title}”中出现该专家姓名"


def _keys(record: ArchiveRecord) -> Iterator[tuple[str, str]]:
    number = str(record.data.get("number") or "").strip()
    yield record.module, record.title.strip()
    # A journal's number is shared by everybody who wrote in it.
    if number and record.module not in {Module.PAPER, Module.PROJECT}:
        yield record.module, number


def _vouched(expert: Person, applicant: Person) -> Iterator[str]:
    for record in applicant.records:
        if record.module == Module.CREDENTIAL and record.data.get("kind") == EXPERT_FORM:
            if expert.name in _text(record):
                yield f"申报人的《{EXPERT_FORM}》中出现该专家姓名"
        elif record.module == Module.WORK and expert.name in str(record.data.get("witness") or ""):
            yield f"该专家姓名为申报人在“{record.title}”工作经历的证明人"


def _taught(expert: Person, applicant: Person) -> Iterator[str]:
    for one, other in ((applicant, expert), (expert, applicant)):
        for record in one.records:
            is_proof = record.module == Module.CREDENTIAL and record.data.get("kind") == _APPRENTICES
            if is_proof and other.name in _text(record):
                yield f"{one.name}的{_APPRENTICES}中出现{other.name}的姓名"


def _text(record: ArchiveRecord) -> str:
    return " ".join([record.title, *(value for value in record.data.values() if isinstance(value, str))])
