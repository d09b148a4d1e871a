"""核定隶属关系: the bureau settles who recommends the people of an employer."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from employers.affiliation import contradictions
from employers.enums import EmployerStage
from employers.models import Employer
from employers.permissions import is_bureau_of
from employers.steps.telling import tell_officers

FIELDS = {"competent_department": "主管部门", "personnel_agency": "人事代理机构", "seat": "实际所在县（市、区）"}
LONGEST_BASIS = 200


class SettleAffiliation(Step[Employer]):
    """Department, personnel agency and seat of an employer that is bound; its cases go on by them from here."""

    name = "settle_affiliation"
    verb = "核定隶属关系"
    clause = "浙经信消费〔2022〕203号 三(三)、附件1第13条；杭州市2020年工艺美术中级职称评审通知 附件2 五"
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({EmployerStage.BOUND})

    def concerns(self, subject: Employer, actor: Actor) -> bool:
        """The bureau that bound it."""
        return is_bureau_of(actor, subject)

    def obstacles(self, subject: Employer, actor: Actor, *, basis: str = "", **data: Any) -> Iterable[str]:
        """Something changes, it can be so, and it rests on something."""
        wanted = _wanted(data)
        if all(getattr(subject, name) == value for name, value in wanted.items()):
            yield "与现有登记相同，不需要核定。"
        yield from contradictions(subject.region, *wanted.values())
        if not basis.strip():
            yield "请填写核定依据，将告知单位。"
        if len(basis) > LONGEST_BASIS:
            yield f"核定依据超过 {LONGEST_BASIS} 字，请精简。"

    def act(self, subject: Employer, actor: Actor, *, basis: str, **data: Any) -> dict[str, Any]:
        """Keep it; return what it was and what it is."""
        before = _words(subject)
        for name, value in _wanted(data).items():
            setattr(subject, name, value)
        return {"was": before, "now": _words(subject), "basis": basis.strip()}

    def messages(self, subject: Employer, actor: Actor, *, basis: str, **data: Any) -> Iterable[Message]:
        """Tell the officers of the employer."""
        body = f"{actor.hat_label}核定：{_words(subject)}。依据：{basis.strip()}。尚未送审的申报按此办理。"
        return tell_officers(subject, "单位隶属关系已核定", body, reverse("employer_register"))


def _wanted(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data.get(name) for name in FIELDS}


def _words(employer: Employer) -> str:
    return "；".join(f"{label}：{getattr(employer, name) or '无'}" for name, label in FIELDS.items())


settle_affiliation = SettleAffiliation()
