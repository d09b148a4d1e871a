"""The routes of the three notices, a case through each to the committee office; and who goes which way.

衢经信产融〔2022〕44号 一(一)3; 浙经信消费〔2022〕203号 三(三), 附件1第13条; S2 附件2 五、六.
"""

from typing import Any

import pytest

from accounts.enums import AgencyKind
from accounts.models import Agency, Region
from employers.models import Employer
from reviews.enums import Stage
from reviews.models import Application, Plan
from reviews.routes import binds, is_provincial
from reviews.selectors.timeline import standing_of
from reviews.services import handover
from reviews.services.plans import draft_plan
from reviews.steps.base import perform
from reviews.steps.recommend import RECOMMEND
from reviews.steps.submit_employer_opinion import SUBMIT_EMPLOYER_OPINION
from tests.conftest import Clock
from tests.reviews import cases, filed
from tests.reviews.refusals import TEXT, refusal

pytestmark = pytest.mark.django_db

WHEN = {"QZ-2022-GYMS": "2022-09-15 09:00", "ZJ-2022-ZG": "2022-12-12 09:00", "HZ-2020-GYMS": "2020-10-20 09:00"}


@pytest.fixture(autouse=True)
def offices(clock: Clock) -> None:
    cases.load_offices()


def plan(code: str, clock: Clock) -> Plan:
    clock.set(WHEN[code])
    office, bureau = (Agency.objects.filter(kind=kind).first() for kind in ("committee_office", "hr_bureau"))
    return draft_plan(code, office, bureau)


def at(code: str, region: str, clock: Clock, **fields: Any) -> Application:
    """A case whose employer is to recommend it, under a plan of the notices."""
    unit = filed.employer(where=Region.objects.get(code=region))
    Employer.objects.filter(pk=unit.pk).update(**fields)
    unit.refresh_from_db()
    return filed.case(Stage.EMPLOYER_OPINION_DUE, under=plan(code, clock), of=unit)


def way(case: Application) -> list[str]:
    """The offices that the case passes until the committee office has it."""
    case = perform(SUBMIT_EMPLOYER_OPINION, case, filed.handler(case.employer), text=TEXT)
    passed = []
    while case.stage == Stage.RECOMMENDATION:
        passed.append(case.holder.name)
        case = perform(RECOMMEND, case, filed.holder(case), text=TEXT)
    assert (case.stage, case.holder) == (Stage.QUALIFICATION, case.plan.office)
    return passed


def agent(region: str) -> Agency:
    return Agency.objects.get(kind=AgencyKind.PERSONNEL_AGENCY, region__code=region)


def test_a_county_of_quzhou_through_industry_and_hr(clock: Clock) -> None:
    assert way(at("QZ-2022-GYMS", "330822", clock)) == ["常山县经济和信息化局", "常山县人力资源和社会保障局"]


def test_the_province_through_the_citys_two_bureaus_together(clock: Clock) -> None:
    case = at("ZJ-2022-ZG", "330822", clock)
    assert way(case) == ["衢州市经济和信息化局", "衢州市人力资源和社会保障局"]
    assert case.opinions.filter(sign_off__isnull=False).count() == 2


def test_a_provincial_unit_through_exactly_its_own_department(clock: Clock) -> None:
    own = Agency.objects.get(name="浙江省经济和信息化厅")
    assert way(at("ZJ-2022-ZG", "330000", clock, competent_department=own)) == ["浙江省经济和信息化厅"]


def test_a_provincial_unit_without_a_department_is_told_who_settles_it(clock: Clock) -> None:
    case = at("ZJ-2022-ZG", "330000", clock)
    [reason] = refusal(SUBMIT_EMPLOYER_OPINION, case, filed.handler(case.employer), text=TEXT)
    assert "没有登记主管部门" in reason
    assert "由浙江省人力资源和社会保障厅核定主管部门后再办理" in reason


def test_a_unit_without_a_department_through_its_personnel_agency_and_then_the_city(clock: Clock) -> None:
    case = at("ZJ-2022-ZG", "330822", clock, personnel_agency=agent("330800"))
    assert way(case) == ["衢州市人事代理机构", "衢州市经济和信息化局", "衢州市人力资源和社会保障局"]


def test_a_provincial_unit_with_an_agency_goes_by_the_agencys_city(clock: Clock) -> None:
    case = at("ZJ-2022-ZG", "330000", clock, personnel_agency=agent("330100"))
    assert not is_provincial(case.employer)
    assert way(case) == ["杭州市人事代理机构", "杭州市经济和信息化局", "杭州市人力资源和社会保障局"]


def test_an_agency_binds_only_those_who_named_it(clock: Clock) -> None:
    leg = {"kind": "personnel_agency", "for": "no_department"}
    unit = filed.employer()
    assert not binds(leg, unit)
    unit.personnel_agency = agent("330800")
    assert binds(leg, unit)
    unit.competent_department = Agency.objects.get(name="衢州市教育局")
    assert not binds(leg, unit)


def test_hangzhou_through_the_receiving_point_of_the_district(clock: Clock) -> None:
    assert way(at("HZ-2020-GYMS", "330106", clock)) == [
        "杭州市西湖区工艺美术中级职称申报受理点", "杭州市西湖区人力资源和社会保障局",
    ]  # fmt: skip


def test_a_unit_of_the_city_goes_by_where_it_is(clock: Clock) -> None:
    seat = Region.objects.get(code="330105")
    assert way(at("HZ-2020-GYMS", "330100", clock, seat=seat)) == [
        "杭州市拱墅区工艺美术中级职称申报受理点", "杭州市拱墅区人力资源和社会保障局",
    ]  # fmt: skip


def test_a_unit_of_the_city_that_has_not_said_where_it_is(clock: Clock) -> None:
    case = at("HZ-2020-GYMS", "330100", clock)
    [reason] = refusal(SUBMIT_EMPLOYER_OPINION, case, filed.handler(case.employer), text=TEXT)
    assert "没有登记实际所在的县（市、区）" in reason
    assert "由杭州市人力资源和社会保障局核定" in reason


def test_words_stand_in_place_of_a_day(clock: Clock) -> None:
    case = at("QZ-2022-GYMS", "330822", clock)
    case.plan.route[0] |= {"closes": "", "text": "8月上旬"}
    case.plan.save()
    done = perform(SUBMIT_EMPLOYER_OPINION, case, filed.handler(case.employer), text=TEXT)
    assert done.due_at is None
    assert standing_of(done)["words"] == "8月上旬"
    assert handover.due_of_leg(done, 0) is None
