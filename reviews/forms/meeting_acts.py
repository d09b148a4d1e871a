"""The acts on a meeting as pages: what will happen, who is told, which form goes with it; and which come next."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from accounts.actor import Actor
from reviews.enums import DocumentKind
from reviews.forms.bodies import ActForm
from reviews.forms.meetings import ReasonForm
from reviews.forms.result_filings import PublicationForm, SealForm, approval_effects
from reviews.forms.room import LeaveForm
from reviews.models import Meeting
from reviews.selectors.meetings import present_seats
from reviews.services.result_filings import items_waiting, left_out, open_filing
from reviews.steps.approve_results import APPROVE_RESULTS
from reviews.steps.base import MeetingStep
from reviews.steps.cancel_meeting import CANCEL_MEETING
from reviews.steps.check_in import CHECK_IN
from reviews.steps.close_meeting import CLOSE_MEETING
from reviews.steps.confirm_filing import CONFIRM_FILING
from reviews.steps.convene import CONVENE
from reviews.steps.cosign_results import COSIGN_RESULTS
from reviews.steps.draw_up_results import DRAW_UP_RESULTS
from reviews.steps.file_meeting import FILE_MEETING
from reviews.steps.leave_meeting import LEAVE_MEETING
from reviews.steps.report_results import REPORT_RESULTS
from reviews.steps.return_filing import RETURN_FILING
from reviews.steps.seal_results import SEAL_RESULTS
from zcps.templatetags.chinese import cn_datetime

Lines = Callable[[Meeting], list[str]]


def _nobody(meeting: Meeting) -> list[str]:  # noqa: ARG001 - the shape of all of them
    return []


@dataclass(frozen=True)
class ActPage:
    """One act with its page."""

    step: MeetingStep
    done: str
    effects_on: Lines
    told_of: Lines = _nobody
    form: type[ActForm] | None = None
    # The page to go on to.
    back: str = "meeting"
    stop: bool = False
    # A template of the form's own, where its fields belong to rows.
    template: str = "reviews/meeting/act.html"
    # The papers it makes, which can be looked at before.
    papers: tuple[DocumentKind, ...] = ()

    def bound(self, meeting: Meeting, data: Any = None, files: Any = None) -> ActForm | None:
        """Return the form, with what was typed."""
        if self.form is None:
            return None
        if issubclass(self.form, PublicationForm):
            return self.form(data, files, filing=open_filing(meeting))
        return self.form(data, files)


def _passed(meeting: Meeting) -> int:
    return meeting.items.filter(passed=True).count()


def _listed(meeting: Meeting) -> int:
    filing = open_filing(meeting)
    return filing.lines.count() if filing else 0


def _when(meeting: Meeting) -> str:
    return f"{cn_datetime(meeting.convenes_at)}在{meeting.place}"


def _approval(meeting: Meeting) -> list[str]:
    filing = open_filing(meeting)
    return approval_effects(filing) if filing else []


_PAGES = (
    ActPage(
        FILE_MEETING,
        "评前备案已报送，请等待人力社保部门确认。",
        lambda m: [
            f"向{m.plan.hr_bureau.name}报送会议备案：{_when(m)}召开。",
            f"评审 {m.items.count()} 人，抽取专家 {m.seats} 人。",
            "资格审查及评前公示情况由系统汇总，随备案一并保存，不能再改。",
        ],
        lambda m: [m.plan.hr_bureau.name],
        papers=(DocumentKind.MEETING_FILING,),
    ),
    ActPage(
        CONFIRM_FILING,
        "备案已确认，评委会办公室可以抽取专家。",
        lambda m: [f"确认“{m.name}”的评前备案，评委会办公室可以抽取专家并于{_when(m)}召开会议。"],
        lambda m: [m.plan.office.name],
    ),
    ActPage(
        RETURN_FILING,
        "备案已退回，已告知评委会办公室。",
        lambda _: ["会议退回至拟定状态，由评委会办公室修改后重新报送，报送时重新计算提前天数。"],
        lambda m: [m.plan.office.name],
        ReasonForm,
        stop=True,
    ),
    ActPage(
        CANCEL_MEETING,
        "会议已取消，评审对象回到待评审。",
        lambda m: [
            f"“{m.name}”不再召开，{m.items.count()} 名评审对象可列入其他会议。",
            "已抽取的专家名单作废；抽取记录保留，并在下一次会议中显示。",
        ],
        lambda m: [m.plan.hr_bureau.name, *(["已抽取的专家"] if m.panel.exists() else [])],
        ReasonForm,
        stop=True,
    ),
    ActPage(
        CHECK_IN,
        "您已签到。",
        lambda m: [f"登记您出席“{m.name}”。签到后开始的表决，您均应投票；请勿委托他人。"],
        back="room",
    ),
    ActPage(
        CONVENE,
        "会议已开始。",
        lambda m: [
            f"实到专家 {present_seats(m).count()} 人，应到 {m.seats} 人。",
            f"{m.items.count()} 名评审对象进入评审，申报人不能再撤回。",
        ],
        back="room",
    ),
    ActPage(
        LEAVE_MEETING,
        "您已离席。",
        lambda _: [
            "离席后开始的表决您不再参加。返回会场的，请重新签到。",
            "正在表决的一项：已投出的选票有效；尚未投票的，返回签到后、该项结束前仍可投票，否则计为未投票。",
            "离席后到会人数不足法定人数的，会议不能继续表决。",
        ],
        form=LeaveForm,
    ),
    ActPage(
        CLOSE_MEETING,
        "会议已闭会。",
        lambda m: [
            f"评审 {m.items.count()} 人，通过 {_passed(m)} 人，未通过 {m.items.filter(passed=False).count()} 人。",
            "闭会后不能再表决。",
            "会议纪要由系统生成并签名，请到会专家阅读后签署。",
        ],
        lambda m: [m.plan.office.name, "未通过的申报人", "到会专家"],
        back="minutes",
    ),
    ActPage(
        DRAW_UP_RESULTS,
        "评审结果备案表和名单已生成，请评委会组建单位盖章。",
        lambda m: [
            f"列入名单 {len(items_waiting(m))} 人，生成《评审结果备案表》和《评审通过人员名单》。",
            *(f"{each['name']}不列入本批：{each['reason']}。" for each in left_out(m)),
            "已生成而未报送的名单由新名单替代，须重新盖章。",
        ],
        lambda m: [m.committee.founding_body.name],
        papers=(DocumentKind.RESULT_FILING_FORM, DocumentKind.NAME_LIST),
    ),
    ActPage(
        SEAL_RESULTS,
        "评审结果备案表已盖章确认，可以报送核准。",
        lambda m: [
            f"以{m.committee.founding_body.name}名义确认“{m.name}”的评审结果名单 {_listed(m)} 人。",
            "盖章后名单有变动的，须重新生成并重新盖章。",
        ],
        lambda m: [m.plan.office.name],
        SealForm,
    ),
    ActPage(
        REPORT_RESULTS,
        "评审结果已报送核准。",
        lambda m: [f"向{m.plan.hr_bureau.name}报送已盖章的评审结果备案表和名单：{_listed(m)} 人。"],
        lambda m: [m.plan.hr_bureau.name, *([m.plan.co_publisher.name] if m.plan.co_publisher else [])],
    ),
    ActPage(
        COSIGN_RESULTS,
        "评审结果已会签，由人力社保部门核准并公布。",
        lambda m: [f"同意与{m.plan.hr_bureau.name}联合公布“{m.name}”的评审结果 {_listed(m)} 人。"],
        lambda m: [m.plan.hr_bureau.name],
    ),
    ActPage(
        APPROVE_RESULTS,
        "评审结果已核准，证书或证明已出具。",
        _approval,
        lambda m: ["名单所列申报人", m.plan.office.name],
        PublicationForm,
        template="reviews/meeting/approve.html",
        papers=(DocumentKind.PUBLICATION,),
    ),
)
ACT_PAGES = {page.step.name: page for page in _PAGES}
# Beside the way: possible at several stages, never what comes next.
_ASIDE = frozenset({"cancel_meeting", "return_filing", "leave_meeting"})


@dataclass
class Offer:
    """One act that the actor may try now."""

    page: ActPage
    obstacles: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The act's name."""
        return self.page.step.name

    @property
    def verb(self) -> str:
        """The words of its button."""
        return self.page.step.verb

    @property
    def is_aside(self) -> bool:
        """Whether it stands beside the way."""
        return self.name in _ASIDE


def offers(meeting: Meeting, actor: Actor) -> list[Offer]:
    """Return the acts that are open to the actor, each with what still stands in its way."""
    found = [page for page in _PAGES if page.step.is_open_to(meeting, actor)]
    return [Offer(page, _standing(page.step, meeting, actor)) for page in found]


def _standing(step: Any, meeting: Meeting, actor: Actor) -> list[str]:
    return list(step.standing(meeting, actor))
