import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind
from accounts.models import JournalEntry
from reviews.enums import PlanStage
from reviews.models import Plan
from reviews.plans import settle
from tests.accounts.people import sign_in
from tests.reviews.cases import body_actor, bureau_actor, load_offices, office_actor

pytestmark = pytest.mark.django_db
CODE = "QZ-2022-GYMS"


@pytest.fixture(autouse=True)
def offices(clock):
    clock.set("2022-08-15 09:00")
    load_offices()


def as_(actor: Actor) -> Client:
    client = Client()
    sign_in(client, actor.user, actor.key)
    return client


def act(client: Client, plan: Plan, name: str) -> int:
    return client.post(reverse("plan_act", args=[plan.pk, name])).status_code


def drafted(office: Client) -> Plan:
    assert office.post(reverse("plan_draft"), {"code": CODE}).status_code == 302
    return Plan.objects.get(code=CODE)


def test_a_plan_is_drafted_reported_approved_and_published():
    office, bureau = as_(office_actor()), as_(bureau_actor())
    assert "起草计划" in office.get(reverse("office_plans")).text
    plan = drafted(office)
    settle(plan, office_actor())
    for client, name, stage in (
        (office, "announce_plan", PlanStage.SUBMITTED),
        (bureau, "approve_plan", PlanStage.APPROVED),
        (office, "publish_plan", PlanStage.PUBLISHED),
    ):
        assert act(client, plan, name) == 302
        plan.refresh_from_db()
        assert plan.stage == stage
    assert list(
        JournalEntry.objects.filter(subject_id=plan.pk).exclude(act="accept_warning").values_list("act", flat=True)
    ) == [
        "draft_plan",
        "announce_plan",
        "approve_plan",
        "publish_plan",
    ]
    assert plan.name in Client().get(reverse("plans")).text


def test_the_publisher_reads_that_a_deadline_falls_on_a_holiday():
    office = as_(office_actor())
    page = office.get(reverse("office_plan", args=[drafted(office).pk])).text
    assert "AMB-22" in page or "中秋" in page


def test_an_act_out_of_turn_says_why_and_changes_nothing():
    office, bureau = as_(office_actor()), as_(bureau_actor())
    plan = drafted(office)
    settle(plan, office_actor())
    for client, name in ((office, "publish_plan"), (office, "approve_plan"), (bureau, "approve_plan")):
        answer = client.post(reverse("plan_act", args=[plan.pk, name]))
        assert answer.status_code == 422
        assert "未能办理" in answer.text
    plan.refresh_from_db()
    assert plan.stage == PlanStage.DRAFT


def test_a_plan_is_drafted_once():
    office = as_(office_actor())
    drafted(office)
    office.post(reverse("plan_draft"), {"code": CODE})
    office.post(reverse("plan_draft"), {"code": "nonsense"})
    assert Plan.objects.count() == 1


def test_other_offices_see_nothing_of_it():
    plan = drafted(as_(office_actor()))
    other = as_(body_actor(AgencyKind.HR_BUREAU))
    assert plan.name not in other.get(reverse("office_plans")).text
    assert other.get(reverse("office_plan", args=[plan.pk])).status_code == 404
    assert other.post(reverse("plan_act", args=[plan.pk, "approve_plan"])).status_code == 404
    assert as_(body_actor(AgencyKind.INDUSTRY_BUREAU)).get(reverse("office_plans")).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_questions(rows, django_assert_num_queries):
    office = as_(office_actor())
    plan = drafted(office)
    office.post(reverse("plan_draft"), {"code": "QZ-2021-GYMS"})
    for number in range(1, rows):
        plan.pk, plan.code = None, f"X-{number}"
        plan.save(force_insert=True)
    with django_assert_num_queries(8):
        office.get(reverse("office_plans"))


def test_the_list_is_searched_filtered_and_exported():
    office = as_(office_actor())
    drafted(office)
    office.post(reverse("plan_draft"), {"code": "QZ-2021-GYMS"})
    for query, first, second in (
        ("?q=2022年度", True, False),
        ("?q=衢市人社专〔2021〕61号", False, True),
        ("?year=2021", False, True),
        ("?f=work", True, True),
        ("?f=published", False, False),
    ):
        page = office.get(reverse("office_plans") + query).text.split("已录入的公告")[0]
        assert (">衢州市2022年度" in page, ">衢州市2021年度" in page) == (first, second), query
        table = office.get(reverse("plans_export") + query).getvalue().decode()
        assert ("QZ-2022-GYMS" in table, "QZ-2021-GYMS" in table) == (first, second), query
    other = as_(body_actor(AgencyKind.HR_BUREAU))
    assert "QZ-2022-GYMS" not in other.get(reverse("plans_export")).getvalue().decode()
