"""Credit cards: the year's statement that the platform issues, and whether one that was issued still holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Job
from accounts.services import jobs, journal
from applicants.models import Profile
from credits.enums import CreditKind, CreditOrigin, CreditStage
from credits.models import CreditCard, CreditEntry
from credits.selectors.entries import yearly_needs
from law.recognition import deemed_routes
from zcps import clock
from zcps.codes import random_code
from zcps.templatetags.masking import mask_id

PRINT = "credit_card"
_CODE_LENGTH = 12


def recognised_in(profile: Profile, year: int) -> list[CreditEntry]:
    """Return what counts in a year, by kind."""
    rows = CreditEntry.objects.filter(profile=profile, year=year, stage=CreditStage.RECOGNISED)
    return list(rows.select_related("card").order_by("kind", "recognised_at", "pk"))


def content_of(profile: Profile, year: int) -> dict[str, Any]:
    """Return what a card of the year says now."""
    entries = recognised_in(profile, year)
    hours = {kind.value: sum(e.hours for e in entries if e.kind == kind) for kind in CreditKind}
    public = hours[CreditKind.GENERAL_PUBLIC] + hours[CreditKind.INDUSTRY_PUBLIC]
    deemed = sum(entry.hours for entry in entries if entry.route in deemed_routes())
    return {
        "name": profile.user.name,
        "id_masked": mask_id(profile.user.id_number),
        "employer": profile.employer.name if profile.employer else "",
        "hours": {**hours, "public": public, "deemed": deemed, "total": public + hours[CreditKind.PROFESSIONAL]},
        "needs": yearly_needs(),
        "entries": [_line(entry) for entry in entries],
    }


def _line(entry: CreditEntry) -> dict[str, Any]:
    source = entry.card.name if entry.card else CreditOrigin(entry.origin).label
    recognised = entry.recognised_at.astimezone(clock.SHANGHAI).date().isoformat() if entry.recognised_at else ""
    return {
        "pk": entry.pk,
        "kind": entry.get_kind_display(),
        "title": entry.title,
        "hours": entry.hours,
        "source": source,
        "recognised": recognised,
    }


@transaction.atomic
def issue_card(profile: Profile, year: int, actor: Actor) -> tuple[CreditCard, Job | None]:
    """Return the year's card, a new one where something has changed since the last, and the job that prints it.

    A card that could not be signed yet is asked for again, and stays the one card.
    """
    content = content_of(profile, year)
    last = CreditCard.objects.filter(profile=profile, year=year).first()
    if last and last.content == content:
        return last, None if last.file_id else jobs.start(PRINT, actor, given={"pk": last.pk})
    code = random_code(_CODE_LENGTH)
    card = CreditCard.objects.create(profile=profile, year=year, code=code, content=content, issued_at=clock.now())
    job = jobs.start(PRINT, actor, given={"pk": card.pk})
    journal.record("issue_credit_card", card, actor, year=year, hours=content["hours"])
    return card, job


@dataclass(frozen=True)
class Standing:
    """Whether a card still holds: hours cancelled since, and hours recognised since."""

    cancelled: int
    added: int

    @property
    def holds(self) -> bool:
        """Whether every hour on it still counts."""
        return not self.cancelled


def standing_of(card: CreditCard) -> Standing:
    """Compare a card with what counts now (one query)."""
    printed = {line["pk"]: line["hours"] for line in card.content["entries"]}
    now = CreditEntry.objects.filter(profile=card.profile_id, year=card.year, stage=CreditStage.RECOGNISED)
    counted = dict(now.values_list("pk", "hours"))
    return Standing(_sum(printed, printed.keys() - counted.keys()), _sum(counted, counted.keys() - printed.keys()))


def _sum(hours: dict[int, int], keys: Iterable[int]) -> int:
    return sum(hours[key] for key in keys)
