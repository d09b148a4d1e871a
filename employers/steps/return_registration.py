"""register_employer, returned: every defect at once (人社部令第40号: told once and completely)."""

from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from employers.enums import EmployerStage
from employers.models import Employer
from employers.permissions import is_bureau_of
from employers.selectors.registrations import submitter_of

# What can be wrong. Name and code come from the sign-in: an employer cannot mend them here.
FIELDS = {
    "kind": "单位性质",
    "region": "所在地",
    "competent_department": "主管部门",
    "personnel_agency": "人事代理机构",
    "seat": "实际所在县（市、区）",
    "address": "地址",
    "phone": "联系电话",
    "email": "电子邮箱",
    "authorisation_letter": "授权委托书",
}


class Defect(TypedDict):
    """What is wrong with one field, as a sentence."""

    field: str
    text: str


class ReturnRegistration(Step[Employer]):
    """The HR bureau where the employer is; the employer mends and submits again."""

    name = "return_registration"
    verb = "退回单位注册"
    clause = "杭州市2020年工艺美术中级职称评审通知 附件2 二"
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({EmployerStage.REVIEW})
    after = EmployerStage.RETURNED

    def concerns(self, subject: Employer, actor: Actor) -> bool:
        """Whether the employer is in the bureau's region."""
        return is_bureau_of(actor, subject)

    def obstacles(self, subject: Employer, actor: Actor, **data: Any) -> Iterable[str]:
        """A return without a defect helps nobody."""
        defects: Sequence[Defect] = data["defects"]
        if not defects:
            yield "请至少写明一处需要补正的内容；请一次列出全部问题。"
        for defect in defects:
            if defect["field"] not in FIELDS:
                yield f"没有名为“{defect['field']}”的填报项，请重新选择需要补正的内容。"

    def act(self, subject: Employer, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep the defects where the employer will see them."""
        subject.defects = list(data["defects"])
        return {"defects": subject.defects}

    def messages(self, subject: Employer, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the officer who submitted."""
        submitter = submitter_of(subject)
        lines = "\n".join(f"{FIELDS[defect['field']]}：{defect['text']}" for defect in subject.defects)
        body = f"“{subject.name}”的单位注册需要补正，共 {len(subject.defects)} 处：\n{lines}\n请修改后重新提交。"
        if submitter:
            yield Message(submitter, "单位注册退回补正", body, reverse("employer_register"))


return_registration = ReturnRegistration()
