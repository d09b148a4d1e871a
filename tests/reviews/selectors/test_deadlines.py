"""The lead of a meeting's filing: 一周前 as seven days or as five working days (X53, AMB-34)."""

import datetime as dt

import pytest

from reviews.enums import LeadUnit
from reviews.models import Plan
from reviews.selectors.deadlines import first_meeting_day


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "days", "unit", "expected"),
    [
        ("2022-09-19 10:00", 7, LeadUnit.CALENDAR, dt.date(2022, 9, 26)),
        ("2022-09-19 10:00", 5, LeadUnit.WORKING, dt.date(2022, 9, 26)),
        # The National Day holiday, with work on Saturday 8 and Sunday 9 October.
        ("2022-09-28 10:00", 7, LeadUnit.CALENDAR, dt.date(2022, 10, 5)),
        ("2022-09-28 10:00", 5, LeadUnit.WORKING, dt.date(2022, 10, 10)),
        ("2022-09-28 23:59", 0, LeadUnit.WORKING, dt.date(2022, 9, 28)),
    ],
)
def test_the_first_day_of_a_meeting_filed_today(clock, today, days, unit, expected):
    clock.set(today)
    assert first_meeting_day(Plan(filing_lead_days=days, filing_lead_unit=unit)) == expected
