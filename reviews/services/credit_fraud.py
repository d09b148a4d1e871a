"""What follows when a registrar cancels a falsified credit entry (S0 附件2 第八条): a record; holders are told."""

from collections.abc import Iterable

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind
from accounts.models import Agency, User
from accounts.selectors.offices import users_of
from accounts.services.notices import Message
from credits.models import CreditEntry
from credits.permissions import place_of
from credits.steps.cancel_entry import CONSEQUENCES
from reviews.enums import ENDED_WITHOUT_TITLE, IntegrityStage, Stage
from reviews.models import Application, IntegrityRecord
from reviews.selectors.joint import due_of
from zcps import clock

_NOT_OPEN = (Stage.DRAFT, Stage.ANNOUNCED, Stage.ARCHIVED, *ENDED_WITHOUT_TITLE)


class CreditFraud:
    """Goes into the integrity file without a period; open applications go on, for a person to judge them anew."""

    def record(self, entry: CreditEntry, reason: str, clause: str, by: Actor) -> None:
        """Write the record; how long it is kept is the HR bureau's to settle."""
        IntegrityRecord.objects.create(
            profile=entry.profile,
            reason=f"{entry.year} 年度学时“{entry.title}”弄虚作假：{reason}",
            clause=clause,
            starts_on=clock.today(),
            ends_on=IntegrityRecord.NO_END,
            recorded_by=by.agency.name if by.agency else by.label,
            stage=IntegrityStage.PERIOD_OPEN,
        )

    def told(self, entry: CreditEntry) -> Iterable[Message]:
        """Tell who holds an application that counted the hours, and the bureau that settles the period."""
        hours = f"{entry.profile.user.name} {entry.year} 年度“{entry.title}”的 {entry.hours} 学时因弄虚作假被撤销。"
        for case in _open_cases(entry):
            text = f"{hours}该申报提交时计入了此学时，请复核继续教育学时后再办理。"
            for user in _holders(case):
                yield Message(user, "申报所依据的学时被撤销", text, reverse("case", args=[case.pk]))
        text = f"{hours}规定没有写明诚信记录的期限，请核定。"
        for bureau in _bureaus(entry):
            for user in users_of(bureau):
                yield Message(user, "请核定诚信记录期限", text, reverse("integrity_records"))


def _open_cases(entry: CreditEntry) -> list[Application]:
    # What was frozen before the hours were recognised did not count them.
    rows = Application.objects.filter(applicant=entry.profile, snapshot__frozen_at__gte=entry.recognised_at)
    rows = rows.exclude(stage__in=_NOT_OPEN)
    return list(rows.select_related("holder", "employer"))


def _holders(case: Application) -> Iterable[User]:
    """The office that holds the case, every one that is due at a joint leg; its employer, while it lies there."""
    if due := due_of(case):
        return (user for agency in due for user in users_of(agency))
    rows = User.objects.filter(is_active=True, employer_offices__employer=case.employer)
    return rows.filter(employer_offices__ended_on=None).distinct()


def _bureaus(entry: CreditEntry) -> Iterable[Agency]:
    place = place_of(entry.profile)
    return Agency.objects.filter(kind=AgencyKind.HR_BUREAU, region=place) if place else ()


CONSEQUENCES.append(CreditFraud())
