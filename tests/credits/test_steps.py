"""Submitting, recognising and returning credits, and what counts."""

from decimal import Decimal

import pytest

from accounts.actor import Actor
from accounts.enums import AdminLevel, Role
from accounts.models import Notice, Region
from accounts.steps.base import ActRefused, perform
from applicants.services.profiles import save_profile
from credits.enums import CreditKind, CreditStage
from credits.facts import credits_by_year
from credits.models import CreditEntry
from credits.selectors.entries import year_table
from credits.services.entries import EntryLockedError, delete_entry, save_entry, start_entry
from credits.steps.recognise_entry import recognise_entry
from credits.steps.return_entry import return_entry
from credits.steps.submit_entry import submit_entry
from credits.steps.take_back_entry import take_back_entry
from tests.accounts.people import make_employer, make_person, make_region
from tests.applicants.archives import applicant, make_profile
from tests.credits.hours import make_entry, make_public, make_registrar, recognise_all, submit_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_region("330800", "衢州市", AdminLevel.CITY)


@pytest.fixture
def county(city):
    region = make_region("330824", "开化县")
    region.parent = city
    region.save()
    return region


@pytest.fixture
def profile(county, clock):
    clock.set("2022-08-22 09:00")
    return make_profile(make_person(), make_employer(region=county))


def stage_of(entry: CreditEntry) -> str:
    return CreditEntry.objects.get(pk=entry.pk).stage


def test_hours_follow_from_the_route(profile):
    assert make_entry(profile).hours == 18
    assert make_entry(profile, route="CR-7a", quantity=Decimal(1)).hours == 36
    assert make_public(profile, 9).hours == 9
    # Hours that somebody sends along with a route are not believed.
    assert make_entry(profile, hours=500).hours == 18


def test_only_recognised_hours_count(profile, city):
    make_entry(profile)
    make_public(profile, 12)
    make_public(profile, 6, kind=CreditKind.INDUSTRY_PUBLIC, year=2021)
    assert credits_by_year(profile) == {}
    recognise_all(profile, make_registrar(city))
    make_entry(profile, route="CR-1a", quantity=Decimal(1))
    assert credits_by_year(profile) == {
        2021: {"general_public": 0, "industry_public": 6, "professional": 0, "total": 6},
        2022: {"general_public": 12, "industry_public": 0, "professional": 18, "total": 30},
    }


def test_the_table_tells_recognised_from_waiting_and_what_is_short(profile, city):
    make_entry(profile, quantity=Decimal(10))
    make_public(profile, 18)
    recognise_all(profile, make_registrar(city))
    make_public(profile, 12, kind=CreditKind.INDUSTRY_PUBLIC)
    submit_all(profile)
    make_entry(profile)
    (row,) = year_table(profile)
    assert (row.professional.recognised, row.professional.short) == (60, 0)
    assert (row.public.recognised, row.public.pending, row.public.short) == (18, 12, 0)
    assert (row.total.recognised, row.total.pending, row.total.short) == (78, 12, 12)
    assert not row.is_met


def test_everything_missing_is_said_at_once(county, clock):
    clock.set("2022-08-22 09:00")
    profile = make_profile(make_person())
    given = {
        "year": 2023,
        "kind": CreditKind.PROFESSIONAL,
        "route": "",
        "title": "",
        "quantity": Decimal(1),
        "hours": 0,
    }
    entry = start_entry(profile, given)
    with pytest.raises(ActRefused) as refusal:
        perform(submit_entry, entry, by=applicant(profile.user))
    said = "".join(refusal.value.reasons)
    for wanted in ("名称", "2023 年度尚未开始", "认定途径", "学时为 0", "证明材料", "现工作单位或社会保险所在地"):
        assert wanted in said


def test_the_registrar_of_the_county_the_city_and_nobody_else(profile, city, county):
    entry = make_entry(profile)
    submit_all(profile)
    elsewhere = make_registrar(make_region("330100", "杭州市", AdminLevel.CITY))
    strangers = (elsewhere, applicant(profile.user), Actor(Role.HR_BUREAU, elsewhere.user, elsewhere.agency))
    for actor in strangers:
        with pytest.raises(ActRefused, match="不能办理"):
            perform(recognise_entry, entry, by=actor)
    perform(take_back_entry, entry, by=applicant(profile.user))
    for registrar in (make_registrar(city), make_registrar(county)):
        perform(submit_entry, entry, by=applicant(profile.user))
        perform(return_entry, entry, by=registrar, reason="请补充签到表。")
    assert stage_of(entry) == CreditStage.RETURNED


def test_without_employer_the_insurance_decides(city, county, clock):
    clock.set("2022-08-22 09:00")
    profile = make_profile(make_person())
    save_profile(profile, {"insurance_region": Region.objects.get(pk=county.pk)})
    profile.refresh_from_db()
    entry = make_entry(profile)
    recognise_all(profile, make_registrar(city))
    assert stage_of(entry) == CreditStage.RECOGNISED


def test_where_the_rule_is_silent_the_registrar_sets_the_hours(profile, city):
    entry = make_entry(profile, quantity=Decimal("0.5"))
    submit_all(profile)
    registrar = make_registrar(city)
    read = {"CRA-01": {"reading": "按实际数量折算", "reason": "签到表为半天。"}}
    for hours in (None, "", "0", "三", "-3", "99999"):
        with pytest.raises(ActRefused, match="未规定"):
            perform(recognise_entry, entry, by=registrar, hours=hours, settled=read)
    perform(recognise_entry, entry, by=registrar, hours="3", settled=read)
    assert credits_by_year(profile)[2022]["professional"] == 3
    assert "3 学时" in Notice.objects.get(recipient=profile.user).title


def test_hours_sent_along_do_not_change_the_rule(profile, city):
    entry = make_entry(profile)
    submit_all(profile)
    assert perform(recognise_entry, entry, by=make_registrar(city), hours="500").hours == 18


def test_a_return_needs_a_reason_and_is_told(profile, city):
    entry = make_entry(profile)
    submit_all(profile)
    registrar = make_registrar(city)
    with pytest.raises(ActRefused, match="退回理由"):
        perform(return_entry, entry, by=registrar, reason=" ")
    perform(return_entry, entry, by=registrar, reason="请补充签到表。")
    assert "签到表" in Notice.objects.get(recipient=profile.user).body
    fresh = CreditEntry.objects.get(pk=entry.pk)
    save_entry(fresh, {"title": "根艺研修班"})
    assert perform(submit_entry, fresh, by=applicant(profile.user)).return_reason == ""


def test_what_was_submitted_cannot_be_written(profile):
    entry = make_entry(profile)
    submit_all(profile)
    for change in (lambda: save_entry(entry, {"title": "改"}), lambda: delete_entry(entry)):
        with pytest.raises(EntryLockedError, match="请先撤回"):
            change()
    perform(take_back_entry, entry, by=applicant(profile.user))
    delete_entry(entry)
    assert not CreditEntry.objects.exists()
