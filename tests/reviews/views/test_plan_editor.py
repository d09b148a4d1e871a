"""Writing a plan in its forms: from nothing, from a copy, row by row; frozen once it is reported."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reviews.models import Plan
from reviews.plan_sections import SECTIONS
from reviews.plans import settle
from tests.reviews import cases
from tests.reviews.views.plan_desk import as_, begun, post, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def offices(clock):
    clock.set("2022-08-15 09:00")
    cases.load_offices()


@pytest.fixture
def office() -> Client:
    return as_(cases.office_actor())


def test_a_plan_from_nothing_says_what_every_section_wants(office):
    plan = begun(office)
    page = office.get(reverse("office_plan", args=[plan.pk])).text
    assert plan.unconfirmed.keys() == {"filing_opens", "filing_closes", "employer_closes", "cutoff"}
    for said in (
        "请填写个人申报截止",
        "计划缺少“公告文号”",
        "计划没有可申报的资格",
        "计划缺少“申报材料”",
        "没有审核推荐路径",
        "还没有编写申报条件规则",
    ):
        assert said in page
    for section in SECTIONS:
        assert office.get(reverse("plan_section", args=[plan.pk, section.key])).status_code == 200


def test_a_code_is_an_address_of_its_own(office):
    begun(office)
    for code, said in (("qz 2023", "只能用大写字母"), ("QZ-2023-GYMS", "已被使用")):
        answer = office.post(reverse("plan_new"), {"code": code, "name": "某计划", "year": "2023", "kind": "review"})
        assert answer.status_code == 422
        assert said in answer.text


def test_a_copy_shifts_its_dates_and_asks_for_each_of_them(office):
    source = cases.make_plan(at="2022-08-22 09:00")
    plan = begun(office, source=source.pk)
    assert plan.filing_closes.isoformat() == "2023-09-10T16:00:00+00:00"
    assert set(plan.unconfirmed) >= {"filing_opens", "filing_closes", "employer_closes", "cutoff"}
    assert all(leg["proposed"] for leg in plan.route)
    assert list(plan.titles.values_list("name", flat=True)) == list(source.titles.values_list("name", flat=True))
    assert json.loads(plan.rules)["cutoff"]["date"] == "2023-12-31"
    days = {"filing_opens": "2023-08-22", "filing_closes": "2023-09-10", "employer_closes": "2023-09-22"}
    days |= {"cutoff": "2023-12-31", "roll_policy": "strict", "confirm_filing_opens": "on", "confirm_cutoff": "on"}
    assert post(office, plan, "deadlines", **days).status_code == 302
    plan.refresh_from_db()
    # What was ticked or changed is confirmed; the others wait.
    assert plan.unconfirmed == {"filing_closes": "copied"}
    assert "个人申报截止是由原计划顺推的" in office.get(reverse("office_plan", args=[plan.pk])).text


def test_a_deadline_on_a_holiday_moves_where_the_plan_says_so(office):
    plan = begun(office)
    days = {
        "filing_opens": "2022-08-22",
        "filing_closes": "2022-09-10",
        "employer_closes": "2022-09-20",
        "cutoff": "2022-12-31",
    }
    post(office, plan, "deadlines", **days, roll_policy="next_workday")
    plan.refresh_from_db()
    assert plan.filing_closes.isoformat() == "2022-09-13T16:00:00+00:00"
    assert plan.named_days == {"filing_closes": "2022-09-10"}
    page = office.get(reverse("office_plan", args=[plan.pk])).text
    assert "公告所写的2022年9月10日（周六）是假日，按公告顺延" in page
    assert "2022-09-10 是中秋节" not in page
    post(office, plan, "deadlines", **days, roll_policy="strict")
    assert "2022-09-10 是中秋节" in office.get(reverse("office_plan", args=[plan.pk])).text


def test_rows_are_added_moved_and_removed_and_nothing_typed_is_lost(office):
    plan = begun(office)
    typed = rows({"heading": "一、程序", "text": "第一部分"}, {"heading": "二、条件", "text": "第二部分"})
    for act, wanted in (
        ("add", ["一、程序", "二、条件", ""]),
        ("down:0", ["二、条件", "一、程序"]),
        ("up:1", ["二、条件", "一、程序"]),
        ("up:0", ["一、程序", "二、条件"]),
        ("remove:0", ["二、条件"]),
    ):
        page = office.post(reverse("plan_section", args=[plan.pk, "notice"]), {**typed, "do": act}).text
        assert re.findall(r'name="row-\d+-heading"(?: value="([^"]*)")?', page) == wanted
    plan.refresh_from_db()
    assert plan.sections == []
    assert post(office, plan, "notice", **typed).status_code == 302
    plan.refresh_from_db()
    assert [row["heading"] for row in plan.sections] == ["一、程序", "二、条件"]


def test_what_cannot_be_read_is_said_and_the_rest_stays_typed(office):
    plan = begun(office)
    answer = post(office, plan, "paper", form_name="评审表", paper_copies="许多", watermark="水印")
    assert answer.status_code == 422
    assert "份数应为 0 至 20 的整数" in answer.text
    assert 'value="评审表"' in answer.text
    answer = post(office, plan, "notice", **rows({"heading": "", "text": "没有标题"}))
    assert "第 1 行，标题：请填写标题，或删除这一行" in answer.text
    assert "没有标题" in answer.text


def test_every_section_keeps_what_it_is_given(office):
    plan = begun(office)
    region = str(plan.region_id)
    committee = str(plan.office.committees.get(level="intermediate").pk)
    named = {"name": "某计划", "year": "2023", "kind": "review", "region": region, "series": "工艺美术"}
    announced = {"document_number": "衢经信〔2023〕1号", "document_title": "某通知"}
    post(office, plan, "identity", **named, **announced, specialties="陶瓷工艺、家具工艺", audience="在职在岗人员")
    post(
        office,
        plan,
        "titles",
        **rows(
            {"name": "工艺美术师", "level": "intermediate", "committee": committee, "mode": "review", "scope": "whole"}
        ),
    )
    leg = {
        "kind": "hr_bureau",
        "label": "市人力社保部门",
        "level": "city",
        "closes": "",
        "text": "9月30日前",
        "for_whom": "",
        "joint": ["industry_bureau"],
    }
    post(office, plan, "route", **rows(leg))
    post(
        office,
        plan,
        "materials",
        **rows(
            {"name": "本人述职", "purpose": "statement", "source": "filled", "required": "on", "clause": "某通知 一"}
        ),
    )
    post(office, plan, "contacts", contact="某处", **rows({"office": "某处", "matter": "受理", "phone": ""}))
    post(
        office,
        plan,
        "documents",
        **rows({"number": "浙人社发〔2020〕47号", "title": "办法", "aliases": "浙人社函〔2020〕47号", "note": "未附"}),
    )
    post(
        office,
        plan,
        "policy",
        credit_sources=["city_credits"],
        credit_proof="pull",
        post_source="table",
        fee="不收费",
        employer_duties=["真实性"],
        commitment_text="",
    )
    post(
        office,
        plan,
        "publicity",
        publicity_kinds=["employer", "result"],
        publicity_days="7",
        public_fields=["name"],
        tally_base="present",
        quorum_numerator="2",
        quorum_denominator="3",
        filing_lead_days="5",
        filing_lead_unit="working",
        correction_days="5",
        result_publisher="某局",
        issues_certificate="",
    )
    post(
        office,
        plan,
        "paper",
        form_name="评审表",
        watermark="水印",
        paper_copies="3",
        stamp_chain="所在单位\n受理点",
        paper_receiver="协会",
        paper_address="某路1号",
        archive_mode="returned",
    )
    plan.refresh_from_db()
    assert (plan.specialties, plan.audience) == (["陶瓷工艺", "家具工艺"], "在职在岗人员")
    assert plan.titles.get().committee_id == int(committee)
    assert plan.route[0] | {"label": ""} == {
        "kind": "hr_bureau",
        "label": "",
        "level": "city",
        "closes": "",
        "text": "9月30日前",
        "for": "",
        "joint": ["industry_bureau"],
        "named": "",
        "proposed": False,
    }
    assert plan.materials[0]["key"] == "statement"
    assert plan.cited_documents[0]["aliases"] == ["浙人社函〔2020〕47号"]
    assert (plan.employer_duties, plan.credit_sources, plan.post_source) == (["真实性"], ["city_credits"], "table")
    assert (plan.publicity_days, plan.publicity_kinds, plan.issues_certificate) == (7, ["employer", "result"], False)
    assert (plan.paper_copies, plan.stamp_chain) == (3, ["所在单位", "受理点"])


def test_keys_that_a_form_does_not_show_are_kept(office):
    plan = begun(office)
    Plan.objects.filter(pk=plan.pk).update(
        materials=[
            {
                "key": "credits",
                "name": "学时卡",
                "source": "extracted",
                "required": True,
                "clause": "甲",
                "check": {"kind": "credit_card"},
            }
        ]
    )
    moved = rows(
        {"name": "新材料", "source": "filled", "clause": "乙"},
        {"was": "0", "name": "年度学时卡", "purpose": "credits", "source": "extracted", "clause": "甲"},
    )
    assert post(office, plan, "materials", **moved).status_code == 302
    plan.refresh_from_db()
    assert [row["key"] for row in plan.materials] == ["m1", "credits"]
    assert plan.materials[1]["check"] == {"kind": "credit_card"}
    assert plan.materials[1]["required"] is False


def test_templates_of_a_route_and_of_the_usual_materials_fill_in_rows(office):
    plan = begun(office)
    page = office.post(
        reverse("plan_section", args=[plan.pk, "route"]), {"do": "template:joint", "row-TOTAL_FORMS": "0"}
    ).text
    assert 'value="省级主管部门"' in page
    page = office.post(
        reverse("plan_section", args=[plan.pk, "materials"]), {"do": "template:standard", "row-TOTAL_FORMS": "0"}
    ).text
    assert 'value="材料真实性保证书"' in page


def test_attachments_are_uploaded_ordered_and_public_once_published(office, clock):
    office_actor = cases.office_actor()
    assert office.post(reverse("plan_draft"), {"code": "QZ-2022-GYMS"}).status_code == 302
    plan = Plan.objects.get()
    address = reverse("plan_section", args=[plan.pk, "attachments"])
    for name in ("推荐表", "填报要求"):
        file = SimpleUploadedFile("a.pdf", cases_pdf(), content_type="application/pdf")
        assert office.post(address, {"name": name, "file": file}).status_code == 302
    first, second = plan.attachments.all()
    office.post(address, {"do": f"up:{second.pk}"})
    assert [each.name for each in plan.attachments.all()] == ["填报要求", "推荐表"]
    public, kept = Client(), reverse("file", args=[first.file_id])
    assert public.get(kept).status_code == 302
    assert opened(as_(cases.bureau_actor()), kept)
    settle(plan, office_actor)
    for actor, act in (
        (office_actor, "announce_plan"),
        (cases.bureau_actor(), "approve_plan"),
        (office_actor, "publish_plan"),
    ):
        assert as_(actor).post(reverse("plan_act", args=[plan.pk, act])).status_code == 302
    assert opened(public, kept)
    assert "推荐表" in public.get(reverse("plan", args=[plan.code])).text
    office.post(address, {"do": f"remove:{first.pk}"})
    assert plan.attachments.count() == 2


def opened(client: Client, address: str) -> bool:
    answer = client.get(address)
    return answer.status_code == 200 and answer.getvalue().startswith(b"%PDF")


def cases_pdf() -> bytes:
    from reviews.demo.sheets import sheet

    return sheet("附件", ("一行",), as_pdf=True).content
