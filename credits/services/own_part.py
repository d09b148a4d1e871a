"""What is kept of a person's continuing education."""

from typing import Any

from accounts.models import User
from accounts.services.own_data import Part, shown, tells
from credits.enums import CreditOrigin
from credits.models import CardUpload, CreditCard, CreditDecision, CreditEntry

_ENTRY = ("year", "kind", "title", "hours", "number", "origin", "stage", "return_reason", "recognised_at")


def _tell(user: User) -> dict[str, Any]:
    entries = CreditEntry.objects.filter(profile__user=user).order_by("year", "pk")
    cards = CreditCard.objects.filter(profile__user=user).order_by("year")
    handed_in = CardUpload.objects.filter(profile__user=user).order_by("pk")
    return {
        "继续教育": [shown(row, *_ENTRY) for row in entries],
        "学时卡": [{**shown(row, "year", "code", "issued_at"), "内容": row.content} for row in cards],
        "提交的其他系统学时卡": [shown(row, "name", "created_at") for row in handed_in],
    }


def _hinders(user: User) -> list[str]:
    if CreditCard.objects.filter(profile__user=user).exists():
        return ["平台已为您出具学时卡，任何人可凭校验码查验，账号不能注销。"]
    if CreditEntry.objects.filter(profile__user=user).exclude(origin=CreditOrigin.OWN).exists():
        return ["登记机构已为您登记学时，须由其保存，账号不能注销。"]
    if CreditDecision.objects.filter(entry__profile__user=user).exists():
        return ["登记机构已核定您的学时，须由其保存，账号不能注销。"]
    return []


def _clean(user: User) -> None:
    CreditEntry.objects.filter(profile__user=user).delete()
    CardUpload.objects.filter(profile__user=user).delete()


tells("credits", Part(_tell, _hinders, _clean))
