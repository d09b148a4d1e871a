"""The draft of a self-appointing institution's filing."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.services.files import keep
from employers.enums import SelfFilingStage
from employers.models import Employer, SelfFiling
from zcps import clock
from zcps.uploads import CleanFile

OPEN = frozenset({SelfFilingStage.DRAFT, SelfFilingStage.RETURNED})


class SelfFilingClosed(Exception):
    """The filing cannot be changed now; the message is a Chinese sentence that says why."""


@dataclass(frozen=True)
class Filed:
    """What the form told: figures by name, a note, and a file where one was sent."""

    figures: dict[str, Any]
    note: str
    file: CleanFile | None


@transaction.atomic
def save_filing(employer: Employer, kind: str, year: int, told: Filed, by: User) -> SelfFiling:
    """Store a draft, begun here if need be; a file that was not sent again stays. Raises SelfFilingClosed."""
    filing, _ = SelfFiling.objects.get_or_create(
        employer=employer, kind=kind, year=year, defaults={"saved_at": clock.now()}
    )
    filing = SelfFiling.objects.select_for_update(of=("self",), no_key=True).get(pk=filing.pk)
    if filing.stage not in OPEN:
        now = filing.get_stage_display()
        raise SelfFilingClosed(f"该备案当前为“{now}”，不能再修改。请联系人力社保部门退回后修改。")
    filing.figures, filing.note, filing.saved_at = told.figures, told.note, clock.now()
    if told.file is not None:
        filing.document = keep(told.file, by)
    filing.save()
    return filing
