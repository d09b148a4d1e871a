"""答复陈述申辩: after hearing the person the veto is upheld, or it is taken back and the case goes on."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import Stage
from reviews.models import Application
from reviews.permissions import BODIES
from reviews.selectors.joint import due_of
from reviews.selectors.vetoes import answers_defence, standing_veto
from reviews.services import complaints, fraud
from reviews.steps.base import CaseStep, tell_agency
from reviews.steps.opinions import LONGEST_OPINION, body_name, case_address, person, tell_employer
from zcps import clock


class AnswerDefence(CaseStep):
    """With reasons. Taken back, the record is struck and the case stands again where it stood, with time to go on."""

    name = "answer_defence"
    verb = "答复陈述申辩"
    clause = "衢市人社专〔2021〕61号 三(一)"
    roles = BODIES | {Role.EMPLOYER}
    before = frozenset({Stage.NOT_RECOMMENDED, Stage.NOT_ACCEPTED})

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The body that has spoken, or the HR bureau above the plan."""
        return answers_defence(actor, subject)

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """The person has said something, and nobody has answered."""
        veto = standing_veto(subject)
        if veto is None or veto.stated_at is None:
            yield "申报人尚未提交陈述申辩，暂不需要答复。"
        elif veto.answered_at:
            yield "陈述申辩已答复，不能重复办理。"

    def obstacles(
        self, subject: Application, actor: Actor, *, upheld: bool | None = None, text: str = "", **data: Any
    ) -> Iterable[str]:
        """A decision with its reasons; the person must not have another live case under the plan to go on with."""
        yield from self.standing(subject, actor)
        if upheld is None:
            yield "请选择维持或撤销一票否决。"
        if not text.strip():
            yield "请填写复核情况和理由，将答复本人。"
        if len(text) > LONGEST_OPINION:
            yield f"理由共 {len(text)} 字，超过 {LONGEST_OPINION} 字，请精简。"
        if upheld is False and complaints.other_live(subject):
            yield "申报人已在本计划另行申报，本件不能恢复办理。请申报人先撤回另一件，再作出撤销的答复。"

    def act(self, subject: Application, actor: Actor, *, upheld: bool, text: str, **data: Any) -> dict[str, Any]:
        """Write it down; where the veto does not stand, undo what it did."""
        veto = standing_veto(subject)
        assert veto is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        veto.application, body, answer = subject, body_name(subject, actor), text.strip()
        if upheld:
            veto.upheld, veto.answer, veto.answered_at, veto.answered_by = True, answer, clock.now(), body
            veto.save()
        else:
            fraud.take_back(veto, answer, self.clause, body)
            complaints.settle_moot(subject, answer, body)
        return {"upheld": upheld}

    def messages(self, subject: Application, actor: Actor, *, upheld: bool = True, **data: Any) -> Iterable[Message]:
        """Tell the person; where the case goes on also those with whom it is now."""
        outcome = "维持一票否决的决定" if upheld else "撤销一票否决的决定，您的申报恢复办理"
        said = f"{actor.hat_label}对您的陈述申辩答复如下：{outcome}。理由登录平台查看。"
        yield Message(subject.applicant.user, "陈述申辩答复", said, reverse("fraud", args=[subject.pk]))
        if upheld:
            return
        told = f"{person(subject)}的申报恢复办理，{actor.hat_label}经复核撤销了一票否决的决定。"
        yield from tell_employer(subject, "申报恢复办理", told)
        for agency in due_of(subject):
            yield from tell_agency(agency, "申报恢复办理", told, case_address(subject))


ANSWER_DEFENCE = AnswerDefence()
