"""seal_draw: the committee office seals everything that decides the draw and publishes its hash."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import MeetingStage
from reviews.models import Meeting
from reviews.selectors.draws import parties_of
from reviews.selectors.meetings import draw_of, supervising_agency
from reviews.services import draws
from reviews.services.chance import SOURCES
from reviews.steps.meetings import MEETING_CLAUSE, OfficeStep, to_office
from zcps import clock


class SealDraw(OfficeStep):
    """Before the public event; from here the pool, the bounds and the numbers cannot change."""

    name = "seal_draw"
    verb = "封存抽取清单"
    awaits_clock = True
    clause = MEETING_CLAUSE
    before = frozenset({MeetingStage.CONFIRMED})

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """Every party has lodged its number."""
        draw = draw_of(subject)
        if draw is None:
            yield "专家库尚未冻结，请先冻结专家库。"
            return
        if draw.sealed_at:
            yield f"抽取清单 {draw.draw_id} 已封存，请等待公开值产生。"
        for party, label in parties_of(draw).items():
            if party not in draw.commitments:
                yield f"{label}尚未提交随机数，请提醒其在会议页面提交。"
        if not draw.odds:
            yield "入选概率正在测算，测算完成并公布后才能封存，请稍候刷新页面。"

    def obstacles(
        self, subject: Meeting, actor: Actor, *, source: str, detail: str, not_before: dt.datetime, **data: Any
    ) -> Iterable[str]:
        """The event is named exactly and lies ahead."""
        yield from self.standing(subject, actor)
        event = SOURCES.get(source)
        if event is None:
            yield "请选择公开值的来源。"
        elif not re.fullmatch(event.detail_form, detail):
            yield f"{event.label}的{event.detail_label}“{detail}”格式不符，请核对。"
        if not_before <= clock.now():
            yield "公开值产生的时间应晚于现在：先封存，后产生公开值。请改定时间。"
        if not_before >= subject.convenes_at:
            yield "公开值产生的时间应早于会议召开时间，请改定时间。"

    def act(
        self, subject: Meeting, actor: Actor, *, source: str, detail: str, not_before: dt.datetime, **data: Any
    ) -> dict[str, Any]:
        """Seal it."""
        draw = draw_of(subject)
        assert draw is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        digest = draws.seal_manifest(draw, source, detail, not_before)
        return {"draw": draw.draw_id, "manifest": digest, "not_before": not_before.isoformat()}

    def messages(self, subject: Meeting, actor: Actor, **data: Any) -> Iterable[Message]:
        """Give supervisor, observer and bureau the hash: a copy that the office cannot change."""
        draw = draw_of(subject)
        assert draw is not None, "act() has sealed it"  # noqa: S101 - in the same transaction
        text = f"“{subject.name}”的抽取清单已封存，编号 {draw.draw_id}，清单哈希 {draw.manifest_hash}。请留存备查。"
        for agency in dict.fromkeys([subject.plan.hr_bureau, supervising_agency(subject), subject.observer]):
            if agency:
                yield from to_office(agency, "抽取清单已封存", text, subject)


SEAL_DRAW = SealDraw()
