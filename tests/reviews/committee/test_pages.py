"""Every page of the vertical opens for whom it is, and shows what it must, at both widths."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from accounts.actor import Actor
from accounts.enums import Role
from accounts.middleware import HAT
from accounts.services.seed import load_regions_and_agencies
from reviews.enums import Choice, Stage
from reviews.models import Application, Certificate
from reviews.services.committees import load_committees
from reviews.steps.base import perform
from reviews.steps.cast import CAST
from reviews.steps.check_in import CHECK_IN
from reviews.steps.close_item import CLOSE_ITEM
from reviews.steps.judge_conflict import report
from reviews.steps.open_item import OPEN_ITEM
from reviews.steps.propose_removal import PROPOSE_REMOVAL
from reviews.steps.renew_term import RENEW_TERM
from reviews.steps.revoke import REVOKE
from tests import looks
from tests.reviews.committee.factory import chair, draw_of, expert, first_item, hall, panel, told

DAY = dt.date(2022, 1, 1)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def look(browser, settings):
    """look(user, name, path): open the page, see it at both widths; keep pictures where ZCPS_SCREENS says so."""
    opened: dict[str, Page] = {}

    def page_of(actor):
        who = f"{actor.user.pk} {actor.key}" if actor else ""
        if who not in opened:
            opened[who] = browser(actor.user if actor else None)
            if actor:
                _wear(opened[who], settings, actor)
        return opened[who]

    def open_both(actor, name, path):
        page = page_of(actor)
        page.set_viewport_size(looks.DESK)
        answer = looks.reach(page, path)
        assert answer.status == 200, (name, answer.status)
        for _width in looks.on_both(page):
            looks.fits(page, name)
            looks.picture(page, f"meeting/{name}")

    return open_both


def _wear(page, settings, actor):
    from importlib import import_module

    store = import_module(settings.SESSION_ENGINE).SessionStore
    cookie = next(c for c in page.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME)
    session = store(cookie["value"])
    session[HAT] = actor.key
    session.save()


def test_before_the_meeting(look) -> None:
    room = hall(cases=5, experts=24)
    look(room.office, "experts", reverse("experts"))
    look(room.office, "expert-add", reverse("expert_add"))
    look(room.office, "expert", reverse("expert", args=[room.experts[0].pk]))
    membership = room.experts[0].memberships.get()
    look(room.office, "expert-removal", reverse("membership_act", args=[membership.pk, "propose_removal"]))
    look(room.office, "choose", reverse("meeting_choose"))
    look(room.office, "new", reverse("meeting_new", args=[room.plan.pk, room.committee.pk]))
    meeting = room.scheduled()
    look(room.office, "scheduled", reverse("meeting", args=[meeting.pk]))
    look(room.office, "act-file", reverse("meeting_act", args=[meeting.pk, "file_meeting"]))
    look(room.office, "act-cancel", reverse("meeting_act", args=[meeting.pk, "cancel_meeting"]))
    look(room.office, "edit", reverse("meeting_edit", args=[meeting.pk]))
    look(room.office, "agenda", reverse("agenda", args=[meeting.pk]))


def test_committees_pools_and_ties(look) -> None:
    room = hall(cases=3, experts=16)
    board, one = room.committee, room.experts[0]
    perform(RENEW_TERM, board, room.bureau, starts_on=DAY, ends_on=DAY.replace(year=2024), document="8号文")
    look(room.bureau, "committees-kept", reverse("office_committees"))
    look(room.bureau, "committee", reverse("office_committee", args=[board.pk]))
    look(room.bureau, "committee-found", reverse("committee_found"))
    look(room.bureau, "committee-act", reverse("committee_act", args=[board.pk, "set_functions"]))
    perform(PROPOSE_REMOVAL, one.memberships.get(), room.office, reason="调离本行业")
    look(room.bureau, "experts-waiting", f"{reverse('experts')}?state=waiting")
    look(room.bureau, "expert-two", reverse("expert", args=[one.pk]))
    look(room.office, "expert-import", reverse("expert_import"))
    meeting = room.undeclared()
    tie = report(room.office, meeting, one, room.cases[0], "kin", "同村同姓，据群众反映为表兄弟")
    look(room.office, "conflicts", f"{reverse('conflicts')}?meeting={meeting.pk}&state=all")
    look(room.bureau, "conflict", reverse("conflict", args=[tie.pk]))
    look(room.office, "conflict-report", reverse("conflict_report", args=[meeting.pk]))
    drawn = expert(panel(meeting)[0])
    look(drawn, "undeclared", reverse("meeting", args=[meeting.pk]))
    look(drawn, "declaration", reverse("declaration", args=[meeting.pk]))
    look(drawn, "expert-self", reverse("expert_self"))
    who = Actor(Role.APPLICANT, room.cases[0].applicant.user)
    look(who, "recusals", reverse("application_recusals", args=[room.cases[0].pk]))


def test_the_directory(look) -> None:
    load_regions_and_agencies()
    load_committees()
    look(None, "committees", reverse("committees"))


def test_the_draw(look) -> None:
    room = hall(cases=5, experts=24)
    meeting = room.confirmed()
    look(room.bureau, "confirmed", reverse("meeting", args=[meeting.pk]))
    look(room.office, "draw-pool", reverse("draw", args=[meeting.pk]))


def test_the_draw_sealed(look) -> None:
    room = hall(cases=5, experts=24)
    meeting = room.lodged()
    look(room.office, "draw-seal", reverse("draw", args=[meeting.pk]))
    look(room.supervisor, "draw-supervisor", reverse("draw", args=[meeting.pk]))


def test_the_draw_done(look) -> None:
    room = hall(cases=5, experts=24)
    meeting = room.drawn()
    look(room.office, "draw-done", reverse("draw", args=[meeting.pk]))
    look(room.office, "panel", reverse("panel", args=[meeting.pk]))
    look(room.office, "meetings", reverse("meetings"))
    look(None, "draw-public", reverse("draw_public", args=[draw_of(meeting).draw_id]))
    look(None, "draws", reverse("draws_public"))
    seat = panel(meeting)[0]
    look(expert(seat), "expert-meeting", reverse("meeting", args=[meeting.pk]))
    look(expert(seat), "recuse", reverse("recuse", args=[first_item(meeting).pk]))


def test_the_room(look) -> None:
    room = hall(cases=5, experts=24)
    meeting = room.on_the_day()
    seats = panel(meeting)
    look(expert(seats[0]), "check-in", reverse("meeting_act", args=[meeting.pk, "check_in"]))
    for seat in seats:
        perform(CHECK_IN, meeting, expert(seat))
    look(room.office, "room-before", reverse("room", args=[meeting.pk]))
    from reviews.steps.convene import CONVENE

    perform(CONVENE, meeting, chair(meeting))
    look(chair(meeting), "room-chair", reverse("room", args=[meeting.pk]))
    member = next(seat for seat in seats if expert(seat) != chair(meeting))
    look(expert(member), "room-member", reverse("room", args=[meeting.pk]))
    look(room.office, "room-office", reverse("room", args=[meeting.pk]))
    room.decide(first_item(meeting), 7)
    look(room.office, "wall-result", reverse("wall", args=[meeting.pk]))
    item = perform(OPEN_ITEM, first_item(meeting), chair(meeting))
    look(expert(member), "ballot", reverse("ballot", args=[item.pk]))
    perform(CAST, item, expert(member), choice=Choice.YES)
    look(expert(member), "ballot-cast", reverse("ballot_cast", args=[item.pk]))
    look(chair(meeting), "room-voting", reverse("room", args=[meeting.pk]))
    look(room.office, "wall-voting", reverse("wall", args=[meeting.pk]))
    look(chair(meeting), "void-round", reverse("item_act", args=[item.pk, "void_round"]))


def test_after_the_meeting(look) -> None:
    room = hall(cases=3, experts=24)
    meeting = room.closed()
    look(room.office, "closed", reverse("meeting", args=[meeting.pk]))
    look(room.office, "minutes", reverse("minutes", args=[meeting.pk]))
    look(chair(meeting), "minutes-sign", reverse("minutes", args=[meeting.pk]))
    Application.objects.filter(stage=Stage.PASSED).update(stage=Stage.APPROVAL, holder=room.plan.hr_bureau)
    from reviews.steps.approve_results import APPROVE_RESULTS
    from reviews.steps.draw_up_results import DRAW_UP_RESULTS
    from reviews.steps.report_results import REPORT_RESULTS
    from reviews.steps.seal_results import SEAL_RESULTS

    perform(DRAW_UP_RESULTS, meeting, room.office)
    look(room.office, "act-seal", reverse("meeting_act", args=[meeting.pk, "seal_results"]))
    perform(SEAL_RESULTS, meeting, room.office)
    perform(REPORT_RESULTS, meeting, room.office)
    look(room.bureau, "reported", reverse("meeting", args=[meeting.pk]))
    look(room.bureau, "act-approve", reverse("meeting_act", args=[meeting.pk, "approve_results"]))
    perform(APPROVE_RESULTS, meeting, room.bureau, publication_number="衢人社职〔2022〕9号")
    look(room.office, "approved", reverse("meeting", args=[meeting.pk]))
    first, second = Certificate.objects.order_by("pk")[:2]
    look(room.bureau, "certificate", reverse("certificate", args=[first.pk]))
    look(room.bureau, "revoke", reverse("certificate_revoke", args=[first.pk]))
    told(first.application, room.bureau)
    look(room.bureau, "revoke-decide", reverse("certificate_revoke", args=[first.pk]))
    perform(REVOKE, first.application, room.bureau, decision_number="衢人社撤〔2022〕1号")
    look(None, "verify", reverse("verify"))
    from reviews.certificate_numbers import key_of

    for name, found in (("revoked", first), ("valid", second)):
        look(None, f"verify-{name}", f"/v/{found.number}/?k={key_of(found.number)}")
    look(None, "verify-unknown", f"/v/{second.number}/?k=none")
    look(None, "sheet", reverse("verify_sheet", args=[second.application.snapshot.short_code]))
    look(None, "sheet-unknown", reverse("verify_sheet", args=["ZZZZ"]))


def test_an_expert_is_led_to_the_ballot_votes_with_two_clicks_and_is_led_back(browser, settings) -> None:
    room = hall(cases=2)
    meeting = room.convened()
    presiding = chair(meeting)
    member = expert(meeting.panel.filter(is_chair=False).select_related("expert__user").first())
    page = browser(member.user, 390)
    _wear(page, settings, member)
    page.goto(reverse("room", args=[meeting.pk]))
    page.get_by_text("等待主任委员开始下一项表决").wait_for()
    item = perform(OPEN_ITEM, first_item(meeting), presiding)
    page.wait_for_url(f"**{reverse('ballot', args=[item.pk])}")
    page.get_by_role("radio", name="不同意").check()
    page.locator("[data-look=reject]").wait_for()
    page.get_by_role("button", name="重新选择").click()
    page.get_by_text("您选择了").wait_for(state="hidden")
    page.get_by_role("radio", name="同意", exact=True).check()
    page.locator("[data-look=approve]").wait_for()
    page.get_by_role("button", name="投出选票").click()
    page.get_by_role("heading", name="已投票").wait_for()
    for seat in panel(meeting):
        if expert(seat) != member:
            perform(CAST, item, expert(seat), choice=Choice.NO)
    item = perform(CLOSE_ITEM, item, presiding)
    assert (item.yes, item.no) == (1, 8)
    page.wait_for_url(f"**{reverse('room', args=[meeting.pk])}")
