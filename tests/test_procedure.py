"""Every act × every role × every stage: who may try what, when. The tables below are the law; the code must agree.

Each actor is the one of his role who is nearest to the case: the applicant himself, the officer of his employer, the
office that holds the case and runs or supervises the plan, an expert who chairs its panel. Who stands
further off is asked in tests/test_access.py and tests/reviews/steps/test_who_may.py.
"""

import pytest

from accounts.actor import CLOCK, PUBLIC, Actor
from accounts.enums import AccountKind, AgencyKind, Role
from accounts.models import User
from employers.enums import EmployerKind, PostTableStage
from employers.models import PostTable
from reviews import workflow
from reviews.enums import (
    CalendarStage,
    CommitteeStage,
    ConflictStage,
    EditionStage,
    ItemStage,
    MeetingStage,
    MembershipStage,
    ObjectionStage,
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
    TableEdition,
)
from tests.reviews import filed
from zcps import clock as platform_clock

pytestmark = pytest.mark.django_db

BODIES = (
    "industry_bureau",
    "hr_bureau",
    "competent_department",
    "personnel_agency",
    "receiving_point",
    "committee_office",
)
WITH_EMPLOYER = "employer_review employer_publicity_due employer_publicity employer_opinion_due"
VETOED = "recommendation qualification qualified pre_review_publicity ready passed result_publicity"
PUBLIC_STAGES = "employer_publicity pre_review_publicity result_publicity"
FROM_QUALIFIED = "qualified pre_review_publicity ready in_review passed result_publicity approval"


def each(stages: str, *roles: str) -> dict[str, str]:
    return dict.fromkeys(roles, stages)


# act → role → the stages in which it is open.
ON_A_CASE = {
    # There is no case before it, so it is open at no stage of one.
    "start": {},
    "sign": {"applicant": "draft"},
    "file": {"applicant": "draft"},
    "return_for_correction": {
        "employer": "employer_review employer_publicity_due employer_publicity employer_opinion_due",
        **each("recommendation qualification pre_review_publicity", *BODIES),
    },
    "approve_by_employer": {"employer": "employer_review"},
    "open_employer_publicity": {"employer": "employer_publicity_due"},
    "close_employer_publicity": {"clock": "employer_publicity"},
    "submit_employer_opinion": {"employer": "employer_opinion_due"},
    "recommend": each("recommendation", *BODIES),
    "not_recommend": {
        "employer": "employer_review employer_publicity employer_opinion_due",
        **each("recommendation", *BODIES),
    },
    "record_inspection": {"employer": WITH_EMPLOYER, **each("recommendation", *BODIES)},
    # Open to whoever has recommended or vetoed: tests/reviews/steps/test_withdraw_recommendation.py, test_veto.py.
    "withdraw_recommendation": {},
    "answer_defence": {},
    "state_defence": {"applicant": "not_recommended not_accepted"},
    "veto": {
        "employer": WITH_EMPLOYER,
        **each(VETOED, *BODIES),
        "committee_office": f"{WITH_EMPLOYER} {VETOED}",
    },
    "settle_ambiguity": each("recommendation qualification", *BODIES),
    "qualify": {"committee_office": "qualification"},
    "not_accept": {"committee_office": "qualification pre_review_publicity result_publicity"},
    "receive_paper": {"committee_office": FROM_QUALIFIED},
    "open_pre_review_publicity": {"committee_office": "qualified"},
    "close_pre_review_publicity": {"clock": "pre_review_publicity"},
    # What a meeting decides is never offered on the case itself.
    "begin_review": {},
    "postpone_review": {},
    "decide_case": {},
    "open_result_publicity": {"committee_office": "passed"},
    "close_result_publicity": {"clock": "result_publicity"},
    "hold_result": {},
    "publish_results": {},
    "issue_certificate": {"clock": "announced"},
    "issue_proof": {"clock": "announced"},
    "ask_correction": each("announced archived", "applicant", "committee_office"),
    "return_paper": {"committee_office": "announced"},
    "archive": {"committee_office": "announced"},
    "request_recusal": {
        "applicant": f"{WITH_EMPLOYER} recommendation qualification qualified pre_review_publicity ready"
    },
    "withdraw": {
        "applicant": f"draft {WITH_EMPLOYER} recommendation qualification qualified pre_review_publicity ready"
    },
    "lapse": {"clock": "draft employer_review employer_publicity_due employer_opinion_due recommendation"},
    "object": {"public": PUBLIC_STAGES},
    "show_anew": {
        "employer": "employer_publicity",
        "committee_office": "pre_review_publicity result_publicity",
    },
    "order_re_review": {"committee_office": "result_publicity", "hr_bureau": "approval"},
    "file_complaint": {"applicant": "not_accepted not_recommended not_passed revoked"},
    # Open where a complaint waits, which this case has not.
    "answer_complaint": {},
    **{
        act: each("announced archived", "hr_bureau", "founding_body", "industry_bureau", "competent_department")
        for act in ("propose_revocation", "drop_revocation", "revoke")
    },
    "answer_revocation": {"applicant": "announced archived"},
}
ON_A_PLAN = {
    "announce_plan": {"committee_office": "draft"},
    "approve_plan": {"hr_bureau": "submitted"},
    "return_plan": {"hr_bureau": "submitted approved"},
    "publish_plan": {"committee_office": "approved"},
    "start_correction": {"committee_office": "published"},
    # Open on a correction alone, and the plan of the case is none: tests/reviews/services/test_plan_corrections.py.
    "publish_correction": {},
    "drop_plan": {"committee_office": "draft"},
    "close_plan": each("published", "committee_office", "clock"),
    "schedule_meeting": {"committee_office": "published closed"},
    "open_spot_check": each("published closed", "hr_bureau", "supervision"),
}
ON_A_COMMITTEE = {
    "found_committee": {"hr_bureau": "proposed"},
    **{
        act: {"hr_bureau": "active"}
        for act in (
            "renew_term",
            "rename_committee",
            "set_functions",
            "change_bodies",
            "set_pool_terms",
            "dissolve_committee",
        )
    },
}
ON_A_CONFLICT = {
    act: each("suggested confirmed dismissed", "committee_office", "hr_bureau")
    for act in ("judge_conflict", "settle_conflict", "return_conflict")
}
ON_A_MEMBERSHIP = {
    act: each(stages, "committee_office", "hr_bureau")
    for act, stages in {
        "propose_expert": "draft",
        "admit_expert": "proposed",
        "decline_expert": "proposed",
        "propose_renewal": "admitted",
        "renew_expert": "renewal_proposed",
        "propose_removal": "admitted",
        "remove_expert": "removal_proposed",
        "keep_expert": "renewal_proposed removal_proposed",
    }.items()
}
ON_A_MEETING = {
    "revise_meeting": {"committee_office": "scheduled filed confirmed drawn"},
    "arrange_agenda": {"committee_office": "scheduled filed confirmed drawn"},
    "file_meeting": {"committee_office": "scheduled"},
    "confirm_filing": {"hr_bureau": "filed"},
    "return_filing": {"hr_bureau": "filed"},
    "compare_interests": {"committee_office": "scheduled filed confirmed drawn"},
    "prepare_draw": {"committee_office": "confirmed"},
    "lodge_number": each("confirmed", "committee_office", "supervision"),
    "seal_draw": {"committee_office": "confirmed"},
    "abandon_draw": {"committee_office": "confirmed"},
    "reveal_number": each("confirmed", "committee_office", "supervision"),
    "draw_panel": {"committee_office": "confirmed"},
    "replace_members": {"committee_office": "drawn"},
    "release_code": {"supervision": "drawn"},
    "name_chair": {"committee_office": "drawn"},
    "name_deputy": {"committee_office": "drawn convened"},
    "declare_interests": {"expert": "drawn convened"},
    "check_in": {"expert": "drawn convened"},
    "convene": each("drawn", "committee_office", "expert"),
    "note_absence": each("drawn convened", "committee_office", "expert"),
    "leave_meeting": {"expert": "convened"},
    "close_meeting": each("convened", "committee_office", "expert"),
    "sign_minutes": {"expert": "closed reported approved"},
    "draw_up_results": {"committee_office": "closed"},
    # Open once a list waits for its seal, or for the second publisher.
    "seal_results": {},
    "cosign_results": {},
    "report_results": {"committee_office": "closed"},
    "approve_results": {"hr_bureau": "reported"},
    "cancel_meeting": {"committee_office": "scheduled filed confirmed drawn"},
}
ON_AN_ITEM = {
    "submit_opinion": {"expert": "waiting discussion"},
    "recuse": {"expert": "waiting discussion"},
    "withdraw_recusal": {"expert": "waiting"},
    "open_discussion": {"expert": "waiting"},
    "close_discussion": {"expert": "discussion"},
    "open_item": {"expert": "waiting discussion"},
    "cast": {"expert": "open"},
    "close_item": {"expert": "open"},
    "vote_again": {"expert": "counted"},
    "settle_item": {"expert": "counted"},
    "void_round": {"expert": "open"},
    "defer_item": each("waiting discussion", "committee_office", "expert"),
}
# On a list that the office has published, and on an objection to it.
ON_A_LIST = {
    "object_to_list": {"public": "open"},
    "hold_list": {"committee_office": "open"},
    "release_list": {"committee_office": "open"},
    "show_list_anew": {"committee_office": "open"},
    "confirm_publicity": {"committee_office": "open closed"},
}
ON_AN_OBJECTION = {
    "accept_objection": {"committee_office": "open"},
    "note_objection": {"committee_office": "open"},
    "extend_objection": {"committee_office": "open"},
    "resolve_objection": {"committee_office": "open"},
    "inform_objector": {"committee_office": "dismissed upheld"},
}
ON_A_TABLE = {
    "revise_table": {"hr_bureau": "draft"},
    "describe_table": {"hr_bureau": "draft"},
    "submit_table": {"hr_bureau": "draft"},
    "return_table": {"hr_bureau": "submitted"},
    "publish_table": {"hr_bureau": "submitted"},
    "discard_table": {"hr_bureau": "draft"},
}
ON_POSTS = {
    "submit_post_table": {"employer": "draft returned"},
    "sign_pooled_posts": {"competent_department": "signing"},
    "confirm_post_table": {"hr_bureau": "submitted"},
    "return_post_table": {"hr_bureau": "submitted", "competent_department": "signing"},
    "revise_post_table": {"employer": "signing submitted confirmed"},
    "record_appointment": {"employer": "confirmed"},
    "record_post_check": {"hr_bureau": "draft signing submitted returned confirmed"},
}

ON_A_CALENDAR_NOTICE = {
    "revise_calendar": {"hr_bureau": "draft"},
    "import_calendar": {"hr_bureau": "draft"},
    "return_calendar": {"hr_bureau": "submitted"},
    "approve_calendar": {"hr_bureau": "submitted"},
    "discard_calendar": {"hr_bureau": "draft"},
}


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
    Declaration.objects.create(seat=seat, answers={}, made_at=platform_clock.now())
    return {
        **offices,
        Role.PUBLIC: PUBLIC,
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


@pytest.mark.parametrize("step", workflow.ALL_ACTS, ids=lambda step: step.name)
def test_every_act_names_its_clause_its_verb_and_itself(step):
    assert step.name
    assert step.verb
    assert step.clause
    assert step.roles


def test_no_act_is_named_twice():
    names = [step.name for step in workflow.ALL_ACTS]
    assert len(names) == len(set(names))
