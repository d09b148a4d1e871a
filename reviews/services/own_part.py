"""What is kept of a person's applications: what he filed, how far it came, what he holds. No opinion and no ballot.

Whoever is under a record of dishonesty cannot leave it behind by closing his account and beginning anew.
"""

from typing import Any

from django.db.models import Model

from accounts.models import User
from accounts.services.own_data import Part, shown, tells
from reviews.enums import EntrustmentStage
from reviews.models import Allowance, Application, Certificate, Complaint, Entrustment, IntegrityRecord
from reviews.services import history
from reviews.services.retention_rules import remove_draft

_CERTIFICATE = ("number", "state", "issued_at", "revoked_at")
_COMPLAINT = ("receipt", "text", "filed_at", "stage", "reasons", "answered_at")
_INTEGRITY = ("reason", "clause", "starts_on", "ends_on", "decision_number", "recorded_by")
_ALLOWANCE = ("year", "kind", "title", "amount", "stage", "reason", "declared_at")
_ENTRUSTMENT = ("number", "series", "title", "level", "committee", "reason", "stage", "letter_number", "outcome")


def _tell(user: User) -> dict[str, Any]:
    cases = Application.objects.filter(applicant__user=user).select_related("plan", "title").order_by("pk")
    held = Certificate.objects.filter(application__applicant__user=user).order_by("pk")
    complaints = Complaint.objects.filter(application__applicant__user=user).order_by("pk")
    return {
        "申报": [_case(case) for case in cases],
        "证书": [shown(row, *_CERTIFICATE) for row in held],
        "复查申请": [shown(row, *_COMPLAINT) for row in complaints],
        "诚信记录": _rows(IntegrityRecord, user, _INTEGRITY),
        "人才津贴": _rows(Allowance, user, _ALLOWANCE),
        "委托市外评审": _rows(Entrustment, user, _ENTRUSTMENT),
    }


def _rows(model: type[Model], user: User, fields: tuple[str, ...]) -> list[dict[str, str]]:
    return [shown(row, *fields) for row in model._default_manager.filter(profile__user=user).order_by("pk")]


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
    filed = Application.objects.filter(applicant__user=user).exclude(filed_at=None, snapshot=None)
    asked = Entrustment.objects.filter(profile__user=user).exclude(stage=EntrustmentStage.DRAFT)
    kept = (
        (filed, "您提交过职称申报，申报和评审材料依法须长期保存，账号不能注销。"),
        (asked, "您申请过委托市外评审，申请和函件须长期保存，账号不能注销。"),
        (Allowance.objects.filter(profile__user=user), "单位为您申报过人才津贴，申报记录须保存，账号不能注销。"),
        (IntegrityRecord.objects.filter(profile__user=user), "您有诚信记录，依法须保存，账号不能注销。"),
    )
    return [reason for rows, reason in kept if rows.exists()]


def _clean(user: User) -> None:
    Entrustment.objects.filter(profile__user=user).delete()
    for draft in Application.objects.filter(applicant__user=user):
        remove_draft(draft)


tells("reviews", Part(_tell, _hinders, _clean, after=history.veil))
