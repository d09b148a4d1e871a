"""An expert declares his ties before any file opens to him; a tie is a recusal; a term is kept."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import JournalEntry
from reviews.enums import ConflictKind, ConflictSource, ConflictStage
from reviews.models import CommitteeTerm, Conflict, Declaration
from reviews.permissions import reviews_case
from reviews.steps.base import perform
from reviews.steps.check_in import CHECK_IN
from reviews.steps.declare_interests import DECLARE_INTERESTS
from reviews.steps.file_meeting import FILE_MEETING
from reviews.steps.schedule_meeting import SCHEDULE_MEETING
from tests.conftest import Clock
from tests.reviews.committee.factory import Hall, expert, hall, panel
from tests.reviews.committee.test_draw import refused
from tests.reviews.committee.test_pool import sign_in
from zcps import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Hall:
    return hall(cases=2)


def test_no_file_opens_before_the_declaration(room: Hall, client: Client) -> None:
    meeting = room.undeclared()
    seat = panel(meeting)[0]
    case, desk = room.cases[0], sign_in(client, expert(seat))
    assert not reviews_case(expert(seat), case)
    assert desk.get(reverse("case", args=[case.pk])).status_code == 404
    page = desk.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert reverse("declaration", args=[meeting.pk]) in page
    assert reverse("case", args=[case.pk]) not in page
    page = desk.get(reverse("declaration", args=[meeting.pk])).content.decode()
    assert case.applicant.user.name in page
    assert case.employer.name in page
    assert "青瓷《江郎》" not in page
    desk.post(reverse("declaration", args=[meeting.pk]), {"is_true": "on"})
    assert Declaration.objects.get(seat=seat).answers == {str(each.pk): "" for each in room.cases}
    assert desk.get(reverse("case", args=[case.pk])).status_code == 200


def test_a_declared_tie_is_a_recusal_and_closes_that_file_alone(room: Hall, client: Client) -> None:
    meeting = room.undeclared()
    seat, (tied, free) = panel(meeting)[0], room.cases
    desk = sign_in(client, expert(seat))
    form = {f"kind_{tied.pk}": "kin", f"note_{tied.pk}": "表兄弟", "is_true": "on"}
    assert desk.post(reverse("declaration", args=[meeting.pk]), form).status_code == 302
    conflict = Conflict.objects.get()
    assert (conflict.source, conflict.stage, conflict.kind) == ("declared", "confirmed", "kin")
    assert conflict.profile == tied.applicant
    assert meeting.items.get(application=tied).recusals.get().reason == "亲属：表兄弟"
    assert desk.get(reverse("case", args=[tied.pk])).status_code == 404
    assert desk.get(reverse("case", args=[free.pk])).status_code == 200
    assert "亲属" not in str([entry.data for entry in JournalEntry.objects.filter(act="declare_interests")])
    assert not JournalEntry.objects.filter(case_id=tied.pk, act__in=("recuse", "declare_interests")).exists()


def test_a_confirmed_tie_closes_the_file_without_a_recusal(room: Hall) -> None:
    meeting = room.drawn()
    seat, (tied, free) = panel(meeting)[0], room.cases
    Conflict.objects.create(
        committee=room.committee, expert=seat.expert, profile=tied.applicant, kind=ConflictKind.MENTOR,
        source=ConflictSource.REPORTED, stage=ConflictStage.CONFIRMED, created_at=clock.now(),
    )  # fmt: skip
    assert not reviews_case(expert(seat), tied)
    assert reviews_case(expert(seat), free)


def test_what_is_wrong_with_a_declaration_is_said_at_once_and_nothing_is_kept(room: Hall, client: Client) -> None:
    meeting = room.undeclared()
    who, case = expert(panel(meeting)[0]), room.cases[0]
    said = refused(DECLARE_INTERESTS, meeting, who, ties={case.pk: ("other", " "), 999_999: ("kin", "")})
    assert "其他利害关系" in said
    assert "不在本次议程" in said
    assert "请勾选确认" in said
    page = sign_in(client, who).post(reverse("declaration", args=[meeting.pk]), {f"note_{case.pk}": "写了一半"})
    assert page.status_code == 422
    assert "写了一半" in page.content.decode()
    assert not Declaration.objects.exists()


def test_nobody_signs_in_undeclared(room: Hall) -> None:
    meeting = room.undeclared()
    Clock().set(f"{meeting.convenes_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}")
    who = expert(panel(meeting)[0])
    assert "请先在会议页面声明利害关系" in refused(CHECK_IN, meeting, who)
    perform(DECLARE_INTERESTS, meeting, who, ties={}, is_true=True)
    perform(CHECK_IN, meeting, who)


def test_it_is_made_once(room: Hall, client: Client) -> None:
    meeting = room.undeclared()
    who = expert(panel(meeting)[0])
    perform(DECLARE_INTERESTS, meeting, who, ties={}, is_true=True)
    assert "您已提交" in refused(DECLARE_INTERESTS, meeting, who, ties={}, is_true=True)
    assert "您已提交" in sign_in(client, who).get(reverse("declaration", args=[meeting.pk])).content.decode()


def test_a_meeting_outside_of_a_recorded_term_is_refused(room: Hall) -> None:
    day = (clock.now() + dt.timedelta(days=8)).date()
    term = CommitteeTerm.objects.create(
        committee=room.committee, number=3, starts_on=day - dt.timedelta(days=900), ends_on=day
    )
    meeting = room.scheduled()
    CommitteeTerm.objects.filter(pk=term.pk).update(ends_on=day - dt.timedelta(days=1))
    sentence = refused(FILE_MEETING, meeting, room.office)
    assert "不在" in sentence
    assert "第 3 届" in sentence
    Clock().advance(hours=1)
    assert "任期" in refused(SCHEDULE_MEETING, room.plan, room.office, **room.form(applications=[]))


def test_an_experts_own_word_does_not_stand_under_what_officers_thought(room: Hall, client: Client) -> None:
    meeting = room.undeclared()
    seat, tied = panel(meeting)[0], room.cases[0]
    known = Conflict.objects.create(
        committee=room.committee, expert=seat.expert, profile=tied.applicant, kind=ConflictKind.KIN,
        source=ConflictSource.REPORTED, stage=ConflictStage.DISMISSED, created_at=clock.now(), reason="同名不同人",
        proposed_by=room.office.user, decided_by=room.bureau.user, proposed_at=clock.now(), decided_at=clock.now(),
    )  # fmt: skip
    form = {f"kind_{tied.pk}": "kin", f"note_{tied.pk}": "表兄弟", "is_true": "on"}
    sign_in(client, expert(seat)).post(reverse("declaration", args=[meeting.pk]), form)
    known.refresh_from_db()
    assert (known.stage, known.note) == (ConflictStage.CONFIRMED, "表兄弟")
    assert (known.reason, known.proposed_by, known.decided_by, known.decided_at) == ("", None, None, None)
