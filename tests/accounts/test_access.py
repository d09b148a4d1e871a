"""Every address of accounts × everybody."""

import pytest
from django.urls import reverse

from accounts.access import seen
from accounts.actor import PUBLIC, Actor
from accounts.enums import AgencyKind, Role
from accounts.models import Agency, AgencyOfficer
from accounts.services.notices import Message, queue
from accounts.urls import urlpatterns
from tests.accounts import access, people, work

pytestmark = pytest.mark.django_db

OFFICES = {kind.value for kind in AgencyKind} | {"hr_elsewhere"}
HR = {"hr_bureau", "hr_elsewhere"}
EVERYBODY = OFFICES | {"public", "applicant", "expert", "officer", "ended_officer", "unregistered"}
SIGNED_IN = EVERYBODY - {"public"}

# Addresses without a subject: who may open them.
OPEN_TO = {
    "sign_in": EVERYBODY,
    "sign_in_return": None,
    # Both lead on: there is nothing that waits for a proof.
    "proof_begin": SIGNED_IN,
    "proof_continue": SIGNED_IN,
    "sign_out": EVERYBODY,
    "enrol": None,
    "switch_hat": SIGNED_IN,
    "demo_identity": EVERYBODY,
    "demo_codes": EVERYBODY,
    "account": SIGNED_IN,
    "sign_in_history": SIGNED_IN,
    "clear_readings": SIGNED_IN,
    "own_data": SIGNED_IN,
    "own_data_pack": SIGNED_IN,
    "account_close": SIGNED_IN,
    "sessions_end_others": SIGNED_IN,
    "recovery_codes": OFFICES,
    "change_password": OFFICES,
    "office_number": OFFICES,
    "notices": SIGNED_IN,
    "notices_read": SIGNED_IN,
    "office_accounts": HR,
    "office_numbers": HR,
}
POST_ONLY = {"proof_begin", "sessions_end_others", "sign_out", "switch_hat", "notices_read", "own_data_pack"}
WITH_SUBJECT = {
    "sign_in_begin",
    "notice_open",
    "job",
    "job_progress",
    "office_agency",
    "office_account_number",
    "office_account_reset",
    "office_account_end",
    "office_account_unlock",
    "session_end",
}


@pytest.fixture
def cast():
    return access.everybody()


def test_no_address_is_forgotten():
    assert {pattern.name for pattern in urlpatterns} == set(OPEN_TO) | WITH_SUBJECT


@pytest.mark.parametrize("name", [name for name, who in OPEN_TO.items() if who is not None])
def test_pages(cast, name):
    method = "post" if name in POST_ONLY else "get"
    assert access.answers(cast, name, method=method) == OPEN_TO[name]


def test_offices_are_looked_after_by_the_bureau_of_their_region(cast):
    office = Agency.objects.get(kind=AgencyKind.COMMITTEE_OFFICE)
    assert access.answers(cast, "office_agency", office.pk) == {"hr_bureau"}
    row = AgencyOfficer.objects.get(agency=office)
    assert access.answers(cast, "office_account_reset", row.pk) == {"hr_bureau"}
    assert access.answers(cast, "office_account_end", row.pk) == {"hr_bureau"}
    assert access.answers(cast, "office_account_unlock", row.pk) == {"hr_bureau"}
    assert access.answers(cast, "office_account_number", row.pk) == {"hr_bureau"}


@pytest.mark.parametrize("name", sorted(name for name in WITH_SUBJECT if "office_account" in name))
def test_nobody_else_ends_an_account(cast, name):
    row = AgencyOfficer.objects.get(agency__kind=AgencyKind.COMMITTEE_OFFICE)
    password = row.user.password
    others = {who: user for who, user in cast.items() if who != "hr_bureau"}
    assert access.answers(others, name, row.pk, method="post") == set()
    row.refresh_from_db()
    row.user.refresh_from_db()
    assert (row.ended_on, row.user.password) == (None, password)


def test_a_notice_is_its_recipients(cast):
    from accounts.models import Notice

    queue("event", [Message(cast["applicant"], "标题", "内容")])
    assert access.answers(cast, "notice_open", Notice.objects.get().pk, method="post") == {"applicant"}


@pytest.mark.parametrize("name", ["job", "job_progress"])
def test_long_work_is_shown_to_whoever_began_it(cast, name):
    assert access.answers(cast, name, work.make_job(cast["registrar"]).pk) == {"registrar"}


def test_a_view_without_a_rule_stays_closed(client):
    from django.core.exceptions import PermissionDenied
    from django.http import HttpResponse
    from django.test import RequestFactory

    from accounts.middleware import HatMiddleware

    def forgotten(request):
        raise AssertionError

    forgotten.__module__ = "accounts.views.forgotten"
    with pytest.raises(PermissionDenied):
        HatMiddleware(lambda _: HttpResponse()).process_view(RequestFactory().get("/"), forgotten, (), {})


def test_what_is_hidden_costs_as_much_as_what_does_not_exist(cast, django_assert_num_queries):
    def bureau_looks_after(actor, row):
        return row.user.key == "nobody"

    rows = AgencyOfficer.objects.order_by("-pk")
    for key in (rows[0].pk, 1_999_999_999):
        with django_assert_num_queries(3):
            assert seen(PUBLIC, bureau_looks_after, AgencyOfficer, pk=key) is None


def test_a_nul_in_the_address_is_answered_400_and_not_500(client):
    for address in ("/plans/?q=%00", "/verify/?number=1&number=a%00b", "/inquiries/%00/"):
        answer = client.get(address)
        assert answer.status_code == 400, address
        assert "请求无法处理" in answer.content.decode()
    assert client.get("/plans/", {"q": "工艺"}).status_code == 200


def test_a_hat_taken_away_is_gone_at_the_next_click(client, cast):
    from accounts.guardian import revoke

    user = cast["hr_bureau"]
    people.sign_in(client, user)
    assert client.get(reverse("office_accounts")).status_code == 200
    revoke(user, "act_for_agency", user.offices.get().agency)
    assert client.get(reverse("office_accounts")).status_code in (302, 403)


def test_labels_say_for_whom_one_acts(cast):
    officer = Actor(Role.EMPLOYER, cast["officer"])
    assert officer.hat_label == "甲单位"
    assert officer.label == "甲单位（某经办）"


def test_everybodys_first_page_is_open_to_him(client, cast):
    from accounts.selectors.hats import hat_worn
    from accounts.selectors.landing import first_page

    for who, user in cast.items():
        if user is None or who == "ended_officer":
            continue
        people.sign_in(client, user)
        for hat in hat_worn(user, "")[1]:
            client.post(reverse("switch_hat"), {"hat": hat.key})
            assert client.get(first_page(hat.role), follow=True).status_code == 200, (who, hat.role)
