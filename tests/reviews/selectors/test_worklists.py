"""Worklists: what stands in them, in which order, and at what cost."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import AgencyKind
from reviews.enums import Stage
from reviews.models import Application
from reviews.selectors import worklists
from reviews.selectors.calendar import read_once
from tests.reviews import filed

pytestmark = pytest.mark.django_db


def test_pages_follow_one_another_without_gap_or_repetition() -> None:
    plan, employer = filed.plan(), filed.employer()
    cases = [filed.case(Stage.RECOMMENDATION, under=plan, of=employer) for _ in range(9)]
    start = dt.datetime(2022, 9, 10, tzinfo=dt.UTC)
    # Equal deadlines, different ones, and none at all.
    for number, case in enumerate(cases):
        due = None if number % 3 == 0 else start + dt.timedelta(days=number % 2)
        Application.objects.filter(pk=case.pk).update(due_at=due)
    rows = Application.objects.all()
    seen, after, pages = [], "", []
    while True:
        page = worklists.page_of(rows, after=after, size=2)
        seen += [case.pk for case in page.cases]
        pages.append(page)
        if not page.after:
            break
        after = page.after
    expected = sorted(rows, key=lambda case: (case.due_at is None, case.due_at or start, case.pk))
    assert seen == [case.pk for case in expected]
    back = worklists.page_of(rows, before=pages[-1].before, size=2)
    assert [case.pk for case in back.cases] == [case.pk for case in pages[-2].cases]
    first = worklists.page_of(rows, before=pages[1].before, size=2)
    assert [case.pk for case in first.cases] == seen[:2]
    assert first.before == ""


def test_a_broken_key_shows_the_first_page() -> None:
    filed.case(Stage.RECOMMENDATION)
    assert len(worklists.page_of(Application.objects.all(), after="nonsense").cases) == 1


def test_counts_are_exact_to_a_hundred_and_one_query() -> None:
    case = filed.case(Stage.RECOMMENDATION)
    actor = filed.officer(filed.agency(AgencyKind.INDUSTRY_BUREAU))
    bench = worklists.bench_of(actor)
    with read_once(), CaptureQueriesContext(connection) as queries:
        found = worklists.counts(bench)
    assert found == {"held": 1, "soon": 0, "doubts": 0, "corrected": 0, "done": 0}
    # What the working days are is asked once for a whole request.
    assert len([query for query in queries if "reviews_calendarnotice" not in query["sql"]]) == 1
    assert case.holder_id == actor.agency_id
    assert worklists.count_words(101) == "100+"


def test_an_employer_sees_its_own_filed_cases_only() -> None:
    own = filed.case()
    filed.case()
    draft = filed.case(Stage.DRAFT, of=own.employer, under=own.plan)
    Application.objects.filter(pk=draft.pk).update(filed_at=None, snapshot=None)
    bench = worklists.bench_of(filed.handler(own.employer), own.employer)
    assert [case.pk for case in bench.cases] == [own.pk]


def test_what_an_office_has_done_stays_in_sight() -> None:
    case = filed.case(Stage.RECOMMENDATION, leg=1)
    first = filed.officer(filed.agency(AgencyKind.INDUSTRY_BUREAU))
    said = {"stage": case.stage, "body": first.agency.name, "verdict": "agree", "text": "同意", "officer": ""}
    case.opinions.create(snapshot=case.snapshot, given_at=case.entered_at, **said)
    assert [found.pk for found in worklists.examined_by(first)] == [case.pk]
    assert not worklists.examined_by(filed.officer(filed.agency(AgencyKind.HR_BUREAU))).exists()


@pytest.mark.parametrize("words", ["叶知秋", "工艺美术师", "ABCD"])
def test_search_finds_names_titles_and_codes(words: str) -> None:
    case = filed.case(name="叶知秋")
    words = case.snapshot.short_code.lower() if words == "ABCD" else words
    assert [found.pk for found in worklists.searched(Application.objects.all(), words)] == [case.pk]
    assert not worklists.searched(Application.objects.all(), "查无此人").exists()
