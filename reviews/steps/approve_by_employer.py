"""审核通过: the employer vouches for the materials."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import Stage, Verdict
from reviews.models import Application
from reviews.selectors.declared import Declared, declared_of, to_confirm
from reviews.services import handover
from reviews.services.posts import shortage, shortage_when_locked
from reviews.steps.base import ActRefused
from reviews.steps.opinions import OpinionStep, keep_opinion
from reviews.terms import terms_for

# What the employer answers for (S2 附件2 四), and what an unticked box is answered with.
DUTIES = {"true": "真实性", "accurate": "准确性", "complete": "完整性"}


def duties_of(application: Application) -> list[str]:
    """Return the duties that the plan's notice lays on the employer (X51); all three where it names none."""
    named = terms_for(application).employer_duties
    return [duty for duty, word in DUTIES.items() if word in named or not named]


class ApproveByEmployer(OpinionStep):
    """True, accurate, complete; a public institution inside its post table (S2 附件2-4; S3 二(四)).

    What no record tells is the person's word: the employer confirms each answer, or sends the case back with it.
    """

    name = "approve_by_employer"
    verb = "审核通过"
    clause = "杭州市2020年工艺美术中级职称评审通知 附件2 四；衢市人社专〔2021〕61号 二(四)"
    roles = frozenset({Role.EMPLOYER})
    before = frozenset({Stage.EMPLOYER_REVIEW})
    after = Stage.EMPLOYER_PUBLICITY_DUE

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """The deadline, and the posts."""
        yield from super().standing(subject, actor)
        yield from shortage(subject)

    def obstacles(self, subject: Application, actor: Actor, *, text: str = "", **data: Any) -> Iterable[str]:
        """Add the three duties, each by its name."""
        yield from super().obstacles(subject, actor, text=text, **data)
        missing = [DUTIES[duty] for duty in duties_of(subject) if not data.get(duty)]
        if missing:
            yield f"请逐项确认本单位对申报材料的{'、'.join(missing)}负责。"
        for each in _unconfirmed(subject, data):
            yield f"申报声明“{each.question}”回答“{each.answer}”尚未确认。属实的请勾选，不属实的请退回补正。"

    def act(self, subject: Application, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Keep the opinion with every answer that it confirms, and go on to the publicity."""
        # Two officers may approve two people at once for the last post: count again with the table locked.
        if reasons := shortage_when_locked(subject):
            raise ActRefused(reasons)
        confirmed = declared_of(subject)
        keep_opinion(subject, actor, Verdict.AGREE, text, items=[_item(each) for each in confirmed])
        subject.confirmed_answers = {each.path: each.value for each in confirmed}
        handover.stays_with_employer(subject, Stage.EMPLOYER_PUBLICITY_DUE)
        # Which answers they are stands sealed with the opinion: some tell of a sanction.
        return {"confirmed": len(confirmed)}

    def news(self, subject: Application, actor: Actor, **data: Any) -> tuple[str, str]:
        """What the applicant is told."""
        return "单位审核通过", "您的申报已通过单位审核，单位将组织不少于规定工作日的公示。"


def _unconfirmed(subject: Application, data: dict[str, Any]) -> list[Declared]:
    """`answers` are the paths that were ticked, or True where all that were shown are confirmed together."""
    ticked = data.get("answers") or ()
    return [] if ticked is True else [each for each in to_confirm(subject) if each.path not in ticked]


def _item(each: Declared) -> dict[str, Any]:
    return {"item": f"申报声明：{each.question}{each.answer}", "clause": each.clause, "ok": True, "reason": ""}


APPROVE_BY_EMPLOYER = ApproveByEmployer()
