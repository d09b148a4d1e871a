"""manage.py demo_accounts: who can sign in to the demonstration, and how."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.enums import Role
from accounts.models import Agency, AgencyOfficer
from employers.enums import EmployerStage
from employers.models import Employer, EmployerOfficer
from employers.selectors.registrations import submitter_of
from reviews.demo.offices import PASSWORD, secret_of
from reviews.enums import MeetingStage, Stage
from reviews.models import Application, PanelSeat

Row = tuple[str, ...]
# One person for each of these stages is enough to look at every page.
_SHOWN = (
    Stage.DRAFT, Stage.EMPLOYER_REVIEW, Stage.EMPLOYER_PUBLICITY, Stage.RECOMMENDATION, Stage.QUALIFICATION,
    Stage.QUALIFIED, Stage.PRE_REVIEW_PUBLICITY, Stage.IN_REVIEW, Stage.RESULT_PUBLICITY, Stage.ANNOUNCED,
    Stage.ARCHIVED, Stage.NOT_PASSED,
)  # fmt: skip
_IN_ROOM = (MeetingStage.DRAWN, MeetingStage.CONVENED)


class Command(BaseCommand):
    """Prints tables; changes nothing."""

    help = "列出演示账号和登录方式。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the persons by their stage, the employers, the experts, the offices."""
        if not settings.DEMO_IDENTITY:
            raise CommandError("demo_accounts runs in a demonstration only (DEMO_IDENTITY).")
        self._table(
            "申报人（登录页选“个人登录”，在模拟政务服务网选择姓名）", ("姓名", "申报资格", "当前状态"), _applicants()
        )
        self._table("用人单位（登录页选“法人登录”，选择单位和经办人）", ("单位", "经办人", "单位状态"), _employers())
        self._table(
            "评审专家（登录页选“个人登录”，选择姓名，再切换为“评审专家”）", ("姓名", "席位", "会议"), _experts()
        )
        self._table(
            f"机构（登录页选“机构登录”；密码均为 {PASSWORD}；将密钥录入手机认证器应用取得动态口令）",
            ("机构", "用户名", "动态口令密钥"),
            _offices(),
        )

    def _table(self, heading: str, names: Row, rows: Iterable[Row]) -> None:
        lines = [names, *rows]
        widths = [max(_width(line[column]) for line in lines) for column in range(len(names))]
        self.stdout.write(f"\n{heading}")
        for line in lines:
            self.stdout.write(
                "  " + "  ".join(_padded(text, width) for text, width in zip(line, widths, strict=True)).rstrip()
            )


def _applicants() -> Iterator[Row]:
    known = Application.objects.select_related("applicant__user", "title").order_by("-plan__year", "pk")
    for stage in _SHOWN:
        case = known.filter(stage=stage).first()
        if case:
            yield case.applicant.user.name, str(case.title), case.get_stage_display()


def _employers() -> Iterator[Row]:
    live = EmployerOfficer.objects.filter(ended_on=None).select_related("employer")
    for officer in live.order_by("employer_id", "pk"):
        yield officer.employer.name, officer.name, officer.employer.get_stage_display()
    # Before it is bound an employer has no officers yet, only somebody who submitted its registration.
    for employer in Employer.objects.exclude(stage=EmployerStage.BOUND).order_by("pk"):
        submitter = submitter_of(employer)
        yield employer.name, submitter.name if submitter else "", employer.get_stage_display()


def _experts() -> Iterator[Row]:
    seats = PanelSeat.objects.filter(meeting__stage__in=_IN_ROOM).select_related("expert__user", "meeting")
    for seat in seats.order_by("meeting_id", "-is_chair", "label"):
        yield seat.expert.user.name, f"{seat.label}{'（主任委员）' if seat.is_chair else ''}", seat.meeting.name


def _offices() -> Iterator[Row]:
    officers = AgencyOfficer.objects.filter(ended_on=None).select_related("agency__region", "user")
    for officer in sorted(officers, key=_place):
        yield officer.agency.name, officer.user.key, secret_of(officer.user.key)


def _place(officer: AgencyOfficer) -> tuple[str, int, str]:
    agency: Agency = officer.agency
    return agency.region.code, list(Role).index(agency.role), agency.name


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
