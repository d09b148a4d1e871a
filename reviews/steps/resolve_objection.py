"""作出核查结论: the body that published decides on an objection, with reasons and their basis."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import AnswerWay, DocumentKind, ObjectionStage
from reviews.models import Objection
from reviews.services import papers
from reviews.steps.objections import OBJECTION_CLAUSE, ObjectionStep, said
from zcps import clock

LONGEST_CLAUSE = 160


class ResolveObjection(ObjectionStep):
    """Dismissed: the clock ends the period. Upheld: the body returns or refuses the case, or shows the list anew.

    An objection to somebody who has left the publicity meanwhile is decided all the same: whoever raised it gets his
    answer.
    """

    name = "resolve_objection"
    verb = "作出核查结论"
    clause = OBJECTION_CLAUSE

    def case_of(self, subject: Objection) -> int | None:
        """The person reads on his timeline that it was decided."""
        return subject.entry.application_id if subject.entry else None

    def obstacles(
        self,
        subject: Objection,
        actor: Actor,
        *,
        upheld: bool | None = None,
        reasons: str = "",
        clause: str = "",
        **data: Any,
    ) -> Iterable[str]:
        """The decision, its reasons, and what it rests on where it goes against somebody."""
        if upheld is None:
            yield "请选择异议成立或不成立。"
        yield from said("核查情况和理由", reasons, missing="请填写核查情况和理由，提出人可凭受理编号查询。")
        if upheld and not clause.strip():
            yield "异议成立的，请填写依据的条款。"
        if len(clause) > LONGEST_CLAUSE:
            yield f"依据共 {len(clause)} 字，超过 {LONGEST_CLAUSE} 字，请精简。"

    def act(
        self, subject: Objection, actor: Actor, *, upheld: bool, reasons: str, clause: str = "", **data: Any
    ) -> dict[str, Any]:
        """Write the decision down, and how the answer goes out: by mail, or by the officer's telephone."""
        subject.stage = ObjectionStage.UPHELD if upheld else ObjectionStage.DISMISSED
        subject.reasons, subject.clause = reasons.strip(), clause.strip()
        subject.resolved_at = clock.now()
        subject.resolved_by = actor.user
        subject.accepted_at = subject.accepted_at or subject.resolved_at
        if subject.is_anonymous:
            subject.answer_way, subject.answered_at = AnswerWay.PAGE, subject.resolved_at
        elif _is_mail_address(subject.contact):
            subject.answer_way = AnswerWay.MAIL
        papers.request(DocumentKind.OBJECTION_DECISION, objection=subject)
        papers.request(DocumentKind.OBJECTION_ANSWER, objection=subject)
        return {"upheld": upheld, "clause": subject.clause}

    def messages(self, subject: Objection, actor: Actor, *, upheld: bool = False, **data: Any) -> Iterable[Message]:
        """Tell the applicant the outcome, without who objected and what was said."""
        if subject.entry is None:
            return
        case = subject.entry.application
        outcome = "成立，公示单位将依规处理" if upheld else "不成立，公示期满后继续办理"
        text = f"公示期间收到的一件异议经{actor.hat_label}核查，{outcome}。"
        yield Message(case.applicant.user, "异议核查结论", text, f"/applications/{case.pk}/")


def _is_mail_address(text: str) -> bool:
    """Whether mail can go there; a telephone number with an address beside it is for the officer to read."""
    try:
        validate_email(text.strip())
    except ValidationError:
        return False
    return True


RESOLVE_OBJECTION = ResolveObjection()
