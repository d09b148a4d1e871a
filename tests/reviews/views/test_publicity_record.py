"""The record of a publicity, the lists of those who published and watch, and the limit to whoever reads in bulk."""

import re
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import PUBLIC, Actor
from accounts.enums import AgencyKind, Role
from reviews.enums import DocumentKind, Stage
from reviews.models import Application, Publicity, PublicityEntry
from reviews.permissions import may_read_document
from reviews.selectors.publicity import searched
from reviews.services.publicity_record import record_of
from reviews.services.sweep import close_due
from reviews.steps.base import perform
from reviews.steps.hold_list import HOLD_LIST
from reviews.steps.resolve_objection import RESOLVE_OBJECTION
from tests.conftest import Clock
from tests.reviews import filed, publicity_desk
from tests.reviews.views.test_bodies_pages import queries, sheet_of, signed_in, text_of
from tests.reviews.views.test_publicity_pages import opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]


@pytest.fixture(autouse=True)
def monday(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")


def record(publicity: Publicity) -> str:
    return reverse("publicity_record", args=[publicity.pk])


def owner(publicity: Publicity) -> Client:
    return signed_in(filed.handler(publicity.employer))


def watchers(publicity: Publicity) -> list[Client]:
    plan = publicity.plan
    offices = (plan.office, plan.hr_bureau, plan.titles.get().committee.supervisor)
    return [signed_in(filed.officer(office)) for office in offices]


def test_the_confirmation_is_for_the_parties_and_for_whom_its_papers_go_to() -> None:
    publicity = publicity_desk.shown()
    case, elsewhere = publicity.entries.get().application, filed.region("330803", "衢江区")
    first, second = (filed.officer(filed.agency(AgencyKind.INDUSTRY_BUREAU, where)) for where in (None, elsewhere))
    sheet = {"kind": DocumentKind.PUBLICITY_CONFIRMATION, "requested_at": publicity.opened_at}
    paper = publicity.documents.create(number="QR1", short_code="QR1", **sheet)
    # The second has cases of other publicities before it, and has given opinions on them.
    other = filed.case(Stage.RECOMMENDATION, under=publicity.plan)
    Application.objects.filter(pk=other.pk).update(holder=second.agency)
    Application.objects.filter(pk=case.pk).update(holder=first.agency)
    readers = (filed.handler(publicity.employer), filed.officer(publicity.plan.office), first)
    strangers = (PUBLIC, filed.handler(filed.employer()), second, Actor(Role.APPLICANT, case.applicant.user))
    assert [may_read_document(actor, paper) for actor in readers] == [True] * 3
    assert [may_read_document(actor, paper) for actor in strangers] == [False] * 4


class TestRecord:
    def test_parties_read_rows_days_and_what_was_done_for_ever(self, clock: Clock) -> None:
        publicity = publicity_desk.shown(people=2)
        objection = publicity_desk.against_one(publicity)
        perform(HOLD_LIST, publicity, filed.handler(publicity.employer), reason="核查名单。")
        clock.set("2024-01-08 09:00")
        names = list(publicity.entries.values_list("application__applicant__user__name", flat=True))
        for party in (owner(publicity), *watchers(publicity)):
            page = text_of(party.get(record(publicity)))
            for words in (*names, "与开始公示时一致", "第 5 个工作日", "周末", "暂缓结束公示", "核查名单。"):
                assert words in page
            assert objection.receipt in page
            assert not any(word in page for word in publicity_desk.RAISED.values())

    def test_who_stood_in_it_reads_his_own_row_and_nobody_elses(self, clock: Clock) -> None:
        publicity = publicity_desk.shown(people=2)
        clock.set("2022-09-06 00:00")
        close_due()
        first, second = (entry.application.applicant.user for entry in publicity.entries.order_by("pk"))
        page = text_of(signed_in(Actor(Role.APPLICANT, first)).get(record(publicity))).split("切换身份")[-1]
        assert (first.name in page, second.name in page) == (True, False)
        assert "办理经过" not in page

    def test_what_was_done_is_not_even_gathered_for_him(self) -> None:
        publicity = publicity_desk.shown()
        publicity_desk.against_one(publicity)
        assert (record_of(publicity).events != [], record_of(publicity, with_events=False).events) == (True, [])
        own = signed_in(Actor(Role.APPLICANT, publicity.entries.get().application.applicant.user))
        with CaptureQueriesContext(connection) as seen:
            own.get(record(publicity))
        asked = [query["sql"] for query in seen if 'FROM "accounts_journalentry"' in query["sql"]]
        assert not any('"subject_type"' in sql and "reviews.publicity" in sql for sql in asked)

    def test_others_do_not_find_it(self) -> None:
        publicity = publicity_desk.shown()
        stranger = filed.applicant(filed.employer()).user
        for actor in (filed.handler(filed.employer()), Actor(Role.APPLICANT, stranger)):
            assert signed_in(actor).get(record(publicity)).status_code == 404
        assert Client().get(record(publicity)).status_code == 302

    def test_it_costs_the_same_for_one_and_for_three(self) -> None:
        one, three = publicity_desk.shown(), publicity_desk.shown(people=3)
        numbers = {queries(watchers(each)[1], record(each)) for each in (one, three)}
        assert numbers == {16}

    @pytest.mark.parametrize("change", [{"shown": [["姓名", "他人"]]}, {"snapshot_id": None}])
    def test_the_database_lets_nobody_change_what_was_shown(self, change: dict) -> None:
        publicity = publicity_desk.shown()
        with pytest.raises(Error, match=r"frozen|null"), transaction.atomic():
            PublicityEntry.objects.filter(publicity=publicity).update(**change)
        with pytest.raises(Error, match="frozen"), transaction.atomic():
            Publicity.objects.filter(pk=publicity.pk).update(content_hash="0" * 64)
        with pytest.raises(Error, match="kept"), transaction.atomic():
            publicity.entries.all()._raw_delete(publicity.entries.db)

    def test_a_row_that_was_changed_past_every_guard_is_told(self) -> None:
        from django.db import connection

        publicity = publicity_desk.shown()
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("""UPDATE reviews_publicityentry SET shown = '[["姓名", "他人"]]'""")
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        assert "与开始公示时不一致" in text_of(owner(publicity).get(record(publicity)))


class TestActs:
    def test_its_publisher_holds_releases_and_is_told_what_is_missing(self) -> None:
        publicity = publicity_desk.shown()
        client, act = owner(publicity), lambda name: reverse("publicity_act", args=[publicity.pk, name])
        empty = client.post(act("hold_list"), {"hold_list-reason": ""})
        assert (empty.status_code, "请填写暂缓理由" in text_of(empty)) == (422, True)
        assert client.post(act("hold_list"), {"hold_list-reason": "核查名单。"}).status_code == 302
        public = text_of(Client().get(reverse("publicity", args=[publicity.pk])))
        assert "暂缓结束" in public
        assert "核查名单" not in public
        page = text_of(client.get(record(publicity)))
        assert ("恢复公示" in page, "重新公示" in page) == (True, True)
        anew = client.post(act("show_list_anew"), {"show_list_anew-reason": "名单有误。"})
        later = Publicity.objects.get(replaces=publicity)
        assert anew.headers["Location"] == record(later)
        assert "本次公示已重新公示" in text_of(Client().get(reverse("publicity", args=[publicity.pk])))
        assert "本次为重新公示" in text_of(Client().get(reverse("publicity", args=[later.pk])))

    def test_nobody_else_does(self) -> None:
        publicity = publicity_desk.shown()
        address = reverse("publicity_act", args=[publicity.pk, "hold_list"])
        for client in (*watchers(publicity), signed_in(filed.handler(filed.employer()))):
            assert client.post(address, {"hold_list-reason": "理由"}).status_code == 404
        assert owner(publicity).post(reverse("publicity_act", args=[publicity.pk, "nothing"])).status_code == 404

    def test_the_employer_fills_the_sheet_in_at_the_end(self, clock: Clock) -> None:
        publicity = publicity_desk.shown()
        assert "填写公示确认表" not in text_of(owner(publicity).get(record(publicity)))
        clock.set("2022-09-06 00:00")
        close_due()
        client = owner(publicity)
        address = reverse("publicity_act", args=[publicity.pk, "confirm_publicity"])
        assert client.post(address, {"confirm_publicity-places": "厂区公告栏"}).status_code == 302
        assert "GSQR" in text_of(client.get(record(publicity)))


class TestLists:
    def test_every_party_finds_what_concerns_it_and_no_more(self) -> None:
        publicity, other = publicity_desk.shown(), publicity_desk.shown()
        address, name = reverse("office_publicities"), publicity.entries.get().application.applicant.user.name
        own = text_of(owner(publicity).get(address))
        assert (publicity.title in own, other.title in own) == (True, False)
        assert publicity.title in text_of(owner(publicity).get(address, {"q": name}))
        assert publicity.title not in text_of(owner(publicity).get(address, {"q": "查无此人"}))
        assert publicity.title not in text_of(owner(publicity).get(address, {"kind": "result"}))
        assert publicity.title not in text_of(owner(publicity).get(address, {"state": "ended"}))
        # The city's office did not publish it; its HR bureau and its supervisors watch the plan.
        _, bureau, watch = watchers(publicity)
        assert all(publicity.title in text_of(client.get(address)) for client in (bureau, watch))
        table = sheet_of(bureau.get(reverse("office_publicities_export"), {"q": name}))
        assert publicity.content_hash in table
        assert name not in table

    def test_objections_are_listed_with_what_is_due_and_without_who_raised_them(self, clock: Clock) -> None:
        publicity = publicity_desk.shown(people=2)
        late, decided = (publicity_desk.against_one(publicity, number) for number in range(2))
        publicity_desk.against_list(publicity)
        officer = filed.handler(publicity.employer)
        perform(RESOLVE_OBJECTION, decided, officer, upheld=False, reasons="属实。")
        clock.set("2022-12-01 09:00")
        address = reverse("objections")
        for client in (signed_in(officer), *watchers(publicity)[1:]):
            page = text_of(client.get(address))
            assert (late.receipt in page, decided.receipt in page, "整份公示" in page) == (True, False, True)
            assert "已逾期" in page
            assert decided.receipt in text_of(client.get(address, {"f": "untold"}))
            table = sheet_of(client.get(reverse("objections_export")))
            assert late.receipt in table
            assert not any(word in page + table for word in publicity_desk.RAISED.values())
        assert late.receipt not in text_of(signed_in(filed.handler(filed.employer())).get(address))

    def test_they_cost_the_same_for_one_and_for_three(self) -> None:
        publicity = publicity_desk.shown(people=3)
        bureau, found = watchers(publicity)[1], []
        for number in (0, 1, 2):
            publicity_desk.against_one(publicity, number)
            found.append(queries(bureau, reverse("objections")))
        assert found[0] == found[2] == 5
        one = queries(bureau, reverse("office_publicities"))
        for _ in range(2):
            publicity_desk.shown()
        assert (one, queries(bureau, reverse("office_publicities"))) == (5, 5)

    def test_nothing_is_decrypted_for_the_list(self) -> None:
        publicity = publicity_desk.shown()
        publicity_desk.against_one(publicity)
        bureau, address = watchers(publicity)[1], reverse("objections")
        for asked in (address, reverse("objections_export")):
            with CaptureQueriesContext(connection) as seen:
                answer = bureau.get(asked)
                b"".join(getattr(answer, "streaming_content", ()))
            assert any('"reviews_objection"."receipt"' in query["sql"] for query in seen)
            assert not any('"reviews_objection"."contact"' in query["sql"] for query in seen)

    def test_who_supervises_reads_how_it_goes_but_not_who_raised_it(self) -> None:
        publicity = publicity_desk.shown()
        objection = publicity_desk.against_one(publicity)
        address = reverse("objection", args=[objection.receipt])
        for client in watchers(publicity)[1:]:
            page = text_of(client.get(address))
            assert "应于" in page
            assert not any(word in page for word in publicity_desk.RAISED.values())
            act = reverse("objection_act", args=[objection.receipt, "accept_objection"])
            assert client.post(act).status_code == 404


class TestThePublic:
    def test_finds_a_person_by_his_whole_name_while_he_is_shown(self, clock: Clock) -> None:
        publicity = opened(clock)
        address = reverse("publicities")
        for words, is_found in (("叶知秋", True), ("叶知", False), ("青瓷", True), ("工艺美术", True), ("查无", False)):
            assert (publicity.title in text_of(Client().get(address, {"q": words}))) is is_found, words
        clock.set("2022-10-12 00:00")
        ended = text_of(Client().get(address, {"q": "叶知秋", "state": "ended"}))
        assert publicity.title not in ended

    def test_a_name_is_looked_up_in_the_index_of_what_is_shown(self) -> None:
        publicity_desk.shown(people=2)
        with connection.cursor() as cursor:
            # With two rows a scan is quicker; the index is asked where that is forbidden, if the query fits it.
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        way = searched(Publicity.objects.order_by("pk"), "叶知秋", "", by_anybody=False).explain()
        assert "publicity_shown_person" in way
        assert "publicity_shown_employer" in way

    def test_still_reads_the_names_for_as_many_days_as_the_plan_says(self, clock: Clock) -> None:
        publicity = opened(clock, names_stay_days=3)
        page = reverse("publicity", args=[publicity.pk])
        clock.set("2022-10-14 23:59")
        close_due()
        shown = text_of(Client().get(page))
        assert ("叶知秋" in shown, "保留 3 天" in shown, "提出异议" in shown.split("公示日历")[0]) == (
            True,
            True,
            False,
        )
        assert publicity.title in text_of(Client().get(reverse("publicities"), {"q": "叶知秋", "state": "ended"}))
        clock.set("2022-10-15 00:00")
        assert "叶知秋" not in text_of(Client().get(page))

    def test_reads_long_lists_by_the_page(self, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
        from reviews.views import publicity as view

        monkeypatch.setattr(view, "ROWS", 1)
        publicity = opened(clock)
        address = reverse("publicity", args=[publicity.pk])
        first = Client().get(address)
        following = re.search(r'href="(\?[^"]*after=[^"]+)" rel="next"', first.content.decode())
        assert following
        second = text_of(Client().get(address + following[1].replace("&amp;", "&")))
        assert ("叶知秋" in text_of(first), "陆观澜" in text_of(first)) == (True, False)
        assert ("叶知秋" in second, "陆观澜" in second) == (False, True)
        found = text_of(Client().get(address, {"q": "陆观澜"}))
        assert ("叶知秋" in found, "陆观澜" in found) == (False, True)

    def test_is_asked_for_patience_where_one_address_reads_all_of_them(
        self, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from reviews.views import publicity as view

        monkeypatch.setattr(view, "MOST_PAGES", 3)
        publicity = opened(clock)
        address = reverse("publicity", args=[publicity.pk])
        answers = [Client().get(address).status_code for _ in range(4)]
        assert answers == [200, 200, 200, 429]
        assert "叶知秋" not in text_of(Client().get(address))
        assert owner(publicity).get(address).status_code == 200

    def test_is_counted_by_the_address_that_the_proxy_of_ours_names(
        self, clock: Clock, monkeypatch: pytest.MonkeyPatch, settings: Any
    ) -> None:
        from reviews.views import publicity as view

        monkeypatch.setattr(view, "MOST_PAGES", 1)
        settings.CLIENT_ADDRESS_HEADER = "HTTP_X_REAL_IP"
        address = reverse("publicity", args=[opened(clock).pk])

        def read(peer: str, **headers: Any) -> int:
            return Client(REMOTE_ADDR=peer, **headers).get(address).status_code

        # Everybody comes through one proxy: the first who reads in bulk does not shut the door to the next.
        assert [read("10.0.0.2", HTTP_X_REAL_IP="192.0.2.1") for _ in range(2)] == [200, 429]
        assert read("10.0.0.2", HTTP_X_REAL_IP="192.0.2.2") == 200
        # What a visitor writes into another header gives him no second turn.
        assert read("10.0.0.3", HTTP_X_REAL_IP="192.0.2.1", HTTP_X_FORWARDED_FOR="192.0.2.9") == 429

    def test_machines_are_asked_to_stay_away(self) -> None:
        lines = Client().get("/robots.txt").content.decode().splitlines()
        assert "Disallow: /publicities/" in lines

    def test_tries_no_codes(self) -> None:
        asked = {"receipt": "YY20220829AAAAAA", "word": "AAAAAAAA"}
        answers = {Client().post(reverse("objection_status"), asked).status_code for _ in range(31)}
        assert answers == {422, 429}
