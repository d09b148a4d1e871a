"""Which ties keep an expert from a case: what is certain from the records, and what two persons confirmed."""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from reviews.enums import IN_THE_POOL, ConflictKind, ConflictSource, ConflictStage
from reviews.models import Application, Conflict, Expert, Meeting, Membership
from reviews.selectors.meetings import convening_day

Tie = tuple[int, int, str]
DUPLICATE_ID, TERM_ENDED = "DUPLICATE-ID", "TERM-ENDED"


def code_of(kind: str) -> str:
    """Return the ASCII code under which a draw publishes why somebody is out."""
    return kind.upper().replace("_", "-")


# What the codes mean, in the order in which they are looked for; the draw publishes how many are out by each.
EXCLUSIONS = {
    code_of(ConflictKind.OWN_APPLICATION): "本人为本次会议的申报人",
    DUPLICATE_ID: "证件号码与库中另一条记录相同",
    code_of(ConflictKind.SAME_EMPLOYER): "与本次会议的申报人同一单位",
    code_of(ConflictKind.FORMER_EMPLOYER): "曾与本次会议的申报人在同一单位",
    code_of(ConflictKind.CO_AUTHOR): "与本次会议的申报人有合作成果",
    code_of(ConflictKind.KIN): "与本次会议的申报人有亲属关系",
    code_of(ConflictKind.MENTOR): "与本次会议的申报人有师徒、师生关系",
    code_of(ConflictKind.RECOMMENDER): "为本次会议申报人的推荐人或证明人",
    code_of(ConflictKind.REQUESTED): "申报人申请其回避，经核查认定",
    code_of(ConflictKind.LOAD): "本年度评审任务较重，经认定不参加本次抽取",
    code_of(ConflictKind.ABSENCE): "抽中后多次未到会，经认定不参加本次抽取",
    code_of(ConflictKind.OTHER): "有其他影响公正的关系，经认定",
    TERM_ENDED: "在专家库的任期已届满",
}


def agenda_of(meeting: Meeting) -> list[Application]:
    """Return the cases on the agenda with their applicants and employers."""
    items = meeting.items.select_related("application__applicant__user", "application__employer")
    return [item.application for item in items]


def certain_ties(cases: Iterable[Application], experts: Iterable[Expert]) -> set[Tie]:
    """Return the ties that need no judgement: his own case, or one of his present employer's."""
    people, numbers, employers = _by_person(cases)
    found: set[Tie] = set()
    for expert in experts:
        own = people.get(expert.user_id, set()) | numbers.get(expert.user.id_index, set())
        near = employers.get(expert.employer_code, set()) | employers.get(expert.employer_name, set())
        found |= {(expert.pk, profile, ConflictKind.OWN_APPLICATION.value) for profile in own}
        found |= {(expert.pk, profile, ConflictKind.SAME_EMPLOYER.value) for profile in near - own}
    return found


def _by_person(
    cases: Iterable[Application],
) -> tuple[dict[int, set[int]], dict[str, set[int]], dict[str, set[int]]]:
    people: dict[int, set[int]] = {}
    numbers: dict[str, set[int]] = {}
    employers: dict[str, set[int]] = {}
    for case in cases:
        people.setdefault(case.applicant.user_id, set()).add(case.applicant_id)
        if case.applicant.user.id_index:
            numbers.setdefault(case.applicant.user.id_index, set()).add(case.applicant_id)
        for name in (case.employer.uscc, case.employer.name) if case.employer else ():
            employers.setdefault(name, set()).add(case.applicant_id)
    return people, numbers, employers


def exclusions(meeting: Meeting, experts: Sequence[Expert]) -> dict[int, str]:
    """Return why experts cannot be drawn for this agenda: expert id → reason code; the first in EXCLUSIONS wins."""
    cases = agenda_of(meeting)
    dismissed, confirmed = _decided(meeting, cases, experts)
    found = {expert: {code_of(kind)} for expert, kind in confirmed}
    for expert, _, kind in certain_ties(cases, experts) - dismissed:
        found.setdefault(expert, set()).add(code_of(kind))
    for expert in _doubles(experts):
        found.setdefault(expert, set()).add(DUPLICATE_ID)
    for expert in _out_of_term(meeting, experts):
        found.setdefault(expert, set()).add(TERM_ENDED)
    order = list(EXCLUSIONS)
    return {expert: min(codes, key=order.index) for expert, codes in found.items()}


def _decided(
    meeting: Meeting, cases: Iterable[Application], experts: Iterable[Expert]
) -> tuple[set[Tie], set[tuple[int, str]]]:
    """Return the ties that were dismissed here, and what was confirmed, here or under another committee."""
    known = Conflict.objects.filter(
        Q(profile__in=[case.applicant_id for case in cases]) | Q(meeting=meeting, profile=None),
        expert__in=experts,
        stage__in=(ConflictStage.CONFIRMED, ConflictStage.DISMISSED),
    )
    # What is certain is looked up anew each time: a row that nobody has decided on may have been overtaken by it.
    certain = (ConflictKind.OWN_APPLICATION, ConflictKind.SAME_EMPLOYER)
    judged = known.exclude(
        kind__in=certain, source=ConflictSource.COMPUTED, stage=ConflictStage.CONFIRMED, proposed_by=None
    ).values_list("expert", "profile", "kind", "stage", "committee")
    dismissed: set[Tie] = set()
    confirmed: set[tuple[int, str]] = set()
    for expert, profile, kind, stage, committee in judged:
        if stage == ConflictStage.CONFIRMED:
            confirmed.add((expert, kind))
        elif profile is not None and committee == meeting.committee_id:
            dismissed.add((expert, profile, kind))
    return dismissed, confirmed


def _doubles(experts: Iterable[Expert]) -> set[int]:
    """Return every further entry of a person who stands in the pool twice, known by the ID number."""
    seen: set[str] = set()
    found: set[int] = set()
    for expert in sorted(experts, key=lambda each: each.pk):
        index = expert.user.id_index
        if index and index in seen:
            found.add(expert.pk)
        seen.add(index)
    return found


def _out_of_term(meeting: Meeting, experts: Iterable[Expert]) -> set[int]:
    rows = Membership.objects.filter(committee=meeting.committee_id, expert__in=experts, stage__in=IN_THE_POOL)
    return set(rows.filter(term_until__lt=convening_day(meeting)).values_list("expert", flat=True))
