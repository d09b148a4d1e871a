"""Writes docs/procedure.md from the tables of reviews/workflow/."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from accounts.enums import Role
from accounts.steps.base import Step
from employers.enums import EmployerStage, PostTableStage, SelfFilingStage
from reviews import workflow
from reviews.enums import (
    AllowanceStage,
    CalendarStage,
    CertificateCorrectionStage,
    CheckItemStage,
    CheckStage,
    CommitteeStage,
    ConflictStage,
    EditionStage,
    EntrustmentStage,
    FilingStage,
    InquiryStage,
    ItemStage,
    MeetingStage,
    MembershipStage,
    ObjectionStage,
    PlanStage,
    PublicityStage,
    QuestionStage,
    ReplyStage,
    ReportStage,
    Stage,
)

_TABLES = (
    ("计划", workflow.PLAN_ACTS, PlanStage),
    ("评审委员会", workflow.COMMITTEE_ACTS, CommitteeStage),
    ("专家库", workflow.POOL_ACTS, MembershipStage),
    ("利害关系", workflow.CONFLICT_ACTS, ConflictStage),
    ("申报", workflow.PROCEDURE, Stage),
    ("整份公示", workflow.PUBLICITY_ACTS, PublicityStage),
    ("异议", workflow.OBJECTION_ACTS, ObjectionStage),
    ("评审会议", workflow.MEETING_ACTS, MeetingStage),
    ("会议议程", workflow.ITEM_ACTS, ItemStage),
    ("初定名单", workflow.DETERMINATION_ACTS, FilingStage),
    ("证书更正", workflow.CORRECTION_ACTS, CertificateCorrectionStage),
    ("证书错误上报", workflow.REPORT_ACTS, ReportStage),
    ("咨询", workflow.INQUIRY_ACTS, InquiryStage),
    ("常见问题", workflow.QUESTION_ACTS, QuestionStage),
    ("对照表", workflow.TABLE_ACTS, EditionStage),
    ("放假通知", workflow.CALENDAR_ACTS, CalendarStage),
    ("岗位信息表", workflow.POST_ACTS, PostTableStage),
    ("抽查对象", workflow.CHECK_ITEM_ACTS, CheckItemStage),
    ("抽查", workflow.CHECK_ACTS, CheckStage),
    ("自主评聘单位", workflow.SELF_APPOINTING_ACTS, EmployerStage),
    ("自主评聘备案", workflow.SELF_FILING_ACTS, SelfFilingStage),
    ("委托市外评审", workflow.ENTRUSTMENT_ACTS, EntrustmentStage),
    ("委托评审结果函", workflow.REPLY_ACTS, ReplyStage),
    ("人才津贴", workflow.ALLOWANCE_ACTS, AllowanceStage),
)
_PATH = settings.ROOT / "docs" / "procedure.md"


class Command(BaseCommand):
    """Generates the table that a lawyer reads; with --check only says whether it is up to date."""

    help = "Write docs/procedure.md from the procedure's code"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --check."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare."""
        text = page()
        if not options["check"]:
            _PATH.write_text(text)
        elif _PATH.read_text() != text:
            raise SystemExit("docs/procedure.md is not what the code says: run manage.py procedure_table")


def page() -> str:
    """Return the whole page."""
    parts = ["# 办理程序\n\n由 `reviews/workflow/` 生成（`manage.py procedure_table`），请勿手工修改。\n"]
    for heading, steps, stages in _TABLES:
        parts.append(f"\n## {heading}\n\n| 行为 | 办理人 | 起始状态 | 之后 | 依据 |\n| --- | --- | --- | --- | --- |\n")
        parts.extend(_row(step, stages) for step in steps)
    return "".join(parts)


def _row(step: Step[Any], stages: Any) -> str:
    roles = "、".join(sorted(Role(role).label for role in step.roles))
    before = "、".join(stage.label for stage in stages if stage in step.before) or "—"
    # Without a stage of its own an act leaves a mark (signed, received), or decides between stages (recommend, decide).
    after = stages(step.after).label if step.after else "不变，或由该行为决定"
    return f"| {step.verb}（`{step.name}`） | {roles} | {before} | {after} | {step.clause} |\n"
