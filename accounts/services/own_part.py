"""What accounts keep of a person: who he is, when he came in, what he was told."""

import uuid
from typing import Any

from accounts.enums import AccountKind
from accounts.models import AgencyOfficer, FormerIdentity, Job, Notice, RepeatedCall, SignIn, User
from accounts.services.clear_reading import readings_about
from accounts.services.files import forget
from accounts.services.own_data import Part, shown, tells
from zcps.templatetags.masking import mask_id, mask_phone

GONE = "已注销用户"
_SIGN_IN = ("at", "way", "outcome", "address", "device")
_ACCOUNT = ("kind", "name", "id_type", "email", "assurance", "uscc", "legal_name")


def _tell(user: User) -> dict[str, Any]:
    return {
        # Masked, as everywhere: he knows his own numbers, and what is written to the disk need not.
        "账号": {**shown(user, *_ACCOUNT), "证件号码": mask_id(user.id_number), "手机号码": mask_phone(user.phone)},
        "曾用身份信息": [_former(row) for row in user.former_identities.order_by("pk")],
        "登录记录": [shown(row, *_SIGN_IN) for row in SignIn.objects.filter(user=user).order_by("at")],
        "敏感信息被查阅的记录": _read_by(user),
        "消息": [
            shown(row, "title", "body", "created_at") for row in Notice.objects.filter(recipient=user).order_by("pk")
        ],
        "后台办理": [
            shown(row, "kind", "stage", "created_at") for row in Job.objects.filter(owner=user).order_by("pk")
        ],
    }


def _former(row: FormerIdentity) -> dict[str, str]:
    return {**shown(row, "name", "id_type", "until"), "证件号码": mask_id(row.id_number)}


def _read_by(user: User) -> list[dict[str, Any]]:
    """Which office read what of him in clear; the officer's name is not his to have."""
    return [
        {"时间": str(entry.at), "机构": entry.data.get("office", ""), "内容": entry.data.get("what", [])}
        for entry in readings_about(user).order_by("number")
    ]


def _hinders(user: User) -> list[str]:
    found = []
    if user.kind != AccountKind.PERSONAL:
        found.append("单位和机构的账号随单位管理，请由单位或分配账号的人力社保部门停用。")
    if user.is_expert or AgencyOfficer.objects.filter(user=user).exists():
        found.append("您担任评审专家或机构经办人，办理过的事项须可追溯，账号不能注销。")
    return found


def _clean(user: User) -> None:
    Notice.objects.filter(recipient=user).delete()
    RepeatedCall.objects.filter(user=user).delete()
    user.former_identities.all().delete()
    for file in user.files.filter(forgotten_at=None):
        forget(file)
    blank(user)


def blank(user: User) -> None:
    """Remove what tells whose an account was; nobody signs in with it any more."""
    user.key, user.name = f"closed:{uuid.uuid4().hex}", GONE
    user.id_number = user.id_index = user.phone = user.email = ""
    user.is_active = False
    user.set_unusable_password()
    user.save()


tells("accounts", Part(_tell, _hinders, _clean))
