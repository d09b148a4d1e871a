"""Substitutes for drawn experts who cannot come: asked for in one batch, filled by the order that was sealed.

Under the policy `otc` the order of each batch is unknown to everybody until the supervisor reveals his next code, and
he does so for a filed request alone: whoever telephones the experts cannot see who would replace whom.
"""

from collections.abc import Mapping
from typing import Any

from accounts.models import StoredFile
from law import draw as law_draw
from law import draw_bundle
from reviews.models import Draw, Expert, PanelSeat, SubstitutionRequest, Unavailability
from reviews.services.draws import CODES, experts_by_label, records_of, rules_of, secret_of
from zcps import clock


def is_blind(draw: Draw) -> bool:
    """Whether nobody may know the order of substitutes before the supervisor reveals a code."""
    return bool(draw.manifest.get("substitution") == draw_bundle.OTC)


def open_request(draw: Draw) -> SubstitutionRequest | None:
    """Return the batch that waits for the supervisor's code."""
    return draw.requests.filter(filled_at=None).first()


def codes_left(draw: Draw) -> int:
    """Return how many codes the supervisor has not revealed yet."""
    return CODES - len(draw.bundle["substitutions"])


def ask(
    draw: Draw, unavailable: Mapping[PanelSeat, str], evidence: Mapping[PanelSeat, StoredFile]
) -> SubstitutionRequest:
    """Write the batch: all who cannot come, each with the reason and what shows it."""
    number = len(draw.bundle["substitutions"]) + 2
    request = SubstitutionRequest.objects.create(draw=draw, round=number, asked_at=clock.now())
    for seat, reason in unavailable.items():
        Unavailability.objects.create(
            request=request, expert=seat.expert, label=seat.label, reason=reason.strip(), evidence=evidence.get(seat)
        )
    return request


def fill(draw: Draw, request: SubstitutionRequest) -> dict[str, Expert]:
    """Fill the seats of a batch and add it to the bundle.

    Raises:
        BadInput: nobody can fill the seats within the sealed bounds.
    """
    labels = list(request.unavailable.values_list("label", flat=True))
    batches: list[dict[str, Any]] = draw.bundle["substitutions"]
    gone = {label for batch in batches for label in batch["unavailable"]} | set(labels)
    members = list(draw_bundle.verify(draw.bundle).members)
    code = _code(draw, request.round) if is_blind(draw) else b""
    order = draw_bundle.substitute_order(records_of(draw), _key(draw), request.round, code)
    candidates = [record.candidate for record in order]
    filled = list(law_draw.substitute(candidates, rules_of(draw), members, gone).panel)
    shown = {"code": code.hex()} if code else {}
    batches.append({"round": request.round, "unavailable": labels, "filled": filled, **shown})
    draw.save(update_fields=["bundle"])
    request.filled_at = clock.now()
    request.save(update_fields=["filled_at"])
    return experts_by_label(draw, filled)


def _key(draw: Draw) -> bytes:
    reveals = {party: bytes.fromhex(value) for party, value in draw.bundle["reveals"].items()}
    return law_draw.draw_key(draw.manifest, reveals, draw.public_value)


def _code(draw: Draw, number: int) -> bytes:
    """Return the code of a round: the first of them, of round 2, stands next to the anchor."""
    return draw_bundle.code_chain(secret_of(draw, draw_bundle.OTC), CODES)[number - 1]
