"""The pool of a draw before it is frozen: who can be drawn, for which seats, and whether chance has room (S3 一(四)).

Experts are labelled blind and in an order by chance; law.draw_odds tells who is certain before anybody is drawn.
"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.conf import settings

from law import draw as law_draw
from law.draw import Expert as Record
from law.draw_odds import certain, inclusions
from law.errors import BadInput
from law.seating import SeatRules, Table
from reviews.models import Meeting
from reviews.selectors.conflicts import exclusions
from reviews.selectors.draws import experts_in_pool
from reviews.selectors.seat_groups import filed_bounds, seat_group

_SALT_BYTES = 16
# A group from which more than half would have to be taken is chosen by its bounds and not by chance.
_LEAST_RATIO = 2
# So many choices between so many experts take about a second; more is work for a worker.
_QUICK = 400_000


@dataclass(frozen=True)
class Pool:
    """The pool as it will be frozen: blinded records, and what leads back from their codes."""

    records: tuple[Record, ...]
    labels: dict[str, int]
    groups: dict[str, str]
    rules: SeatRules

    @property
    def eligible(self) -> list[Record]:
        """Who can be drawn."""
        return [record for record in self.records if not record.excluded]

    def eligible_by_group(self) -> dict[str, int]:
        """Return how many can be drawn of each group code."""
        return {group: sum(record.group == group for record in self.eligible) for group in self.groups}


@dataclass
class _Codes:
    """Hands out ASCII codes: the same value gets the same code."""

    prefix: str
    given: dict[str, str] = field(default_factory=dict)

    def of(self, value: str) -> str:
        return self.given.setdefault(value, f"{self.prefix}{len(self.given) + 1:02d}")


def pool_for(meeting: Meeting, bounds: Mapping[str, tuple[int, int]], employer_cap: int) -> Pool:
    """Read and label the pool.

    Args:
        meeting: whose agenda decides the conflicts.
        bounds: seat group → least and most seats; one without bounds may have none and all. Bounds that were filed
            with the meeting hold whatever is given.
        employer_cap: how many experts of one employer at most.
    """
    experts = experts_in_pool(meeting)
    excluded = exclusions(meeting, experts)
    groups, employers = _Codes("G"), _Codes("U")
    filed = list(meeting.groups.all())
    seat_groups = {each.pk: seat_group(each.specialty, filed, is_skilled=each.is_skilled) for each in experts}
    for name in sorted(set(seat_groups.values())):
        groups.of(name)
    records = tuple(
        Record(
            f"X{place:03d}",
            groups.of(seat_groups[expert.pk]),
            employers.of(expert.employer_code or expert.employer_name),
            excluded.get(expert.pk, ""),
            secrets.token_bytes(_SALT_BYTES),
        )
        for place, expert in enumerate(experts, start=1)
    )
    labels = {record.label: expert.pk for record, expert in zip(records, experts, strict=True)}
    legend = {code: name for name, code in groups.given.items()}
    fixed = {**bounds, **filed_bounds(meeting)}
    limits = {code: fixed.get(name, (0, meeting.seats)) for code, name in legend.items()}
    return Pool(records, labels, legend, SeatRules(meeting.seats, limits, employer_cap))


def faults(pool: Pool) -> Iterator[str]:
    """Yield what makes the pool unfit to be sealed, each with what to do about it."""
    if len(pool.eligible) <= pool.rules.seats:
        yield (
            f"可抽取的专家 {len(pool.eligible)} 人，不多于应抽 {pool.rules.seats} 人，没有随机余地。"
            "请先在专家库中补充专家，或减少执行委员会人数后重新备案。"
        )
        return
    available = pool.eligible_by_group()
    for code, (least, _) in pool.rules.groups.items():
        if least and available[code] < _LEAST_RATIO * least:
            yield (
                f"“{pool.groups[code]}”至少抽 {least} 人，可抽取的只有 {available[code]} 人，"
                f"不足 {_LEAST_RATIO} 倍，抽取结果将近于指定。请补充该专业专家，或降低该专业的最少人数。"
            )
    blocked = list(_tight_cut(pool))
    yield from blocked or _certain(pool)


def _certain(pool: Pool) -> Iterator[str]:
    """Whoever sits in every legal panel was not drawn by chance, but chosen by bounds and cap."""
    if sure := certain([record.candidate for record in pool.eligible], pool.rules):
        groups = {record.label: pool.groups[record.group] for record in pool.eligible}
        names = "、".join(sorted({f"“{groups[label]}”" for label in sure}))
        yield (
            f"按现有名额和同单位上限，专业{names}中有 {len(sure)} 名专家必然入选，抽取结果等于指定。"
            "请补充这些专业的专家，或放宽名额、同单位上限后再冻结。"
        )


def _tight_cut(pool: Pool) -> Iterator[str]:
    try:
        law_draw.check_rules(pool.rules)
    except BadInput as wrong:
        yield _in_words(str(wrong), pool.groups)
        return
    if cut := Table.laid(pool.rules, (), [record.candidate for record in pool.eligible]).tight_cut():
        yield (
            f"按现有名额组不成执行委员会：{_in_words(str(cut), pool.groups)}。"
            "请调整名额或同单位上限，或补充专家后再冻结。"
        )


def _in_words(sentence: str, groups: Mapping[str, str]) -> str:
    for code, specialty in groups.items():
        sentence = sentence.replace(code, f"“{specialty}”")
    return sentence


def is_quick(pool: Pool) -> bool:
    """Whether the probabilities can be told at once."""
    return len(pool.records) * settings.DRAW_TRIALS <= _QUICK


def odds_of(eligible: list[Record], rules: SeatRules) -> dict[str, object]:
    """Draw many times by chance and count how often each was drawn: an estimate, shown before the seal."""
    counts = dict.fromkeys((record.label for record in eligible), 0)
    for panel in inclusions([record.candidate for record in eligible], rules, settings.DRAW_TRIALS):
        for label in panel:
            counts[label] += 1
    return {"trials": settings.DRAW_TRIALS, "counts": counts}
