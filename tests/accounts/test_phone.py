"""The secret of a phone lies sealed, also of one that was bound when it lay in clear."""

from importlib import import_module

import pytest
from django.db import connection
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import Phone
from tests.accounts import people
from tests.accounts.codes import code_of, office_user, try_in

pytestmark = pytest.mark.django_db


def test_the_secret_lies_in_no_column_as_it_is():
    _, phone = office_user()
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, secret FROM otp_totp_totpdevice JOIN accounts_phone ON id = totpdevice_ptr_id")
        [(clear, sealed)] = cursor.fetchall()
    assert clear == ""
    assert sealed.startswith("v2:")
    assert Phone.objects.get().secret == phone.secret


def test_a_phone_that_was_bound_before_goes_on_showing_codes():
    user = people.make_office_user(people.make_agency())
    bound = TOTPDevice.objects.create(user=user, name="phone", confirmed=True)
    code = code_of(bound)
    migration = import_module("accounts.migrations.0011_secrets_of_phones_are_sealed")
    for _again in range(2):
        migration.take_over(None, None)
    bound.refresh_from_db()
    assert bound.key == ""
    assert try_in(Client(), user, code=code).status_code == 302
