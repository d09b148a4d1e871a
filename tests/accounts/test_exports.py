"""Lists of people taken along as files: the journal says who took which and how many rows; no export is forgotten."""

import re

import pytest
from django.urls import reverse

from accounts.actor import PUBLIC
from accounts.enums import AgencyKind
from accounts.models import JournalEntry
from accounts.services import exports
from tests.accounts import people
from zcps.services import ROOT

pytestmark = pytest.mark.django_db
# What has no person in it: offices, rules, days, figures, templates, what is public anyway, or notes its own reason.
NOBODY = {
    "calendar", "committees", "credit-imports", "credit-records", "credits-", "entrusted-replies", "expert-proposals",
    "filings", "inquiries", "journal_heads", "office_plans", "office_publicities", "policies", "spot_checks",
    "supervision", "table_import", "tables", "watch",
}  # fmt: skip


def unnoted() -> set[str]:
    """The exports that are not noted, by the name of their file, or of their module where that is in Chinese."""
    found = set()
    for path in (path for app in ("applicants", "credits", "reviews") for path in (ROOT / app).rglob("views/*.py")):
        for call in re.findall(r"return (?:table_of|csv_of)\(.*?\n(?=\n|    \S|\S)", path.read_text(), re.DOTALL):
            if "by=" not in call:
                name = re.search(r'\(f?"([a-z-]+)', call)
                found.add(name.group(1) if name else path.stem)
    return found


def test_every_list_of_people_is_noted_and_the_others_are_known():
    assert unnoted() == NOBODY


def test_who_took_a_list_is_in_the_journal_and_the_public_is_nobody(client):
    office = people.make_agency(AgencyKind.HR_BUREAU)
    user = people.make_office_user(office)
    people.sign_in(client, user)
    answer = client.get(reverse("worklist_export"))
    assert answer.status_code == 200
    entry = JournalEntry.objects.get(act=exports.EXPORTED)
    assert (entry.data["rows"], entry.data["list"][:4], entry.subject_id) == (0, "申报清单", user.pk)
    exports.note(PUBLIC, "records", 3)
    assert JournalEntry.objects.filter(act=exports.EXPORTED).count() == 1
