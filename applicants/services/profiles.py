"""Writing the profile."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import StoredFile, User
from applicants.enums import Gender
from applicants.models import Profile
from employers.enums import EmployerStage
from employers.models import Employer
from zcps import clock

_ACCOUNT_FIELDS = ("phone", "email")
_ID_LENGTH = 18


class EmployerNotBoundError(Exception):
    """The employer cannot be chosen yet; the message is a Chinese sentence that says what to do."""


def own_profile(user: User) -> Profile:
    """Return the person's profile; at the first call make it, with what the identity card tells."""
    profile, _ = Profile.objects.get_or_create(user=user, defaults=facts_of_card(user))
    return profile


def facts_of_card(user: User) -> dict[str, Any]:
    """Return gender and birthday as the number of an identity card tells them; nothing for other documents."""
    number = user.id_number
    if user.id_type != "身份证" or len(number) != _ID_LENGTH:
        return {}
    try:
        born = dt.date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    except ValueError:
        return {}
    return {"born_on": born, "gender": Gender.MALE if int(number[16]) % 2 else Gender.FEMALE}


@transaction.atomic
def save_profile(profile: Profile, values: Mapping[str, Any]) -> dt.datetime:
    """Store checked values; e-mail and phone belong to the account. Return the moment."""
    fresh = Profile.objects.select_for_update(of=("self",), no_key=True).select_related("user").get(pk=profile.pk)
    account = {name: value for name, value in values.items() if name in _ACCOUNT_FIELDS}
    for name, value in values.items():
        setattr(fresh.user if name in account else fresh, name, value)
    if account:
        fresh.user.save(update_fields=[*account])
    fresh.updated_at = clock.now()
    fresh.save(update_fields=[*(values.keys() - account.keys()), "updated_at"])
    return fresh.updated_at


def choose_employer(profile: Profile, employer: Employer) -> dt.datetime:
    """Bind the person to a registered employer; raise EmployerNotBoundError where it is not bound (S2 附件2-2)."""
    if employer.stage != EmployerStage.BOUND:
        raise EmployerNotBoundError("该单位尚未完成注册，不能选择。请联系单位人事部门先行注册。")
    return save_profile(profile, {"employer": employer})


def set_photo(profile: Profile, photo: StoredFile) -> dt.datetime:
    """Put a stored picture in as the photo."""
    return save_profile(profile, {"photo": photo})
