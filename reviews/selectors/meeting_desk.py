"""The workbench of one meeting: where it stands, who has it, what comes next, what was done."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import ItemStage, MeetingStage, PublicityKind, Stage
from reviews.models import Certificate, Draw, Meeting, MeetingItem, Minutes, Publicity, ResultFiling
from reviews.permissions import may_see_draw, reads_minutes, runs_meeting
from reviews.selectors.meetings import acts_on, draw_of

# stage → (kind of its mark, who has it, what comes next)
_WAY = {
    MeetingStage.SCHEDULED: ("info", "office", "报送评前备案"),
    MeetingStage.FILED: ("due", "bureau", "人力社保部门确认备案"),
    MeetingStage.CONFIRMED: ("due", "office", "抽取评审专家"),
    MeetingStage.DRAWN: ("due", "office", "专家签到，宣布开会"),
    MeetingStage.CONVENED: ("active", "office", "逐项表决，宣布闭会"),
    MeetingStage.CLOSED: ("due", "office", "结果公示，生成备案表，盖章后报送核准"),
    MeetingStage.REPORTED: ("due", "bureau", "核准并公布结果"),
    MeetingStage.APPROVED: ("done", "office", "退还评审表，归档"),
    MeetingStage.CANCELLED: ("stop", "", ""),
}
_DECIDED = (MeetingStage.CONVENED, MeetingStage.CLOSED, MeetingStage.REPORTED, MeetingStage.APPROVED)
# Until it convenes; what a change undoes: reviews/steps/meeting_changes.py.
_CHANGEABLE = (MeetingStage.SCHEDULED, MeetingStage.FILED, MeetingStage.CONFIRMED, MeetingStage.DRAWN)
_ACTS = {
    "file_meeting": "报送评前备案",
    "confirm_filing": "确认备案",
    "return_filing": "退回备案",
    "revise_meeting": "修改会议安排",
    "arrange_agenda": "分组排序",
    "prepare_draw": "冻结专家库",
    "lodge_number": "提交随机数",
    "seal_draw": "封存抽取清单",
    "abandon_draw": "终止抽取",
    "reveal_number": "公开随机数",
    "refuse_draw_input": "录入未被采用",
    "draw_panel": "抽取评审专家",
    "replace_members": "递补专家",
    "release_code": "公开递补码",
    "name_chair": "确定主任委员",
    "name_deputy": "确定副主任委员",
    "convene": "宣布开会",
    "close_meeting": "宣布闭会",
    "draw_up_results": "生成备案表和名单",
    "seal_results": "盖章确认评审结果",
    "report_results": "报送结果核准",
    "cosign_results": "会签评审结果",
    "approve_results": "核准并公布结果",
    "cancel_meeting": "取消会议",
}


@dataclass(frozen=True)
class Desk:
    """What the page shows."""

    kind: str
    holder: str
    following: str
    items: list[MeetingItem]
    past: list[dict[str, Any]]
    draw: Draw | None
    sees_draw: bool
    is_office: bool
    is_changeable: bool
    shows_results: bool
    publicities: list[Publicity]
    waiting_for_publicity: int
    announced: list[MeetingItem]
    documents: list[Any]
    filings: list[ResultFiling]
    # One where the meeting has ended, with the numbers of those who have signed them and of those who object; none for
    # whom they are not.
    minutes: int = 0
    signed: int = 0
    objected: int = 0

    @property
    def results(self) -> list[tuple[MeetingItem, Certificate | None]]:
        """Each item with the certificate that came of it."""
        return [(item, item.application.certificate) for item in self.items]

    @property
    def passed(self) -> int:
        """How many were passed."""
        return sum(item.passed is True for item in self.items)

    @property
    def failed(self) -> int:
        """How many were not."""
        return sum(item.passed is False for item in self.items)


def desk_of(meeting: Meeting, actor: Actor) -> Desk:
    """Return the desk; the number of queries does not grow with the agenda."""
    kind, holder, following = _WAY[MeetingStage(meeting.stage)]
    holders = {"office": meeting.plan.office.name, "bureau": meeting.plan.hr_bureau.name, "": ""}
    items = list(
        meeting.items.select_related(
            "application__applicant__user", "application__title", "application__employer", "group", "re_review"
        )
        .prefetch_related("application__certificates")
        .order_by("order")
    )
    return Desk(
        kind=kind,
        holder=holders[holder],
        following=following,
        items=items,
        past=_past(meeting),
        draw=draw_of(meeting),
        sees_draw=may_see_draw(actor, meeting),
        is_office=runs_meeting(actor, meeting),
        is_changeable=meeting.stage in _CHANGEABLE,
        shows_results=meeting.stage in _DECIDED and any(item.stage == ItemStage.CLOSED for item in items),
        publicities=list(meeting.publicities.filter(kind=PublicityKind.RESULT).order_by("pk")),
        waiting_for_publicity=sum(item.application.stage == Stage.PASSED for item in items),
        announced=[i for i in items if i.application.stage in {Stage.ANNOUNCED, Stage.ARCHIVED, Stage.REVOKED}],
        documents=list(meeting.documents.filter(voided_at=None).order_by("-pk")),
        filings=list(meeting.filings.order_by("order")),
        **(_signatures(meeting) if reads_minutes(actor, meeting) else {}),
    )


def _signatures(meeting: Meeting) -> dict[str, int]:
    return Minutes.objects.filter(meeting=meeting).aggregate(
        minutes=Count("pk", distinct=True),
        signed=Count("signatures"),
        objected=Count("signatures", filter=Q(signatures__objection__gt="")),
    )


def _past(meeting: Meeting) -> list[dict[str, Any]]:
    # Signing in and leaving stand on the roll; here they would only fill the page.
    entries = acts_on(meeting).filter(act__in=_ACTS)
    created = {"title": "创建评审会议", "who": meeting.plan.office.name, "when": meeting.created_at, "note": ""}
    return [created, *(_done(entry) for entry in entries)]


def _done(entry: Any) -> dict[str, Any]:
    reason = entry.data.get("reason", "")
    number = entry.data.get("publication_number", "")
    # Names of experts are known to the office alone (专家名单不公布); an expert who acts on a meeting is its chair.
    who = "主任委员" if entry.role == Role.EXPERT else entry.actor_label
    if entry.act == "refuse_draw_input":
        reason = "".join(entry.data.get("reasons", []))
    note = f"理由：{reason}" if reason else f"文号：{number}" if number else ""
    return {"title": _ACTS[entry.act], "who": who, "when": entry.at, "note": note}
