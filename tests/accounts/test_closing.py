"""Closing an account: nothing says any more whose it was; and nobody leaves behind what is held against him."""

import datetime as dt

import pytest

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import User
from accounts.services.closing import CannotClose, close_account
from accounts.services.files import keep
from accounts.services.own_data import everything_about
from accounts.services.persons import remember
from applicants.enums import MergeStage, Module
from applicants.models import AccountMerge, Profile
from credits.models import CardUpload
from reviews.models import IntegrityRecord, RowChange
from tests.accounts.people import make_agency, make_person
from tests.accounts.test_scans import clean
from tests.applicants import archives
from tests.test_nothing_in_clear import tables
from zcps import clock

pytestmark = pytest.mark.django_db
NAME, PLACE = "欧阳不见", "哪里也没有的地方"


def closed(user: User) -> None:
    close_account(Actor(Role.APPLICANT, user))


def a_whole_life() -> tuple[User, User]:
    """Somebody who has said everything of himself and filed nothing, with an account that was merged into his."""
    profile, before = archives.make_profile(make_person(NAME)), make_person(NAME)
    user = profile.user
    user.email = "ouyang@example.cn"
    user.save()
    profile.birthplace = PLACE
    profile.save()
    archives.make_record(profile, Module.AWARD, name=f"{NAME}的奖项")
    remember(user)
    CardUpload.objects.create(profile=profile, name="某系统", file=keep(clean(), user), created_at=clock.now())
    AccountMerge.objects.create(
        kept=user, ended=before, bureau=make_agency(), reason=f"{NAME}一人两号", stage=MergeStage.DONE,
        proposed_by=make_person("某干部"), proposed_at=clock.now(),
    )  # fmt: skip
    return user, before


def test_no_table_says_any_more_who_it_was_not_even_the_history_of_rows():
    user, before = a_whole_life()
    words = (NAME, PLACE, user.email, user.id_index, before.id_index)
    assert {name for name, text in tables() if PLACE in text} == {
        "public.applicants_profile",
        "public.reviews_rowchange",
    }
    closed(user)
    assert {(name, word) for name, text in tables() for word in words if word in text} == set()
    # That something was changed, and when, stays.
    last = RowChange.objects.filter(relation="accounts_user", row=str(user.pk)).first()
    assert last is not None
    assert last.changes["name"] == ["***", "***"]
    before.refresh_from_db()
    assert not before.is_active
    assert not CardUpload.objects.exists()


def test_nobody_leaves_a_record_of_dishonesty_behind_and_begins_anew():
    profile = archives.make_profile(make_person())
    IntegrityRecord.objects.create(
        profile=profile,
        reason="提供虚假学时",
        clause="条款",
        starts_on=dt.date(2022, 1, 1),
        ends_on=dt.date(2025, 1, 1),
    )
    with pytest.raises(CannotClose, match="诚信记录"):
        closed(profile.user)
    [told] = everything_about(profile.user)["诚信记录"]
    assert told["事由"] == "提供虚假学时"


def test_whatever_hangs_on_a_person_is_told_to_him():
    known = {
        "ArchiveRecord": "业绩档案",
        "CreditCard": "学时卡",
        "CardUpload": "提交的其他系统学时卡",
        "CreditEntry": "继续教育",
        "Allowance": "人才津贴",
        "Application": "申报",
        "IntegrityRecord": "诚信记录",
        "Entrustment": "委托市外评审",
        # Which expert is a relative or a colleague of his: it protects the ballot, and is told to nobody.
        "Conflict": None,
    }
    assert {relation.related_model.__name__ for relation in Profile._meta.related_objects} == set(known)
    told = everything_about(archives.make_profile(make_person()).user)
    assert {heading for heading in known.values() if heading} - set(told) == set()
