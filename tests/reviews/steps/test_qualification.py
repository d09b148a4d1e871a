"""Qualification item by item, and the receipt of the paper."""

from typing import Any

import pytest

from employers.enums import EmployerKind
from reviews.enums import DocumentKind, PostSource, Stage
from reviews.models import Application, Document
from reviews.selectors.qualification import items_of
from reviews.services import papers
from reviews.steps.base import perform
from reviews.steps.not_accept import NOT_ACCEPT
from reviews.steps.qualify import QUALIFY
from reviews.steps.receive_paper import RECEIVE_PAPER
from tests.conftest import Clock
from tests.employers.tables import make_table
from tests.reviews import filed
from tests.reviews.refusals import refusal, told
from zcps import clock as platform_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")


def answers(case: Application, **changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    given = {
        key: {"ok": True, "reason": ""} for key in ("gate:G-ONPOST", "way", "material:education", "material:statement")
    }
    given["gate:G-AFFIL"] = {"ok": True, "reason": "社保、档案、劳动关系均在柯城区。"}
    return given | changes


class TestQualification:
    def test_looks_at_every_item_and_asks_for_the_form(self) -> None:
        case = filed.case(Stage.QUALIFICATION)
        done = perform(QUALIFY, case, filed.holder(case), answers=answers(case))
        assert (done.stage, done.holder) == (Stage.QUALIFIED, case.plan.office)
        opinion = done.opinions.get()
        assert [item["ok"] for item in opinion.items] == [True] * 5
        assert opinion.items[1]["reason"] == "社保、档案、劳动关系均在柯城区。"
        assert Document.objects.filter(application=case, snapshot=case.snapshot).count() == 1
        assert told() == {case.applicant.user.key}

    def test_names_every_gap_at_once(self) -> None:
        case = filed.case(Stage.QUALIFICATION)
        changed: dict[str, dict[str, Any]] = {
            "gate:G-AFFIL": {"ok": True, "reason": ""},
            "way": {"ok": None},
            "material:statement": {"ok": False, "reason": "空"},
        }
        given = answers(case, **changed)
        reasons = refusal(QUALIFY, case, filed.holder(case), answers=given)
        assert [reason.split("”")[0] for reason in reasons] == [
            "“三者一致", "“学历、资历条件（正常评审）：本科，助理级4年以上", "“材料：本人述职（必备）"
        ]  # fmt: skip

    def test_does_not_accept_only_with_reasons(self) -> None:
        case = filed.case(Stage.QUALIFICATION)
        officer, of_employer = filed.holder(case), filed.handler(case.employer)
        assert refusal(NOT_ACCEPT, case, officer, text="不符合", answers=answers(case)) == [
            "请至少将一项审查为不符合。各项均符合的，应通过资格审查。"
        ]
        bad = answers(case, way={"ok": False, "reason": ""})
        assert refusal(NOT_ACCEPT, case, officer, text="", answers=bad) == [
            "请填写不予受理的理由。",
            "“学历、资历条件（正常评审）：本科，助理级4年以上”审查为不符合，请写明理由。",
        ]
        bad["way"]["reason"] = "年限不足。"
        done = perform(NOT_ACCEPT, case, officer, text="年限不足。", answers=bad)
        assert (done.stage, done.holder) == (Stage.NOT_ACCEPTED, None)
        assert told() == {case.applicant.user.key, of_employer.user.key}

    @pytest.mark.parametrize("issuer", ["衢州市人力资源和社会保障局", "外省某市人力资源和社会保障局"])
    def test_looks_into_a_title_that_another_place_awarded(self, issuer: str) -> None:
        case = filed.case(Stage.QUALIFICATION)
        held = filed.record(3, "title_held", "助理工艺美术师") | {"data": {"issuer": issuer}}
        case.snapshot.content |= {"titles": [held]}
        case.snapshot.save()
        case = Application.objects.get(pk=case.pk)
        if issuer.startswith("衢州"):
            assert "title:3" not in {item.key for item in items_of(case)}
            return
        refused = refusal(QUALIFY, case, filed.holder(case), answers=answers(case))
        assert [reason.split("”")[0] for reason in refused] == ["“职称认可：助理工艺美术师"]
        unrecognised = {"title:3": {"ok": False, "reason": "未经委托取得，不予认可。"}}
        perform(NOT_ACCEPT, case, filed.holder(case), text="职称不予认可。", answers=answers(case, **unrecognised))
        kept = next(item for item in case.opinions.get().items if item["item"].startswith("职称认可"))
        assert (kept["ok"], kept["clause"]) == (False, "衢市人社专〔2021〕61号 二(一)")


class TestPaper:
    def give(self, case: Application, **changes: Any) -> dict[str, Any]:
        return {"code": case.snapshot.short_code, "copies": 2, "seals": ["用人单位", "主管部门"], **changes}

    def test_marks_without_moving(self) -> None:
        case = filed.case(Stage.QUALIFIED)
        done = perform(
            RECEIVE_PAPER, case, filed.holder(case), **self.give(case, code=f" {case.snapshot.short_code.lower()} ")
        )
        assert (done.stage, bool(done.paper_received_at)) == (Stage.QUALIFIED, True)
        assert refusal(RECEIVE_PAPER, done, filed.holder(case), **self.give(case)) == [
            "该申报的纸质材料已签收，不必重复办理。"
        ]

    def test_says_everything_that_is_wrong_with_the_sheets(self) -> None:
        case, other = filed.case(Stage.QUALIFIED), filed.case(Stage.QUALIFIED)
        sheets = self.give(case, code=other.snapshot.short_code, copies=1, seals=["用人单位"])
        reasons = refusal(RECEIVE_PAPER, case, filed.holder(case), **sheets)
        assert [reason[:6] for reason in reasons] == ["校验码与该申", "按公告须报送", "评审表缺少主"]

    def test_refuses_the_sheet_of_an_older_version(self) -> None:
        case = filed.case(Stage.QUALIFIED)
        old = case.snapshot.short_code
        case.snapshot = filed.snapshot(case)
        case.save()
        assert "旧表" in refusal(RECEIVE_PAPER, case, filed.holder(case), **self.give(case, code=old))[0]

    def test_reads_the_address_that_a_scanner_reads(self) -> None:
        case = filed.case(Stage.QUALIFIED)
        code = f"https://zcps.invalid/verify/sheet/{case.snapshot.short_code}/?p=3&h=7F6F039E"
        assert perform(RECEIVE_PAPER, case, filed.holder(case), **self.give(case, code=code)).paper_received_at

    def test_asks_a_public_institution_for_the_confirmed_sheet_of_its_posts(self) -> None:
        school = filed.employer(EmployerKind.PUBLIC_INSTITUTION)
        case = filed.case(Stage.QUALIFIED, of=school)
        case.plan.post_source = PostSource.TABLE
        case.plan.save()
        version = make_table(school).versions.create(
            number=1, content="{}", sha256="0" * 64, confirmed_at=platform_clock.now()
        )
        printed = papers.request(DocumentKind.POST_TABLE, post_table=version)
        office, sheets = filed.holder(case), self.give(case)
        assert "岗位信息表》，请收齐" in "".join(refusal(RECEIVE_PAPER, case, office, **sheets))
        assert "与该单位已确认的版本不符" in "".join(
            refusal(RECEIVE_PAPER, case, office, **sheets, post_table=case.snapshot.short_code)
        )
        assert perform(RECEIVE_PAPER, case, office, **sheets, post_table=printed.short_code).paper_received_at

    def test_can_come_while_the_bureau_approves(self) -> None:
        case = filed.case(Stage.APPROVAL)
        office = filed.officer(case.plan.office)
        assert perform(RECEIVE_PAPER, case, office, **self.give(case)).paper_received_at
