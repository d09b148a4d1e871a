"""Publicity before the public: what is seen, when it is gone, and how objections go."""

import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.actor import PUBLIC, Actor
from accounts.enums import Role
from reviews.enums import PublicityKind, Stage
from reviews.models import Application, Objection, Publicity
from reviews.permissions import is_shown
from reviews.publicity_fields import FIELDS
from reviews.services.publicity import open_for
from reviews.services.sweep import close_due
from reviews.steps.base import reasons_against
from reviews.steps.object import OBJECT
from tests.conftest import Clock
from tests.reviews import filed
from tests.reviews.views.test_bodies_pages import queries, signed_in, text_of
from zcps import clock as platform

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]


@pytest.fixture
def publicity(clock: Clock) -> Publicity:
    return opened(clock)


def opened(clock: Clock, **terms: object) -> Publicity:
    """Two people of one employer; a number was typed into the name of a work of the first."""
    clock.set("2022-09-29 10:00")
    plan = filed.plan(**{"public_fields": list(FIELDS), "employer_closes": "2022-12-01T00:00:00+08:00", **terms})
    employer = filed.employer(name="衢州青瓷工坊有限公司")
    cases = [
        filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=plan, of=employer, name=name) for name in ("叶知秋", "陆观澜")
    ]
    first = cases[0].snapshot
    first.content["achievements"]["after"][0]["title"] += f" {filed.ID_NUMBER} {filed.PHONE}"
    first.save()
    return open_for(PublicityKind.EMPLOYER, plan, cases, filed.handler(employer), hide_numbers=True)


def page_of(publicity: Publicity) -> str:
    return reverse("publicity", args=[publicity.pk])


def test_shows_who_until_when_and_every_day(publicity: Publicity) -> None:
    response = Client().get(page_of(publicity))
    page = text_of(response)
    for words in (
        "叶知秋",
        "陆观澜",
        "2022年10月11日（周二）24:00",
        "国庆节",
        "调休上班",
        "衢州青瓷工坊有限公司人事部门",
        "打印公示",
    ):
        assert words in page
    assert page.count("国庆节") == 7
    assert "noindex" in response.headers["X-Robots-Tag"]


def test_no_number_reaches_the_page_whatever_was_filed(publicity: Publicity) -> None:
    for address in (page_of(publicity), reverse("publicities"), reverse("raise_objection", args=[publicity.pk])):
        html = Client().get(address).content.decode()
        assert filed.ID_NUMBER not in html
        assert filed.PHONE not in html
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", html)


def test_names_are_gone_after_the_end_but_for_those_concerned(publicity: Publicity, clock: Clock) -> None:
    clock.set("2022-10-12 00:00")
    # Also in the minute before the sweep has passed.
    for swept in (False, True):
        if swept:
            close_due()
        page = text_of(Client().get(page_of(publicity)))
        assert "叶知秋" not in page
        assert "公示期已满" in page
        assert publicity.title in page
    assert "叶知秋" not in text_of(Client().get(reverse("publicities"), {"state": "ended"}))
    own = Application.objects.get(applicant__user__name="叶知秋").applicant.user
    mine = text_of(signed_in(Actor(Role.APPLICANT, own)).get(page_of(publicity)))
    assert ("叶知秋" in mine, "陆观澜" in mine) == (True, False)
    party = text_of(signed_in(filed.handler(publicity.employer)).get(page_of(publicity)))
    assert ("叶知秋" in party, "陆观澜" in party) == (True, True)
    stranger = text_of(signed_in(filed.handler(filed.employer())).get(page_of(publicity)))
    assert "叶知秋" not in stranger.split("切换身份")[-1]


@pytest.mark.parametrize(
    ("closed", "is_provisional", "shown"), [(False, True, True), (True, True, False), (False, False, False)]
)
def test_names_stay_with_what_runs_and_for_as_long_as_the_plan_says(
    clock: Clock, *, closed: bool, is_provisional: bool, shown: bool
) -> None:
    """An end that is provisional keeps names up; a publicity that was closed keeps them up no longer for that."""
    clock.set("2022-10-12 10:00")
    over = platform.now() - dt.timedelta(days=3)
    stays = {"earliest_close": over, "is_provisional": is_provisional, "closed_at": over if closed else None}
    assert is_shown(Publicity(**stays)) == shown
    assert is_shown(Publicity(**stays, shown_days=4))


def test_who_has_left_is_no_longer_shown(publicity: Publicity) -> None:
    Application.objects.filter(applicant__user__name="叶知秋").update(stage=Stage.WITHDRAWN, due_at=None)
    page = text_of(Client().get(page_of(publicity)))
    assert ("叶知秋" in page, "陆观澜" in page) == (False, True)


def test_the_list_knows_what_runs_and_what_has_ended(publicity: Publicity, clock: Clock) -> None:
    running, ended = reverse("publicities"), reverse("publicities") + "?state=ended"
    assert publicity.title in text_of(Client().get(running))
    assert publicity.title not in text_of(Client().get(ended))
    assert publicity.title not in text_of(Client().get(running, {"q": "查无此单位"}))
    assert publicity.title not in text_of(Client().get(running, {"kind": "result"}))
    assert publicity.title in text_of(Client().get(running, {"q": "青瓷", "kind": "employer"}))
    clock.set("2022-10-12 00:00")
    assert publicity.title not in text_of(Client().get(running))
    assert publicity.title in text_of(Client().get(ended))


def test_the_list_costs_the_same_for_one_and_for_three(publicity: Publicity) -> None:
    one = queries(Client(), reverse("publicities"))
    for _ in range(2):
        case = filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=publicity.plan)
        open_for(PublicityKind.EMPLOYER, case.plan, [case], filed.handler(case.employer))
    assert (one, queries(Client(), reverse("publicities"))) == (1, 1)


def objection(publicity: Publicity, **changes: object) -> dict[str, object]:
    entry = publicity.entries.order_by("pk").first()
    return {
        "entry": entry.pk,
        "name": "王某某",
        "contact": "wang@example.invalid",
        "text": "获奖情况与事实不符。",
        **changes,
    }


def test_an_objection_gets_a_number_and_an_answer(publicity: Publicity) -> None:
    address = reverse("raise_objection", args=[publicity.pk])
    papers = {name: SimpleUploadedFile("证明.png", _png(), "image/png") for name in ("evidence", "evidence_2")}
    response = Client().post(address, objection(publicity, **papers), follow=True)
    found = Objection.objects.get()
    page = text_of(response)
    assert found.receipt in page
    assert "待受理" in page
    # Friday 30 September, the festival, the make-up weekend of 8 and 9 October: the tenth working day.
    assert "应于 2022年10月18日（周二）24:00前答复" in page
    assert ("王某某" in page, "获奖情况" in page) == (False, False)
    assert found.files.count() == 2

    officer = signed_in(filed.handler(publicity.employer))
    assert "叶知秋" in text_of(officer.get(reverse("objections")))
    handling = reverse("objection", args=[found.receipt])
    # Who raised it is read by an act with a reason (tests/reviews/views/test_clear_reading.py).
    shown = officer.get(handling)
    assert "王某某" not in text_of(shown)
    assert reverse("objection_contact", args=[found.receipt]) in shown.text
    assert signed_in(filed.handler(filed.employer())).get(handling).status_code == 404
    deciding = reverse("objection_act", args=[found.receipt, "resolve_objection"])
    empty = officer.post(deciding, {"upheld": "no", "reasons": ""})
    assert (empty.status_code, "请填写核查情况和理由" in text_of(empty)) == (422, True)
    assert officer.post(deciding, {"upheld": "no", "reasons": "经核对原件属实。"}).status_code == 302
    asked = {"receipt": found.receipt.lower(), "word": "WANG@example.invalid"}
    answer = text_of(Client().post(reverse("objection_status"), asked))
    assert "异议不成立" in answer
    assert "经核对原件属实" in answer


def test_an_incomplete_objection_keeps_what_was_typed(publicity: Publicity) -> None:
    address = reverse("raise_objection", args=[publicity.pk])
    response = Client().post(address, objection(publicity, name=""))
    assert response.status_code == 422
    assert "请填写姓名" in text_of(response)
    assert "获奖情况与事实不符。" in response.content.decode()
    nobody = Client().post(address, objection(publicity, entry=""))
    assert "请选择异议所涉及的申报人" in text_of(nobody)
    endless = Client().post(address, objection(publicity, entry="9" * 5000))
    assert "请选择异议所涉及的申报人" in text_of(endless)
    broken = SimpleUploadedFile("证明.pdf", b"not a pdf", "application/pdf")
    assert Client().post(address, objection(publicity, evidence=broken)).status_code == 422
    assert not Objection.objects.exists()


@pytest.mark.parametrize("stage", [Stage.PASSED, Stage.NOT_RECOMMENDED])
def test_nobody_learns_by_objecting_where_the_case_of_somebody_is_who_is_not_shown_any_more(
    publicity: Publicity, clock: Clock, stage: Stage
) -> None:
    address, entry = reverse("raise_objection", args=[publicity.pk]), publicity.entries.earliest("pk")
    Application.objects.filter(pk=entry.application_id).update(stage=stage)
    gone, unknown = objection(publicity), objection(publicity, entry=entry.pk + 999)
    for moment in ("2022-09-30 10:00", "2022-10-12 00:00"):
        clock.set(moment)
        answers = [text_of(Client().post(address, data)) for data in (gone, unknown)]
        assert stage.label not in answers[0]
        assert answers[0] == answers[1]
    case = Application.objects.get(pk=entry.application_id)
    assert stage.label not in "".join(reasons_against(OBJECT, case, PUBLIC, receipt="YY1", entry=entry))


def test_after_the_period_there_is_a_sentence_and_no_form(publicity: Publicity, clock: Clock) -> None:
    clock.set("2022-10-12 00:00")
    address = reverse("raise_objection", args=[publicity.pk])
    page = Client().get(address)
    assert "不再受理异议" in text_of(page)
    assert "叶知秋" not in text_of(page)
    late = Client().post(address, objection(publicity))
    assert (late.status_code, "获奖情况与事实不符" in text_of(late)) == (422, True)
    assert not Objection.objects.exists()


def test_a_flood_is_stopped_with_a_sentence(publicity: Publicity) -> None:
    address = reverse("raise_objection", args=[publicity.pk])
    answers = [Client().post(address, objection(publicity)).status_code for _ in range(11)]
    assert answers == [302] * 10 + [429]
    cache.clear()


def test_signed_in_or_not_the_journal_does_not_say_who_objected(publicity: Publicity) -> None:
    from accounts.models import JournalEntry

    colleague = filed.applicant(publicity.employer, "同事甲").user
    client = signed_in(Actor(Role.APPLICANT, colleague))
    assert client.post(reverse("raise_objection", args=[publicity.pk]), objection(publicity)).status_code == 302
    entry = JournalEntry.objects.get(act="object")
    assert (entry.actor, entry.role) == (None, Role.PUBLIC)


def test_an_unknown_number_gets_a_sentence() -> None:
    page = Client().post(reverse("objection_status"), {"receipt": "YY0", "word": "x"})
    assert (page.status_code, "没有找到这个受理编号" in text_of(page)) == (422, True)
    empty = Client().post(reverse("objection_status"), {"receipt": "", "word": ""})
    assert (empty.status_code, "请填写受理编号" in text_of(empty)) == (422, True)


def _png() -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PNG")
    return out.getvalue()
