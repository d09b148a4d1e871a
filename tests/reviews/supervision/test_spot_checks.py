"""Spot checks: who may draw, who may answer, what the lot is drawn from, and that it can be drawn again."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from accounts.models import JournalEntry, Notice
from accounts.steps.base import ActRefused, perform, reasons_against
from law.lot import by_lot
from reviews import workflow
from reviews.enums import CheckItemStage, CheckKind, CheckStage, PlanStage, Stage
from reviews.models import Certificate, MeetingItem, Plan, SpotCheck
from reviews.services import spot_checks
from reviews.steps.answer_finding import ANSWER_FINDING
from reviews.steps.close_spot_check import CLOSE_SPOT_CHECK
from reviews.steps.open_spot_check import OPEN_SPOT_CHECK
from reviews.steps.record_finding import RECORD_FINDING
from tests.accounts.people import sign_in
from tests.reviews import filed
from zcps import clock as platform_clock

pytestmark = pytest.mark.django_db
SOUND = {"is_sound": True, "finding": "材料与原件一致。", "clause": ""}
FAULTY: dict[str, Any] = {
    "is_sound": False,
    "finding": "聘任证明未注明起止时间。",
    "clause": "衢经信产融〔2022〕44号 二(二)",
}


@pytest.fixture
def plan(clock) -> Plan:
    clock.set("2022-09-01 09:00")
    made = filed.plan()
    for _ in range(5):
        filed.case(Stage.RECOMMENDATION, under=made)
    return made


@pytest.fixture
def watch(plan) -> Actor:
    return filed.officer(filed.agency(AgencyKind.SUPERVISION, plan.region))


@pytest.fixture
def office(plan) -> Actor:
    return filed.officer(plan.office)


def drawn(plan, by, size=3, kind=CheckKind.CASES) -> SpotCheck:
    perform(OPEN_SPOT_CHECK, plan, by, kind=kind, size=size, purpose="例行抽查")
    return plan.spot_checks.latest("pk")


def client_of(actor) -> Client:
    client = Client()
    sign_in(client, actor.user, actor)
    return client


def test_the_lot_can_be_drawn_again_from_its_file(plan, watch):
    check = drawn(plan, watch)
    bundle = client_of(watch).get(reverse("spot_check_bundle", args=[check.pk])).json()
    assert bundle["population"] == [str(case.pk) for case in plan.applications.order_by("pk")]
    again = by_lot(bytes.fromhex(bundle["secret"]), bundle["population"], bundle["size"])
    assert again == bundle["chosen"] == [str(item.application_id) for item in check.items.all()]
    assert len(bundle["secret"]) == 64
    assert drawn(plan, watch).bundle["secret"] != bundle["secret"]


def test_a_lot_is_drawn_among_what_its_kind_says(plan, watch):
    cases = list(plan.applications.order_by("pk"))
    filed.case(Stage.RECOMMENDATION)
    for number, case in enumerate(cases[:2]):
        Certificate.objects.create(application=case, number=f"Z{number}", content={}, issued_at=platform_clock.now())
    Certificate.objects.filter(number="Z0").update(state="revoked")
    assert spot_checks.population_of(plan, CheckKind.TITLES).get() == cases[1]
    assert not spot_checks.population_of(plan, CheckKind.REVIEWS).exists()
    assert not MeetingItem.objects.exists()
    assert spot_checks.population_of(plan, CheckKind.CASES).count() == 5
    plan.applications.filter(pk=cases[4].pk).update(filed_at=None, stage=Stage.DRAFT)
    assert spot_checks.population_of(plan, CheckKind.CASES).count() == 4


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"kind": "everything", "size": 1, "purpose": "查"}, "请选择抽查类别"),
        ({"kind": "cases", "size": 1, "purpose": " "}, "请写明抽查事由"),
        ({"kind": "cases", "size": 0, "purpose": "查"}, "抽取件数应在 1 至 5 之间"),
        ({"kind": "cases", "size": 6, "purpose": "查"}, "抽取件数应在 1 至 5 之间"),
        ({"kind": "cases", "size": None, "purpose": "查"}, "抽取件数应在 1 至 5 之间"),
        ({"kind": "titles", "size": 1, "purpose": "查"}, "目前没有可抽取的对象"),
        ({"kind": "cases", "size": 1, "purpose": "查" * 1001}, "超过 1000 字"),
    ],
)
def test_a_lot_that_cannot_be_drawn_is_refused(plan, watch, data, sentence):
    assert any(sentence in reason for reason in reasons_against(OPEN_SPOT_CHECK, plan, watch, **data))
    with pytest.raises(ActRefused):
        perform(OPEN_SPOT_CHECK, plan, watch, **data)
    assert not SpotCheck.objects.exists()


def test_from_the_lot_to_the_conclusion(plan, watch, office):
    check = drawn(plan, watch, size=2)
    assert Notice.objects.filter(recipient=office.user, title="评审工作抽查").count() == 1
    first, second = check.items.all()
    assert perform(RECORD_FINDING, first, watch, **SOUND).stage == CheckItemStage.SOUND
    waiting = reasons_against(CLOSE_SPOT_CHECK, check, watch, conclusion="")
    assert waiting == ["还有 1 件没有检查情况，请逐件登记后再办结。", "请填写抽查结论。"]
    perform(RECORD_FINDING, second, watch, **FAULTY)
    assert "没有整改反馈" in reasons_against(CLOSE_SPOT_CHECK, check, watch, conclusion="好")[0]
    assert Notice.objects.get(recipient=office.user, title="抽查发现问题，请整改").body.startswith(FAULTY["finding"])
    perform(ANSWER_FINDING, second, office, answer="已补充起止时间。")
    assert Notice.objects.get(recipient=watch.user).title == "抽查整改已反馈"
    done = perform(CLOSE_SPOT_CHECK, check, watch, conclusion="总体规范。")
    assert (done.stage, done.conclusion) == (CheckStage.CLOSED, "总体规范。")
    acts = list(JournalEntry.objects.order_by("number").values_list("act", flat=True))
    assert acts[-5:] == ["open_spot_check", *["record_finding"] * 2, "answer_finding", "close_spot_check"]


@pytest.mark.parametrize("data", [{}, {"is_sound": None, "finding": ""}, {"is_sound": False, "finding": "缺"}])
def test_a_finding_says_what_it_rests_on(plan, watch, data):
    item = drawn(plan, watch, size=1).items.get()
    assert reasons_against(RECORD_FINDING, item, watch, **data)


def everybody(plan) -> dict[str, Actor]:
    kinds = (AgencyKind.SUPERVISION, AgencyKind.HR_BUREAU, AgencyKind.COMMITTEE_OFFICE, AgencyKind.INDUSTRY_BUREAU)
    own = {kind.value: filed.officer(filed.agency(kind, plan.region)) for kind in kinds}
    elsewhere = filed.region("330100", "杭州市")
    other = {f"{kind.value} elsewhere": filed.officer(filed.agency(kind, elsewhere)) for kind in kinds[:3]}
    return {**own, **other, "employer": filed.handler(plan.applications.first().employer)}


# Written out by hand: act → whoever may, and in which stages of what it is done to.
ALLOWED = {
    "open_spot_check": ({"supervision", "hr_bureau"}, {PlanStage.PUBLISHED, PlanStage.CLOSED}),
    "record_finding": ({"supervision"}, {CheckItemStage.WAITING}),
    "answer_finding": ({"committee_office"}, {CheckItemStage.FAULTY}),
    "close_spot_check": ({"supervision"}, {CheckStage.OPEN}),
}


def test_each_act_by_each_role_in_each_stage(plan, watch):
    check = drawn(plan, watch, size=1)
    item = check.items.get()
    subjects = {"open_spot_check": plan, "close_spot_check": check, "record_finding": item, "answer_finding": item}
    found = {}
    for step in workflow.ALL_ACTS:
        if step.name not in ALLOWED:
            continue
        subject, who, when = subjects[step.name], set(), set()
        for stage in type(subject)._meta.get_field("stage").choices:
            subject.stage = stage[0]
            # The very office drew it, not another officer of the same kind only: the agency is the same here.
            opened = {name for name, actor in everybody(plan).items() if step.is_open_to(subject, actor)}
            who |= opened
            when |= {stage[0]} if opened else set()
        found[step.name] = (who, when)
    assert found == ALLOWED


class TestPages:
    def test_a_check_is_drawn_filled_in_and_closed(self, plan, watch, office):
        client, other = client_of(watch), client_of(office)
        page = client.get(reverse("spot_check_new", args=[plan.pk]))
        assert "申报审核抽查" in page.text
        refused = client.post(reverse("spot_check_new", args=[plan.pk]), {"kind": "cases", "size": "x", "purpose": ""})
        assert refused.status_code == 422
        assert "抽取件数应为整数" in refused.text
        assert "请写明抽查事由" in refused.text
        client.post(reverse("spot_check_new", args=[plan.pk]), {"kind": "cases", "size": "1", "purpose": "例行抽查"})
        check = SpotCheck.objects.get()
        item = check.items.get()
        finding = reverse("spot_check_finding", args=[item.pk])
        refused = client.post(finding, {f"i{item.pk}-finding": "打了一半的字"})
        assert refused.status_code == 422
        assert "打了一半的字" in refused.text
        faulty = {"is_sound": "no", "finding": "缺章", "clause": "一(一)4"}
        client.post(finding, {f"i{item.pk}-{name}": value for name, value in faulty.items()})
        assert "缺章" in other.get(reverse("spot_check", args=[check.pk])).text
        other.post(reverse("spot_check_answer", args=[item.pk]), {f"i{item.pk}-answer": "已补盖"})
        assert "已补盖" in client.get(reverse("spot_check", args=[check.pk])).text
        client.post(reverse("spot_check_close", args=[check.pk]), {"conclusion": "已整改。"})
        check.refresh_from_db()
        assert check.stage == CheckStage.CLOSED
        told = client.get(reverse("spot_check", args=[check.pk])).text
        assert "已整改。" in told
        assert "办结抽查</button>" not in told

    def test_repeating_a_lot_shows(self, plan, watch):
        drawn(plan, watch)
        assert "同类抽取 1 次" in client_of(watch).get(reverse("spot_check", args=[drawn(plan, watch).pk])).text

    def test_the_list_holds_what_an_office_may_see_and_costs_the_same_for_one_and_for_three(
        self, plan, watch, office, django_assert_num_queries
    ):
        other = filed.plan(office=filed.agency(AgencyKind.COMMITTEE_OFFICE, name="别处办公室"))
        filed.case(under=other)
        hidden = drawn(other, filed.officer(other.hr_bureau), size=1)
        check = drawn(plan, watch)
        address = reverse("spot_checks")
        for actor in (watch, office):
            client = client_of(actor)
            text = client.get(address).text
            assert check.number in text
            # The watch supervises both plans' committee in this world; the office runs one of them.
            assert (hidden.number in text) is (actor is watch)
        client = client_of(office)
        with django_assert_num_queries(5):
            client.get(address)
        drawn(plan, watch)
        drawn(plan, watch)
        with django_assert_num_queries(5):
            client.get(address)
        sheet = b"".join(client.get(address, {"format": "csv"})).decode()
        assert len(sheet.splitlines()) == 4
        assert "没有抽查" in client.get(address, {"stage": "closed"}).text
        assert check.number in client.get(address, {"stage": "nothing of the kind"}).text
        assert check.number in client.get(address, {"q": check.number}).text


def test_roles_of_the_list_are_those_that_check_or_are_checked():
    assert set(workflow.CHECK_ACTS[0].roles) == {Role.SUPERVISION, Role.HR_BUREAU}
