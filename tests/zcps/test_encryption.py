"""Encrypted fields and blind indexes."""

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from accounts.enums import AccountKind
from accounts.models import User
from zcps.encryption import blind_index, seal, unseal

PLACE = "accounts_user.id_number"


def test_what_is_sealed_opens_again():
    assert unseal(seal("330102199001011234", PLACE), PLACE) == "330102199001011234"


def test_the_same_text_is_never_sealed_alike():
    assert seal("王", PLACE) != seal("王", PLACE)


def test_a_value_moved_to_another_column_does_not_open():
    with pytest.raises(InvalidTag):
        unseal(seal("王", PLACE), "accounts_user.phone")


def test_a_changed_value_does_not_open():
    sealed = seal("王小明", PLACE)
    with pytest.raises(InvalidTag):
        unseal(sealed[:-4] + ("AAAA" if sealed[-4:] != "AAAA" else "BBBB"), PLACE)


def test_keys_rotate(settings):
    settings.FIELD_KEYS = ["old"]
    sealed = seal("王", PLACE)
    settings.FIELD_KEYS = ["new", "old"]
    assert unseal(sealed, PLACE) == "王"
    renewed = seal("王", PLACE)
    settings.FIELD_KEYS = ["old"]
    with pytest.raises(InvalidTag):
        unseal(renewed, PLACE)


def test_a_blind_index_is_stable_and_bound_to_purpose_and_key(settings):
    index = blind_index("330102199001011234", "id_number")
    assert index == blind_index("330102199001011234", "id_number")
    assert index != blind_index("330102199001011234", "phone")
    settings.INDEX_KEY = "another"
    assert index != blind_index("330102199001011234", "id_number")


@pytest.mark.django_db
def test_the_database_never_sees_the_text():
    person = User.objects.create_user("p1", "王小明", AccountKind.PERSONAL, phone="13800005678")
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM accounts_user WHERE id = %s", [person.pk])
        stored = cursor.fetchone()[0]
    assert stored.startswith("v1:")
    assert "13800005678" not in stored
    assert User.objects.get(pk=person.pk).phone == "13800005678"
