"""Each plan file against its notice: days, numbers and names, literally; and what its publisher has to settle."""

import datetime as dt
import re
from typing import Any

import pytest
import yaml
from django.urls import reverse

from law.materials import problem_with
from reviews.models import Plan
from reviews.plans import load_plan
from reviews.selectors.deadlines import last_day, leg_closes
from reviews.selectors.plan_facts import facts_of_plan
from reviews.services.committees import named
from reviews.services.plan_lint import problems_in, warnings_in
from reviews.services.plans import FOLDER, draft_plan, plan_codes
from reviews.steps.base import reasons_against
from reviews.steps.schedule_meeting import SCHEDULE_MEETING
from tests.reviews import cases

pytestmark = pytest.mark.django_db
CODES = ("HZ-2020-GYMS", "QZ-2021-GYMS", "QZ-2022-CD", "QZ-2022-GYMS", "QZ-2023-GT", "ZJ-2022-ZG")
BEFORE = {"HZ": "2020-09-01 09:00", "QZ": "2022-08-15 09:00", "ZJ": "2022-10-26 09:00"}
Y22 = "衢州市工艺美术初级专业技术职务评审委员会"


def data_of(code: str) -> dict[str, Any]:
    return yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))


def drafted(code: str, clock) -> Plan:
    clock.set({"QZ-2021-GYMS": "2021-07-26 09:00", "QZ-2023-GT": "2023-05-20 09:00"}.get(code) or BEFORE[code[:2]])
    cases.load_offices()
    committee = named(data_of(code)["titles"][-1]["committee"])
    return draft_plan(code, committee.office, committee.hr_bureau)


def days(plan: Plan) -> list[str]:
    moments = [plan.filing_closes, plan.employer_closes, *leg_closes(plan)]
    return [last_day(moment).isoformat() for moment in moments if moment]


def test_the_plans_of_all_five_notices_ship():
    assert plan_codes() == CODES


@pytest.mark.parametrize("code", CODES)
def test_every_file_drafts_without_a_problem(code, clock):
    assert [problem.because for problem in problems_in(drafted(code, clock))] == []


WARNED = {
    "HZ-2020-GYMS": {
        "document_number", "filing_opens", "filing_closes", "employer_closes", "route", "quorum", "specialties",
        "titles",
    },
    "QZ-2021-GYMS": {"filing_opens", "filing_closes", "employer_closes", "route", "paper_copies"},
    "QZ-2022-CD": {
        "document_title", "filing_opens", "filing_closes", "employer_closes", "route", "determined_by",
        "publicity_kinds", "paper_copies",
    },
    "QZ-2022-GYMS": {"filing_opens", "archive_mode"},
    "QZ-2023-GT": {"filing_opens", "filing_closes", "employer_closes", "route", "titles", "paper_copies", "quorum"},
    "ZJ-2022-ZG": {
        "filing_opens", "paper_receiver", "route", "stamp_chain", "watermark", "publicity_kinds", "quorum",
        "archive_mode",
    },
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_what_the_notice_leaves_out_is_asked_of_its_publisher(code, clock):
    keys = {warning.key for warning in warnings_in(drafted(code, clock)) if warning.key.startswith("assumed.")}
    assert keys == {f"assumed.{parameter}" for parameter in WARNED[code]}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("QZ-2022-GYMS", {"X17", "X24", "X25", "X26"}),
        ("ZJ-2022-ZG", {"X10", "X12"}),
        ("QZ-2023-GT", {"X40"}),
    ],
)
def test_the_contradictions_of_the_notice_are_found(code, expected, clock):
    found = warnings_in(drafted(code, clock))
    assert expected <= {warning.code for warning in found} | {warning.key.removeprefix("law.") for warning in found}


@pytest.mark.parametrize(
    ("code", "key"), [("HZ-2020-GYMS", "law.cutoff.assumed"), ("QZ-2023-GT", "law.cutoff.assumed"),
                      ("QZ-2022-CD", "law.cutoff.open")],
)  # fmt: skip
def test_a_cutoff_that_the_notice_does_not_name_is_asked_for(code, key, clock):
    assert key in {warning.key for warning in warnings_in(drafted(code, clock))}


def test_hangzhou_2020(clock):
    plan = drafted("HZ-2020-GYMS", clock)
    assert last_day(plan.paper_closes) == dt.date(2020, 11, 10)
    assert days(plan)[-1] == "2020-11-10"
    assert (plan.form_name, plan.paper_copies) == ("中级职称评审表", 3)
    assert plan.stamp_chain == ["所在单位", "受理点", "所在地人力社保部门"]
    assert plan.paper_receiver == "杭州市工艺美术行业协会"
    assert plan.paper_address == "杭州市下城区文晖路12号现代置业大厦东楼912室"
    assert [leg["kind"] for leg in plan.route] == ["receiving_point", "hr_bureau"]
    assert plan.employer_duties == ["真实性", "准确性", "完整性"]
    assert (plan.post_source, plan.archive_mode, plan.credit_sources) == ("table", "returned", [])
    assert plan.result_publisher == "杭州市人力资源和社会保障局"
    assert [title.name for title in plan.titles.all()] == ["工艺美术师"]
    assert "50万元" in plan.sections[0]["text"]  # the copy writes the letter O (X46)


def test_the_province_2022(clock):
    plan = drafted("ZJ-2022-ZG", clock)
    assert days(plan) == ["2022-12-06", "2022-12-19", "2023-01-04", "2023-01-04", "2023-01-04"]
    assert plan.cutoff == dt.date(2022, 12, 31)
    assert plan.paper_copies == 3
    assert "省技术创新服务中心" in plan.paper_receiver
    assert "省经信厅" in plan.paper_receiver
    assert [leg.get("for") for leg in plan.route] == ["no_department", "local", "provincial"]
    assert plan.route[1]["joint"] == ["hr_bureau"]
    assert (plan.credit_proof, plan.credit_sources, plan.post_source) == ("upload_card", ["province_craft"], "system")
    assert plan.employer_duties == ["真实性"]
    assert plan.result_publisher == "浙江省经济和信息化厅、浙江省人力资源和社会保障厅联合公布"
    # 四(五): the two announce together, and the office of the industry signs before the results are approved.
    assert str(plan.co_publisher) == "浙江省经济和信息化厅"
    assert dict(facts_of_plan(plan))["结果公布"].startswith(f"{plan.hr_bureau.name}、浙江省经济和信息化厅联合公布")
    assert [row["number"] for row in plan.cited_documents][:3] == [
        "浙人社函〔2022〕31号", "浙经信消费〔2022〕12号", "浙教高科〔2014〕28号",
    ]  # fmt: skip
    checks = [row["check"]["kind"] for row in plan.materials if "check" in row]
    assert sorted(checks) == sorted([
        "entrustment_letter", "degree_proof", "work_proof", "group_proof", "recommendation_form", "credit_card",
        "achievement_window", "paper_pages", "project_pages", "placement", "assessments", "statement",
        "approved_post", "commitment",
    ])  # fmt: skip


def test_the_initial_determination_2022(clock):
    plan = drafted("QZ-2022-CD", clock)
    assert (plan.kind, plan.document_number) == ("initial", "衢市人社专〔2022〕2号")
    assert [title.name for title in plan.titles.all()] == ["员级", "助理级", "中级"]
    assert plan.cited_documents[0]["note"].startswith("未附")
    assert not [row for row in plan.materials if row["key"] == "credits"]


def test_the_crossover_2023(clock):
    plan = drafted("QZ-2023-GT", clock)
    found = [(title.name, title.mode, str(title.committee)) for title in plan.titles.all()]
    middle = "衢州市工艺美术中级专业技术职务评审委员会"
    assert found == [
        ("初级", "review", Y22),
        ("助理级", "review", Y22),
        ("中级", "review", middle),
        ("副高级", "recommend", middle),
        ("正高级", "recommend", middle),
    ]
    text = "\n".join(section["text"] for section in plan.sections)
    assert text.count("；评委会所在单位：") == 25
    assert "不少于90个学时，其中公需科目学时不少于18个学时，专业课不少于60学时" in text


def test_quzhou_2021_and_2022(clock):
    older = drafted("QZ-2021-GYMS", clock)
    assert older.deadline_texts == {"meeting": "10月"}
    assert [leg["text"] for leg in older.route] == ["9月", "9月"]
    assert "浙人专〔2020〕47号" in older.cited_documents[0]["aliases"]
    plan = drafted("QZ-2022-GYMS", clock)
    assert days(plan) == ["2022-09-10", "2022-09-20", "2022-09-30", "2022-09-30"]
    assert (plan.archive_ratio[-5:], plan.paper_copies, plan.roll_policy) == ("5：1以上", 2, "strict")
    assert plan.credit_sources == ["city_credits", "city_learning", "province_craft"]


@pytest.mark.parametrize("code", CODES)
def test_no_person_and_no_telephone_of_the_notices(code):
    text = (FOLDER / f"{code}.yaml").read_text(encoding="utf-8")
    assert not re.search(r"(?<![\d-])(?:0\d{2,3}-)?\d{7,8}(?!\d)", text)
    assert "联系人" not in text


@pytest.mark.parametrize("code", CODES)
def test_every_material_has_its_clause_and_every_check_is_of_the_vocabulary(code):
    for row in data_of(code)["materials"]:
        assert "〔" in row["clause"] or "2020年" in row["clause"]
        assert "check" not in row or problem_with(row["check"]) == ""


def test_an_initial_determination_is_filed_for_on_line_and_has_no_meeting(clock, client):
    clock.set("2022-08-22 09:00")
    cases.load_offices()
    plan = load_plan("QZ-2022-CD", cases.office_actor(), cases.bureau_actor())
    page = client.get(reverse("plan", args=[plan.code])).content.decode()
    assert "大中专毕业生职称初定" in page
    assert "决定是否初定，不召开评审会议" in page
    assert "不再初定的系列" in page
    assert reverse("application_start", args=[plan.code]) in page
    committee = plan.titles.first().committee
    about = {"committee": committee, "convenes_at": plan.filing_closes, "seats": 9, "applications": ()}
    reasons = reasons_against(SCHEDULE_MEETING, plan, cases.office_actor(), **about)
    assert reasons == [f"“{plan.name}”是职称初定计划，由{plan.hr_bureau.name}审核初定，不召开评审会议。"]
