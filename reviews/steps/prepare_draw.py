"""prepare_draw: the committee office freezes the expert pool for a meeting, with bounds and exclusions."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.actor import Actor
from accounts.services import jobs
from accounts.services.notices import Message
from law import draw_bundle
from reviews.enums import MeetingStage
from reviews.models import Meeting
from reviews.selectors.meetings import draw_of, supervising_agency
from reviews.services import draws
from reviews.steps.meetings import MEETING_CLAUSE, OfficeStep, to_office

Bounds = Mapping[str, tuple[int, int]]


class PrepareDraw(OfficeStep):
    """A pool from which no legal panel can be drawn is refused here, before anything is sealed."""

    name = "prepare_draw"
    verb = "冻结专家库"
    clause = MEETING_CLAUSE
    before = frozenset({MeetingStage.CONFIRMED})

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """Before the seal only."""
        draw = draw_of(subject)
        if draw and draw.sealed_at:
            yield (
                f"抽取清单 {draw.draw_id} 已封存，不能重新冻结专家库。每次会议只抽取一次；"
                "公开值产生前确需重新设定的，请先办理“终止抽取”并写明理由。"
            )

    def obstacles(
        self,
        subject: Meeting,
        actor: Actor,
        *,
        bounds: Bounds,
        employer_cap: int,
        substitution: str = draw_bundle.SAME_ORDER,
        **data: Any,
    ) -> Iterable[str]:
        """The pool can fill the panel, and chance has room."""
        yield from self.standing(subject, actor)
        if substitution not in {draw_bundle.SAME_ORDER, draw_bundle.OTC}:
            yield "请选择递补办法。"
        yield from draws.faults(draws.pool_for(subject, bounds, employer_cap))

    def act(
        self,
        subject: Meeting,
        actor: Actor,
        *,
        bounds: Bounds,
        employer_cap: int,
        substitution: str = draw_bundle.SAME_ORDER,
        **data: Any,
    ) -> dict[str, Any]:
        """Freeze it, and tell who is how likely to be drawn: at once, or by a worker where the pool is large."""
        pool = draws.pool_for(subject, bounds, employer_cap)
        draw = draws.freeze(subject, pool, substitution)
        if not draw.odds:
            jobs.start(draws.ODDS_JOB, actor, given={"draw": draw.pk, "meeting": subject.pk})
        return {"draw": draw.draw_id, "pool": len(pool.records), "eligible": len(pool.eligible)}

    def messages(self, subject: Meeting, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell supervisor and observer that their numbers are wanted."""
        for party, agency in (("监督方", supervising_agency(subject)), ("观察方", subject.observer)):
            if agency:
                text = f"“{subject.name}”的专家库已冻结，请在会议页面提交{party}随机数。"
                yield from to_office(agency, "请提交抽取随机数", text, subject)


PREPARE_DRAW = PrepareDraw()
