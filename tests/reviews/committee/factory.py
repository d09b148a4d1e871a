"""A meeting at any stage of its life, led there by the acts themselves.

hall(cases=2, experts=14, at="2022-11-01 09:00") → a Hall: plan, committee, actors, READY cases, an expert pool.
hall.meeting_at(stage) → the meeting at that stage (CONVENED: everybody has signed in).
"""

import datetime as dt
import itertools
from dataclasses import dataclass, field

from accounts.actor import Actor
from accounts.enums import AccountKind, AgencyKind, Role
from accounts.models import User
from law.identity import make_idcard
from reviews.enums import Choice, ItemStage, MeetingStage, MembershipStage, Stage
from reviews.models import (
    Application,
    Committee,
    Declaration,
    Draw,
    Expert,
    Meeting,
    MeetingItem,
    Membership,
    PanelSeat,
    Plan,
    VoteRound,
)
from reviews.services.meetings import new_number
from reviews.steps.answer_revocation import ANSWER_REVOCATION
from reviews.steps.approve_results import APPROVE_RESULTS
from reviews.steps.base import perform
from reviews.steps.cast import CAST
from reviews.steps.check_in import CHECK_IN
from reviews.steps.close_item import CLOSE_ITEM
from reviews.steps.close_meeting import CLOSE_MEETING
from reviews.steps.confirm_filing import CONFIRM_FILING
from reviews.steps.convene import CONVENE
from reviews.steps.draw_panel import DRAW_PANEL
from reviews.steps.draw_up_results import DRAW_UP_RESULTS
from reviews.steps.file_meeting import FILE_MEETING
from reviews.steps.lodge_number import LODGE_NUMBER
from reviews.steps.name_chair import NAME_CHAIR
from reviews.steps.open_item import OPEN_ITEM
from reviews.steps.prepare_draw import PREPARE_DRAW
from reviews.steps.propose_revocation import PROPOSE_REVOCATION
from reviews.steps.report_results import REPORT_RESULTS
from reviews.steps.revoke import REVOKE
from reviews.steps.schedule_meeting import SCHEDULE_MEETING
from reviews.steps.seal_draw import SEAL_DRAW
from reviews.steps.seal_results import SEAL_RESULTS
from tests.conftest import Clock
from tests.reviews import filed
from zcps import clock

CRAFTS = ("雕塑雕刻工艺", "陶瓷工艺")
LOTTERY = "03.07.12.18.25.31/09"
_numbers = itertools.count(1)


@dataclass
class Hall:
    """Everything a meeting needs."""

    plan: Plan
    committee: Committee
    office: Actor
    bureau: Actor
    supervisor: Actor
    cases: list[Application]
    experts: list[Expert]
    seats: int = 9
    passed: set[int] = field(default_factory=set)

    def form(self, **changes):
        """What the form of a meeting hands to the act."""
        return {
            "number": new_number(),
            "committee": self.committee,
            "name": "工艺美术中级评审会议",
            "convenes_at": clock.now() + dt.timedelta(days=8),
            "place": "市府大楼第三会议室",
            "seats": self.seats,
            "applications": self.cases,
            **changes,
        }

    def scheduled(self, **changes) -> Meeting:
        form = self.form(**changes)
        perform(SCHEDULE_MEETING, self.plan, self.office, **form)
        return Meeting.objects.get(number=form["number"])

    def filed(self) -> Meeting:
        return perform(FILE_MEETING, self.scheduled(), self.office)

    def confirmed(self) -> Meeting:
        return perform(CONFIRM_FILING, self.filed(), self.bureau)

    def frozen(self, bounds=None, cap: int = 2, **rules) -> Meeting:
        return perform(PREPARE_DRAW, self.confirmed(), self.office, bounds=bounds or {}, employer_cap=cap, **rules)

    def lodged(self, **rules) -> Meeting:
        meeting = self.frozen(**rules)
        perform(LODGE_NUMBER, meeting, self.office)
        perform(LODGE_NUMBER, meeting, self.bureau)
        return perform(LODGE_NUMBER, meeting, self.supervisor, number="ab" * 32)

    def sealed(self, **rules) -> Meeting:
        meeting, not_before = self.lodged(**rules), clock.now() + dt.timedelta(hours=1)
        return perform(SEAL_DRAW, meeting, self.office, source="ssq", detail="2022126", not_before=not_before)

    def drawn(self, **rules) -> Meeting:
        meeting = self.undeclared(**rules)
        declare_nothing(meeting)
        return meeting

    def undeclared(self, **rules) -> Meeting:
        """Drawn, and nobody has said yet whether he is tied to an applicant."""
        meeting = self.sealed(**rules)
        Clock().advance(hours=2)
        return perform(DRAW_PANEL, meeting, self.office, public_value=LOTTERY)

    def on_the_day(self) -> Meeting:
        meeting = self.drawn()
        # The first of the list presides, so that he is there where only some are.
        if not panel(meeting)[0].is_chair:
            perform(NAME_CHAIR, meeting, self.office, seat=panel(meeting)[0])
        day = meeting.convenes_at.astimezone(clock.SHANGHAI)
        Clock().set(f"{day:%Y-%m-%d %H:%M}")
        return meeting

    def convened(self, present: int | None = None) -> Meeting:
        meeting = self.on_the_day()
        for seat in panel(meeting)[:present]:
            perform(CHECK_IN, meeting, expert(seat))
        return perform(CONVENE, meeting, chair(meeting))

    def voted(self, yes: int | None = None) -> Meeting:
        """Every item voted on and closed; all vote yes unless told how many do."""
        meeting = self.convened()
        for item in meeting.items.all():
            self.decide(item, yes)
        return meeting

    def decide(self, item: MeetingItem, yes: int | None = None) -> MeetingItem:
        presiding = chair(item.meeting)
        perform(OPEN_ITEM, item, presiding)
        for place, seat in enumerate(panel(item.meeting)):
            wanted = Choice.YES if yes is None or place < yes else Choice.NO
            perform(CAST, item, expert(seat), choice=wanted)
        return perform(CLOSE_ITEM, item, presiding)

    def decide_present(self, item: MeetingItem, yes: int) -> MeetingItem:
        """The same, by those who are there."""
        presiding = chair(item.meeting)
        perform(OPEN_ITEM, item, presiding)
        for place, seat in enumerate(seat for seat in panel(item.meeting) if seat.arrived_at and not seat.left_at):
            perform(CAST, item, expert(seat), choice=Choice.YES if place < yes else Choice.NO)
        return perform(CLOSE_ITEM, item, presiding)

    def closed(self, yes: int | None = None) -> Meeting:
        return perform(CLOSE_MEETING, self.voted(yes), self.office)

    def publicised(self, yes: int | None = None) -> Meeting:
        """As the end of the result publicity leaves it; that itself is tested with the publicities."""
        meeting = self.closed(yes)
        Application.objects.filter(meeting_items__meeting=meeting, stage=Stage.PASSED).update(
            stage=Stage.APPROVAL, holder=self.plan.hr_bureau
        )
        return meeting

    def results_sealed(self) -> Meeting:
        """With its list drawn up and sealed; the office stands for the founding body here."""
        return perform(SEAL_RESULTS, perform(DRAW_UP_RESULTS, self.publicised(), self.office), self.office)

    def reported(self) -> Meeting:
        return perform(REPORT_RESULTS, self.results_sealed(), self.office)

    def approved(self) -> Meeting:
        return perform(APPROVE_RESULTS, self.reported(), self.bureau, publication_number="衢人社职〔2022〕9号")

    def meeting_at(self, stage: MeetingStage) -> Meeting:
        ways = {
            MeetingStage.SCHEDULED: self.scheduled,
            MeetingStage.FILED: self.filed,
            MeetingStage.CONFIRMED: self.confirmed,
            MeetingStage.DRAWN: self.drawn,
            MeetingStage.CONVENED: self.convened,
            MeetingStage.CLOSED: self.closed,
            MeetingStage.REPORTED: self.reported,
            MeetingStage.APPROVED: self.approved,
        }
        return ways[stage]()


def hall(cases: int = 2, experts: int = 16, at: str = "2022-11-01 09:00") -> Hall:
    """A plan with ready cases of two crafts in turn and a pool large enough for nine seats."""
    Clock().set(at)
    plan = filed.plan()
    title = filed.title(plan)
    committee = title.committee
    Committee.objects.filter(pk=committee.pk).update(office=plan.office, hr_bureau=plan.hr_bureau)
    committee.refresh_from_db()
    supervisor = filed.officer(filed.agency(AgencyKind.SUPERVISION, plan.region))
    Committee.objects.filter(pk=committee.pk).update(supervisor=supervisor.agency)
    committee.refresh_from_db()
    ready = [
        filed.case(Stage.READY, under=plan, specialty=CRAFTS[place % len(CRAFTS)], paper_received_at=clock.now())
        for place in range(cases)
    ]
    pool = [make_expert(committee, CRAFTS[place % len(CRAFTS)]) for place in range(experts)]
    office, bureau = filed.officer(plan.office), filed.officer(plan.hr_bureau)
    return Hall(plan, committee, office, bureau, supervisor, ready, pool)


def make_expert(committee: Committee, specialty: str = CRAFTS[0], employer_code: str = "", **changes) -> Expert:
    """An expert of the pool, each of an employer of his own unless told otherwise."""
    number = next(_numbers)
    user = User.objects.create_user(
        f"expert-{number}", f"专家{number}", AccountKind.PERSONAL,
        id_number=make_idcard("330802", dt.date(1970, 1, 1) + dt.timedelta(days=number), number % 999), is_expert=True,
    )  # fmt: skip
    fields = {
        "specialty": specialty,
        "title": "高级工艺美术师",
        "employer_name": f"研究所{number}",
        "employer_code": employer_code or f"12330800MB{number:08d}",
        "joined_on": "2020-01-01",
        **changes,
    }
    expert_row = Expert.objects.create(user=user, **fields)
    expert_row.committees.add(committee)
    Membership.objects.create(
        expert=expert_row, committee=committee, stage=MembershipStage.ADMITTED, term_number=1, term_from="2020-01-01"
    )
    return expert_row


def panel(meeting: Meeting) -> list[PanelSeat]:
    return list(meeting.panel.select_related("expert__user").order_by("label"))


def declare_nothing(meeting: Meeting) -> None:
    """Every drawn expert has declared that he knows nobody; the act itself is tested in test_declaration.py."""
    answers = {str(pk): "" for pk in meeting.items.values_list("application_id", flat=True)}
    Declaration.objects.bulk_create(
        Declaration(seat=seat, answers=answers, made_at=clock.now()) for seat in meeting.panel.filter(declaration=None)
    )


def expert(seat: PanelSeat) -> Actor:
    return Actor(Role.EXPERT, seat.expert.user)


def chair(meeting: Meeting) -> Actor:
    return expert(meeting.panel.select_related("expert__user").get(is_chair=True))


def first_item(meeting: Meeting) -> MeetingItem:
    return meeting.items.filter(stage=ItemStage.WAITING).order_by("order")[0]


def opened(item: MeetingItem) -> VoteRound:
    """The round that runs."""
    return item.rounds.get(stage="open")


def draw_of(meeting: Meeting) -> Draw:
    return Draw.objects.get(meeting=meeting, abandoned_at=None)


def told(case: Application, by: Actor, reason: str = "提供虚假业绩材料。", clause: str = "44号 三(二)") -> Application:
    """The person knows that his title may be taken away, and has nothing to say to it."""
    perform(PROPOSE_REVOCATION, case, by, reason=reason, clause=clause)
    return perform(ANSWER_REVOCATION, case, Actor(Role.APPLICANT, case.applicant.user), waived=True)


def revoked(case: Application, by: Actor, **said: str) -> Application:
    """With the decision."""
    return perform(REVOKE, told(case, by, **said), by, decision_number="衢人社撤〔2022〕1号")
