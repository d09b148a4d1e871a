"""The working days as everybody sees them, and the desk on which a notice on holidays is typed in and approved."""

import datetime as dt
from typing import Any

import pytest
from django.db import InternalError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AdminLevel, AgencyKind
from accounts.models import JournalEntry, Notice
from accounts.steps.base import ActRefused, perform
from law.calendar import CalendarNotice as Content
from law.calendar_notices import read_rows
from reviews.enums import PublicityKind, Stage
from reviews.models import CalendarNotice, Publicity
from reviews.selectors.calendar import known_calendar, missing_year
from reviews.services.calendar_notices import begin, shifts
from reviews.services.publicity import open_for
from reviews.services.sweep import close_due
from reviews.steps.approve_calendar import APPROVE_CALENDAR
from reviews.steps.discard_calendar import DISCARD_CALENDAR
from reviews.steps.import_calendar import IMPORT_CALENDAR
from reviews.steps.return_calendar import RETURN_CALENDAR
from tests.accounts.people import sign_in
from tests.conftest import Clock
from tests.reviews import filed

pytestmark = pytest.mark.django_db

ROWS_2027 = """节日,开始日期,结束日期,调休上班
元旦,2027-01-01,2027-01-03,
春节,2027-02-05,2027-02-11,2027-01-30、2027-02-20
清明节,2027-04-03,2027-04-05,
劳动节,5月1日,5月5日,2027-05-08
端午节,2027-06-09,,
中秋节,2027-09-15,,
国庆节,2027-10-01,2027-10-07,2027-10-09
"""
HEAD = {
    "year": "2027",
    "document": "国办发明电〔2026〕99号",
    "title": "国务院办公厅关于2027年部分节假日安排的通知",
    "published_on": "2026-11-10",
}


def officer() -> Actor:
    city = filed.region("330800", "衢州市", AdminLevel.CITY)
    return filed.officer(filed.agency(AgencyKind.HR_BUREAU, city))


def client_of(actor: Actor) -> Client:
    client = Client()
    sign_in(client, actor.user, actor)
    return client


def content(*rows: dict[str, str], year: int = 2027, published: str = "2026-11-10", number: int = 99) -> Content:
    days, bad = read_rows(rows, year)
    assert not bad
    document = f"国办发明电〔{published[:4]}〕{number}号"
    return Content(year, document, dt.date.fromisoformat(published), f"关于{year}年放假的通知", tuple(days))


def row(occasion: str, first: str, last: str = "", work: str = "") -> dict[str, str]:
    return {"occasion": occasion, "first": first, "last": last, "work": work}


def approved(given: Content) -> CalendarNotice:
    notice = perform(IMPORT_CALENDAR, begin(given, officer()), officer(), has_looked=True)
    return perform(APPROVE_CALENDAR, notice, officer())


def published(clock: Clock, when: str, people: int = 1) -> Publicity:
    clock.set(when)
    under, of = filed.plan(employer_closes="2040-01-01T00:00:00+08:00"), filed.employer()
    cases = [filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=under, of=of) for _ in range(people)]
    return open_for(PublicityKind.EMPLOYER, under, cases, filed.handler(of))


def test_a_year_shows_its_holidays_make_up_days_and_notices(client: Client, clock: Clock) -> None:
    clock.set("2026-11-20 09:00")
    page = client.get(reverse("calendar")).content.decode()
    assert page.count('class="cal-month"') == 12
    assert "国办发明电〔2025〕7号" in page
    assert "春节放假" in page
    assert page.count("<small>班</small>") == 6
    assert client.get(reverse("calendar_year", args=[2031])).status_code == 404


def test_both_versions_of_2020_are_shown_with_what_the_second_changed(client: Client, clock: Clock) -> None:
    clock.set("2026-11-20 09:00")
    page = client.get(reverse("calendar_year", args=[2020])).content.decode()
    assert "国办发明电〔2019〕16号" in page
    assert "2020年1月31日（周五）：原为工作日，改为春节放假" in page
    assert "2020年2月1日（周六）：原为调休上班，改为春节放假" in page


def test_a_year_without_a_notice_says_that_it_is_provisional(client: Client, clock: Clock) -> None:
    clock.set("2026-11-20 09:00")
    page = client.get(reverse("calendar_year", args=[2027])).content.decode()
    assert "2027年为暂定" in page
    sent: Any = client.get(reverse("calendar_export", args=[2027]))
    export = b"".join(sent.streaming_content).decode()
    assert export.count("\r\n") == 366
    assert "2027-01-01,周五,工作日,是,暂定" in export


def test_the_calculator_counts_day_by_day_with_reasons_and_sources(client: Client, clock: Clock) -> None:
    clock.set("2026-11-20 09:00")
    asked = {"opened": "2022-09-30", "days": "5"}
    page = client.get(reverse("calendar_year", args=[2022]), asked).content.decode()
    assert "2022年10月12日（周三）24:00" in page
    assert "国庆节" in page
    assert "第 1 个工作日" in page
    assert page.count("国办发明电〔2021〕11号") >= 9
    wrong = client.get(reverse("calendar"), {"opened": "x", "days": "900"})
    assert wrong.status_code == 200
    assert wrong.content.decode().count("has-error") >= 2


def test_a_notice_is_typed_in_by_one_and_counts_when_another_approves(clock: Clock) -> None:
    clock.set("2026-11-20 09:00")
    first, second = officer(), officer()
    desk = client_of(first)
    sent: Any = desk.post(reverse("calendar_new"), {**HEAD, "pasted": ROWS_2027})
    notice = CalendarNotice.objects.get()
    assert sent.url == reverse("calendar_notice", args=[notice.pk])
    page = desk.get(sent.url).content.decode()
    assert "2027年2月20日（周六）" in page
    assert "原为" in page
    desk.post(reverse("calendar_act", args=[notice.pk, "import_calendar"]))
    own = desk.post(reverse("calendar_act", args=[notice.pk, "approve_calendar"]))
    assert own.status_code == 422
    assert "须由另一名经办人" in own.content.decode()
    assert 2027 not in known_calendar().years
    assert Notice.objects.filter(recipient=second.user, title="放假通知待复核").exists()
    other = client_of(second)
    done = other.post(reverse("calendar_act", args=[notice.pk, "approve_calendar"]), follow=True)
    assert "已重新计算" in done.content.decode()
    assert 2027 in known_calendar().years
    assert not known_calendar().is_working_day(dt.date(2027, 2, 8))
    assert known_calendar().is_working_day(dt.date(2027, 2, 20))
    with pytest.raises(InternalError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reviews_calendarnotice SET year = 2028")


def test_every_wrong_row_is_named_at_once_and_nothing_is_kept(clock: Clock) -> None:
    clock.set("2026-11-20 09:00")
    rows = "节日,开始日期,结束日期,调休上班\n元旦,2027-13-01,,\n春节,2027-02-11,2027-02-05,\n,2027-05-01,,2028-05-08\n"
    answer = client_of(officer()).post(reverse("calendar_new"), {**HEAD, "pasted": rows})
    page = answer.content.decode()
    assert answer.status_code == 422
    for wanted in ("第 1 行", "第 2 行", "早于开始日期", "第 3 行", "请填写节日名称", "2028-05-08 不在"):
        assert wanted in page
    assert not CalendarNotice.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (content(row("春节", "2027-02-05", "2027-02-11", "2027-02-04")), "本来就是工作日"),
        (content(row("春节", "2027-02-05", "2027-02-11"), row("元宵", "2027-02-11")), "不止一次"),
        (content(row("春节", "2027-02-05"), published="2026-12-10"), "还没有到"),
        (content(row("国庆节", "2026-10-01", "2026-10-07"), year=2026, published="2025-11-04", number=7), "已经录入"),
        (content(row("国庆节", "2026-10-01", "2026-10-07"), year=2026), "没有差别"),
        (content(), "没有放假安排"),
    ],
)
def test_what_is_absurd_is_refused_with_a_sentence(clock: Clock, given: Content, sentence: str) -> None:
    clock.set("2026-11-20 09:00")
    with pytest.raises(ActRefused, match=sentence):
        begin(given, officer())
    assert not CalendarNotice.objects.exists()


def test_what_was_approved_meanwhile_is_asked_again(clock: Clock) -> None:
    clock.set("2026-11-20 09:00")
    rows = row("国庆节", "2026-10-01", "2026-10-08")
    waiting = begin(content(rows, year=2026, number=98), officer())
    approved(content(rows, year=2026, number=99))
    with pytest.raises(ActRefused, match="没有差别"):
        perform(IMPORT_CALENDAR, waiting, officer(), has_looked=True)


def test_a_first_notice_that_leaves_festivals_out_has_to_be_looked_at(clock: Clock) -> None:
    clock.set("2026-11-20 09:00")
    notice = begin(content(row("元旦", "2027-01-01", "2027-01-03")), officer())
    with pytest.raises(ActRefused, match="已对照原文核对"):
        perform(IMPORT_CALENDAR, notice, officer())
    back = perform(
        RETURN_CALENDAR, perform(IMPORT_CALENDAR, notice, officer(), has_looked=True), officer(), reason="漏"
    )
    assert perform(DISCARD_CALENDAR, back, officer()).stage == "discarded"


def test_running_periods_are_put_off_and_those_concerned_are_told(clock: Clock) -> None:
    publicity = published(clock, "2026-12-30 10:00", people=2)
    assert publicity.is_provisional
    told = publicity.earliest_close
    given = content(row("元旦", "2027-01-01", "2027-01-05"), published="2026-12-30")
    [shift] = shifts(given)
    assert (shift.told, shift.is_final, shift.would_shorten) == (told, True, False)
    approved(given)
    close_due()
    publicity.refresh_from_db()
    assert not publicity.is_provisional
    assert publicity.earliest_close == shift.close > told
    entry = JournalEntry.objects.get(act="recompute_publicity")
    assert dt.datetime.fromisoformat(entry.data["told"]) == told
    assert Notice.objects.filter(title="公示截止时间顺延").count() == 3
    close_due()
    assert JournalEntry.objects.filter(act="recompute_publicity").count() == 1


def test_an_end_that_was_told_is_never_shortened_and_the_page_says_so(clock: Clock) -> None:
    publicity = published(clock, "2026-09-30 10:00")
    told = publicity.earliest_close
    # The last day of the holiday becomes a working day again.
    given = content(row("国庆节", "2026-10-01", "2026-10-06", "2026-10-07"), year=2026, published="2026-09-30")
    [shift] = shifts(given)
    assert shift.would_shorten
    assert shift.close == told
    notice = begin(given, officer())
    page = client_of(officer()).get(reverse("calendar_notice", args=[notice.pk])).content.decode()
    assert "公示期不得缩短，仍按已公布的时间结束" in page
    perform(APPROVE_CALENDAR, perform(IMPORT_CALENDAR, notice, officer(), has_looked=True), officer())
    close_due()
    publicity.refresh_from_db()
    assert publicity.earliest_close == told


def test_the_missing_notice_is_announced_once_from_the_first_of_december(clock: Clock) -> None:
    clock.set("2026-11-30 23:00")
    keeper = officer()
    assert missing_year() is None
    clock.set("2026-12-01 00:01")
    assert missing_year() == 2027
    close_due()
    close_due()
    assert Notice.objects.filter(recipient=keeper.user, title="请录入2027年放假通知").count() == 1
    assert "缺少2027年放假通知" in client_of(keeper).get(reverse("office_calendar")).content.decode()


def test_a_county_reads_and_does_not_type_in(clock: Clock) -> None:
    clock.set("2026-11-20 09:00")
    county = client_of(filed.officer(filed.agency(AgencyKind.HR_BUREAU)))
    assert county.get(reverse("office_calendar")).status_code == 200
    assert county.get(reverse("calendar_new")).status_code == 403


def test_the_list_takes_the_same_queries_for_one_and_three(clock: Clock, django_assert_num_queries) -> None:
    clock.set("2026-11-20 09:00")
    desk, url = client_of(officer()), reverse("office_calendar")
    begin(content(row("元旦", "2027-01-01")), officer())
    desk.get(url)
    with django_assert_num_queries(6):
        desk.get(url)
    for number in (1, 2):
        begin(content(row("元旦", "2027-01-01"), number=number), officer())
    with django_assert_num_queries(6):
        assert desk.get(url).content.decode().count("国办发明电〔2026〕") == 3
