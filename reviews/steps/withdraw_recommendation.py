"""取消推荐资格: a body takes its recommendation back before the meeting, and the case ends."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Agency
from accounts.services.notices import Message
from reviews.enums import DocumentKind, Stage, Verdict, WithdrawalGround
from reviews.models import Application
from reviews.permissions import BODIES, has_recommended
from reviews.services import papers
from reviews.steps.base import tell_agency
from reviews.steps.joint import end_case, held_before
from reviews.steps.opinions import SpokenStep, body_name, case_address, keep_opinion, person, tell_employer
from zcps import clock


class WithdrawRecommendation(SpokenStep):
    """For poor results, little recognition or bad conduct, with the facts.

    The notice takes the right to be recommended away (取消职称评审推荐资格), so the case ends, unexamined.
    Other reasons are not among its grounds: what is wrong with the materials is for a return for correction. Whoever
    holds the case meanwhile, the body that recommended may do it until the panel begins its review.
    """

    name = "withdraw_recommendation"
    verb = "取消推荐资格"
    clause = "衢市人社专〔2021〕61号 三(一)"
    roles = (BODIES - {Role.COMMITTEE_OFFICE}) | {Role.EMPLOYER}
    before = frozenset(
        {
            Stage.RECOMMENDATION,
            Stage.QUALIFICATION,
            Stage.DETERMINATION,
            Stage.QUALIFIED,
            Stage.PRE_REVIEW_PUBLICITY,
            Stage.READY,
        }
    )
    after = Stage.NOT_RECOMMENDED
    asks = "取消推荐资格的事实和理由"

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The employer or the office whose recommendation of the present version stands."""
        return has_recommended(actor, subject)

    def obstacles(self, subject: Application, actor: Actor, *, ground: str = "", **data: Any) -> Iterable[str]:
        """One of the notice's grounds, and the facts."""
        if ground not in WithdrawalGround.values:
            yield f"请选择取消推荐资格的情形：{'、'.join(WithdrawalGround.labels)}。"
        yield from super().obstacles(subject, actor, **data)

    def act(self, subject: Application, actor: Actor, *, ground: str, text: str, **data: Any) -> dict[str, Any]:
        """Void its recommendation, keep the reason, end the case; its papers are void."""
        own = subject.opinions.filter(body=body_name(subject, actor), verdict=Verdict.AGREE, snapshot=subject.snapshot)
        own.update(voided_at=clock.now())
        said = f"取消推荐资格（{WithdrawalGround(ground).label}）：{text.strip()}"
        keep_opinion(subject, actor, Verdict.REFUSE, said)
        void = end_case(subject, Stage.NOT_RECOMMENDED)
        papers.request(DocumentKind.NOT_RECOMMENDED_LETTER, application=subject)
        # The timeline shows the opinion, which says it all; the journal keeps the parts.
        return {"ground": str(WithdrawalGround(ground).label), "facts": text.strip(), **void}

    def news(
        self, subject: Application, actor: Actor, *, ground: str = "", text: str = "", **data: Any
    ) -> tuple[str, str]:
        """What the applicant is told: who, on which ground, why."""
        label = WithdrawalGround(ground).label
        return "推荐资格已取消", (
            f"{actor.hat_label}取消对您的推荐，本次申报终止。情形：{label}。理由：{text.strip()}"
            f"如有异议，可向{actor.hat_label}或人力社保部门提出。"
        )

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the applicant, the employer, whoever held the case and the other bodies that recommended it."""
        yield from super().messages(subject, actor, **data)
        text = f"{person(subject)}：{actor.hat_label}取消推荐，申报终止。理由：{data['text'].strip()}"
        if actor.role != Role.EMPLOYER:
            yield from tell_employer(subject, "推荐资格已取消", text)
        for agency in _others(subject, actor):
            yield from tell_agency(agency, "推荐资格已取消", text, case_address(subject))


def _others(subject: Application, actor: Actor) -> list[Agency]:
    spoken = subject.opinions.filter(snapshot=subject.snapshot).values("body")
    found = {agency.pk: agency for agency in (*held_before(subject), *Agency.objects.filter(name__in=spoken))}
    return [agency for agency in found.values() if agency != actor.agency]


WITHDRAW_RECOMMENDATION = WithdrawRecommendation()
