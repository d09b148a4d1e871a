"""lodge_number: a party of the draw lodges 32 random bytes, sealed, and its commitment is published."""

import re
import secrets
from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.models import Meeting
from reviews.selectors.meetings import draw_of
from reviews.services import draws
from reviews.steps.draw_parties import DrawPartyStep


class LodgeNumber(DrawPartyStep):
    """One honest party is enough: nobody can choose a number knowing what chance will say."""

    name = "lodge_number"
    verb = "提交随机数"

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """After the pool is frozen, before the seal, once."""
        draw = draw_of(subject)
        if draw is None:
            yield "专家库尚未冻结，请待评委会办公室冻结专家库后再提交随机数。"
        elif not draws.party_of(actor.agency, subject):
            yield "本次抽取冻结专家库时，您所在机构不是参与方，无需提交随机数。"
        elif draw.sealed_at:
            yield "抽取清单已封存，不能再提交随机数。"
        elif draws.party_of(actor.agency, subject) in draw.commitments:
            yield "您所在机构已提交随机数，不能更改。"

    def obstacles(self, subject: Meeting, actor: Actor, *, number: str = "", **data: Any) -> Iterable[str]:
        """A number of one's own has exactly 32 bytes."""
        yield from self.standing(subject, actor)
        if number and not re.fullmatch(r"[0-9a-fA-F]{64}", number.strip()):
            yield "自备的随机数应为 64 位十六进制字符（0–9、a–f），请核对；留空则由平台生成。"

    def act(self, subject: Meeting, actor: Actor, *, number: str = "", **data: Any) -> dict[str, Any]:
        """Lodge it; only the commitment reaches the journal."""
        draw = draw_of(subject)
        assert draw is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        raw = bytes.fromhex(number.strip()) if number.strip() else secrets.token_bytes(draws.SECRET_BYTES)
        party = draws.party_of(actor.agency, subject)
        return {"draw": draw.draw_id, "party": party, "commitment": draws.lodge(draw, party, raw)}


LODGE_NUMBER = LodgeNumber()
