"""What is kept of a person's applications: what he filed, how far it came, what he holds. No opinion and no ballot."""

from typing import Any

from accounts.models import User
from accounts.services.own_data import Part, shown, tells
from reviews.models import Application, Certificate, Complaint
from reviews.services.retention_rules import remove_draft

_CERTIFICATE = ("number", "state", "issued_at", "revoked_at")
_COMPLAINT = ("receipt", "text", "filed_at", "stage", "reasons", "answered_at")


def _tell(user: User) -> dict[str, Any]:
    cases = Application.objects.filter(applicant__user=user).select_related("plan", "title").order_by("pk")
    held = Certificate.objects.filter(application__applicant__user=user).order_by("pk")
    complaints = Complaint.objects.filter(application__applicant__user=user).order_by("pk")
    return {
        "申报": [_case(case) for case in cases],
        "证书": [shown(row, *_CERTIFICATE) for row in held],
        "复查申请": [shown(row, *_COMPLAINT) for row in complaints],
    }


def _case(case: Application) -> dict[str, Any]:
    return {
        "计划": case.plan.name,
        "申报资格": case.title.name if case.title else "",
        **shown(case, "specialty", "stage", "statement", "created_at", "filed_at"),
        "回答": case.answers,
        "提交的版本": [
            {"版次": row.version, "校验码": row.short_code, "内容": row.content}
            for row in case.snapshots.order_by("version")
        ],
    }


def _hinders(user: User) -> list[str]:
    if Application.objects.filter(applicant__user=user).exclude(filed_at=None, snapshot=None).exists():
        return ["您提交过职称申报，申报和评审材料依法须长期保存，账号不能注销。"]
    return []


def _clean(user: User) -> None:
    for draft in Application.objects.filter(applicant__user=user):
        remove_draft(draft)


tells("reviews", Part(_tell, _hinders, _clean))
