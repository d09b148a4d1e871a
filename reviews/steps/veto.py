"""学术造假一票否决: a body that finds academic fraud ends the case, whatever else speaks for the person."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.files import keep
from accounts.services.notices import Message
from reviews.enums import DocumentKind, Stage, Verdict
from reviews.models import Application, FraudVeto
from reviews.permissions import BODIES, WITH_EMPLOYER, has_turn, runs_plan
from reviews.services import fraud, papers
from reviews.services.handover import BY_DETERMINER
from reviews.steps.base import CaseStep, tell_agency
from reviews.steps.joint import end_case, held_before
from reviews.steps.opinions import LONGEST_OPINION, body_name, case_address, keep_opinion, person, tell_employer
from zcps import clock

LONGEST_CLAUSE = 120
VETO_CLAUSE = "衢市人社专〔2021〕61号 三(一)"


class Veto(CaseStep):
    """With the facts, the clause and the evidence; recorded in the integrity file, the person has to be heard.

    At the employer or a body of the route the case ends as not recommended, at the committee office as not accepted, at
    the office that determines as not determined.
    Before the panel it is the panel's to vote; once a title is won it is revoked (see revoke.py).
    """

    name = "veto"
    verb = "学术造假一票否决"
    clause = VETO_CLAUSE
    roles = BODIES | {Role.EMPLOYER}
    before = frozenset(
        {
            *WITH_EMPLOYER,
            Stage.RECOMMENDATION,
            Stage.QUALIFICATION,
            Stage.DETERMINATION,
            Stage.DETERMINED,
            Stage.QUALIFIED,
            Stage.PRE_REVIEW_PUBLICITY,
            Stage.READY,
            Stage.PASSED,
            Stage.RESULT_PUBLICITY,
        }
    )

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """Whoever has the case before him; the office of the plan at every stage."""
        return has_turn(actor, subject) or runs_plan(actor, subject.plan)

    def obstacles(self, subject: Application, actor: Actor, **data: Any) -> Iterable[str]:
        """Facts, clause, evidence."""
        reason, clause = str(data.get("reason") or ""), str(data.get("clause") or "")
        if not reason.strip():
            yield "请写明学术造假的事实和认定理由，将告知本人。"
        if len(reason) > LONGEST_OPINION:
            yield f"事实和理由共 {len(reason)} 字，超过 {LONGEST_OPINION} 字，请精简。"
        if not clause.strip():
            yield f"请写明依据的条款，例如“{VETO_CLAUSE}”。"
        if len(clause) > LONGEST_CLAUSE:
            yield f"依据的条款超过 {LONGEST_CLAUSE} 字，请精简。"
        if not data.get("evidence"):
            yield "请上传证据材料。没有证据不能作出一票否决。"

    def act(self, subject: Application, actor: Actor, *, reason: str, clause: str, **data: Any) -> dict[str, Any]:
        """Keep it all, write the integrity record, end the case; its papers are void."""
        body, reason, clause = body_name(subject, actor), reason.strip(), clause.strip()
        assert actor.user is not None, "an officer"  # noqa: S101 - for the type checker
        FraudVeto.objects.create(
            application=subject,
            reason=reason,
            clause=clause,
            evidence=keep(data["evidence"], actor.user),
            body=body,
            agency=actor.agency,
            recorded_by=actor.user,
            recorded_at=clock.now(),
            record=fraud.record_of(subject, reason, clause, body),
            from_stage=subject.stage,
            from_leg=subject.leg,
        )
        keep_opinion(subject, actor, Verdict.REFUSE, f"学术造假一票否决，事实和理由见一票否决记录（依据：{clause}）。")
        ends_as, letter = _outcome(subject, actor)
        void = end_case(subject, ends_as)
        papers.request(letter, application=subject)
        # The facts are sealed in the veto: neither the opinion nor the journal nor a notice repeats them.
        return {"clause": clause, **void}

    def messages(self, subject: Application, actor: Actor, *, clause: str, **data: Any) -> Iterable[Message]:
        """Tell the person what, where it says why, and that he may be heard; employer, holders, the record's bureau."""
        decided = f"{actor.hat_label}认定申报材料存在学术造假，一票否决。依据：{clause.strip()}。"
        heard = (
            "事实和理由登录平台查看。您有权陈述申辩：可查看证据材料，"
            "在本页提交书面陈述和材料，由作出机构或人力社保部门复核并答复。"
        )
        page = reverse("fraud", args=[subject.pk])
        yield Message(subject.applicant.user, "学术造假一票否决", f"{decided}已记入诚信档案。{heard}", page)
        if actor.role != Role.EMPLOYER:
            yield from tell_employer(subject, "学术造假一票否决", f"{person(subject)}：{decided}")
        for agency in held_before(subject):
            if agency != actor.agency:
                yield from tell_agency(
                    agency, "学术造假一票否决", f"{person(subject)}：{decided}", case_address(subject)
                )
        if bureau := fraud.bureau_of(subject):
            text = f"{person(subject)}的申报因学术造假被一票否决，规定没有写明诚信记录的期限，请核定。"
            yield from tell_agency(bureau, "请核定诚信记录期限", text, reverse("integrity_records"))


def _outcome(subject: Application, actor: Actor) -> tuple[Stage, DocumentKind]:
    """How the case ends, and with which letter."""
    if subject.plan.is_initial and subject.stage in BY_DETERMINER:
        return Stage.NOT_DETERMINED, DocumentKind.NOT_DETERMINED_LETTER
    if actor.role == Role.COMMITTEE_OFFICE:
        return Stage.NOT_ACCEPTED, DocumentKind.NOT_ACCEPTED_LETTER
    return Stage.NOT_RECOMMENDED, DocumentKind.NOT_RECOMMENDED_LETTER


VETO = Veto()
