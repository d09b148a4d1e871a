"""Encrypted fields and blind indexes."""

import base64
import os
import re

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import IntegrityError, connection
from django.db.models import UUIDField, Value

from accounts.enums import AccountKind
from accounts.models import User
from zcps import services
from zcps.encryption import ClearText, RowKey, blind_index, seal, unseal
from zcps.encryption.columns import index_columns, sealed_columns
from zcps.encryption.envelope import newest_head

PLACE = "accounts_user.id_number"


def test_what_is_sealed_opens_again():
    assert unseal(seal("330102199001011234", PLACE, 1), PLACE, 1) == "330102199001011234"


def test_the_same_text_is_never_sealed_alike():
    assert seal("王", PLACE, 1) != seal("王", PLACE, 1)


def test_a_value_moved_to_another_column_does_not_open():
    with pytest.raises(InvalidTag):
        unseal(seal("王", PLACE, 1), "accounts_user.phone", 1)


def test_a_changed_value_does_not_open():
    sealed = seal("王小明", PLACE, 1)
    with pytest.raises(InvalidTag):
        unseal(sealed[:-4] + ("AAAA" if sealed[-4:] != "AAAA" else "BBBB"), PLACE, 1)


def test_keys_rotate(settings):
    settings.FIELD_KEYS = ["old"]
    sealed = seal("王", PLACE, 1)
    settings.FIELD_KEYS = ["new", "old"]
    assert unseal(sealed, PLACE, 1) == "王"
    renewed = seal("王", PLACE, 1)
    settings.FIELD_KEYS = ["old"]
    with pytest.raises(InvalidTag):
        unseal(renewed, PLACE, 1)


def test_a_blind_index_is_stable_and_bound_to_purpose_and_key(settings):
    index = blind_index("330102199001011234", "id_number")
    assert index == blind_index("330102199001011234", "id_number")
    assert index != blind_index("330102199001011234", "phone")
    settings.INDEX_KEYS = ["another"]
    assert index != blind_index("330102199001011234", "id_number")


@pytest.mark.django_db
def test_the_database_never_sees_the_text():
    person = User.objects.create_user("p1", "王小明", AccountKind.PERSONAL, phone="13800005678")
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM accounts_user WHERE id = %s", [person.pk])
        stored = cursor.fetchone()[0]
    assert stored.startswith("v2:")
    assert "13800005678" not in stored
    assert User.objects.get(pk=person.pk).phone == "13800005678"


def test_a_value_moved_to_another_row_does_not_open():
    with pytest.raises(InvalidTag):
        unseal(seal("王", PLACE, 1), PLACE, 2)


def test_an_envelope_says_version_key_and_cipher_and_none_of_them_can_be_changed():
    sealed = seal("王", PLACE, 1)
    version, key, cipher, text = sealed.split(":")
    assert (version, cipher) == ("v2", "aes")
    for other in (f"v2:{key}:sm4:{text}", f"v2:{'0' * 8}:aes:{text}", f"v3:{key}:aes:{text}", "v2:broken", "王"):
        with pytest.raises(InvalidTag):
            unseal(other, PLACE, 1)


def test_sm4_seals_where_it_is_asked_for_and_both_open(settings):
    before = seal("王", PLACE, 1)
    settings.FIELD_CIPHER = "sm4"
    sealed = seal("330102199001011234", PLACE, 1)
    assert sealed.split(":")[2] == "sm4"
    assert (unseal(sealed, PLACE, 1), unseal(before, PLACE, 1)) == ("330102199001011234", "王")
    for place, row in ((PLACE, 2), ("accounts_user.phone", 1)):
        with pytest.raises(InvalidTag):
            unseal(sealed, place, row)


def test_what_was_sealed_before_rows_were_bound_opens_until_that_is_closed(settings):
    old = v1("王", PLACE)
    assert unseal(old, PLACE, 1) == "王"
    settings.FIELDS_OPEN_V1 = False
    with pytest.raises(InvalidTag):
        unseal(old, PLACE, 1)


@pytest.mark.django_db
def test_a_cell_copied_to_another_row_of_its_column_does_not_open():
    one = User.objects.create_user("p1", "甲", AccountKind.PERSONAL, phone="13800005678")
    two = User.objects.create_user("p2", "乙", AccountKind.PERSONAL, phone="13900001234")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_user SET phone = (SELECT phone FROM accounts_user WHERE id = %s) WHERE id = %s",
            [one.pk, two.pk],
        )
    assert User.objects.get(pk=one.pk).phone == "13800005678"
    with pytest.raises(InvalidTag):
        _ = User.objects.get(pk=two.pk).phone


@pytest.mark.django_db
def test_rows_written_many_at_once_are_sealed_each_for_itself():
    number = "330102199001011234"
    User.objects.bulk_create(
        User(key=f"m{n}", name="甲", kind=AccountKind.PERSONAL, id_number=number, phone="13800005678") for n in range(2)
    )
    rows = list(User.objects.filter(key__startswith="m"))
    assert {(row.id_number, row.phone) for row in rows} == {(number, "13800005678")}
    assert {row.id_index for row in rows} == {blind_index(number, "id_number")}


@pytest.mark.django_db
def test_nothing_goes_past_the_row():
    person = User.objects.create_user("p1", "王小明", AccountKind.PERSONAL, phone="13800005678")
    with pytest.raises(ClearText):
        User.objects.update(phone="13900001234")
    with pytest.raises(ClearText):
        User.objects.filter(phone="13800005678").exists()
    person.phone = "13900001234"
    with pytest.raises(ClearText):
        User.objects.bulk_update([person], ["phone"])
    with pytest.raises(ClearText):
        User.objects.filter(pk=person.pk).update(phone=Value("13900001234", output_field=User._meta.get_field("phone")))


@pytest.mark.django_db
@pytest.mark.parametrize("column", list(sealed_columns()), ids=lambda column: column[1].place)
def test_no_sealed_column_is_written_or_looked_up_without_its_row(column):
    model, field = column
    rows = model._default_manager.all()
    for lookup, value in (("", "13800005678"), ("__in", ["13800005678"]), ("__icontains", "138"), ("__gt", "138")):
        with pytest.raises((ClearText, FieldError)):
            rows.filter(**{f"{field.attname}{lookup}": value}).exists()
    with pytest.raises(ClearText):
        rows.update(**{field.attname: "13800005678"})


def test_nothing_but_a_change_of_keys_writes_an_index_by_itself():
    """Django calculates an index where it saves the row (BlindIndexField); update() and bulk_update() would not."""
    names = {field.attname for _, field in index_columns()}
    written = re.compile(rf"\.(?:update|bulk_update)\([^)]*\b(?:{'|'.join(sorted(names))})\b", re.DOTALL)
    apps = ("accounts", "applicants", "employers", "credits", "reviews")
    sources = [path for app in apps for path in (services.ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    assert [str(path) for path in sources if written.search(path.read_text())] == []


@pytest.mark.django_db
def test_the_index_follows_the_number_and_what_was_not_opened_stays_as_it_is():
    person = User.objects.create_user("p1", "王小明", AccountKind.PERSONAL, id_number="330102199001011234")
    stored = raw(person)
    fetched = User.objects.get(pk=person.pk)
    fetched.name = "王大明"
    fetched.save()
    assert raw(person) == stored
    fetched.id_number = "330102199001011235"
    fetched.save()
    assert User.objects.get(id_index=blind_index("330102199001011235", "id_number")) == person


@pytest.mark.django_db
def test_what_is_opened_and_saved_unchanged_keeps_its_envelope(settings):
    person = User.objects.create_user("p1", "王小明", AccountKind.PERSONAL, id_number="330102199001011234")
    stored = raw(person)
    # The row that was just made, one that was read and opened, one to which the same text was assigned.
    person.save()
    fetched = User.objects.get(pk=person.pk)
    assert fetched.id_number == "330102199001011234"
    fetched.save()
    fetched.id_number = "330102199001011234"
    fetched.save(update_fields=["id_number"])
    User.objects.bulk_update([fetched, User.objects.get(pk=person.pk)], ["name"])
    assert raw(person) == stored
    # Another text, and the former again, are sealed anew: one envelope is not used twice.
    fetched.id_number = "330102199001011235"
    fetched.save()
    fetched.id_number = "330102199001011234"
    fetched.save()
    assert User.objects.get(pk=person.pk).id_number == "330102199001011234"
    assert raw(person) != stored


@pytest.mark.django_db
@pytest.mark.parametrize("opened", [True, False])
def test_an_old_key_an_old_cipher_and_another_row_seal_anew(settings, opened):
    settings.FIELD_KEYS = ["old"]
    person = User.objects.create_user("p1", "王小明", AccountKind.PERSONAL, id_number="330102199001011234")
    settings.FIELD_KEYS = ["new", "old"]
    for cipher in ("aes", "sm4"):
        settings.FIELD_CIPHER = cipher
        fetched = User.objects.get(pk=person.pk)
        assert not opened or fetched.id_number
        fetched.save()
        assert raw(person).startswith(newest_head())
    copied = User.objects.get(pk=person.pk)
    assert copied.id_number
    copied.pk, copied.key = None, "p2"
    copied.save()
    assert raw(copied) != raw(person)
    assert User.objects.get(pk=copied.pk).id_number == "330102199001011234"


@pytest.mark.django_db
def test_an_envelope_that_no_key_opens_stays_when_the_row_is_saved(settings):
    settings.FIELD_KEYS = ["lost"]
    person = User.objects.create_user("p1", "王小明", AccountKind.PERSONAL, id_number="330102199001011234")
    stored = raw(person)
    settings.FIELD_KEYS = ["new"]
    fetched = User.objects.get(pk=person.pk)
    fetched.name = "王大明"
    fetched.save()
    assert raw(person) == stored


@pytest.mark.django_db
def test_every_sealed_column_refuses_clear_text_past_django_too():
    for model, field in sealed_columns():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c' AND conname = %s",
                [model._meta.db_table, f"{model._meta.db_table}_{field.column}_sealed"],
            )
            assert cursor.fetchone()[0] == 1, field.place
    person = User.objects.create_user("p1", "王小明", AccountKind.PERSONAL)
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET phone = '13800005678' WHERE id = %s", [person.pk])


def test_a_row_that_is_sealed_when_it_is_made_has_its_key_before():
    """A sealed column that must not be empty belongs to a model whose rows have a key before they are written."""
    for model, field in sealed_columns():
        if not field.blank and not field.null:
            # A row that goes on from another has the key of that one, which is written first.
            assert isinstance(model._meta.pk, RowKey | UUIDField) or model._meta.parents, field.place


def raw(person: User) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number FROM accounts_user WHERE id = %s", [person.pk])
        return str(cursor.fetchone()[0])


def v1(text: str, place: str) -> str:
    """Seal as it was done before rows were bound."""
    key = HKDF(SHA256(), 32, None, f"zcps/field/{place}".encode()).derive(settings.FIELD_KEYS[0].encode())
    nonce = os.urandom(12)
    return "v1:" + base64.b64encode(nonce + AESGCM(key).encrypt(nonce, text.encode(), place.encode())).decode()
