"""Partners: registered by one officer, admitted by another, given a token once, seen by their bureau alone."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AdminLevel, AgencyKind, PartnerStage
from accounts.models import JournalEntry, Partner
from accounts.services import partners
from accounts.services.partners import PartnerRefused, comes_from
from tests.accounts.people import make_agency, make_office_user, make_region, sign_in
from zcps import clock

pytestmark = pytest.mark.django_db
SENT = {
    "name": "某市人才库", "department": "人才处", "purpose": "核验职称", "legal_basis": "某办法第二条",
    "scopes": ["results", "titles"], "networks": "10.1.0.0/16\n10.2.3.4", "calls_per_minute": "60",
}  # fmt: skip


@pytest.fixture
def city():
    return make_agency(AgencyKind.HR_BUREAU, make_region("330800", "衢州市", AdminLevel.CITY))


def officer(of) -> tuple[Client, Actor]:
    user = make_office_user(of)
    actor = Actor(of.role, user, of)
    return sign_in(Client(), user, actor), actor


def sent(**changes) -> dict:
    return {**SENT, "expires_on": (clock.today() + dt.timedelta(days=90)).isoformat(), **changes}


@pytest.fixture
def proposed(city):
    first, _ = officer(city)
    answer = first.post(reverse("partner_new"), sent())
    made = Partner.objects.get()
    assert answer["Location"] == reverse("partner", args=[made.pk])
    return first, made


def test_a_second_officer_admits_and_the_token_is_shown_once(city, proposed):
    first, made = proposed
    assert made.networks == ["10.1.0.0/16", "10.2.3.4/32"]
    second, _ = officer(city)
    address = reverse("partner", args=[made.pk])
    assert (
        "须由本机构另一名经办人复核"
        in first.post(reverse("partner_admit", args=[made.pk]), follow=True).content.decode()
    )
    assert "不能办理" in first.post(reverse("partner_token", args=[made.pk]), follow=True).content.decode()
    second.post(reverse("partner_admit", args=[made.pk]))
    page = second.post(reverse("partner_token", args=[made.pk]))
    token = made.tokens.get()
    assert token.prefix in page.content.decode()
    assert page["Cache-Control"].startswith("max-age=0")
    shown = page.content.decode().partition('<dd class="mono token">')[2].partition("<")[0]
    assert partners.token_of(shown, "10.1.2.3") == token
    assert shown not in second.get(address).content.decode()
    assert shown not in str(list(second.session.items()))
    acts = list(JournalEntry.objects.filter(subject_type="accounts.partner").values_list("act", flat=True))
    assert acts == ["propose_partner", "admit_partner", "issue_partner_token"]


def test_it_is_sent_back_and_ended_with_a_reason(city, proposed):
    _, made = proposed
    second, actor = officer(city)
    assert "请填写理由" in second.post(reverse("partner_return", args=[made.pk]), follow=True).content.decode()
    second.post(reverse("partner_return", args=[made.pk]), {"reason": "依据不足"})
    made.refresh_from_db()
    assert (made.stage, made.reason) == (PartnerStage.RETURNED, "依据不足")
    with pytest.raises(PartnerRefused, match="已退回"):
        partners.end(made, actor, "不需要")
    with pytest.raises(PartnerRefused, match="不必再次复核"):
        partners.admit(made, actor)


def test_the_database_too_asks_for_a_second_person(city, proposed):
    from django.db import IntegrityError, transaction

    _, made = proposed
    made.decided_by = made.proposed_by
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_what_is_missing_or_wrong_is_said_at_once(city):
    client, _ = officer(city)
    answer = client.post(reverse("partner_new"), {"networks": "10.1.0.0/99 abc", "expires_on": "2000-01-01"})
    page = answer.content.decode()
    assert answer.status_code == 422
    for said in ("请填写共享用途", "请填写共享依据", "请至少选择一项数据范围", "不是 IP 地址或网段", "有效期已过"):
        assert said in page, said
    late = (clock.today() + dt.timedelta(days=400)).isoformat()
    assert "有效期最长一年" in client.post(reverse("partner_new"), sent(expires_on=late)).content.decode()
    assert not Partner.objects.exists()


def test_only_its_bureau_sees_it_and_no_county_registers(proposed):
    _, made = proposed
    elsewhere, _ = officer(make_agency(AgencyKind.HR_BUREAU, make_region("330900", "舟山市", AdminLevel.CITY)))
    assert made.name not in elsewhere.get(reverse("partners")).content.decode()
    assert elsewhere.get(reverse("partner", args=[made.pk])).status_code == 404
    assert elsewhere.post(reverse("partner_token", args=[made.pk])).status_code == 404
    county, _ = officer(make_agency(AgencyKind.HR_BUREAU))
    assert "市级以上" in county.get(reverse("partners")).content.decode()
    assert county.get(reverse("partner_new")).status_code == 403


def test_the_list_is_searched_filtered_and_exported(proposed, django_assert_num_queries):
    client, made = proposed
    for query, found in (("q=人才库", True), ("q=无", False), ("stage=active", False), ("stage=proposed", True)):
        assert (made.name in client.get(f"{reverse('partners')}?{query}").content.decode()) == found
    assert made.purpose in client.get(f"{reverse('partners')}?format=csv").content.decode()
    with django_assert_num_queries(5):
        client.get(reverse("partners"))
    for _ in range(2):
        client.post(reverse("partner_new"), sent())
    with django_assert_num_queries(5):
        assert client.get(reverse("partners")).content.decode().count("row-title") == 3


@pytest.mark.parametrize(
    ("address", "networks", "taken"),
    [
        ("10.1.2.3", ["10.1.0.0/16"], True),
        ("10.2.0.1", ["10.1.0.0/16"], False),
        ("10.2.0.1", [], True),
        ("", ["10.1.0.0/16"], False),
        ("::1", ["10.1.0.0/16", "::1/128"], True),
    ],
)
def test_from_where_a_token_is_taken(address, networks, taken):
    assert comes_from(address, networks) == taken
