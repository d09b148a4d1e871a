"""Each act of a meeting × each role × each stage: exactly these combinations are open, and no others."""

import pytest

from accounts.actor import CLOCK, PUBLIC, Actor
from accounts.enums import AccountKind, AgencyKind, Role
from accounts.guardian import grant
from accounts.models import User
from reviews import workflow
from reviews.enums import ItemStage, MeetingStage, PlanStage, Stage
from reviews.models import Application, Meeting, MeetingItem, PanelSeat, Plan
from tests.reviews import filed
from tests.reviews.committee.factory import declare_nothing, hall, make_expert

pytestmark = pytest.mark.django_db

R, M, S = Role, MeetingStage, Stage
# The panel's chair and a member are two different experts; the others of each kind are the right ones for this meeting.
CHAIR, MEMBER = "chair", "member"

# Written out by hand from the procedure table, not taken from the steps.
MEETING: dict[str, set[tuple[str, str]]] = {
    "revise_meeting": {(R.COMMITTEE_OFFICE, stage) for stage in (M.SCHEDULED, M.FILED, M.CONFIRMED, M.DRAWN)},
    "arrange_agenda": {(R.COMMITTEE_OFFICE, stage) for stage in (M.SCHEDULED, M.FILED, M.CONFIRMED, M.DRAWN)},
    "file_meeting": {(R.COMMITTEE_OFFICE, M.SCHEDULED)},
    "confirm_filing": {(R.HR_BUREAU, M.FILED)},
    "return_filing": {(R.HR_BUREAU, M.FILED)},
    "compare_interests": {(R.COMMITTEE_OFFICE, stage) for stage in (M.SCHEDULED, M.FILED, M.CONFIRMED, M.DRAWN)},
    "prepare_draw": {(R.COMMITTEE_OFFICE, M.CONFIRMED)},
    # Its office, the one that oversees it, and the HR bureau as the observer of this meeting.
    "lodge_number": {(who, M.CONFIRMED) for who in (R.COMMITTEE_OFFICE, R.SUPERVISION, R.HR_BUREAU)},
    "reveal_number": {(who, M.CONFIRMED) for who in (R.COMMITTEE_OFFICE, R.SUPERVISION, R.HR_BUREAU)},
    "seal_draw": {(R.COMMITTEE_OFFICE, M.CONFIRMED)},
    "draw_panel": {(R.COMMITTEE_OFFICE, M.CONFIRMED)},
    "abandon_draw": {(R.COMMITTEE_OFFICE, M.CONFIRMED)},
    "release_code": {(R.SUPERVISION, M.DRAWN)},
    "replace_members": {(R.COMMITTEE_OFFICE, M.DRAWN)},
    "name_chair": {(R.COMMITTEE_OFFICE, M.DRAWN)},
    "declare_interests": {(who, stage) for who in (CHAIR, MEMBER) for stage in (M.DRAWN, M.CONVENED)},
    "name_deputy": {(R.COMMITTEE_OFFICE, M.DRAWN), (R.COMMITTEE_OFFICE, M.CONVENED)},
    "note_absence": {(who, stage) for who in (R.COMMITTEE_OFFICE, CHAIR) for stage in (M.DRAWN, M.CONVENED)},
    "sign_minutes": {(who, stage) for who in (CHAIR, MEMBER) for stage in (M.CLOSED, M.REPORTED, M.APPROVED)},
    "check_in": {(who, stage) for who in (CHAIR, MEMBER) for stage in (M.DRAWN, M.CONVENED)},
    "convene": {(R.COMMITTEE_OFFICE, M.DRAWN), (CHAIR, M.DRAWN)},
    "leave_meeting": {(CHAIR, M.CONVENED), (MEMBER, M.CONVENED)},
    "close_meeting": {(R.COMMITTEE_OFFICE, M.CONVENED), (CHAIR, M.CONVENED)},
    "draw_up_results": {(R.COMMITTEE_OFFICE, M.CLOSED)},
    # There is nothing to seal before the list is drawn up, and nobody to sign where one bureau announces.
    "seal_results": set(),
    "cosign_results": set(),
    "report_results": {(R.COMMITTEE_OFFICE, M.CLOSED)},
    "approve_results": {(R.HR_BUREAU, M.REPORTED)},
    "cancel_meeting": {(R.COMMITTEE_OFFICE, stage) for stage in (M.SCHEDULED, M.FILED, M.CONFIRMED, M.DRAWN)},
}
ITEM: dict[str, set[tuple[str, str]]] = {
    "submit_opinion": {(who, stage) for who in (CHAIR, MEMBER) for stage in (ItemStage.WAITING, ItemStage.DISCUSSION)},
    "recuse": {(who, stage) for who in (CHAIR, MEMBER) for stage in (ItemStage.WAITING, ItemStage.DISCUSSION)},
    "withdraw_recusal": {(CHAIR, ItemStage.WAITING), (MEMBER, ItemStage.WAITING)},
    "open_discussion": {(CHAIR, ItemStage.WAITING)},
    "close_discussion": {(CHAIR, ItemStage.DISCUSSION)},
    "open_item": {(CHAIR, ItemStage.WAITING), (CHAIR, ItemStage.DISCUSSION)},
    "cast": {(CHAIR, ItemStage.OPEN), (MEMBER, ItemStage.OPEN)},
    "close_item": {(CHAIR, ItemStage.OPEN)},
    "vote_again": {(CHAIR, ItemStage.COUNTED)},
    "settle_item": {(CHAIR, ItemStage.COUNTED)},
    "void_round": {(CHAIR, ItemStage.OPEN)},
    "defer_item": {
        (who, stage) for who in (R.COMMITTEE_OFFICE, CHAIR) for stage in (ItemStage.WAITING, ItemStage.DISCUSSION)
    },
}
CASE: dict[str, set[tuple[str, str]]] = {
    # Brought about by an act on the meeting, never offered on the case.
    "begin_review": set(),
    "postpone_review": set(),
    "decide_case": set(),
    "publish_results": set(),
    "hold_result": set(),
    "issue_certificate": {(R.CLOCK, S.ANNOUNCED)},
    "issue_proof": {(R.CLOCK, S.ANNOUNCED)},
    "return_paper": {(R.COMMITTEE_OFFICE, S.ANNOUNCED)},
    "archive": {(R.COMMITTEE_OFFICE, S.ANNOUNCED)},
    **{
        act: {(role, stage) for role in (R.HR_BUREAU, R.FOUNDING_BODY) for stage in (S.ANNOUNCED, S.ARCHIVED)}
        for act in ("propose_revocation", "drop_revocation", "revoke")
    },
    "answer_revocation": {(R.APPLICANT, S.ANNOUNCED), (R.APPLICANT, S.ARCHIVED)},
}
STEPS = {step.name: step for step in workflow.ALL_ACTS}


def the_right_ones(room, meeting: Meeting) -> dict[str, Actor]:
    """One actor for each role, each the right one for this meeting."""
    found: dict[str, Actor] = {
        R.CLOCK: CLOCK,
        R.PUBLIC: PUBLIC,
        R.APPLICANT: Actor(R.APPLICANT, room.cases[0].applicant.user),
    }
    found[R.EMPLOYER] = filed.handler(room.cases[0].employer)
    for kind in AgencyKind:
        found[Role(kind.value)] = filed.officer(filed.agency(kind))
    found |= {R.COMMITTEE_OFFICE: room.office, R.HR_BUREAU: room.bureau, R.SUPERVISION: room.supervisor}
    room.committee.founding_body = found[R.FOUNDING_BODY].agency
    room.committee.save()
    for name, expert in ((CHAIR, room.experts[0]), (MEMBER, room.experts[1])):
        PanelSeat.objects.create(meeting=meeting, expert=expert, label=name, is_chair=name == CHAIR)
        grant(expert.user, "sit_in_meeting", meeting)
        found[name] = Actor(R.EXPERT, expert.user)
    found[R.EXPERT] = Actor(R.EXPERT, room.experts[2].user)
    return found


def the_wrong_ones(room) -> dict[str, Actor]:
    """One actor for each role, each of another place: the same role somewhere else opens nothing."""
    elsewhere = filed.region("330100", "杭州市")
    found: dict[str, Actor] = {
        Role(k.value): filed.officer(filed.agency(k, elsewhere, f"外地{k.label}")) for k in AgencyKind
    }
    found[R.EXPERT] = Actor(R.EXPERT, make_expert(room.committee).user)
    found[R.APPLICANT] = Actor(R.APPLICANT, User.objects.create_user("else", "他人", AccountKind.PERSONAL))
    return found


def open_to(step, subject, actors, stages) -> set[tuple[str, str]]:
    found = set()
    for stage in stages:
        subject.stage = stage
        found |= {(who, stage) for who, actor in actors.items() if step.is_open_to(subject, actor)}
    return found


def setting():
    room = hall()
    meeting = room.scheduled()
    return room, Meeting.objects.get(pk=meeting.pk)


@pytest.mark.parametrize("name", MEETING)
def test_acts_on_a_meeting(name: str) -> None:
    room, meeting = setting()
    assert open_to(STEPS[name], meeting, the_right_ones(room, meeting), MeetingStage) == MEETING[name]
    assert open_to(STEPS[name], meeting, the_wrong_ones(room), MeetingStage) == set()


@pytest.mark.parametrize("name", ITEM)
def test_acts_on_an_item(name: str) -> None:
    room, meeting = setting()
    item = MeetingItem.objects.filter(meeting=meeting).first()
    actors = the_right_ones(room, meeting)
    declare_nothing(meeting)
    assert open_to(STEPS[name], item, actors, ItemStage) == ITEM[name]
    assert open_to(STEPS[name], item, the_wrong_ones(room), ItemStage) == set()


@pytest.mark.parametrize("name", CASE)
def test_acts_on_a_case(name: str) -> None:
    room, meeting = setting()
    actors = the_right_ones(room, meeting)
    case = Application.objects.get(pk=room.cases[0].pk)
    assert open_to(STEPS[name], case, actors, Stage) == CASE[name]
    assert open_to(STEPS[name], case, the_wrong_ones(room), Stage) == set()


def test_scheduling() -> None:
    room, meeting = setting()
    plan = Plan.objects.get(pk=room.plan.pk)
    found = open_to(STEPS["schedule_meeting"], plan, the_right_ones(room, meeting), PlanStage)
    assert found == {(R.COMMITTEE_OFFICE, PlanStage.PUBLISHED), (R.COMMITTEE_OFFICE, PlanStage.CLOSED)}


def test_every_act_of_the_tables_is_judged_here() -> None:
    assert {step.name for step in workflow.MEETING_ACTS} == set(MEETING)
    assert {step.name for step in workflow.ITEM_ACTS} == set(ITEM)


@pytest.mark.parametrize("name", ["begin_review", "postpone_review", "decide_case", "publish_results"])
def test_what_a_meeting_does_to_a_case_cannot_be_done_without_it(name: str) -> None:
    from reviews.steps.base import reasons_against

    room, meeting = setting()
    actors = the_right_ones(room, meeting)
    by = {"decide_case": actors[CHAIR], "publish_results": room.bureau}.get(name, room.office)
    case = Application.objects.get(pk=room.cases[0].pk)
    case.stage = next(iter(STEPS[name].before))
    assert "请在会议页面办理" in "".join(reasons_against(STEPS[name], case, by))
