"""What the notices of Hangzhou and of the province ask on paper, and the certificate of the province."""

import pytest
from django.test import Client

from accounts.actor import CLOCK
from reviews.certificate_numbers import key_of
from reviews.enums import Stage
from reviews.models import Application, Plan
from reviews.selectors.plan_facts import paper_of
from reviews.steps.base import perform
from reviews.steps.issue_certificate import ISSUE_CERTIFICATE
from reviews.steps.receive_paper import RECEIVE_PAPER
from tests.reviews import filed
from tests.reviews.refusals import refusal
from tests.reviews.services.test_notice_plans import drafted

pytestmark = pytest.mark.django_db

# Copies, seals, where they go and until when (S2 附件2 七; S1 四(三), 附件1第13条).
PAPERS = {
    "HZ-2020-GYMS": (
        3,
        ["所在单位", "受理点", "所在地人力社保部门"],
        "送杭州市工艺美术行业协会（杭州市下城区文晖路12号现代置业大厦东楼912室），2020年11月10日（周二）24:00前送达，逾期不再受理",
    ),
    "ZJ-2022-ZG": (
        3,
        ["市经信部门会同人力社保部门（省直单位为省级主管部门）"],
        "送省技术创新服务中心（正文四(三)）；省经信厅（附件1第13条）",
    ),
}


def case_of(plan: Plan, stage: Stage) -> Application:
    return filed.case(stage, under=plan, of=filed.employer())


@pytest.mark.parametrize("code", PAPERS)
def test_the_sheets_are_received_with_all_copies_and_seals_of_the_notice(code: str, clock) -> None:
    copies, seals, where = PAPERS[code]
    plan = drafted(code, clock)
    assert paper_of(plan) == where
    case = case_of(plan, Stage.QUALIFIED)
    office = filed.holder(case)
    given = {"code": case.snapshot.short_code, "copies": copies - 1, "seals": seals[1:]}
    assert refusal(RECEIVE_PAPER, case, office, **given) == [
        f"按公告须报送 {copies} 份，本次收到 {copies - 1} 份，请收齐后签收。",
        f"评审表缺少{seals[0]}的盖章，请退回补盖后签收。",
    ]
    # A choice that the form does not offer comes as nothing.
    assert refusal(RECEIVE_PAPER, case, office, **{**given, "seals": None})[1].startswith("评审表缺少")
    given |= {"copies": copies, "seals": seals}
    assert perform(RECEIVE_PAPER, case, office, **given).paper_received_at


def test_the_province_issues_certificates_of_its_own(clock, empty_cache) -> None:
    plan = drafted("ZJ-2022-ZG", clock)
    case = perform(ISSUE_CERTIFICATE, case_of(plan, Stage.ANNOUNCED), CLOCK, document_number="浙经信人事〔2023〕1号")
    made = case.certificate
    assert made is not None
    assert made.number.startswith("ZC3300")
    assert made.content["issued_by"] == plan.hr_bureau.name
    assert plan.hr_bureau.region.code == "330000"
    page = Client().get(f"/v/{made.number}/?k={key_of(made.number)}").content.decode()
    assert "证书有效" in page
    assert "浙经信人事〔2023〕1号" in page
