"""Reading through the API: what the pages show, to whom they show it, at the same price for one row and for three."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from law.yaml_data import read_yaml
from reviews.enums import PublicityKind, Stage
from reviews.models import Application
from reviews.rulebooks import as_text
from reviews.services.publicity import open_for
from tests.accounts.people import sign_in
from tests.reviews import filed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]


def as_(actor: Actor) -> Client:
    assert actor.user
    return sign_in(Client(), actor.user, actor)


def ask(client: Client, name: str, *args, **query):
    return client.get(reverse(name, args=args), query)


def queries(client: Client, name: str, *args, **query) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert ask(client, name, *args, **query).status_code == 200
    return len(asked)


@pytest.fixture
def case(clock):
    clock.set("2022-08-25 09:00")
    rules = as_text(read_yaml("rulebooks/QZ-2022-GYMS.yaml"))
    return filed.case(Stage.RECOMMENDATION, under=filed.plan(rules=rules), name="叶知秋")


class TestPublic:
    def test_plans_are_listed_and_explained_and_drafts_are_not_there(self, client, case):
        draft = filed.plan(code="QZ-DRAFT", stage="draft")
        rows = ask(client, "api_plans").json()["items"]
        assert [row["code"] for row in rows] == [case.plan.code]
        assert ask(client, "api_plans", state="coming").json()["items"] == []
        told = ask(client, "api_plan", case.plan.code).json()
        assert told["titles"][0]["name"] == "工艺美术师"
        assert told["deadlines"][0]["name"] == "个人申报截止"
        assert told["materials"][0] == {"name": "学历学位证明", "required": True, "clause": "44号 二(二)"}
        hidden, missing = ask(client, "api_plan", draft.code), ask(client, "api_plan", "NO-SUCH")
        assert hidden.status_code == missing.status_code == 404
        assert hidden.json() == missing.json() == {
            "code": "not_found", "reasons": ["没有找到您要查看的内容，或当前身份无权查看。"], "clause": "",
        }  # fmt: skip

    def test_a_publicity_names_nobody_after_its_period_but_to_its_parties(self, client, clock):
        clock.set("2022-08-25 09:00")
        mine = filed.case(Stage.EMPLOYER_PUBLICITY_DUE, name="叶知秋")
        other = filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=mine.plan, of=mine.employer, name="林溪")
        handler = filed.handler(mine.employer)
        shown = open_for(PublicityKind.EMPLOYER, mine.plan, [mine, other], handler)
        (row,) = ask(client, "api_publicities").json()["items"]
        assert (row["id"], row["people"], row["publisher"]) == (shown.pk, 2, mine.employer.name)
        assert "叶知秋" in ask(client, "api_publicity_entries", shown.pk).content.decode()
        assert ask(client, "api_publicity_record", shown.pk).status_code == 401
        clock.advance(days=30)
        assert ask(client, "api_publicities").json()["items"] == []
        assert ask(client, "api_publicities", state="ended").json()["items"][0]["id"] == shown.pk
        assert ask(client, "api_publicity_entries", shown.pk).json()["items"] == []
        own = as_(Actor(Role.APPLICANT, mine.applicant.user))
        told = ask(own, "api_publicity_record", shown.pk).content.decode()
        assert "叶知秋" in told
        assert "林溪" not in told
        assert "林溪" in ask(as_(handler), "api_publicity_record", shown.pk).content.decode()
        stranger = as_(filed.handler(filed.employer()))
        assert ask(stranger, "api_publicity_record", shown.pk).status_code == 404

    def test_the_calendar_and_the_committees(self, client, case):
        days = ask(client, "api_calendar", 2022).json()["days"]
        assert len(days) == 365
        assert {"day": "2022-10-08", "kind": "makeup", "word": "调休上班", "final": True} in days
        assert ask(client, "api_calendar", 1800).status_code == 404
        (board,) = ask(client, "api_committees", q="工艺美术").json()["items"]
        assert board["level"] == "intermediate"
        assert "experts" not in board

    @pytest.mark.parametrize(
        ("name", "query"),
        [
            ("api_plans", {"state": "abc"}),
            ("api_plans", {"limit": "0"}),
            ("api_plans", {"limit": "x"}),
            ("api_publicities", {"kind": "none", "limit": "1000"}),
        ],
    )
    def test_a_wrong_question_is_told_as_such(self, client, name, query):
        answer = ask(client, name, **query)
        assert answer.status_code == 400
        assert len(answer.json()["reasons"]) == len(query)

    def test_a_position_of_another_list_is_the_first_page(self, client, case):
        for _ in range(2):
            filed.plan()
        following = ask(client, "api_plans", limit=1).json()["next"]
        assert following.startswith("/api/v1/plans/?limit=1&after=")
        second = client.get(following).json()
        assert second["items"][0]["code"] != ask(client, "api_plans", limit=1).json()["items"][0]["code"]
        assert client.get(second["previous"]).json() == ask(client, "api_plans", limit=1).json()
        query = following.partition("?")[2]
        assert client.get(f"/api/v1/committees/?{query}").status_code == 200
        assert client.get(f"/api/v1/publications/?{query}").status_code == 200


class TestOwn:
    def test_one_sees_ones_own_cases_and_nobody_elses(self, case):
        own = as_(Actor(Role.APPLICANT, case.applicant.user))
        other = filed.case(Stage.RECOMMENDATION, under=case.plan, of=case.employer, name="林溪")
        (row,) = ask(own, "api_applications").json()["items"]
        assert (row["id"], row["stage"], row["holder"]) == (case.pk, "recommendation", case.holder.name)
        told = ask(own, "api_application", case.pk).json()
        assert [group["title"] for group in told["findings"]]
        assert told["due_at"] == "2022-10-01T00:00:00+08:00"
        hidden, missing = ask(own, "api_application", other.pk), ask(own, "api_application", other.pk + 1000)
        assert hidden.status_code == missing.status_code == 404
        assert hidden.content == missing.content

    def test_the_public_is_told_to_sign_in_whether_there_is_such_a_case_or_not(self, client, case):
        for pk in (case.pk, case.pk + 1000):
            with CaptureQueriesContext(connection) as asked:
                answer = ask(client, "api_application", pk)
            assert answer.status_code == 401
            assert len(asked) == 0

    def test_a_draft_is_its_authors_alone(self, case):
        draft = filed.case(Stage.DRAFT, under=case.plan, filed_at=None, snapshot=None)
        assert ask(as_(Actor(Role.APPLICANT, draft.applicant.user)), "api_application", draft.pk).status_code == 200
        assert ask(as_(filed.officer(case.plan.office)), "api_application", draft.pk).status_code == 404


class TestWorklist:
    def test_it_is_the_list_of_the_page(self, case):
        body = as_(filed.officer(case.holder))
        (row,) = ask(body, "api_worklist").json()["items"]
        assert (row["id"], row["name"], row["stage"]) == (case.pk, "叶知秋", "recommendation")
        assert "recommend" in row["acts"]
        assert ask(body, "api_worklist", q="无此人").json()["items"] == []
        assert ask(body, "api_worklist", f="corrected").json()["items"] == []
        assert ask(body, "api_worklist", f="qualification").status_code == 422

    def test_elsewhere_nothing_is_seen_of_it(self, case):
        elsewhere = filed.agency(AgencyKind.INDUSTRY_BUREAU, filed.region("330803", "衢江区"))
        assert ask(as_(filed.officer(elsewhere)), "api_worklist").json()["items"] == []
        applicant = as_(Actor(Role.APPLICANT, case.applicant.user))
        assert ask(applicant, "api_worklist").status_code == 403

    def test_three_rows_cost_what_one_costs_and_pages_follow(self, case):
        body = as_(filed.officer(case.holder))
        assert queries(body, "api_worklist") == 5
        for _ in range(2):
            filed.case(Stage.RECOMMENDATION, under=case.plan, of=case.employer)
        assert queries(body, "api_worklist") == 5
        seen, address = [], f"{reverse('api_worklist')}?limit=1"
        while address:
            page = body.get(address).json()
            seen += [row["id"] for row in page["items"]]
            address = page["next"]
        assert len(set(seen)) == len(seen) == 3

    def test_lists_of_the_public_cost_the_same_for_one_and_for_three(self, client, case):
        own = as_(Actor(Role.APPLICANT, case.applicant.user))
        before = [queries(client, "api_plans"), queries(client, "api_committees"), queries(own, "api_applications")]
        for _ in range(2):
            filed.case(Stage.LAPSED, under=filed.plan())
        Application.objects.update(applicant=case.applicant)
        after = [queries(client, "api_plans"), queries(client, "api_committees"), queries(own, "api_applications")]
        assert before == after
        assert len(ask(own, "api_applications").json()["items"]) == 3


def test_who_asks_too_often_is_asked_to_wait(client, settings, case):
    settings.API_LIMITS = {"public": 2, "person": 3}
    assert [ask(client, "api_plans").status_code for _ in range(3)] == [200, 200, 429]
    answer = ask(client, "api_plans")
    assert 0 < int(answer["Retry-After"]) <= 600
    assert answer.json()["code"] == "too_many_requests"


def test_whoever_is_refused_has_asked_as_well(client, settings, case):
    settings.API_LIMITS = {"public": 2, "person": 2}
    own = as_(Actor(Role.APPLICANT, case.applicant.user))
    assert [ask(own, "api_application", 1_999_999_999).status_code for _ in range(3)] == [404, 404, 429]
    assert [ask(client, "api_applications").status_code for _ in range(3)] == [401, 401, 429]


def test_an_address_that_says_nothing_is_closed(rf):
    from rest_framework.test import force_authenticate
    from rest_framework.views import APIView

    from accounts.api.endpoint import Endpoint
    from accounts.models import User

    class Forgotten(APIView):
        def get(self, _):
            raise AssertionError

    class WithoutRule(Endpoint):
        def get(self, _):
            raise AssertionError

    for view in (Forgotten, WithoutRule):
        request = rf.get("/")
        request.actor = Actor(Role.HR_BUREAU, User(name="某"))
        force_authenticate(request, user=request.actor.user)
        assert view.as_view()(request).status_code in {401, 403}
