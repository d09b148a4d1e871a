"""Issuing and revoking certificates.

The number (证书编号)
    ZC RRRR YYYY L NNNNNNN C — nineteen characters, written without spaces.
    ZC       fixed: 职称
    RRRR     first four digits of the region of the plan (3308: 衢州市)
    YYYY     year in which the title was won
    L        level: 1 员级, 2 助理级, 3 中级, 4 副高级, 5 正高级
    NNNNNNN  seven digits by chance: numbers cannot be walked through
    C        check character over the sixteen digits, ISO 7064 MOD 11-2 (0–9 or X), the scheme of identity numbers:
             it catches every single wrong digit and every two neighbours exchanged
"""

import datetime as dt
import hmac
import re
import secrets
import unicodedata
from typing import Any

from stdnum.iso7064 import mod_11_2

from reviews.enums import CertificateState, DocumentKind, Level, PlanKind
from reviews.models import Application, Certificate, IntegrityRecord, MeetingItem
from reviews.services import papers
from zcps import clock
from zcps.encryption import blind_index
from zcps.templatetags.masking import mask_id

_LEVELS = {
    Level.TECHNICIAN: 1,
    Level.ASSISTANT: 2,
    Level.INTERMEDIATE: 3,
    Level.ASSOCIATE_SENIOR: 4,
    Level.SENIOR: 5,
}
_FORM = re.compile(r"ZC(\d{16})([0-9X])")
_SERIAL_DIGITS = 7
INTEGRITY_YEARS = 3
# The QR code carries this much of a keyed hash of the number: who has the sheet may look it up without typing a name.
_KEY_LENGTH = 16


def new_number(region_code: str, year: int, level: str) -> str:
    """Return a number that no certificate has."""
    while True:
        serial = secrets.randbelow(10**_SERIAL_DIGITS)
        digits = f"{region_code[:4]}{year:04d}{_LEVELS[Level(level)]}{serial:0{_SERIAL_DIGITS}d}"
        number = f"ZC{digits}{mod_11_2.calc_check_digit(digits)}"
        if not Certificate.objects.filter(number=number).exists():
            return number


def normal_number(text: str) -> str:
    """Return a number as it is stored: full-width characters, spaces and hyphens do not matter, nor do small letters."""
    return re.sub(r"[\s\-—－]", "", unicodedata.normalize("NFKC", text)).upper()


def is_well_formed(number: str) -> bool:
    """Whether a normal number has the form of ours and its check character fits; asked before any look-up."""
    found = _FORM.fullmatch(number)
    return bool(found) and bool(mod_11_2.is_valid(number[2:]))


def key_of(number: str) -> str:
    """Return the proof that somebody holds the sheet: part of its QR code, not to be guessed from the number."""
    return blind_index(number, "certificate_qr")[:_KEY_LENGTH]


def opens(number: str, key: str) -> bool:
    """Whether the key belongs to the number."""
    return hmac.compare_digest(key_of(number), key)


def issue(application: Application, document_number: str) -> Certificate:
    """Write the certificate of a case that has just been announced, its content frozen, and ask for its document.

    Args:
        application: the case.
        document_number: of the document that announced the results (公布文号).
    """
    won_on = _won_on(application)
    assert application.title is not None  # noqa: S101 - the data base holds it: a filed case has a title
    certificate = Certificate.objects.create(
        application=application,
        number=new_number(application.plan.region.code, won_on.year, application.title.level),
        content=content_of(application, won_on, document_number),
        issued_at=clock.now(),
    )
    papers.request(DocumentKind.CERTIFICATE, application=application)
    return certificate


def content_of(application: Application, won_on: dt.date, document_number: str) -> dict[str, Any]:
    """Return what the certificate says, from the frozen case (facts 4.4); the ID number only masked."""
    person, plan, title = application.applicant, application.plan, application.title
    assert title is not None  # noqa: S101 - as above
    return {
        "name": person.user.name,
        "gender": person.get_gender_display(),
        "id_type": person.user.id_type,
        "id_masked": mask_id(person.user.id_number),
        "series": plan.series,
        "specialty": application.specialty,
        "title": title.name,
        "level": title.get_level_display(),
        "way": PlanKind(plan.kind).label,
        "employer": application.employer.name if application.employer else "",
        "committee": title.committee.name,
        "obtained_on": won_on.isoformat(),
        "document_number": document_number,
        "issued_by": plan.hr_bureau.name,
        "issued_on": clock.today().isoformat(),
    }


def _won_on(application: Application) -> dt.date:
    """Return the day on which the committee passed the case; today where no panel voted (初定)."""
    passed = MeetingItem.objects.filter(application=application, passed=True, closed_at__isnull=False)
    item = passed.order_by("-pk").first()
    closed_at = item.closed_at if item else None
    return closed_at.astimezone(clock.SHANGHAI).date() if closed_at else clock.today()


def revoke(application: Application, reason: str, clause: str, body: str) -> None:
    """Mark the certificate as revoked and write the integrity record, kept three years (S0 三(二))."""
    moment, day = clock.now(), clock.today()
    Certificate.objects.filter(application=application).update(
        state=CertificateState.REVOKED, revoked_at=moment, revocation_reason=reason
    )
    papers.void_all_of(application)
    IntegrityRecord.objects.create(
        profile=application.applicant,
        application=application,
        reason=reason,
        clause=clause,
        starts_on=day,
        ends_on=_years_after(day, INTEGRITY_YEARS),
        recorded_by=body,
    )


def _years_after(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
