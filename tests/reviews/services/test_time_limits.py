"""Time limits when the holidays are announced otherwise: put off where a counted day is gone, never shortened."""

import datetime as dt

import pytest

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import JournalEntry, Notice
from law.calendar import WorkingCalendar
from reviews.documents.build import VIEWS, html_of
from reviews.enums import DocumentKind, PublicityKind, Stage
from reviews.models import Application, CalendarNotice, Complaint, Correction, Inquiry, Objection, Revocation
from reviews.selectors.calendar import known_calendar
from reviews.services.inquiries import receive
from reviews.services.publicity import open_for
from reviews.services.sweep import recount_after_notices
from reviews.services.time_limits import LIMITS, counted_anew
from reviews.steps.base import perform
from reviews.steps.extend_objection import EXTEND_OBJECTION
from reviews.steps.file_complaint import FILE_COMPLAINT
from reviews.steps.not_recommend import NOT_RECOMMEND
from reviews.steps.object import keep_objection
from reviews.steps.propose_revocation import PROPOSE_REVOCATION
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from tests.conftest import Clock
from tests.reviews import filed
from tests.reviews.refusals import DEFECTS
from tests.reviews.views.test_calendar import approved, content, row
from zcps.templatetags.chinese import cn_deadline

pytestmark = pytest.mark.django_db
LATE = "2040-01-01T00:00:00+08:00"


def running() -> dict[str, list[dt.datetime]]:
    return {
        sort: list(limit.running().order_by("pk").values_list("due_at", flat=True)) for sort, limit in LIMITS.items()
    }


@pytest.fixture
def case(clock: Clock) -> Application:
    """Returned for correction; of the same plan an objection, a complaint and a hearing."""
    clock.set("2026-12-28 10:00")
    leg = {"kind": "industry_bureau", "label": "经信部门", "closes": LATE}
    plan = filed.plan(employer_closes=LATE, route=[leg])
    returned = filed.case(Stage.RECOMMENDATION, under=plan)
    office = filed.holder(returned)
    perform(RETURN_FOR_CORRECTION, returned, office, defects=DEFECTS)
    refused = perform(NOT_RECOMMEND, filed.case(Stage.RECOMMENDATION, under=plan), office, text="业绩不符。")
    perform(FILE_COMPLAINT, refused, Actor(Role.APPLICANT, refused.applicant.user), text="材料齐全。")
    won = filed.case(Stage.ANNOUNCED, under=plan)
    perform(PROPOSE_REVOCATION, won, filed.officer(plan.hr_bureau), reason="抄袭。", clause="44号 三(二)")
    employer = filed.employer()
    shown = filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=plan, of=employer)
    handler = filed.handler(employer)
    publicity = open_for(PublicityKind.EMPLOYER, plan, [shown], handler)
    kept = keep_objection(publicity, publicity.entries.get(), receipt="YY1", text="内容", name="某", contact="某")
    perform(EXTEND_OBJECTION, kept, handler, days=3, text="须调取原件。")
    Objection.objects.update(warned_at=clock.now)
    asked = {"topic": "other", "name": "某", "email": "a@example.com", "text": "问"}
    receive(plan.office, plan, **asked)
    return Application.objects.get(pk=returned.pk)


def test_every_limit_is_put_off_once_and_whoever_it_concerns_is_told(case: Application) -> None:
    told = running()
    assert all(len(ends) == 1 for ends in told.values())
    # Nothing was announced for 2027: 4 and 5 January counted as working days until now.
    approved(content(row("元旦", "2027-01-01", "2027-01-05"), published="2026-12-28"))
    recount_after_notices()
    now = running()
    # Two days are gone, and every limit ran over them: each ends two working days later, weekends in between.
    known = known_calendar()
    for sort, [end] in now.items():
        start = getattr(LIMITS[sort].running().get(), LIMITS[sort].start)
        assert end > told[sort][0], sort
        assert end == counted_anew(start, told[sort][0], _as_it_was(), known), sort
    case.refresh_from_db()
    assert case.due_at == Correction.objects.get().due_at == now["correction"][0]
    former, letter = case.documents.filter(kind=DocumentKind.CORRECTION_NOTICE).order_by("pk")
    assert (former.voided_at is None, letter.voided_at) == (False, None)
    assert cn_deadline(case.due_at) in html_of(letter, VIEWS[letter.kind](letter))
    assert Objection.objects.get().warned_at is None
    assert JournalEntry.objects.filter(act="recompute_time_limit").count() == len(LIMITS)
    people = set(Notice.objects.filter(title="办理期限顺延").values_list("recipient", flat=True))
    complaint, hearing = Complaint.objects.get(), Revocation.objects.get()
    assert {each.application.applicant.user_id for each in (Correction.objects.get(), complaint, hearing)} < people
    assert set(complaint.agency.officers.values_list("user", flat=True)) < people
    # Whoever counts once more finds nothing to change, also where the first pass was cut short before it was noted.
    CalendarNotice.objects.update(recounted_at=None)
    recount_after_notices()
    assert running() == now


def test_a_limit_that_begins_between_approval_and_recount_is_left(case: Application) -> None:
    approved(content(row("元旦", "2027-01-01", "2027-01-05"), published="2026-12-28"))
    late = receive(case.plan.office, case.plan, topic="other", name="某", email="a@example.com", text="问")
    recount_after_notices()
    assert Inquiry.objects.get(pk=late.pk).due_at == late.due_at


def _as_it_was() -> WorkingCalendar:
    return known_calendar().known_on(dt.date(2026, 12, 27))


def test_a_limit_that_was_told_is_never_shortened_and_one_that_was_answered_is_left(case: Application) -> None:
    told = running()
    Complaint.objects.update(stage="dismissed")
    # A Sunday before every one of the ends becomes a working day.
    approved(content(row("元旦", "2027-01-01", "", "2027-01-03"), published="2026-12-28"))
    recount_after_notices()
    assert running() == {**told, "complaint": []}
    assert not JournalEntry.objects.filter(act="recompute_time_limit").exists()
