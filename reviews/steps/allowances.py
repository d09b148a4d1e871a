"""The acts around the yearly list: an employer declares and takes back, the bureau confirms or refuses (S3 二(六))."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services import journal
from accounts.services.notices import Message
from accounts.steps.base import Step
from applicants.enums import RecordStage
from applicants.models import Profile
from employers.models import Employer
from employers.permissions import acts_for
from employers.steps.telling import tell_officers
from reviews.allowance_rules import allowance_rules
from reviews.enums import AllowanceStage, CertificateState
from reviews.models import Allowance
from reviews.services.allowances import Holding, against, out_of_place, standing_of
from reviews.services.entrustments import bureau_for
from reviews.steps.base import ActRefused
from zcps import clock

ALLOWANCE_CLAUSE = "衢市人社专〔2021〕61号 二(六)"
_BACK = 3


class AllowanceStep(Step[Allowance]):
    """An act on one person of the list."""

    clause = ALLOWANCE_CLAUSE
    before = frozenset({AllowanceStage.DECLARED})

    def concerns(self, subject: Allowance, actor: Actor) -> bool:
        """The employer that declared; the bureau that keeps the list."""
        if actor.role == Role.EMPLOYER:
            return acts_for(actor, subject.employer)
        return actor.agency_id is not None and actor.agency_id == subject.bureau_id

    def about(self, subject: Allowance) -> Iterable[int | None]:
        """The person on the list."""
        return [subject.profile.user_id]


class DeclareAllowance(AllowanceStep):
    """There is no row before it: it stands in the table, and declare_allowance() does it."""

    name = "declare_allowance"
    verb = "申报人才津贴"
    roles = frozenset({Role.EMPLOYER})
    before = frozenset()
    after = AllowanceStage.DECLARED


class ConfirmAllowance(AllowanceStep):
    """With the amount of the rule."""

    name = "confirm_allowance"
    verb = "核定列入"
    roles = frozenset({Role.HR_BUREAU})
    after = AllowanceStage.CONFIRMED

    def obstacles(self, subject: Allowance, actor: Actor, **data: Any) -> Iterable[str]:
        """The title still holds."""
        found = subject.certificate
        if found is not None and found.state != CertificateState.VALID:
            yield f"证书 {found.number} 目前为“{found.get_state_display()}”，不能列入；请不予列入，或请单位重新申报。"
        record = subject.record
        if record is not None and (record.deleted_at or record.stage != RecordStage.VERIFIED):
            yield "业绩档案中的职称登记已删除或不再是已审核状态，不能列入；请不予列入，或请单位重新申报。"

    def act(self, subject: Allowance, actor: Actor, **data: Any) -> dict[str, Any]:
        """Mark the moment."""
        subject.decided_at = clock.now()
        return {"year": subject.year, "amount": subject.amount}

    def messages(self, subject: Allowance, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the person."""
        listed = f"您已列入 {subject.year} 年度{subject.get_kind_display()}名单"
        text = f"{listed}，津贴 {subject.amount} 元（{subject.clause}）。"
        yield Message(subject.profile.user, "已列入人才津贴名单", text, "/applications/")


class RefuseAllowance(AllowanceStep):
    """With the reason; the employer may declare anew."""

    name = "refuse_allowance"
    verb = "不予列入"
    roles = frozenset({Role.HR_BUREAU})
    after = AllowanceStage.REFUSED

    def obstacles(self, subject: Allowance, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """The reason."""
        if not (reason or "").strip():
            yield "请填写不予列入的理由。"

    def act(self, subject: Allowance, actor: Actor, *, reason: str, **data: Any) -> dict[str, Any]:
        """Keep it."""
        subject.reason, subject.decided_at = reason.strip()[:300], clock.now()
        return {"year": subject.year, "reason": subject.reason}

    def messages(self, subject: Allowance, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the employer."""
        text = f"{subject.profile.user.name}未列入 {subject.year} 年度人才津贴名单。理由：{subject.reason}"
        return tell_officers(subject.employer, "不予列入人才津贴名单", text, f"/allowances/{subject.pk}/")


class WithdrawAllowance(AllowanceStep):
    """Before it is decided."""

    name = "withdraw_allowance"
    verb = "撤回津贴申报"
    roles = frozenset({Role.EMPLOYER})
    after = AllowanceStage.WITHDRAWN


DECLARE_ALLOWANCE, CONFIRM_ALLOWANCE = DeclareAllowance(), ConfirmAllowance()
REFUSE_ALLOWANCE, WITHDRAW_ALLOWANCE = RefuseAllowance(), WithdrawAllowance()


@transaction.atomic
def declare_allowance(
    employer: Employer, by: Actor, holding: Holding | None, year: int | None, said: dict[str, str]
) -> Allowance:
    """Put somebody of an employer on the year's list, to be confirmed.

    Args:
        employer: whose person it is.
        by: its officer.
        holding: the title, one of holdings_of(employer).
        year: of the list.
        said: assessment, industry and post, as the employer declares them.

    Raises:
        ActRefused: with every reason at once; nothing has changed.
    """
    if holding is not None:
        # Two officers of one employer wait for each other here.
        Profile.objects.select_for_update(of=("self",), no_key=True).get(pk=holding.profile.pk)
    reasons = list(_reasons(employer, by, holding, year, said))
    bureau = bureau_for(employer)
    if reasons or holding is None or year is None or bureau is None:
        raise ActRefused(reasons)
    rule = allowance_rules()[holding.kind]
    made = Allowance.objects.create(
        year=year,
        kind=holding.kind,
        profile=holding.profile,
        employer=employer,
        bureau=bureau,
        certificate=holding.certificate,
        record=holding.record,
        title=holding.title,
        assessment=said["assessment"],
        industry=said["industry"],
        post=said["post"].strip(),
        amount=rule.amount,
        clause=rule.clause,
        declared_at=clock.now(),
    )
    journal.record(DECLARE_ALLOWANCE.name, made, by, after=made.stage, year=year, amount=rule.amount)
    return made


def _reasons(
    employer: Employer, by: Actor, holding: Holding | None, year: int | None, said: dict[str, str]
) -> Iterator[str]:
    if by.role not in DECLARE_ALLOWANCE.roles or not acts_for(by, employer):
        yield "只能由本单位经办人申报人才津贴，请切换身份后再试。"
    yield from out_of_place(employer)
    if year is None or not clock.today().year - _BACK <= year <= clock.today().year:
        yield f"请填写年度，可以申报 {clock.today().year - _BACK} 至 {clock.today().year} 年度。"
    if holding is None:
        yield "请选择人员和职称；名单中没有的，请先由本人在业绩档案登记职称证书，经本单位审核。"
        return
    yield from against(allowance_rules()[holding.kind], employer, said["assessment"], said["industry"], said["post"])
    if year is not None and standing_of(year, holding.profile):
        yield f"{holding.profile.user.name}已申报 {year} 年度人才津贴，每人每年只能享受一项。"
