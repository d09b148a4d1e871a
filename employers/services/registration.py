"""The draft of a registration, saved field by field while it is filled in."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.services.files import keep
from employers.enums import EmployerStage
from employers.models import Employer
from zcps import clock
from zcps.uploads import CleanFile

OPEN = frozenset({EmployerStage.DRAFT, EmployerStage.RETURNED})


class RegistrationClosedError(Exception):
    """The registration cannot be changed any more; the message is a Chinese sentence."""


@transaction.atomic
def save_draft(user: User, values: Mapping[str, Any]) -> dt.datetime:
    """Store checked values in the registration of the officer's legal person, begun here if need be; return the moment.

    Args:
        user: the officer; name, code and representative are his account's.
        values: by field; the letter as a CleanFile.

    Raises:
        RegistrationClosedError: it is being examined, or is bound.
    """
    first = {"name": user.legal_name, "legal_representative": user.legal_representative}
    Employer.objects.get_or_create(uscc=user.uscc, defaults=first)
    employer = Employer.objects.select_for_update(of=("self",), no_key=True).get(uscc=user.uscc)
    if employer.stage not in OPEN:
        raise RegistrationClosedError(
            f"单位注册当前为“{employer.get_stage_display()}”，不能再修改。请刷新页面查看最新进展。"
        )
    for field, value in values.items():
        setattr(employer, field, keep(value, user) if isinstance(value, CleanFile) else value)
    if values:
        employer.save(update_fields=[*values])
    return clock.now()
