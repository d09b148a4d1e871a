"""The one-time codes that a demonstration shows because its visitors hold no officer's phone."""

from dataclasses import dataclass

from django.db.models import Q
from django_otp.oath import TOTP

from accounts.models import Phone

SHOWN = 40


@dataclass(frozen=True)
class Code:
    """What the phone of one office account shows now."""

    user_name: str
    name: str
    agency: str
    code: str
    is_bound: bool


def codes(query: str) -> list[Code]:
    """Return the present codes of some office accounts, bound or about to be."""
    devices = Phone.objects.filter(user__is_active=True).select_related("user").order_by("user__key")
    if query:
        wanted = Q(user__key__contains=query) | Q(user__name__contains=query)
        devices = devices.filter(wanted | Q(user__offices__agency__name__contains=query)).distinct()
    return [_code(device) for device in devices.prefetch_related("user__offices__agency")[:SHOWN]]


def _code(device: Phone) -> Code:
    agency = next((office.agency.name for office in device.user.offices.all() if office.ended_on is None), "")
    number = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift).token()
    return Code(device.user.key, device.user.name, agency, f"{number:0{device.digits}}", device.confirmed)
