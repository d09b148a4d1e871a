"""On-site inspection and democratic appraisal (衢市人社专〔2021〕61号 三(一)): recorded, counted, asked for."""

import datetime as dt
from typing import Any

import pytest

from accounts.enums import AgencyKind
from reviews.documents.review_opinions import inspections_of
from reviews.enums import InspectionKind, Stage
from reviews.models import Application
from reviews.permissions import may_read_inspection
from reviews.selectors.inspections import inspector_of, standing_inspections
from reviews.steps.base import perform, reasons_against
from reviews.steps.recommend import RECOMMEND
from reviews.steps.record_inspection import RECORD_INSPECTION, miscounted
from reviews.steps.submit_employer_opinion import SUBMIT_EMPLOYER_OPINION
from tests.conftest import Clock
from tests.reviews import cases, filed
from tests.reviews.refusals import TEXT, refusal, told
from tests.reviews.sheets import sheet

pytestmark = pytest.mark.django_db

BOTH = ["on_site", "appraisal"]
FOUND = {
    "held_on": dt.date(2022, 9, 14),
    "place": "柯城区某车间",
    "participants": "本车间同事 12 人，单位负责人 1 人",
    "ethics": "遵守职业道德",
    "ability": "能独立完成设计。",
    "results": "作品两次参展",
}
COUNTED = {
    "issued": 13, "returned": 12, "excellent": 8, "competent": 3, "basic": 1, "incompetent": 0, "invalid": 0,
}  # fmt: skip


@pytest.fixture(autouse=True)
def september(clock: Clock) -> None:
    clock.set("2022-09-15 09:00")


def case(stage: Stage = Stage.EMPLOYER_OPINION_DUE, **plan: Any) -> Application:
    return filed.case(stage, under=filed.plan(**{"inspection_kinds": BOTH, **plan}))


def record(of: Application, by: Any, kind: InspectionKind, **changes: Any) -> Application:
    counted = COUNTED if kind == InspectionKind.APPRAISAL else {}
    return perform(RECORD_INSPECTION, of, by, kind=kind, file=sheet(), **{**FOUND, **counted, **changes})


def test_without_them_the_employer_does_not_recommend() -> None:
    one = case()
    officer = filed.handler(one.employer)
    assert reasons_against(SUBMIT_EMPLOYER_OPINION, one, officer, text=TEXT) == [
        "推荐前须组织实地考察，尚未记录。请先登记实地考察情况（衢市人社专〔2021〕61号 三(一)）。",
        "推荐前须组织民主测评，尚未记录。请先登记民主测评情况（衢市人社专〔2021〕61号 三(一)）。",
    ]
    record(one, officer, InspectionKind.ON_SITE)
    record(one, officer, InspectionKind.APPRAISAL)
    done = perform(SUBMIT_EMPLOYER_OPINION, one, officer, text=TEXT)
    assert done.stage == Stage.RECOMMENDATION
    assert told() == {one.applicant.user.key}


def test_a_plan_that_asks_nothing_is_as_before() -> None:
    one = filed.case(Stage.EMPLOYER_OPINION_DUE)
    officer = filed.handler(one.employer)
    assert reasons_against(SUBMIT_EMPLOYER_OPINION, one, officer, text=TEXT) == []
    assert "不需要登记" in refusal(RECORD_INSPECTION, one, officer, kind="on_site")[0]


def test_the_body_that_the_plan_names_carries_it_out() -> None:
    one = case(Stage.RECOMMENDATION, inspected_by="hr_bureau", inspection_kinds=["on_site"])
    first = filed.holder(one)
    assert "由其他机构组织" in refusal(RECORD_INSPECTION, one, first, kind="on_site")[0]
    done = perform(RECOMMEND, one, first, text=TEXT)
    second = filed.holder(done)
    assert "推荐前须组织实地考察" in refusal(RECOMMEND, done, second, text=TEXT)[0]
    done = record(done, second, InspectionKind.ON_SITE)
    assert perform(RECOMMEND, done, second, text=TEXT).stage == Stage.QUALIFICATION


def test_where_that_body_is_not_on_the_way_the_employer_does() -> None:
    assert inspector_of(case(inspected_by="competent_department")) == "employer"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"returned": 14}, "收回 14 份，多于发出的 13 份，请核对。"),
        ({"excellent": 9}, "各项合计 9 + 3 + 1 + 0 + 0 = 13 票，与收回 12 份不符，请核对。"),
        ({"basic": None}, "请填写发出、收回和各项测评结果的票数，没有的填 0。"),
        (dict.fromkeys(COUNTED, 0), "没有收回测评表，不能作为测评结果。"),
    ],
)
def test_the_arithmetic_is_checked(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in list(miscounted({**COUNTED, **changes}))
    assert list(miscounted(COUNTED)) == []


def test_everything_that_is_missing_is_said_at_once() -> None:
    one = case()
    reasons = refusal(RECORD_INSPECTION, one, filed.handler(one.employer), kind="appraisal")
    assert reasons[:1] == ["请填写日期。"]
    assert len(reasons) == 1 + 5 + 1 + 1
    late = refusal(
        RECORD_INSPECTION, one, filed.handler(one.employer), kind="on_site", file=sheet(),
        **{**FOUND, "held_on": dt.date(2022, 9, 16)},
    )  # fmt: skip
    assert late == ["日期不能晚于今天，请核对。"]


def test_a_later_record_takes_the_place_of_the_former_which_is_kept() -> None:
    one = case()
    officer = filed.handler(one.employer)
    record(one, officer, InspectionKind.ON_SITE)
    record(one, officer, InspectionKind.ON_SITE, place="柯城区某工坊")
    assert [each.place for each in standing_inspections(one)] == ["柯城区某工坊"]
    assert one.inspections.count() == 2


def test_it_is_printed_and_its_sheets_are_not_for_the_applicant() -> None:
    one = case()
    officer = filed.handler(one.employer)
    record(one, officer, InspectionKind.APPRAISAL)
    [line] = inspections_of(one)
    assert line["kind"] == "民主测评"
    assert (
        "发出测评表 13 份，收回 12 份：优秀 8 票，称职 3 票，基本称职 1 票，不称职 0 票，弃权或无效 0 票。"
        in line["text"]
    )
    assert line["text"].endswith("能力水平：能独立完成设计。业绩贡献：作品两次参展。")
    [made] = standing_inspections(one)
    assert may_read_inspection(officer, made)
    assert not may_read_inspection(cases.applicant_actor(one.applicant), made)
    # Nor for an employer or an office that has nothing to do with the case.
    assert not may_read_inspection(filed.handler(filed.employer()), made)
    elsewhere = filed.agency(AgencyKind.INDUSTRY_BUREAU, filed.region("330900", "舟山市"))
    assert not may_read_inspection(filed.officer(elsewhere), made)
