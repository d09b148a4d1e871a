"""order_re_review: one person's vote is held anew, by another meeting; the first result stays on record."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import FilingStage, Stage
from reviews.models import Application
from reviews.permissions import runs_plan, supervises_plan
from reviews.services import re_reviews
from reviews.steps.base import CaseStep, tell_agency
from reviews.steps.opinions import case_address, person
from reviews.steps.upheld import only_if_upheld

LONGEST = 1000


class OrderReReview(CaseStep):
    """The office where an objection was upheld after the vote, the HR bureau where it does not approve the result."""

    name = "order_re_review"
    verb = "决定复评"
    clause = "衢经信产融〔2022〕44号 一(一)6；衢市人社专〔2021〕61号 一(五)"
    roles = frozenset({Role.COMMITTEE_OFFICE, Role.HR_BUREAU})
    before = frozenset({Stage.RESULT_PUBLICITY, Stage.APPROVAL})
    after = Stage.READY

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The office while the result is shown, the bureau while it is before it; never where nobody has voted."""
        if subject.plan.is_initial:
            return False
        if subject.stage == Stage.RESULT_PUBLICITY:
            return runs_plan(actor, subject.plan)
        return supervises_plan(actor, subject.plan)

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """An objection was upheld; before the bureau, the person stands on no list that is on its way."""
        yield from only_if_upheld(subject)
        if re_reviews.last_item(subject) is None:
            yield "该申报没有可以复评的表决结果。"
        if subject.result_lines.exclude(filing__stage=FilingStage.APPROVED).exists():
            yield "该人员列在正在办理的评审结果备案名单中，请在核准时暂缓核准后再决定复评。"

    def obstacles(self, subject: Application, actor: Actor, *, text: str = "", **data: Any) -> Iterable[str]:
        """The reason is given."""
        yield from self.standing(subject, actor)
        if not text.strip():
            yield "请填写复评的理由，将告知本人。"
        if len(text) > LONGEST:
            yield f"复评的理由超过 {LONGEST} 字，请精简。"

    def act(self, subject: Application, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Order it; the case waits for the agenda of a new meeting."""
        item = re_reviews.last_item(subject)
        assert item is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        re_reviews.order(subject, item, text.strip(), actor.hat_label)
        return {"reason": text.strip(), "former_meeting": item.meeting.number, "former": item.arithmetic}

    def messages(self, subject: Application, actor: Actor, *, text: str = "", **data: Any) -> Iterable[Message]:
        """Tell the person, and the office that has to convene."""
        told = f"{actor.hat_label}决定对您的申报复评，原表决结果不再作为依据，由另一次会议表决。理由：{text.strip()}"
        yield from self.tell_applicant(subject, "评审结果将复评", told)
        if actor.role != Role.COMMITTEE_OFFICE:
            words = f"{person(subject)}需要复评，请列入下一次评审会议。理由：{text.strip()}"
            yield from tell_agency(subject.plan.office, "请安排复评", words, case_address(subject))


ORDER_RE_REVIEW = OrderReReview()
