"""Titles that are not for people of self-appointing institutions."""

import pytest

from accounts.enums import AgencyKind
from employers.models import Employer, SelfAppointing
from reviews.enums import Stage, TitleScope
from reviews.models import PlanTitle
from reviews.services.self_appointing import excluded_from
from reviews.steps.file import FILE
from reviews.steps.start import reasons_against_start
from tests.reviews import filed
from tests.reviews.cases import applicant_actor
from zcps import clock as platform_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def while_filing_is_open(clock):
    clock.set("2022-08-29 09:00")


@pytest.fixture
def title() -> PlanTitle:
    found = filed.title(filed.plan())
    found.scope = TitleScope.NOT_SELF_APPOINTING
    return found


def institution(**fields) -> Employer:
    employer = filed.employer(name="衢州某学院")
    bureau = filed.agency(AgencyKind.HR_BUREAU, employer.region)
    told = {"document_number": "衢人社发〔2022〕1号", "settled_at": platform_clock.now(), "settled_by": bureau}
    SelfAppointing.objects.create(employer=employer, **told, **fields)
    return employer


def test_its_people_are_told_why_and_where_to_go(title):
    [reason] = excluded_from(title, institution())
    for words in ("“自主评聘单位除外”", "衢人社发〔2022〕1号", "请按本单位当年的评聘方案申报"):
        assert words in reason


def test_other_series_other_titles_and_other_employers_are_free(title):
    assert not list(excluded_from(title, institution(series=["高校教师"])))
    assert not list(excluded_from(title, filed.employer()))
    title.scope = TitleScope.WHOLE
    assert not list(excluded_from(title, Employer.objects.get(name="衢州某学院")))


def test_whose_standing_has_ended_apply_like_all_others(title):
    assert not list(excluded_from(title, institution(stage="ended")))


def test_neither_begins_nor_files(title):
    title.save()
    employer = institution()
    profile = filed.applicant(employer)
    person = applicant_actor(profile)
    reasons = list(reasons_against_start(title.plan, profile, person, title, "陶瓷工艺"))
    assert any("自主评聘单位除外" in reason for reason in reasons)
    case = filed.case(Stage.DRAFT, under=title.plan, of=employer)
    first = next(iter(FILE.obstacles(case, applicant_actor(case.applicant))))
    assert "自主评聘单位除外" in first
