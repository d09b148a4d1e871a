"""The first sign-in of an office account: a second factor of its own and a password nobody else knows."""

from base64 import b32encode

from django.db import transaction

from accounts.models import Phone, User

PHONE = "手机动态口令"


def begin(user: User) -> Phone:
    """Prepare the device whose QR code is shown; what was shown to another browser before is bound by nobody.

    Who gave the account knows its initial password too: he could look at a key first that the owner then binds.
    """
    Phone.objects.filter(user=user, confirmed=False).delete()
    made: Phone = Phone.objects.create(user=user, confirmed=False, name=PHONE)
    return made


def device_to_enrol(user: User, key: int) -> Phone | None:
    """Return the device with this key, while it waits to be confirmed."""
    device: Phone | None = Phone.objects.filter(user=user, confirmed=False, pk=key).first()
    return device


def enrolment_address(device: Phone) -> str:
    """Return the otpauth:// address that the phone reads from the QR code."""
    address: str = device.config_url
    return address


def readable_key(device: Phone) -> str:
    """Return the key in groups of four, for those whose camera does not work."""
    key = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


@transaction.atomic
def confirm(user: User, device: Phone, code: str, password: str) -> bool:
    """Confirm the device and replace the initial password; False, and nothing changed, where the code is wrong."""
    # Locked and read anew: of two requests at once, the second finds nothing that waits.
    waiting = Phone.objects.select_for_update(no_key=True).filter(pk=device.pk, confirmed=False).first()
    if waiting is None or not waiting.verify_token(code):
        return False
    waiting.confirmed = True
    waiting.save()
    user.set_password(password)
    user.save()
    return True
