"""reveal_number: once the public value is out, a party opens its number, which must be the one it promised."""

import re
from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from law.draw import commitment
from reviews.models import Draw, Meeting
from reviews.selectors.meetings import draw_of
from reviews.services import draws
from reviews.steps.draw_parties import DrawPartyStep
from zcps import clock
from zcps.templatetags.chinese import cn_datetime


class RevealNumber(DrawPartyStep):
    """Nobody gains by keeping silent: what is not opened by the party is opened from the escrow at the draw."""

    name = "reveal_number"
    verb = "公开随机数"

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """After the seal and the public event, once."""
        draw = draw_of(subject)
        if draw is None or draw.sealed_at is None:
            yield "抽取清单尚未封存，随机数不能公开。"
        elif clock.now() < draws.not_before_of(draw):
            yield f"公开值最早于{cn_datetime(draws.not_before_of(draw))}产生，此前随机数不能公开。"
        elif (party := draws.party_of(actor.agency, subject)) not in draw.commitments:
            yield "您所在机构没有提交随机数，无需公开。"
        elif party in draw.revealed:
            yield "您所在机构的随机数已公开，无需重复办理。"

    def obstacles(self, subject: Meeting, actor: Actor, *, number: str = "", **data: Any) -> Iterable[str]:
        """A number that is typed opens the promise."""
        found = list(self.standing(subject, actor))
        yield from found
        draw = draw_of(subject)
        if draw and not found and number.strip():
            yield from _wrong(draw, draws.party_of(actor.agency, subject), number.strip())

    def act(self, subject: Meeting, actor: Actor, *, number: str = "", **data: Any) -> dict[str, Any]:
        """Mark it open."""
        draw = draw_of(subject)
        assert draw is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        party = draws.party_of(actor.agency, subject)
        draws.reveal(draw, party)
        return {"draw": draw.draw_id, "party": party}


def _wrong(draw: Draw, party: str, number: str) -> Iterable[str]:
    if not re.fullmatch(r"[0-9a-fA-F]{64}", number):
        yield "随机数应为 64 位十六进制字符（0–9、a–f），请核对；留空则公开提交时封存的随机数。"
    elif commitment(draw.draw_id, party, bytes.fromhex(number)) != draw.commitments[party]:
        yield (
            "所填随机数与已公布的承诺值不一致，未予采用，已记入办理日志。"
            "请核对后重新填写；留空则公开提交时封存的随机数。"
        )


REVEAL_NUMBER = RevealNumber()
