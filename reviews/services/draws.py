"""Drawing a panel by TDRAW-1 (S3 一(四)): freeze the pool, take the parties' numbers, seal, compute.

law.draw knows the arithmetic and law.draw_bundle the file; here the pool is kept, and what leads from it to a panel.
"""

import datetime as dt
import secrets
from collections import Counter

from accounts.models import Agency
from law import draw as law_draw
from law import draw_bundle
from law.draw import Expert as Record
from law.errors import BadInput
from law.seating import SeatRules
from reviews.models import Draw, Expert, Meeting
from reviews.selectors.draws import OBSERVER, OFFICE, SUPERVISOR, parties_of
from reviews.selectors.meetings import draw_of, earlier_draws, supervising_agency
from reviews.services.chance import SOURCES
from reviews.services.draw_pool import Pool, faults, is_quick, odds_of, pool_for
from zcps import clock
from zcps.encryption import seal, unseal

__all__ = [
    "DEFAULT_CAP",
    "OBSERVER",
    "ODDS_JOB",
    "OFFICE",
    "SECRET_BYTES",
    "SUPERVISOR",
    "Pool",
    "compute",
    "estimated",
    "experts_by_label",
    "faults",
    "freeze",
    "give_up",
    "is_decided",
    "is_quick",
    "keep_odds",
    "lodge",
    "not_before_of",
    "party_of",
    "pool_for",
    "records_of",
    "reveal",
    "rules_of",
    "seal_manifest",
]

DEFAULT_CAP = 2
ODDS_JOB = "draw_odds"
SECRET_BYTES = law_draw.SECRET_BYTES
# How many batches of substitutes the supervisor's codes suffice for (policy otc).
CODES = 12
# The rule for the case that nobody can follow is made beforehand and sealed (TDRAW-1, pitfall 13).
DEAD_END = (
    "convene with those who come if they are a quorum, else cancel and file anew; sitting members keep their seats"
)


def freeze(meeting: Meeting, pool: Pool, substitution: str = draw_bundle.SAME_ORDER) -> Draw:
    """Keep the pool. A live draw is given up first: it stays on record, and the parties commit anew."""
    if found := draw_of(meeting):
        give_up(found, "封存前重新设定名额，重新冻结专家库")
    return Draw.objects.create(
        meeting=meeting,
        draw_id=_new_id(meeting),
        frozen_at=clock.now(),
        parties=_parties(meeting),
        manifest={
            "seats": pool.rules.seats,
            "employer_cap": pool.rules.employer_cap,
            "groups": {code: list(limits) for code, limits in pool.rules.groups.items()},
            "substitution": substitution,
        },
        bundle={"experts": [record.as_json() for record in pool.records]},
        labels=pool.labels,
        legend={"groups": pool.groups},
        odds=odds_of(pool.eligible, pool.rules) if is_quick(pool) else {},
    )


def _new_id(meeting: Meeting) -> str:
    number = meeting.draws.count() + 1
    return f"D-{meeting.number}" if number == 1 else f"D-{meeting.number}-{number}"


def _parties(meeting: Meeting) -> dict[str, dict[str, object]]:
    agencies = {OFFICE: meeting.plan.office, SUPERVISOR: supervising_agency(meeting), OBSERVER: meeting.observer}
    return {party: {"agency": found.pk, "name": found.name} for party, found in agencies.items() if found}


def give_up(draw: Draw, reason: str) -> None:
    """End a draw that was not computed; it keeps its parameters, its reason and its place in the count."""
    draw.abandoned_at, draw.abandon_reason = clock.now(), reason
    draw.save(update_fields=["abandoned_at", "abandon_reason"])


def estimated(draw: Draw) -> dict[str, object]:
    """Estimate the probabilities of a large pool: the work of a worker."""
    return odds_of([record for record in records_of(draw) if not record.excluded], rules_of(draw))


def keep_odds(draw: Draw, odds: dict[str, object]) -> None:
    """Keep what was estimated."""
    Draw.objects.filter(pk=draw.pk).update(odds=odds)


def rules_of(draw: Draw) -> SeatRules:
    """Return the frozen rules of the seats."""
    groups = {code: (low, high) for code, (low, high) in draw.manifest["groups"].items()}
    return SeatRules(draw.manifest["seats"], groups, draw.manifest["employer_cap"])


def records_of(draw: Draw) -> tuple[Record, ...]:
    """Return the frozen records."""
    return tuple(Record.of_json(row) for row in draw.bundle["experts"])


def lodge(draw: Draw, party: str, number: bytes) -> str:
    """Lodge a party's number in escrow and return its commitment; the number lies encrypted until the draw."""
    promise = law_draw.commitment(draw.draw_id, party, number)
    draw.secrets[party] = seal(number.hex(), _place(party), draw.pk)
    draw.commitments[party] = promise
    if party == SUPERVISOR and draw.manifest.get("substitution") == draw_bundle.OTC:
        _lodge_codes(draw)
    draw.save(update_fields=["secrets", "commitments", "manifest"])
    return promise


def _lodge_codes(draw: Draw) -> None:
    """Make the supervisor's chain of codes; only its anchor is known until he reveals one for a filed request."""
    chain = draw_bundle.code_chain(secrets.token_bytes(SECRET_BYTES), CODES)
    draw.manifest["otc_anchor"] = chain[0].hex()
    draw.secrets[draw_bundle.OTC] = seal(chain[-1].hex(), _place(draw_bundle.OTC), draw.pk)


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
        "substitution": draw_bundle.SAME_ORDER,
        **draw.manifest,
        "spec": law_draw.SPEC,
        "draw_id": draw.draw_id,
        "pool_root": law_draw.pool_root(records),
        "pool_size": len(records),
        "excluded": sum(bool(record.excluded) for record in records),
        "exclusions": dict(Counter(record.excluded for record in records if record.excluded)),
        "earlier_draws": earlier_draws(draw.meeting),
        "commitments": [{"party": party, "c": draw.commitments[party]} for party in parties_of(draw)],
        "public_source": event.source.format(detail=detail),
        "encoding": event.encoding,
        "fallback": [text for text, _, _ in event.fallbacks],
        "not_before": not_before.astimezone(dt.UTC).isoformat(),
        "dead_end": DEAD_END,
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


def is_decided(draw: Draw) -> bool:
    """Whether chance has spoken, or may have: from here a draw is computed and never set aside."""
    return draw.sealed_at is not None and clock.now() >= not_before_of(draw)


def reveal(draw: Draw, party: str) -> None:
    """Note that a party has opened its number itself."""
    draw.revealed[party] = clock.now().isoformat()
    draw.save(update_fields=["revealed"])


def secret_of(draw: Draw, name: str) -> bytes:
    """Open what lies in escrow; only once the public value is known."""
    return bytes.fromhex(unseal(draw.secrets[name], _place(name), draw.pk))


def compute(draw: Draw, public_value: str, source: str = "") -> dict[str, Expert]:
    """Open what is missing from the escrow, compute the panel, keep the bundle; return the drawn by label, in order.

    Raises:
        BadInput: something does not match what was sealed.
    """
    reveals = {party: secret_of(draw, party) for party in parties_of(draw)}
    bundle = draw_bundle.run(draw.manifest, records_of(draw), reveals, public_value)
    assert draw.sealed_at is not None  # noqa: S101 - draw_panel asks before
    draw.bundle = {**bundle, "sealed_at": draw.sealed_at.astimezone(dt.UTC).isoformat()}
    found = draw_bundle.verify(draw.bundle)
    if not found.valid:
        raise BadInput(found.because)
    draw.public_value, draw.value_source = public_value, source
    draw.drawn_at = clock.now()
    draw.save()
    return experts_by_label(draw, bundle["panel"])


def experts_by_label(draw: Draw, labels: list[str]) -> dict[str, Expert]:
    """Return experts by their label, in the order of the labels."""
    known = Expert.objects.select_related("user").in_bulk([draw.labels[label] for label in labels])
    return {label: known[draw.labels[label]] for label in labels}


def party_of(agency: Agency | None, meeting: Meeting) -> str:
    """Return which party an office is in the draw of a meeting; empty for one that has no number to lodge."""
    draw, own = draw_of(meeting), agency.pk if agency else None
    rows = draw.parties if draw and draw.parties else _parties(meeting)
    return next((party for party, row in rows.items() if row["agency"] == own), "")
