"""report_outcome: what came of a review elsewhere is reported back to the HR bureau that entrusted it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.files import keep
from accounts.services.notices import Message
from reviews.enums import EntrustmentStage, OutsideOutcome
from reviews.models import Entrustment
from reviews.steps.base import tell_agency
from reviews.steps.entrustments import EntrustmentStep, address, tell_person
from zcps import clock
from zcps.uploads import CleanFile


class ReportOutcome(EntrustmentStep):
    """By the person, his employer, or the bureau to which the committee has written."""

    name = "report_outcome"
    verb = "反馈评审结果"
    roles = frozenset({Role.APPLICANT, Role.EMPLOYER, Role.HR_BUREAU})
    before = frozenset({EntrustmentStage.ISSUED})
    after = EntrustmentStage.REPORTED
    # Another body's, of whatever form.
    numbers = frozenset({"certificate_number"})

    def obstacles(
        self,
        subject: Entrustment,
        actor: Actor,
        *,
        outcome: str = "",
        outcome_on: dt.date | None = None,
        certificate_number: str = "",
        evidence: CleanFile | None = None,
        **data: Any,
    ) -> Iterable[str]:
        """A title that was won has its day, its certificate and the proof of it."""
        if outcome not in OutsideOutcome.values:
            yield "请选择评审结果。"
        if outcome != OutsideOutcome.NOT_HELD and outcome_on is None:
            yield "请填写结果时间。"
        if outcome_on is not None and outcome_on > clock.today():
            yield "结果时间晚于今天，请核对。"
        if outcome == OutsideOutcome.PASSED:
            if not (certificate_number or "").strip():
                yield "请填写证书编号。"
            if evidence is None:
                yield "请上传资格证书或公布文件。"

    def act(
        self,
        subject: Entrustment,
        actor: Actor,
        *,
        outcome: str,
        outcome_on: dt.date | None = None,
        certificate_number: str = "",
        evidence: CleanFile | None = None,
        **data: Any,
    ) -> dict[str, Any]:
        """Keep it; the person enters the title in his archive, with the letter's number."""
        subject.outcome, subject.outcome_on = outcome, outcome_on
        subject.certificate_number = (certificate_number or "").strip()
        subject.outcome_file = keep(evidence, actor.user) if evidence else None
        subject.reported_at = clock.now()
        return {"outcome": outcome, "letter": subject.letter_number}

    def messages(self, subject: Entrustment, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the bureau; the person, what to do with it."""
        what = f"{subject.profile.user.name}委托市外评审{subject.title}（{subject.letter_number}）"
        text = f"{what}：{subject.get_outcome_display()}。"
        yield from tell_agency(subject.bureau, "委托评审结果已反馈", text, address(subject))
        if subject.outcome == OutsideOutcome.PASSED:
            hint = f"请在业绩档案“专业技术职务任职资格”板块登记，并填写委托评审函文号 {subject.letter_number}。"
            yield from tell_person(subject, "委托评审结果已反馈", f"{text}{hint}")


REPORT_OUTCOME = ReportOutcome()
