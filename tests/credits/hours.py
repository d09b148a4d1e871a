"""Credits for tests: make_entry(profile, …) → a complete draft; recognise_all(profile, registrar)."""

from decimal import Decimal

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from accounts.models import Region
from accounts.steps.base import perform
from applicants.models import Profile
from credits.enums import CreditKind, CreditStage
from credits.models import CreditEntry
from credits.services.entries import start_entry
from credits.steps.recognise_entry import recognise_entry
from credits.steps.submit_entry import submit_entry
from tests.accounts.people import make_agency, make_office_user
from tests.applicants.archives import applicant, make_file


def make_registrar(region: Region) -> Actor:
    agency = make_agency(AgencyKind.REGISTRAR, region)
    return Actor(Role.REGISTRAR, make_office_user(agency, "某登记员"), agency)


def make_entry(profile: Profile, **values) -> CreditEntry:
    """Three days of training in 2022: 18 professional hours."""
    given = {
        "year": 2022, "kind": CreditKind.PROFESSIONAL, "route": "CR-2", "title": "根艺创作研修班",
        "quantity": Decimal(3), "hours": 0, **values,
    }  # fmt: skip
    return start_entry(profile, given, make_file(profile.user))


def make_public(profile: Profile, hours: int = 18, **values) -> CreditEntry:
    given = {"kind": CreditKind.GENERAL_PUBLIC, "route": "", "quantity": Decimal(1), "title": "公需课", **values}
    return make_entry(profile, hours=hours, **given)


def submit_all(profile: Profile) -> None:
    for entry in CreditEntry.objects.filter(profile=profile, stage=CreditStage.DRAFT):
        perform(submit_entry, entry, by=applicant(profile.user))


def recognise_all(profile: Profile, registrar: Actor) -> None:
    """Submit every draft and recognise all that is submitted."""
    submit_all(profile)
    for entry in CreditEntry.objects.filter(profile=profile, stage=CreditStage.SUBMITTED):
        perform(recognise_entry, entry, by=registrar)
