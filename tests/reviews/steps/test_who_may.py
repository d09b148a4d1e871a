"""Each act of bodies and clock × each role × each stage: exactly these combinations are open, and no others."""

import pytest

from accounts.actor import CLOCK, PUBLIC, Actor
from accounts.enums import AccountKind, AgencyKind, Role
from accounts.models import User
from accounts.steps.base import Step
from reviews import workflow
from reviews.enums import Stage
from reviews.models import Application
from tests.reviews import filed

pytestmark = pytest.mark.django_db

S, R = Stage, Role
BUREAUS = {R.INDUSTRY_BUREAU, R.HR_BUREAU, R.COMPETENT_DEPARTMENT, R.PERSONNEL_AGENCY, R.RECEIVING_POINT}
OFFICE = {R.COMMITTEE_OFFICE}

# Written out by hand from the procedure table, not taken from the steps.
ALLOWED: dict[str, set[tuple[str, str]]] = {
    "approve_by_employer": {(R.EMPLOYER, S.EMPLOYER_REVIEW)},
    "open_employer_publicity": {(R.EMPLOYER, S.EMPLOYER_PUBLICITY_DUE)},
    "close_employer_publicity": {(R.CLOCK, S.EMPLOYER_PUBLICITY)},
    "submit_employer_opinion": {(R.EMPLOYER, S.EMPLOYER_OPINION_DUE)},
    "recommend": {(role, S.RECOMMENDATION) for role in BUREAUS | OFFICE},
    "not_recommend": {
        *((R.EMPLOYER, stage) for stage in (S.EMPLOYER_REVIEW, S.EMPLOYER_PUBLICITY, S.EMPLOYER_OPINION_DUE)),
        *((role, S.RECOMMENDATION) for role in BUREAUS | OFFICE),
    },
    "return_for_correction": {
        *((R.EMPLOYER, stage) for stage in (S.EMPLOYER_REVIEW, S.EMPLOYER_PUBLICITY_DUE)),
        *((R.EMPLOYER, stage) for stage in (S.EMPLOYER_PUBLICITY, S.EMPLOYER_OPINION_DUE)),
        *((role, S.RECOMMENDATION) for role in BUREAUS | OFFICE),
        *((role, S.DETERMINATION) for role in BUREAUS | OFFICE),
        *((role, stage) for role in BUREAUS | OFFICE for stage in (S.QUALIFICATION, S.PRE_REVIEW_PUBLICITY)),
    },
    "qualify": {(R.COMMITTEE_OFFICE, S.QUALIFICATION)},
    "not_accept": {
        (R.COMMITTEE_OFFICE, stage) for stage in (S.QUALIFICATION, S.PRE_REVIEW_PUBLICITY, S.RESULT_PUBLICITY)
    },
    "receive_paper": {
        (R.COMMITTEE_OFFICE, stage)
        for stage in (
            S.QUALIFIED, S.PRE_REVIEW_PUBLICITY, S.READY, S.IN_REVIEW, S.PASSED, S.DETERMINED, S.RESULT_PUBLICITY,
            S.APPROVAL,
        )
    },
    "open_pre_review_publicity": {(R.COMMITTEE_OFFICE, S.QUALIFIED)},
    "close_pre_review_publicity": {(R.CLOCK, S.PRE_REVIEW_PUBLICITY)},
    # The HR bureau has a case only where it determines itself.
    "open_result_publicity": {(role, stage) for role in OFFICE | {R.HR_BUREAU} for stage in (S.PASSED, S.DETERMINED)},
    "close_result_publicity": {(R.CLOCK, S.RESULT_PUBLICITY)},
    "lapse": {
        (R.CLOCK, stage)
        for stage in (
            S.DRAFT, S.EMPLOYER_REVIEW, S.EMPLOYER_PUBLICITY_DUE, S.EMPLOYER_OPINION_DUE, S.RECOMMENDATION,
        )
    },
    "object": {(R.PUBLIC, stage) for stage in (S.EMPLOYER_PUBLICITY, S.PRE_REVIEW_PUBLICITY, S.RESULT_PUBLICITY)},
    "show_anew": {
        (R.EMPLOYER, S.EMPLOYER_PUBLICITY),
        *((role, S.PRE_REVIEW_PUBLICITY) for role in OFFICE | {R.HR_BUREAU}),
        *((role, S.RESULT_PUBLICITY) for role in OFFICE | {R.HR_BUREAU}),
    },
}  # fmt: skip
STEPS: dict[str, Step[Application]] = {step.name: step for step in workflow.PROCEDURE if step.name in ALLOWED}


def actors(case: Application) -> dict[str, Actor]:
    """One actor for each role, each of them the right one for this case: the employer's, the office's …"""
    found: dict[str, Actor] = {
        R.CLOCK: CLOCK,
        R.PUBLIC: PUBLIC,
        R.PARTNER: Actor(R.PARTNER),
        R.APPLICANT: Actor(R.APPLICANT, case.applicant.user),
    }
    found[R.EMPLOYER] = filed.handler(case.employer)
    found[R.EXPERT] = Actor(R.EXPERT, User.objects.create_user("expert", "专家", AccountKind.PERSONAL))
    for kind in AgencyKind:
        found[Role(kind.value)] = filed.officer(filed.agency(kind))
    return found


@pytest.mark.parametrize("name", ALLOWED)
def test_the_act_is_open_to_exactly_these(name: str) -> None:
    case = filed.case()
    by_role = actors(case)
    case.plan.office = by_role[R.COMMITTEE_OFFICE].agency
    found = set()
    for stage in Stage:
        for role in Role:
            case.stage = stage
            # The office that holds the case is the one that tries: a wrong role must fail by its role.
            case.holder = by_role[role].agency
            if STEPS[name].is_open_to(case, by_role[role]):
                found.add((role, stage))
    assert found == ALLOWED[name]


@pytest.mark.parametrize("name", [name for name in ALLOWED if name != "object"])
def test_the_act_is_closed_to_a_stranger_of_the_same_role(name: str) -> None:
    case = filed.case()
    elsewhere = filed.region("330803", "衢江区")
    strangers = {Role(kind.value): filed.officer(filed.agency(kind, elsewhere)) for kind in AgencyKind}
    strangers[R.EMPLOYER] = filed.handler(filed.employer())
    case.holder = filed.agency(AgencyKind.INDUSTRY_BUREAU)
    for role, stranger in strangers.items():
        for stage in Stage:
            case.stage = stage
            assert not STEPS[name].is_open_to(case, stranger), (role, stage)


def test_every_act_of_the_bodies_is_covered() -> None:
    assert set(ALLOWED) <= {step.name for step in workflow.PROCEDURE}


def test_an_employer_does_not_act_on_what_its_bureau_holds() -> None:
    case = filed.case(Stage.RECOMMENDATION)
    assert workflow.steps_open_to(filed.handler(case.employer), case) == []
