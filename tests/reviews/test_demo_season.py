"""The demonstration's season, its first days: played through the acts, once, with accounts that open."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django_otp.oath import TOTP

from accounts.models import JournalEntry, Phone, User
from accounts.services.journal import broken_links
from employers.models import Employer
from reviews.demo.offices import PASSWORD, secret_of
from reviews.models import Application, Expert, Membership, Plan

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def run(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_the_season_begins(clock):
    run("demo_season", "--until", "2021-08-02 09:00")
    assert f"{clock.now:%Y-%m-%d}" == "2021-08-02"
    assert Employer.objects.filter(stage="bound").count() == 8
    assert Expert.objects.filter(committees__isnull=False).distinct().count() == 40
    assert Membership.objects.filter(stage="proposed").count() == 2
    assert set(Application.objects.values_list("stage", flat=True)) == {"draft"}
    assert not list(broken_links())
    entries = JournalEntry.objects.count()
    assert "已存在" in run("demo_season")
    assert (JournalEntry.objects.count(), Plan.objects.count()) == (entries, 2)


def test_the_accounts_that_are_printed_open(clock):
    run("demo_season", "--until", "2021-07-26 10:00")
    assert "quzhou-pwb" in run("demo_accounts")
    user = User.objects.get(key="quzhou-pwb")
    device = Phone.objects.get(user=user)
    assert user.check_password(PASSWORD)
    assert secret_of(user.key) in run("demo_accounts")
    assert device.verify_token(TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift).token())


@pytest.mark.parametrize("command", ["demo_season", "demo_accounts"])
def test_nowhere_but_in_a_demonstration(settings, command):
    settings.DEMO_IDENTITY = False
    with pytest.raises(CommandError):
        run(command)
