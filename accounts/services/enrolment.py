"""The first sign-in of an office account: a second factor of its own and a password nobody else knows."""

from base64 import b32encode

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User

PHONE = "手机动态口令"


def begin(user: User) -> None:
    """Prepare the device whose QR code is shown; it stays the same until it is confirmed."""
    TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": PHONE})


def device_to_enrol(user: User) -> TOTPDevice | None:
    """Return the device that waits to be confirmed, if there is one."""
    device: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device


def enrolment_address(device: TOTPDevice) -> str:
    """Return the otpauth:// address that the phone reads from the QR code."""
    address: str = device.config_url
    return address


def readable_key(device: TOTPDevice) -> str:
    """Return the key in groups of four, for those whose camera does not work."""
    key = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


@transaction.atomic
def confirm(user: User, device: TOTPDevice, code: str, password: str) -> bool:
    """Confirm the device and replace the initial password; False, and nothing changed, where the code is wrong."""
    if not device.verify_token(code):
        return False
    device.confirmed = True
    device.save()
    user.set_password(password)
    user.save()
    return True
