"""同意初定: the office determines, item by item, where no panel votes."""

from collections.abc import Iterable, Iterator
from typing import Any

from accounts.actor import Actor
from reviews.enums import DocumentKind, PublicityKind, Stage, Verdict
from reviews.models import Application
from reviews.selectors.qualification import Item, decided, items_of, unsettled
from reviews.services import handover, papers
from reviews.services.exam_series import won_by_examination
from reviews.steps.determinations import DeterminingStep
from reviews.steps.opinions import LONGEST_OPINION, keep_opinion
from reviews.steps.qualify import Answers, lacking
from reviews.terms import terms_for

DEFAULT_TEXT = "经审核，符合初定条件，同意初定。"
_FAILING = "不能初定。请退回补正，或作出不予初定的决定。"


class Determine(DeterminingStep):
    """No meeting, no panel, no vote; then the publicity of results where the plan asks it, and the announcement."""

    name = "determine"
    verb = "同意初定"
    before = frozenset({Stage.DETERMINATION})

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """Nobody is determined in a series that is won by examination."""
        yield from super().standing(subject, actor)
        yield from won_by_examination(subject.plan, subject.specialty)

    def obstacles(self, subject: Application, actor: Actor, *, text: str = "", **data: Any) -> Iterable[str]:
        """Every item decided; of many at once only those in which the examination left nothing open."""
        yield from self.standing(subject, actor)
        if len(text) > LONGEST_OPINION:
            yield f"审核意见共 {len(text)} 字，超过 {LONGEST_OPINION} 字，请精简。"
        answers: Answers = data.get("answers") or {}
        for item in items_of(subject):
            yield from _open_in(item) if data.get("everything") else lacking(item, answers.get(item.key, {}), _FAILING)

    def act(
        self,
        subject: Application,
        actor: Actor,
        *,
        answers: Answers | None = None,
        text: str = "",
        everything: bool = False,
        **data: Any,
    ) -> dict[str, Any]:
        """Keep what was decided on each item; hand the case on."""
        items = items_of(subject)
        given = {item.key: {"ok": True, "reason": ""} for item in items} if everything else answers or {}
        keep_opinion(subject, actor, Verdict.AGREE, text or DEFAULT_TEXT, items=decided(items, given))
        if PublicityKind.RESULT in subject.plan.publicity_kinds:
            handover.to_office(subject, Stage.DETERMINED)
        else:
            handover.to_hr_bureau(subject)
        papers.request(DocumentKind.REVIEW_FORM, application=subject)
        return {"items": len(items)}

    def news(self, subject: Application, actor: Actor, **data: Any) -> tuple[str, str]:
        """What the applicant is told: what was determined, what comes next, what to hand in."""
        terms = terms_for(subject)
        following = "即将公示" if subject.stage == Stage.DETERMINED else "报核准后公布"
        told = f"{actor.hat_label}同意初定您的{subject.plan.series}{subject.title}职称，{following}。"
        if not terms.paper_copies:
            return "同意初定", told
        sheets = f"请导出带水印的《{terms.form_name}》，A4纸打印一式{terms.paper_copies}份"
        return "同意初定", f"{told}{sheets}，经{'、'.join(terms.stamp_chain)}盖章后报送{terms.paper_receiver}。"


def _open_in(item: Item) -> Iterator[str]:
    """Many at once are for those of whom nothing is in doubt; what nobody could compute the office has looked at."""
    if waiting := unsettled(item):
        yield waiting
    elif item.answer not in {"met", ""}:
        yield f"“{item.item}”系统预检为{item.word}，不能批量初定。请打开“逐项审核”，写明理由后办理。"


DETERMINE = Determine()
