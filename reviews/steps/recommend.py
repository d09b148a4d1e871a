"""审核推荐: each body of the plan's route in turn."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import Stage, Verdict
from reviews.models import Application
from reviews.permissions import BODIES
from reviews.services import handover
from reviews.steps.opinions import OpinionStep, keep_opinion


class Recommend(OpinionStep):
    """Before the body's deadline, with its opinion; the next body or the committee office takes over (S0 一(一)3)."""

    name = "recommend"
    verb = "审核推荐"
    clause = "衢经信产融〔2022〕44号 一(一)3；浙经信消费〔2022〕203号 三(三)"
    roles = BODIES
    before = frozenset({Stage.RECOMMENDATION})

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """The deadline, and somebody to send the case to."""
        yield from super().standing(subject, actor)
        if _has_next(subject):
            yield from handover.no_body_at(subject, subject.leg + 1)

    def act(self, subject: Application, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Keep the opinion; hand over to the next body of the route, after the last to the office."""
        keep_opinion(subject, actor, Verdict.AGREE, text)
        leg = subject.leg
        if _has_next(subject):
            handover.to_leg(subject, leg + 1)
        else:
            handover.to_office(subject, Stage.QUALIFICATION)
        return {"leg": leg, "to": subject.holder.name if subject.holder else ""}

    def news(self, subject: Application, actor: Actor, **data: Any) -> tuple[str, str]:
        """What the applicant is told."""
        return "审核推荐通过", f"{actor.hat_label}已审核推荐，您的申报现由{subject.holder}办理。"


def _has_next(subject: Application) -> bool:
    return subject.leg + 1 < len(subject.plan.route)


RECOMMEND = Recommend()
