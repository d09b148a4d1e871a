"""manage.py rotate_field_keys: all is sealed and indexed anew while the platform runs, however often it stops."""

import os
import signal
import subprocess
import sys
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.actor import Actor
from accounts.enums import AccountKind, Role
from accounts.models import User
from employers.enums import OfficerDuty
from employers.services.officers import invite
from reviews.models import Draw
from tests.accounts import people as cast
from zcps import services
from zcps.encryption import blind_index, reindexing, rotation, seal
from zcps.encryption.envelope import name_of

NUMBER = "330102199001011234"
OLD, NEW = "insecure-field-key", "another field key that is new"


def person(number: int = 1) -> User:
    id_number = f"3301021990{number:08}"
    key = blind_index(id_number, "id_number")
    return User.objects.create_user(key, "王小明", AccountKind.PERSONAL, id_number=id_number, phone=f"138{number:08}")


def stored(column: str = "phone") -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT split_part({column}, ':', 2) FROM accounts_user WHERE {column} <> ''")  # noqa: S608 - two columns of our own
        return {row[0] for row in cursor.fetchall()}


def ran(**options: Any) -> str:
    out = StringIO()
    call_command("rotate_field_keys", stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_everything_is_sealed_anew_batch_by_batch_and_a_second_run_has_nothing_to_do(settings: Any) -> None:
    people = [person(n) for n in range(5)]
    settings.FIELD_KEYS = [NEW, OLD]
    with pytest.raises(CommandError, match="10"):
        ran(status=True)
    said = ran(batch=2)
    assert "accounts_user.phone：已重新加密 2，尚余 3" in said
    assert "accounts_user.phone：已重新加密 5，尚余 0" in said
    assert "accounts_user" not in ran()
    assert "最新密钥" in ran(status=True)
    settings.FIELD_KEYS = [NEW]
    assert [User.objects.get(pk=one.pk).phone for one in people] == [one.phone for one in people]


@pytest.mark.django_db
def test_a_row_that_is_saved_in_between_keeps_what_was_saved(settings: Any) -> None:
    one = person()
    settings.FIELD_KEYS = [NEW, OLD]
    phones = next(column for column in rotation.columns() if column.place == "accounts_user.phone")
    rows = rotation._next(phones, 10, None)
    one.phone = "13900001234"
    one.save()
    progress = rotation.Progress(phones, 0, 0, [])
    assert [rotation._renewed(phones, row, sealed, progress) for row, sealed in rows] == [0]
    assert User.objects.get(pk=one.pk).phone == "13900001234"


@pytest.mark.django_db
def test_what_no_key_opens_is_named_and_stays_and_the_rest_goes_on(settings: Any) -> None:
    lost, kept = person(1), person(2)
    with connection.cursor() as cursor:
        strange = seal("13800000001", "another.column", lost.pk)
        cursor.execute("UPDATE accounts_user SET phone = %s WHERE id = %s", [strange, lost.pk])
    settings.FIELD_KEYS = [NEW, OLD]
    with pytest.raises(CommandError, match="1 个值无法解密"):
        ran()
    settings.FIELD_KEYS = [NEW]
    assert User.objects.get(pk=kept.pk).phone == kept.phone


@pytest.mark.django_db
def test_the_cipher_changes_in_the_same_way(settings: Any) -> None:
    one = person()
    settings.FIELD_CIPHER = "sm4"
    ran()
    assert User.objects.get(pk=one.pk).id_number == one.id_number
    with connection.cursor() as cursor:
        cursor.execute("SELECT split_part(id_number, ':', 3) FROM accounts_user")
        assert cursor.fetchall() == [("sm4",)]


def test_a_json_object_of_sealed_values_is_a_column_like_the_others(settings: Any) -> None:
    secrets = next(column for column in rotation.columns() if column.is_object)
    assert secrets.place == f"{Draw._meta.db_table}.secrets"
    before = seal("00", f"{secrets.place}.office", 7)
    settings.FIELD_KEYS = [NEW, OLD]
    assert f"v2:{name_of(NEW)}:aes:" in secrets.anew(f'{{"office": "{before}"}}', 7)


@pytest.mark.django_db(transaction=True)
def test_a_run_that_is_killed_in_the_middle_is_taken_up_again(settings: Any) -> None:
    people = [person(n) for n in range(30)]
    environment = {
        **os.environ,
        "DATABASE_URL": os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{connection.settings_dict['NAME']}",
        "DJANGO_SETTINGS_MODULE": "zcps.settings.test",
        "FIELD_KEYS": f"{NEW},{OLD}",
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "manage.py", "rotate_field_keys", "--batch", "1", "--skip-checks"]
    with subprocess.Popen(command, cwd=services.ROOT, env=environment, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert "尚余 29" in run.stdout.readline()
        run.send_signal(signal.SIGKILL)
    assert run.returncode == -signal.SIGKILL
    assert stored("id_number") | stored("phone") == {name_of(NEW), name_of(OLD)}
    settings.FIELD_KEYS = [NEW, OLD]
    assert [User.objects.get(pk=one.pk).id_number for one in people] == [one.id_number for one in people]
    ran()
    assert stored("id_number") | stored("phone") == {name_of(NEW)}
    settings.FIELD_KEYS = [NEW]
    assert [User.objects.get(pk=one.pk).phone for one in people] == [one.phone for one in people]


@pytest.mark.django_db
def test_indexes_are_written_anew_and_both_are_found_meanwhile(settings: Any) -> None:
    one = person()
    old = blind_index(one.id_number, "id_number")
    settings.INDEX_KEYS = ["another index key", *settings.INDEX_KEYS]
    new = blind_index(one.id_number, "id_number")
    assert User.objects.get(id_index__in=one.id_indexes) == one
    one.name = "王大明"
    one.save()
    assert User.objects.get(pk=one.pk).id_index == old, "a row alone stays under its index"
    assert "已核对 1，重写索引 1" in ran()
    fresh = User.objects.get(pk=one.pk)
    assert (fresh.id_index, fresh.key) == (new, new)
    assert "已核对 1，重写索引 0" in ran()


@pytest.mark.django_db
def test_an_invitation_keeps_no_number_and_is_counted_until_it_is_taken_up(settings: Any) -> None:
    employer = cast.make_employer()
    head = cast.make_officer(employer)
    invite(employer, "赵六", NUMBER, OfficerDuty.HANDLER, Actor(Role.EMPLOYER, head))
    settings.INDEX_KEYS = ["another index key", *settings.INDEX_KEYS]
    assert "另有 1 行" in ran()
    assert reindexing.left_behind() == 1
