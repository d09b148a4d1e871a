"""退回补正: a body sends the case back and names every defect at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import KIND_OF_PUBLICITY, DocumentKind, Stage, Verdict
from reviews.models import Application, Correction, Defect, NotedDefect
from reviews.permissions import BODIES
from reviews.services import handover, papers
from reviews.services.calendar import after_working_days
from reviews.steps.joint import tell_signers, voided_by
from reviews.steps.opinions import OpinionStep, body_name, keep_opinion, person, tell_employer
from reviews.steps.upheld import only_if_upheld
from zcps import clock
from zcps.templatetags.chinese import cn_deadline

Noted = Mapping[str, str]


class ReturnForCorrection(OpinionStep):
    """Everything at once, with a time limit; the case goes through the employer again.

    The notices do not say it; 人社部令第40号 does: told once and completely, and what is not made good in time lapses.
    """

    name = "return_for_correction"
    verb = "退回补正"
    clause = "职称评审管理暂行规定（人社部令第40号）"
    roles = BODIES | {Role.EMPLOYER}
    before = frozenset(
        {
            Stage.EMPLOYER_REVIEW,
            Stage.EMPLOYER_PUBLICITY_DUE,
            Stage.EMPLOYER_PUBLICITY,
            Stage.EMPLOYER_OPINION_DUE,
            Stage.RECOMMENDATION,
            Stage.QUALIFICATION,
            Stage.DETERMINATION,
            Stage.PRE_REVIEW_PUBLICITY,
        }
    )
    after = Stage.DRAFT

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """The deadline; in a publicity, which has none of its own, only where an objection was upheld."""
        if subject.stage in KIND_OF_PUBLICITY:
            return only_if_upheld(subject)
        return super().standing(subject, actor)

    def obstacles(self, subject: Application, actor: Actor, **data: Any) -> Iterable[str]:
        """At least one defect, and each says what is wrong."""
        yield from self.standing(subject, actor)
        defects: list[Noted] = data.get("defects") or []
        if not defects:
            yield "请至少列出一项需要补正的内容。退回补正应一次性告知全部问题（人社部令第40号）。"
        for number, defect in enumerate(defects, 1):
            if not defect["text"].strip():
                yield f"第 {number} 项（{defect['label']}）没有写明问题和改法，请补充。"

    def act(self, subject: Application, actor: Actor, *, defects: list[Noted], **data: Any) -> dict[str, Any]:
        """Keep all defects, void the papers of the old version, give the case back to the person."""
        due, void = after_working_days(subject.plan.correction_days), voided_by(subject)
        correction = Correction.objects.create(
            application=subject,
            from_stage=subject.stage,
            body=body_name(subject, actor),
            returned_at=clock.now(),
            due_at=due,
        )
        Defect.objects.bulk_create(Defect(correction=correction, **_stored(defect)) for defect in defects)
        keep_opinion(subject, actor, Verdict.RETURN, list_of(defects))
        NotedDefect.objects.filter(application=subject).delete()
        papers.void_all_of(subject)
        subject.is_correction = True
        handover.to_applicant(subject, due)
        papers.request(DocumentKind.CORRECTION_NOTICE, application=subject)
        listed = [defect["text"] for defect in defects]
        return {"correction": correction.pk, "defects": listed, "due": due.isoformat(), **void}

    def news(
        self, subject: Application, actor: Actor, *, defects: list[Noted] | None = None, **data: Any
    ) -> tuple[str, str]:
        """What the applicant is told: everything that is wrong, and until when."""
        found = defects or []
        lines = [f"{actor.hat_label}退回您的申报，共 {len(found)} 项需要补正：", list_of(found)]
        text = "\n".join([*lines, "补正后重新经所在单位审核。"])
        return f"退回补正，请于{cn_deadline(subject.due_at)}前重新提交", text

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the applicant, and the employer where another body sent the case back."""
        yield from super().messages(subject, actor, **data)
        if actor.role != Role.EMPLOYER:
            listed = f"共 {len(data['defects'])} 项需要补正，补正后须经单位重新审核"
            text = f"{actor.hat_label}退回{person(subject)}的申报，{listed}。"
            yield from tell_employer(subject, "申报被退回补正", text)
        yield from tell_signers(subject, actor, "退回补正")


def list_of(defects: Iterable[Noted]) -> str:
    """Return the defects numbered, each with its place and its clause."""
    lines = (f"{defect['label']}：{defect['text'].strip()}{_cited(defect)}" for defect in defects)
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _cited(defect: Noted) -> str:
    return f"（{defect['clause']}）" if defect.get("clause") else ""


def _stored(defect: Noted) -> dict[str, str]:
    return {key: defect.get(key, "").strip() for key in ("target", "label", "text", "clause")}


RETURN_FOR_CORRECTION = ReturnForCorrection()
