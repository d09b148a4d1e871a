"""Filling in a profile and an archive, having the records verified, and the hours recognised."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.enums import AccountKind, Role
from accounts.identity import GovAssertion
from accounts.models import User
from accounts.services.files import keep
from accounts.services.sign_in import account_of
from accounts.steps.base import perform
from applicants.enums import EmploymentKind, Module
from applicants.models import ArchiveRecord, Profile
from applicants.modules import MODULES, pairs_of, values_of
from applicants.services.profiles import choose_employer, own_profile, save_profile
from applicants.services.records import add_evidence, save_fields, start_record
from applicants.steps.submit_record import submit_record
from applicants.steps.verify_record import verify_record
from credits.enums import CreditKind
from credits.services.entries import start_entry
from credits.steps.recognise_entry import recognise_entry
from credits.steps.submit_entry import submit_entry
from reviews.demo.careers import INTERMEDIATE, Career, is_public
from reviews.demo.cast import Person, cast, chance
from reviews.demo.sheets import photo, sheet

# Years of public courses and of training in the craft that a junior and an intermediate title ask for (S0 四).
_YEARS_ASKED = ((3, 3), (4, 2))


def sign_in(person: Person) -> Actor:
    """Return the person's account, as the first sign-in makes it."""
    said = GovAssertion(AccountKind.PERSONAL, person.name, person.id_number, 3, person.phone)
    return Actor(Role.APPLICANT, account_of(said))


@transaction.atomic
def fill_in(career: Career, officer: Actor, registrar: Actor | None) -> Profile:
    """Write profile and archive of one person; the employer's officer verifies every record.

    Hours are booked where somebody recognises them: an initial determination asks for none.
    """
    person = sign_in(career.person)
    assert person.user is not None  # noqa: S101 - a person is an account
    profile = write_profile(career, person.user)
    for module, values in career.records():
        record = add_record(profile, module, values)
        perform(submit_record, record, person)
        perform(verify_record, record, officer)
    if registrar:
        book_hours(profile, career, person, registrar)
    return Profile.objects.select_related("user", "employer__region").get(pk=profile.pk)


def write_profile(career: Career, user: User) -> Profile:
    """Fill in the profile and choose the employer."""
    profile, pick, region = own_profile(user), chance(career.person.id_number), career.employer.region
    choose_employer(profile, career.employer)
    establishment = EmploymentKind.ESTABLISHMENT if is_public(career.employer) else EmploymentKind.CONTRACT
    values = {
        "ethnicity": pick.choice(cast()["ethnicities"]),
        "political_status": pick.choice(["群众", "中共党员", "共青团员"]),
        "birthplace": "浙江衢州", "health": "健康", "languages": "英语（一般）", "phone": career.person.phone,
        "email": career.person.email, "employment": establishment, "post": "设计师", "craft": career.craft,
        "craft_started_on": dt.date(career.graduated, 7, 1), "work_started_on": dt.date(career.graduated, 7, 1),
        "insurance_region": region, "file_region": region, "contract_region": region,
        "photo": keep(photo(career.person.id_number), user),
    }  # fmt: skip
    save_profile(profile, values)
    profile.refresh_from_db()
    return profile


def add_record(profile: Profile, module: Module, values: dict[str, Any]) -> ArchiveRecord:
    """Write one record with every file that proves it."""
    record = save_fields(start_record(profile, module), values)
    given = values_of(record)
    for number, proof in enumerate(MODULES[module].proofs):
        if proof.needed(given):
            _prove(record, profile.user, proof.labels[0], as_pdf=number % 2 == 0)
    return record


def _prove(record: ArchiveRecord, owner: User, label: str, *, as_pdf: bool) -> None:
    lines = (f"姓名：{owner.name}", *(f"{name}：{text}"[:26] for name, text in pairs_of(record)[:8]))
    add_evidence(record, keep(sheet(label, lines, as_pdf=as_pdf), owner), label)


def book_hours(profile: Profile, career: Career, person: Actor, registrar: Actor) -> None:
    """Submit the hours that the title asks for with the year's card as proof; the registrar recognises them."""
    public, trained = _YEARS_ASKED[career.title == INTERMEDIATE]
    proof = keep(
        sheet("继续教育学时卡", (f"姓名：{profile.user.name}", f"截至：{career.year}年"), as_pdf=True), profile.user
    )
    entries = [_course(year) for year in range(career.year - public + 1, career.year + 1)]
    entries += [_training(year, career.craft) for year in range(career.year - trained + 1, career.year + 1)]
    for values in entries:
        entry = perform(submit_entry, start_entry(profile, values, proof), person)
        perform(recognise_entry, entry, registrar)


def _course(year: int) -> dict[str, Any]:
    title = f"{year}年度专业技术人员公需课"
    return {
        "year": year,
        "kind": CreditKind.GENERAL_PUBLIC,
        "route": "",
        "title": title,
        "quantity": Decimal(1),
        "hours": 18,
    }


def _training(year: int, craft: str) -> dict[str, Any]:
    title = f"{craft}传承与创新研修（{year}）"
    return {"year": year, "kind": CreditKind.PROFESSIONAL, "route": "CR-2", "title": title, "quantity": Decimal(12)}
