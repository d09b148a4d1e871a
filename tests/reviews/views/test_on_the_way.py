"""The pages of the bodies on the way: joint examinations, inspections, the veto, a recommendation taken back."""

import io
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import AgencyKind
from accounts.models import StoredFile
from reviews.enums import Stage
from reviews.models import Application, Plan
from reviews.selectors.files import may_read_file
from reviews.steps.base import perform
from reviews.steps.recommend import RECOMMEND
from tests.conftest import Clock
from tests.reviews import cases, filed
from tests.reviews.refusals import TEXT
from tests.reviews.views.test_bodies_pages import queries, signed_in, text_of

pytestmark = pytest.mark.django_db

JOINT = {"kind": "industry_bureau", "label": "县经信部门", "joint": ["hr_bureau"], "closes": "", "text": "8月上旬"}


@pytest.fixture(autouse=True)
def september(clock: Clock) -> None:
    clock.set("2022-09-21 09:00")


def pdf(name: str = "汇总表.pdf") -> SimpleUploadedFile:
    out = io.BytesIO()
    with pikepdf.new() as sheet:
        sheet.add_blank_page()
        sheet.save(out)
    return SimpleUploadedFile(name, out.getvalue(), "application/pdf")


def joint_plan() -> Plan:
    plan = filed.plan(route=[JOINT])
    filed.agency(AgencyKind.HR_BUREAU)
    return plan


class TestJoint:
    def test_case_and_worklists_say_who_has_signed_and_who_is_due(self) -> None:
        case = filed.case(Stage.RECOMMENDATION, under=joint_plan())
        first, second = filed.holder(case), filed.officer(filed.agency(AgencyKind.HR_BUREAU))
        said = "会同审核：柯城区经信部门已签署，待柯城区人力社保部门签署"
        answer = signed_in(first).post(reverse("case_act", args=[case.pk, "recommend"]), {"recommend-text": TEXT})
        assert answer.status_code == 302
        page = text_of(signed_in(second).get(reverse("case", args=[case.pk])))
        assert said in page
        assert "审核推荐" in page
        listed = text_of(signed_in(second).get(reverse("worklist")))
        assert said in listed
        assert "8月上旬" in listed
        assert said in text_of(signed_in(first).get(reverse("worklist"), {"f": "done"}))

    def test_the_case_reads_its_round_once_for_the_page_and_once_at_the_door(self) -> None:
        case = filed.case(Stage.RECOMMENDATION, under=joint_plan())
        client = signed_in(filed.officer(filed.agency(AgencyKind.HR_BUREAU)))
        with CaptureQueriesContext(connection) as found:
            assert "审核推荐" in text_of(client.get(reverse("case", args=[case.pk])))
        assert sum('FROM "reviews_signoff"' in query["sql"] for query in found) == 2

    def test_the_worklist_costs_the_same_for_one_row_and_for_three(self) -> None:
        plan, employer = joint_plan(), filed.employer()
        filed.case(Stage.RECOMMENDATION, under=plan, of=employer)
        client = signed_in(filed.officer(filed.agency(AgencyKind.HR_BUREAU)))
        one = queries(client, reverse("worklist"))
        for _ in range(2):
            filed.case(Stage.RECOMMENDATION, under=plan, of=employer)
        assert queries(client, reverse("worklist")) == one


class TestInspections:
    @pytest.fixture(autouse=True)
    def before_the_deadline(self, september: None, clock: Clock) -> None:
        clock.set("2022-09-19 09:00")

    def case(self) -> Application:
        plan = filed.plan(inspection_kinds=["appraisal"])
        return filed.case(Stage.EMPLOYER_OPINION_DUE, under=plan)

    def typed(self, **changes: Any) -> dict[str, Any]:
        found = {
            "held_on": "2022-09-19", "place": "某车间", "participants": "同事 12 人", "ethics": "良好",
            "ability": "良好", "results": "良好", "issued": "12", "returned": "12", "excellent": "12", "competent": "0",
            "basic": "0", "incompetent": "0", "invalid": "0", "file": pdf(),
        }  # fmt: skip
        return {"kind": "appraisal", **{f"appraisal-{name}": value for name, value in (found | changes).items()}}

    def test_it_is_led_to_filled_in_and_shown(self) -> None:
        case = self.case()
        client, address = signed_in(filed.handler(case.employer)), reverse("inspections", args=[case.pk])
        page = client.get(reverse("case", args=[case.pk])).content.decode()
        assert address in page
        assert "推荐前须组织民主测评" in page
        answer = client.post(address, self.typed(excellent="11"))
        assert answer.status_code == 422
        assert "11 + 0 + 0 + 0 + 0 = 11 票，与收回 12 份不符" in text_of(answer)
        assert "某车间" in answer.content.decode()
        assert client.post(address, self.typed()).status_code == 302
        assert "优秀 12 票" in text_of(client.get(reverse("case", args=[case.pk])))

    def test_a_number_that_is_none_is_said(self) -> None:
        case = self.case()
        client, address = signed_in(filed.handler(case.employer)), reverse("inspections", args=[case.pk])
        for wrong in ("十二", "99999999999"):
            answer = client.post(address, self.typed(issued=wrong))
            assert "发出测评表应为 0 至 10000 的整数" in text_of(answer)

    def test_nobody_else_finds_the_page(self) -> None:
        case = self.case()
        address = reverse("inspections", args=[case.pk])
        assert signed_in(cases.applicant_actor(case.applicant)).get(address).status_code == 404
        assert signed_in(filed.officer(case.plan.office)).get(address).status_code == 404
        plain = filed.case(Stage.EMPLOYER_OPINION_DUE)
        own = signed_in(filed.handler(plain.employer))
        assert own.get(reverse("inspections", args=[plain.pk])).status_code == 404


class TestFraud:
    def test_from_the_panel_to_the_hearing_and_the_answer(self) -> None:
        case = filed.case(Stage.RECOMMENDATION)
        by, person = filed.holder(case), cases.applicant_actor(case.applicant)
        address, body, own = reverse("fraud", args=[case.pk]), signed_in(by), signed_in(person)
        assert address in body.get(reverse("case", args=[case.pk])).content.decode()
        refused = body.post(address, {"act": "veto", "veto-reason": "抄袭", "veto-clause": ""})
        assert refused.status_code == 422
        assert "请上传证据材料" in text_of(refused)
        given = {"veto-reason": "论文抄袭。", "veto-clause": "三(一)", "veto-evidence": pdf("比对.pdf")}
        assert body.post(address, {"act": "veto", **given}).status_code == 302
        assert address in own.get(reverse("application", args=[case.pk])).content.decode()
        assert "您有权陈述申辩" in text_of(own.get(address))
        own.post(address, {"act": "state", "state-text": "该文系本人所写。", "state-file": pdf("底稿.pdf")})
        page = text_of(body.get(address))
        assert "该文系本人所写。" in page
        assert "答复陈述申辩" in page
        body.post(address, {"act": "answer", "answer-upheld": "no", "answer-text": "比对有误。"})
        assert Application.objects.get(pk=case.pk).stage == Stage.RECOMMENDATION
        assert "已撤销" in text_of(own.get(address))

    def test_the_evidence_is_for_those_who_read_the_case(self) -> None:
        case = filed.case(Stage.RECOMMENDATION)
        by = filed.holder(case)
        given = {"veto-reason": "抄袭。", "veto-clause": "三(一)", "veto-evidence": pdf("比对.pdf")}
        signed_in(by).post(reverse("fraud", args=[case.pk]), {"act": "veto", **given})
        file = StoredFile.objects.get(name="比对.pdf")
        stranger = filed.officer(filed.agency(AgencyKind.HR_BUREAU, filed.region("330881", "江山市")))
        assert may_read_file(cases.applicant_actor(case.applicant), file)
        assert not may_read_file(stranger, file)
        assert signed_in(stranger).get(reverse("fraud", args=[case.pk])).status_code == 404


def test_a_recommendation_is_taken_back_from_the_case() -> None:
    case = filed.case(Stage.RECOMMENDATION)
    by = filed.holder(case)
    perform(RECOMMEND, case, by, text=TEXT)
    client: Client = signed_in(by)
    page = client.get(reverse("case", args=[case.pk]))
    assert "取消推荐资格" in text_of(page)
    address = reverse("case_act", args=[case.pk, "withdraw_recommendation"])
    refused = client.post(address, {"withdraw_recommendation-text": "作风不正。"})
    assert "请选择取消推荐资格的情形" in text_of(refused)
    typed = {"withdraw_recommendation-text": "作风不正。", "withdraw_recommendation-ground": "bad_conduct"}
    assert client.post(address, typed).status_code == 302
    assert Application.objects.get(pk=case.pk).stage == Stage.NOT_RECOMMENDED
