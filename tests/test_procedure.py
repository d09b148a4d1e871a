"""Every act × every role × every stage: who may try what, when. tests/acts.py is the law, and the code must agree.

Each actor is the one of his role who is nearest to the case: the applicant himself, the officer of his employer, the
office that holds the case and runs or supervises the plan, an expert who chairs its panel. Who stands
further off is asked in tests/test_access.py and tests/reviews/steps/test_who_may.py.
"""

import pytest

from accounts.actor import CLOCK, PUBLIC, Actor
from accounts.enums import AccountKind, AgencyKind, Role
from accounts.guardian import grant
from accounts.models import User
from employers.enums import EmployerKind, PostTableStage
from employers.models import PostTable
from reviews import workflow
from reviews.enums import (
    CalendarStage,
    CommitteeStage,
    ConflictStage,
    EditionStage,
    FilingStage,
    ItemStage,
    MeetingStage,
    MembershipStage,
    ObjectionStage,
    PlanKind,
    PlanStage,
    PublicityStage,
    Stage,
    TableKind,
)
from reviews.models import (
    CalendarNotice,
    Committee,
    Conflict,
    Declaration,
    Expert,
    Meeting,
    MeetingItem,
    Membership,
    Objection,
    PanelSeat,
    Publicity,
    ResultFiling,
    TableEdition,
)
from tests.acts import (
    ON_A_CALENDAR_NOTICE,
    ON_A_CASE,
    ON_A_COMMITTEE,
    ON_A_CONFLICT,
    ON_A_LIST,
    ON_A_LIST_OF_DETERMINED,
    ON_A_MEETING,
    ON_A_MEMBERSHIP,
    ON_A_PLAN,
    ON_A_TABLE,
    ON_AN_INITIAL_CASE,
    ON_AN_INITIAL_PLAN,
    ON_AN_ITEM,
    ON_AN_OBJECTION,
    ON_POSTS,
    SIGNED_BY_INDUSTRY,
)
from tests.reviews import filed
from zcps import clock as platform_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def nearest():
    """A case on the agenda of a meeting, and for each role the actor who is nearest to it."""
    case = filed.case(Stage.QUALIFICATION)
    case.title = filed.title(case.plan)
    case.save()
    board = case.title.committee
    meeting = Meeting.objects.create(
        committee=board, plan=case.plan, name="会议", number="HY1", seats=5, place="会议室",
        convenes_at=platform_clock.now(), created_at=platform_clock.now(),
    )  # fmt: skip
    item = MeetingItem.objects.create(meeting=meeting, application=case, order=1)
    return case, meeting, item, _actors(case, meeting, board)


def _actors(case, meeting, board: Committee) -> dict[Role, Actor]:
    offices = {Role(kind): filed.officer(_office(kind, case, board)) for kind in AgencyKind}
    user = User.objects.create_user("expert", "某专家", AccountKind.PERSONAL, is_expert=True)
    expert = Expert.objects.create(
        user=user, specialty="陶瓷工艺", title="高级工艺美术师", employer_name="某院", joined_on=platform_clock.today()
    )
    seat = PanelSeat.objects.create(meeting=meeting, expert=expert, label="X001", is_chair=True)
    grant(user, "sit_in_meeting", meeting)
    Declaration.objects.create(seat=seat, answers={}, made_at=platform_clock.now())
    return {
        **offices,
        Role.PUBLIC: PUBLIC,
        Role.PARTNER: Actor(Role.PARTNER),
        Role.CLOCK: CLOCK,
        Role.APPLICANT: Actor(Role.APPLICANT, case.applicant.user),
        Role.EMPLOYER: filed.handler(case.employer),
        Role.EXPERT: Actor(Role.EXPERT, user),
    }


def _office(kind: AgencyKind, case, board: Committee):
    """The office of the plan itself where the plan names one of this kind, else any."""
    named = {
        AgencyKind.COMMITTEE_OFFICE: case.plan.office,
        AgencyKind.HR_BUREAU: case.plan.hr_bureau,
        AgencyKind.SUPERVISION: board.supervisor,
    }
    return named.get(kind) or filed.agency(kind)


def _put(case, actor: Actor, stage: str):
    """The case at a stage, in the hands of whoever of this role could have it. Nothing is saved."""
    case.stage = stage
    case.holder = actor.agency
    if actor.agency and case.title:
        # A founding body is any office: the one that revokes is the committee's own.
        case.title.committee.founding_body = actor.agency
    return case


def table(steps, subject, actors, stages, put=None) -> dict[str, dict[str, str]]:
    """The whole table as the code has it."""
    found: dict[str, dict[str, str]] = {step.name: {} for step in steps}
    for step in steps:
        for role, actor in actors.items():
            open_at = []
            for stage in stages:
                if put:
                    put(subject, actor, stage)
                else:
                    subject.stage = stage
                if step.is_open_to(subject, actor):
                    open_at.append(str(stage))
            if open_at:
                found[step.name][str(role)] = " ".join(open_at)
    return found


def as_sets(expected):
    return {act: {role: set(stages.split()) for role, stages in roles.items()} for act, roles in expected.items()}


def test_every_role_is_asked(nearest):
    assert set(nearest[3]) == set(Role)


def test_acts_on_a_case(nearest):
    case, _, _, actors = nearest
    assert as_sets(table(workflow.PROCEDURE, case, actors, Stage, _put)) == as_sets(ON_A_CASE)


def test_acts_where_no_panel_votes(nearest):
    case, _, _, actors = nearest
    case.plan.kind = PlanKind.INITIAL
    found = table(workflow.PROCEDURE, case, actors, Stage, _put)
    assert as_sets({act: found[act] for act in ON_AN_INITIAL_CASE}) == as_sets(ON_AN_INITIAL_CASE)
    on_plan = table(workflow.PLAN_ACTS, case.plan, actors, PlanStage)
    assert as_sets({act: on_plan[act] for act in ON_AN_INITIAL_PLAN}) == as_sets(ON_AN_INITIAL_PLAN)
    filing = ResultFiling(plan=case.plan, number="CD1")
    assert as_sets(table(workflow.DETERMINATION_ACTS, filing, actors, FilingStage)) == as_sets(ON_A_LIST_OF_DETERMINED)


def test_acts_on_a_plan(nearest):
    case, _, _, actors = nearest
    assert as_sets(table(workflow.PLAN_ACTS, case.plan, actors, PlanStage)) == as_sets(ON_A_PLAN)


def test_acts_on_a_committee(nearest):
    _, meeting, _, actors = nearest
    found = table(workflow.COMMITTEE_ACTS, meeting.committee, actors, CommitteeStage)
    assert as_sets(found) == as_sets(ON_A_COMMITTEE)


def test_acts_on_a_conflict(nearest):
    _, meeting, _, actors = nearest
    found = table(workflow.CONFLICT_ACTS, Conflict(committee=meeting.committee), actors, ConflictStage)
    assert as_sets(found) == as_sets(ON_A_CONFLICT)


def test_acts_on_a_membership(nearest):
    _, meeting, _, actors = nearest
    membership = Membership(committee=meeting.committee)
    found = table(workflow.POOL_ACTS, membership, actors, MembershipStage)
    assert as_sets(found) == as_sets(ON_A_MEMBERSHIP)


def test_acts_on_a_meeting(nearest):
    _, meeting, _, actors = nearest
    assert as_sets(table(workflow.MEETING_ACTS, meeting, actors, MeetingStage)) == as_sets(ON_A_MEETING)


def test_acts_on_an_item_of_the_agenda(nearest):
    _, _, item, actors = nearest
    assert as_sets(table(workflow.ITEM_ACTS, item, actors, ItemStage)) == as_sets(ON_AN_ITEM)


def _close(publicity: Publicity, _: Actor, stage: str) -> None:
    publicity.closed_at = platform_clock.now() if stage == PublicityStage.CLOSED else None


def test_acts_on_a_list(nearest):
    case, _, _, actors = nearest
    publicity = Publicity(kind="pre_review", plan=case.plan, agency=case.plan.office)
    found = table(workflow.PUBLICITY_ACTS, publicity, actors, PublicityStage, _close)
    assert as_sets(found) == as_sets(ON_A_LIST)


def test_acts_on_an_objection(nearest):
    case, _, _, actors = nearest
    objection = Objection(publicity=Publicity(kind="pre_review", plan=case.plan, agency=case.plan.office))
    assert as_sets(table(workflow.OBJECTION_ACTS, objection, actors, ObjectionStage)) == as_sets(ON_AN_OBJECTION)


def test_acts_on_a_table(nearest):
    case, _, _, actors = nearest
    edition = TableEdition(kind=TableKind.SKILL_MAP, keeper=case.plan.hr_bureau)
    assert as_sets(table(workflow.TABLE_ACTS, edition, actors, EditionStage)) == as_sets(ON_A_TABLE)


def test_acts_on_a_calendar_notice(nearest):
    found = table(workflow.CALENDAR_ACTS, CalendarNotice(), nearest[3], CalendarStage)
    assert as_sets(found) == as_sets(ON_A_CALENDAR_NOTICE)


def test_acts_on_the_posts_of_a_year(nearest):
    *_, actors = nearest
    school = filed.employer(EmployerKind.PUBLIC_INSTITUTION, where=actors[Role.HR_BUREAU].agency.region)
    posts = PostTable(
        employer=school,
        year=2022,
        pool_manager=actors[Role.COMPETENT_DEPARTMENT].agency,
        submitted_at=platform_clock.now(),
    )
    actors = {**actors, Role.EMPLOYER: filed.handler(school)}
    assert as_sets(table(workflow.POST_ACTS, posts, actors, PostTableStage)) == as_sets(ON_POSTS)
    # The department of an institution may be an industry bureau.
    posts.pool_manager = actors[Role.INDUSTRY_BUREAU].agency
    assert as_sets(table(workflow.POST_ACTS, posts, actors, PostTableStage)) == as_sets(SIGNED_BY_INDUSTRY)


@pytest.mark.parametrize("step", workflow.ALL_ACTS, ids=lambda step: step.name)
def test_every_act_names_its_clause_its_verb_and_itself(step):
    assert step.name
    assert step.verb
    assert step.clause
    assert step.roles


def test_no_act_is_named_twice():
    names = [step.name for step in workflow.ALL_ACTS]
    assert len(names) == len(set(names))
