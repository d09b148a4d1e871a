"""What a person is given of himself, and what becomes of it when he closes his account: each app enters its part.

A part tells rows of this one account only, as plain JSON; tests look for other people in it. Closing asks every part
first whether the law lets it go, and only then lets each clean up (个人信息保护法 45、47).
"""

import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models
from django.urls import reverse

from accounts.enums import ScanState
from accounts.models import Job, StoredFile, User
from accounts.services.files import FileWithheld, keep_made, opened
from accounts.services.jobs import Work, handles
from zcps import clock

KIND = "own_data"
ZIP = "application/zip"
_READ_ME = (
    "本文件由{name}本人于{day}下载，包含平台保存的与本人账号有关的全部个人信息。\n"
    "“我的数据.json”为各类信息，“文件”文件夹为本人上传的材料。\n"
    "证件号码和手机号码只列出掩码。\n"
    "不包含评审专家的意见和表决、举报和异议的提出人等依法不予公开的内容。\n"
    "请妥善保管，不要转交他人。\n"
)


@dataclass(frozen=True)
class Part:
    """What one app keeps of a person.

    Attributes:
        tell: returns {heading: rows} of an account, JSON-able.
        hinders: returns sentences why the account cannot be closed.
        clean: removes or blanks what the app keeps of it.
        after: does what can be done only once every part has cleaned.
    """

    tell: Callable[[User], dict[str, Any]]
    hinders: Callable[[User], list[str]] = lambda _: []
    clean: Callable[[User], None] = lambda _: None
    after: Callable[[], None] = lambda: None


PARTS: dict[str, Part] = {}


def tells(app: str, part: Part) -> None:
    """Enter what an app keeps of a person; closing goes from the last entered to the first."""
    PARTS[app] = part


def shown(row: models.Model, *fields: str) -> dict[str, str]:
    """Return fields of a row by their Chinese names, as texts."""
    told = {}
    for name in fields:
        field = row._meta.get_field(name)
        display = getattr(row, f"get_{name}_display", None)
        value = display() if display else getattr(row, name)
        told[str(getattr(field, "verbose_name", name))] = "" if value is None else str(value)
    return told


def everything_about(user: User) -> dict[str, Any]:
    """Return what all parts tell of an account."""
    told: dict[str, Any] = {}
    for part in PARTS.values():
        told |= part.tell(user)
    return told


def _file_of(job: Job) -> str:
    return reverse("file", args=[job.result_file_id]) if job.result_file_id else reverse("own_data")


@handles(KIND, label="整理我的数据", leads_to=_file_of, link="下载我的数据", back=lambda _: reverse("own_data"))
def pack(work: Work) -> dict[str, Any]:
    """Put everything about the account that asked into one ZIP file."""
    user = work.job.owner
    uploads = list(StoredFile.objects.filter(owner=user, forgotten_at=None).exclude(scan=ScanState.OWN).order_by("pk"))
    work.expect(len(uploads) + 1, "正在整理")
    with tempfile.TemporaryDirectory(prefix="zcps-own-") as folder:
        made = Path(folder) / "own.zip"
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as whole:
            day = f"{clock.today():%Y年%m月%d日}"
            whole.writestr("说明.txt", _READ_ME.format(name=user.name, day=day))
            told = {**everything_about(user), "上传的文件": list(_packed(work, whole, uploads))}
            whole.writestr("我的数据.json", json.dumps(told, ensure_ascii=False, indent=2, default=str))
        work.advance()
        with work.committing():
            work.hand_over(keep_made(made, f"我的数据{clock.today():%Y%m%d}.zip", ZIP, 1, user))
            work.finish({})
    return {}


def _packed(work: Work, whole: zipfile.ZipFile, uploads: list[StoredFile]) -> Iterator[dict[str, str]]:
    for number, file in enumerate(uploads, 1):
        told = {"名称": file.name, "上传时间": str(file.uploaded_at), "SHA-256": file.sha256}
        try:
            with opened(file) as content:
                name = f"文件/{number:03d}-{file.name.replace('/', '_')}"
                whole.writestr(name, content.read())
        except FileWithheld as reason:
            told["未收入的原因"] = str(reason)
        work.advance()
        yield told
