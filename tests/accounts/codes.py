"""An office account with a phone, and what the phone shows."""

from base64 import b32encode
from typing import Any

import pyotp
from django.test import Client
from django.urls import reverse

from accounts.models import Phone, User
from tests.accounts import people


def office_user() -> tuple[User, Phone]:
    user = people.make_office_user(people.make_agency())
    return user, bind(user)


def bind(user: User) -> Phone:
    return Phone.objects.create(user=user, name="phone", confirmed=True)


def code_of(device: Phone) -> str:
    return pyotp.TOTP(b32encode(device.bin_key).decode()).now()


def try_in(client: Client, user: User, password: str = people.PASSWORD, code: str = "", **header: str) -> Any:
    typed = {"user_name": user.key, "password": password, "code": code}
    return client.post(reverse("sign_in"), typed, **header)  # type: ignore[arg-type]
