"""Drawing a panel by TDRAW-1 (S3 一(四)): freeze the pool, take the parties' numbers, seal, compute.

law.draw knows the arithmetic and law.draw_bundle the file; here the pool is read, labelled blind, and kept.
"""

import datetime as dt
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from accounts.models import Agency
from law import draw as law_draw
from law import draw_bundle
from law.draw import Expert as Record
from law.errors import BadInput
from law.seating import SeatRules, Table
from reviews.models import Draw, Expert, Meeting
from reviews.selectors.draws import PARTIES, conflicts, experts_in_pool
from reviews.services.chance import SOURCES
from zcps import clock
from zcps.encryption import seal, unseal

OFFICE, SUPERVISOR = "office", "supervisor"
DEFAULT_CAP = 2
SECRET_BYTES, _SALT_BYTES = law_draw.SECRET_BYTES, 16
# A group from which more than half would have to be taken is chosen by its bounds and not by chance.
_LEAST_RATIO = 2


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
        bounds: specialty → least and most seats; a specialty without bounds may have none and all.
        employer_cap: how many experts of one employer at most.
    """
    experts = experts_in_pool(meeting)
    excluded = conflicts(meeting, experts)
    groups, employers = _Codes("G"), _Codes("U")
    for specialty in sorted({expert.specialty for expert in experts}):
        groups.of(specialty)
    records = tuple(
        Record(
            f"X{place:03d}",
            groups.of(expert.specialty),
            employers.of(expert.employer_code or expert.employer_name),
            excluded.get(expert.pk, ""),
            secrets.token_bytes(_SALT_BYTES),
        )
        for place, expert in enumerate(experts, start=1)
    )
    labels = {record.label: expert.pk for record, expert in zip(records, experts, strict=True)}
    legend = {code: specialty for specialty, code in groups.given.items()}
    limits = {code: bounds.get(specialty, (0, meeting.seats)) for code, specialty in legend.items()}
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
                f"专业“{pool.groups[code]}”至少抽 {least} 人，可抽取的只有 {available[code]} 人，"
                f"不足 {_LEAST_RATIO} 倍，抽取结果将近于指定。请补充该专业专家，或降低该专业的最少人数。"
            )
    yield from _tight_cut(pool)


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


def freeze(meeting: Meeting, pool: Pool) -> Draw:
    """Keep the pool; freezing again before the seal starts over, with new labels and without the parties' numbers."""
    draw, _ = Draw.objects.update_or_create(
        meeting=meeting,
        defaults={
            "draw_id": f"D-{meeting.number}",
            "frozen_at": clock.now(),
            "manifest": {
                "seats": pool.rules.seats,
                "employer_cap": pool.rules.employer_cap,
                "groups": {code: list(limits) for code, limits in pool.rules.groups.items()},
            },
            "bundle": {"experts": [_as_row(record) for record in pool.records]},
            "labels": pool.labels,
            "legend": {"groups": pool.groups},
            "secrets": {},
            "commitments": {},
        },
    )
    return draw


def _as_row(record: Record) -> dict[str, str]:
    return {
        "label": record.label,
        "group": record.group,
        "employer": record.employer,
        "excluded": record.excluded,
        "salt": record.salt.hex(),
    }


def records_of(draw: Draw) -> tuple[Record, ...]:
    """Return the frozen records."""
    return tuple(
        Record(row["label"], row["group"], row["employer"], row["excluded"], bytes.fromhex(row["salt"]))
        for row in draw.bundle["experts"]
    )


def lodge(draw: Draw, party: str, number: bytes) -> str:
    """Lodge a party's number in escrow and return its commitment; the number lies encrypted until the draw."""
    promise = law_draw.commitment(draw.draw_id, party, number)
    draw.secrets[party] = seal(number.hex(), _place(party))
    draw.commitments[party] = promise
    draw.save(update_fields=["secrets", "commitments"])
    return promise


def _place(party: str) -> str:
    return f"reviews_draw.secrets.{party}"


def seal_manifest(draw: Draw, source: str, detail: str, not_before: dt.datetime) -> str:
    """Fix everything that decides the draw, and return the hash that is published.

    Args:
        draw: frozen, with every party's commitment.
        source: key of the public source.
        detail: which event of that kind.
        not_before: when the event will have happened.
    """
    event, records = SOURCES[source], records_of(draw)
    draw.manifest = {
        **draw.manifest,
        "spec": law_draw.SPEC,
        "draw_id": draw.draw_id,
        "pool_root": law_draw.pool_root(records),
        "pool_size": len(records),
        "excluded": sum(bool(record.excluded) for record in records),
        "commitments": [{"party": party, "c": draw.commitments[party]} for party in PARTIES],
        "public_source": event.source.format(detail=detail),
        "encoding": event.encoding,
        "fallback": [event.fallback],
        "not_before": not_before.astimezone(dt.UTC).isoformat(),
        "substitution": draw_bundle.SAME_ORDER,
        "software": "zcps",
    }
    draw.manifest_hash = law_draw.manifest_hash(draw.manifest).hex()
    draw.sealed_at = clock.now()
    draw.legend = {**draw.legend, "source": source, "detail": detail}
    draw.save()
    return draw.manifest_hash


def not_before_of(draw: Draw) -> dt.datetime:
    """Return the moment from which the public value can be entered."""
    return dt.datetime.fromisoformat(draw.manifest["not_before"])


def compute(draw: Draw, public_value: str) -> dict[str, Expert]:
    """Open the escrow, compute the panel, keep the bundle; return the drawn by label, in the order of the draw.

    Raises:
        BadInput: something does not match what was sealed.
    """
    reveals = {party: bytes.fromhex(unseal(draw.secrets[party], _place(party))) for party in PARTIES}
    bundle = draw_bundle.run(draw.manifest, records_of(draw), reveals, public_value)
    assert draw.sealed_at is not None  # noqa: S101 - draw_panel asks before
    draw.bundle = {**bundle, "sealed_at": draw.sealed_at.astimezone(dt.UTC).isoformat()}
    found = draw_bundle.verify(draw.bundle)
    if not found.valid:
        raise BadInput(found.because)
    draw.public_value = public_value
    draw.drawn_at = clock.now()
    draw.save()
    return experts_by_label(draw, bundle["panel"])


def experts_by_label(draw: Draw, labels: list[str]) -> dict[str, Expert]:
    """Return experts by their label, in the order of the labels."""
    known = Expert.objects.select_related("user").in_bulk([draw.labels[label] for label in labels])
    return {label: known[draw.labels[label]] for label in labels}


def substitute(draw: Draw, unavailable: list[str]) -> dict[str, Expert]:
    """Fill the seats of those who cannot come, in one batch and by the sealed order; add the batch to the bundle.

    Raises:
        BadInput: nobody can fill the seats within the sealed bounds.
    """
    records = records_of(draw)
    batches: list[dict[str, Any]] = draw.bundle["substitutions"]
    gone = {label for batch in batches for label in batch["unavailable"]} | set(unavailable)
    members = list(draw_bundle.verify(draw.bundle).members)
    reveals = {party: bytes.fromhex(value) for party, value in draw.bundle["reveals"].items()}
    key = law_draw.draw_key(draw.manifest, reveals, draw.public_value)
    number = len(batches) + 2
    rules = SeatRules(
        draw.manifest["seats"],
        {code: (low, high) for code, (low, high) in draw.manifest["groups"].items()},
        draw.manifest["employer_cap"],
    )
    order = [record.candidate for record in draw_bundle.substitute_order(records, key, number)]
    filled = list(law_draw.substitute(order, rules, members, gone).panel)
    batches.append({"round": number, "unavailable": unavailable, "filled": filled})
    draw.save(update_fields=["bundle"])
    return experts_by_label(draw, filled)


def party_of(agency: Agency | None, meeting: Meeting) -> str:
    """Return which party an office is in the draw of a meeting."""
    return OFFICE if agency is not None and agency.pk == meeting.plan.office_id else SUPERVISOR
