"""核准并公布初定结果: the HR bureau approves a list of determined people and announces it by its document."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.actor import CLOCK, Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from reviews.enums import DocumentKind, FilingStage, LineOutcome
from reviews.models import ResultFiling
from reviews.permissions import supervises_plan
from reviews.services import papers
from reviews.services.result_filings import gone_from, locked_cases_on
from reviews.steps.base import perform, tell_agency
from reviews.steps.determinations import DETERMINATION_CLAUSE
from reviews.steps.hold_result import HOLD_RESULT
from reviews.steps.issue_certificate import ISSUE_CERTIFICATE
from reviews.steps.meetings import StandingMixin
from reviews.steps.publish_results import PUBLISH_RESULTS
from zcps import clock

Held = Mapping[int, str]


class AnnounceDeterminations(StandingMixin, Step[ResultFiling]):
    """One document number for the list, a certificate for each; who is held back with a reason stops nobody else."""

    name = "announce_determinations"
    verb = "核准并公布初定结果"
    clause = f"{DETERMINATION_CLAUSE}；衢经信产融〔2022〕44号 一(一)6"
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({FilingStage.REPORTED})
    after = FilingStage.APPROVED

    def concerns(self, subject: ResultFiling, actor: Actor) -> bool:
        """The bureau of the plan, for a list that is of no meeting."""
        return subject.meeting_id is None and supervises_plan(actor, subject.plan)

    def standing(self, subject: ResultFiling, actor: Actor) -> Iterable[str]:
        """The list is still true."""
        if names := gone_from(subject):
            yield f"名单中{'、'.join(names)}的申报已不在待核准状态，请重新生成初定名单。"

    def obstacles(
        self,
        subject: ResultFiling,
        actor: Actor,
        *,
        publication_number: str = "",
        held: Held | None = None,
        **data: Any,
    ) -> Iterable[str]:
        """The document has its number; who is held back has a reason."""
        yield from self.standing(subject, actor)
        if not publication_number.strip():
            yield "请填写公布文件的文号，例如“衢人社职〔2022〕1号”。"
        for line in subject.lines.select_related("application__applicant__user"):
            if held is not None and line.application_id in held and not held[line.application_id].strip():
                yield f"请写明对{line.application.applicant.user.name}暂缓核准的理由，将告知初定机关和本人。"

    def act(
        self,
        subject: ResultFiling,
        actor: Actor,
        *,
        publication_number: str,
        held: Held | None = None,
        **data: Any,
    ) -> dict[str, Any]:
        """Announce every case and issue its certificate; note who is held back."""
        number, back = publication_number.strip(), held or {}
        subject.publication_number, subject.approved_at = number, clock.now()
        for case in locked_cases_on(subject):
            reason = back.get(case.pk, "").strip()
            outcome = LineOutcome.HELD if reason else LineOutcome.APPROVED
            subject.lines.filter(application=case).update(outcome=outcome, reason=reason)
            if reason:
                perform(HOLD_RESULT, case, actor, filing=subject, reason=reason)
            else:
                won = perform(PUBLISH_RESULTS, case, actor, filing=subject, document_number=number)
                perform(ISSUE_CERTIFICATE, won, CLOCK, document_number=number)
        announced = subject.lines.filter(outcome=LineOutcome.APPROVED).count()
        if announced:
            papers.request(DocumentKind.PUBLICATION, filing=subject)
        return {"publication_number": number, "announced": announced, "held": len(back)}

    def messages(self, subject: ResultFiling, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the office that keeps the plan's papers."""
        text = f"“{subject.name}”已核准公布（{subject.publication_number}），请按计划办理评审表退还或归档。"
        yield from tell_agency(subject.plan.office, "初定结果已公布", text, f"/result-filings/{subject.pk}/")


ANNOUNCE_DETERMINATIONS = AnnounceDeterminations()
