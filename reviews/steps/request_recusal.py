"""request_recusal: an applicant asks not to be judged by somebody, before anybody is drawn."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import ConflictKind, ConflictSource, MeetingStage, Stage
from reviews.models import Application, Conflict, RecusalRequest
from reviews.steps.base import CaseStep, tell_agency
from reviews.steps.meetings import MEETING_CLAUSE
from zcps import clock

MOST = 10
_NOT_DRAWN = (MeetingStage.SCHEDULED, MeetingStage.FILED, MeetingStage.CONFIRMED, MeetingStage.CANCELLED)


class RequestRecusal(CaseStep):
    """Who is in the pool is confidential: he is told that it was taken note of, never whether the name is in it."""

    name = "request_recusal"
    verb = "申请专家回避"
    clause = MEETING_CLAUSE
    roles = frozenset({Role.APPLICANT})
    before = frozenset(
        {
            Stage.EMPLOYER_REVIEW,
            Stage.EMPLOYER_PUBLICITY_DUE,
            Stage.EMPLOYER_PUBLICITY,
            Stage.EMPLOYER_OPINION_DUE,
            Stage.RECOMMENDATION,
            Stage.QUALIFICATION,
            Stage.QUALIFIED,
            Stage.PRE_REVIEW_PUBLICITY,
            Stage.READY,
        }
    )

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """Before the draw; a list as long as the pool would choose the panel."""
        if subject.meeting_items.exclude(meeting__stage__in=_NOT_DRAWN).exists():
            yield "评审会议的专家已经抽取，不能再通过平台申请回避。有充分理由的，请书面向评委会办公室提出。"
        if subject.recusal_requests.count() >= MOST:
            yield f"最多可以申请 {MOST} 人回避，已达上限。"

    def obstacles(
        self, subject: Application, actor: Actor, *, name: str = "", reason: str = "", **data: Any
    ) -> Iterable[str]:
        """A name and a reason, each name once."""
        yield from self.standing(subject, actor)
        if not name.strip():
            yield "请填写申请回避的人的姓名。"
        elif subject.recusal_requests.filter(name=name.strip()).exists():
            yield f"已申请{name.strip()}回避，无需重复提交。"
        if not reason.strip():
            yield "请写明申请回避的理由，例如有亲属、纠纷等可能影响公正的关系。"

    def act(
        self, subject: Application, actor: Actor, *, name: str, reason: str, employer_name: str = "", **data: Any
    ) -> dict[str, Any]:
        """Keep it, and put it before the office where somebody of that name is in the pool."""
        asked = RecusalRequest.objects.create(
            application=subject,
            name=name.strip(),
            employer_name=employer_name.strip(),
            reason=reason.strip(),
            created_at=clock.now(),
        )
        _suggest(subject, asked)
        return {"requests": subject.recusal_requests.count()}

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the office."""
        text = f"{subject.applicant.user.name}提出回避申请，请在利害关系中核查。"
        return tell_agency(subject.plan.office, "申报人申请专家回避", text, "/conflicts/")

    def case_of(self, subject: Application) -> int | None:
        """Not on the timeline: his employer and the bodies on the way need not know whom he fears."""
        return None


def _suggest(subject: Application, asked: RecusalRequest) -> None:
    if subject.title is None:
        return
    committee = subject.title.committee
    where = f"（{asked.employer_name}）" if asked.employer_name else ""
    for expert in committee.experts.filter(left_on=None, user__name=asked.name):
        Conflict.objects.get_or_create(
            committee=committee,
            expert=expert,
            profile=subject.applicant,
            kind=ConflictKind.REQUESTED,
            defaults={
                "source": ConflictSource.REQUESTED,
                "note": f"{asked.name}{where}：{asked.reason}",
                "created_by": subject.applicant.user,
                "created_at": clock.now(),
            },
        )


REQUEST_RECUSAL = RequestRecusal()
