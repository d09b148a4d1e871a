"""The figures of a season, five archives to one case, and the warnings: each counted by hand."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind
from applicants.enums import Module
from applicants.models import ArchiveRecord
from reviews.enums import ItemStage, PublicityKind, Stage, Verdict
from reviews.models import Certificate, Meeting, MeetingItem, Objection, Opinion, Publicity, PublicityEntry, ReReview
from reviews.selectors import archive_ratio, statistics
from reviews.selectors.early_warnings import is_unusual, warnings_for
from reviews.selectors.supervision import plans_overseen
from tests.accounts.people import sign_in
from tests.reviews import filed
from zcps import clock as platform_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(clock):
    clock.set("2022-09-01 09:00")
    return filed.plan()


@pytest.fixture
def watch(plan) -> Actor:
    filed.title(plan)
    return filed.officer(filed.agency(AgencyKind.SUPERVISION, plan.region))


def client_of(actor) -> Client:
    client = Client()
    sign_in(client, actor.user, actor)
    return client


def said(case, verdict, body="柯城区经信局", stage=Stage.RECOMMENDATION, at=None):
    return Opinion.objects.create(
        application=case, snapshot=case.snapshot, stage=stage, body=body, verdict=verdict, text="意见",
        officer="经办", given_at=at or platform_clock.now(),
    )  # fmt: skip


def meeting_of(plan, cases=(), *, passed=True):
    made = Meeting.objects.create(
        committee=filed.title(plan).committee, plan=plan, name="评审会议", number=f"HY{Meeting.objects.count()}",
        convenes_at=platform_clock.now(), place="会议室", seats=5, created_at=platform_clock.now(),
    )  # fmt: skip
    MeetingItem.objects.bulk_create(
        MeetingItem(meeting=made, application=case, order=place, stage=ItemStage.CLOSED, passed=passed)
        for place, case in enumerate(cases, start=1)
    )
    return made


def re_reviewed(item):
    return ReReview.objects.create(
        application=item.application, former=item, reason="理由", ordered_by="办公室", ordered_at=platform_clock.now()
    )


def test_a_season_in_figures(plan):
    won, lost, refused, waiting = (filed.case(stage, under=plan) for stage in (
        Stage.ANNOUNCED, Stage.NOT_PASSED, Stage.NOT_RECOMMENDED, Stage.RECOMMENDATION,
    ))  # fmt: skip
    filed.case(Stage.ANNOUNCED)
    for case in (won, lost):
        said(case, Verdict.AGREE)
        said(case, Verdict.AGREE, "柯城区人社局")
        said(case, Verdict.AGREE, "办公室", Stage.QUALIFICATION)
    said(refused, Verdict.REFUSE)
    said(waiting, Verdict.RETURN)
    meeting_of(plan, [won])
    meeting_of(plan, [lost], passed=False)
    type(lost).objects.filter(pk=lost.pk).update(specialty="雕塑雕刻工艺")
    filed_on = won.filed_at
    Certificate.objects.create(application=won, number="Z1", content={}, issued_at=filed_on + dt.timedelta(days=40))
    whole = statistics.totals(plan)
    assert whole.cells == [4, 2, 2, 2, 1, 1, 0]
    assert whole.rate == "50.0%"
    rows = {row.name: row.cells for row in statistics.rows_by(plan, "specialty")}
    assert rows == {"陶瓷工艺": [3, 1, 1, 1, 1, 1, 0], "雕塑雕刻工艺": [1, 1, 1, 1, 0, 0, 0]}
    assert [row.name for row in statistics.rows_by(plan, "region")] == ["柯城区"]
    assert [row.name for row in statistics.rows_by(plan, "kind")] == ["企业"]
    assert statistics.ends_of(plan) == [("评审未通过", 1), ("不予推荐", 1)]
    bodies = {
        each.name: (each.agreed, each.returned, each.refused, each.return_rate) for each in statistics.bodies_of(plan)
    }
    assert bodies["柯城区经信局"] == (2, 1, 1, "25.0%")
    assert bodies["办公室"] == (2, 0, 0, "0.0%")
    assert statistics.days_to_the_end(plan) == 40
    # A corrected certificate ends nothing a second time; a vote that is held anew counts no more.
    old, late = won.certificates.get(), filed_on + dt.timedelta(days=400)
    Certificate.objects.filter(pk=old.pk).update(state="corrected")
    new = Certificate.objects.create(application=won, number="Z2", content={}, issued_at=late)
    Certificate.objects.filter(pk=old.pk).update(replaced_by=new)
    assert statistics.days_to_the_end(plan) == 40
    re_reviewed(won.meeting_items.get())
    assert statistics.totals(plan).cells[:5] == [4, 2, 2, 1, 0]


def test_nothing_yet_is_shown_as_nothing(plan):
    assert statistics.totals(plan).cells == [0] * 7
    assert statistics.totals(plan).rate == "—"
    assert statistics.days_to_the_end(plan) is None
    assert statistics.rows_by(plan, "title") == []


class TestSeasonPages:
    def test_the_page_and_its_export(self, plan, watch, django_assert_num_queries):
        case = filed.case(Stage.RECOMMENDATION, under=plan)
        said(case, Verdict.AGREE)
        client, address = client_of(watch), reverse("season", args=[plan.pk])
        page = client.get(address)
        assert "陶瓷工艺" in page.text
        assert "柯城区经信局" in page.text
        sheet = b"".join(client.get(address, {"format": "csv"})).decode()
        assert "申报专业,陶瓷工艺,1,1,0,0,0,0,0,—" in sheet
        with django_assert_num_queries(14):
            client.get(address)
        for _ in range(2):
            said(filed.case(Stage.RECOMMENDATION, under=plan), Verdict.RETURN)
        with django_assert_num_queries(14):
            client.get(address)

    def test_the_list_of_seasons_holds_the_plans_overseen(self, plan, watch):
        other = filed.plan(office=filed.agency(AgencyKind.COMMITTEE_OFFICE, name="别处办公室"), name="别处的计划")
        office = filed.officer(plan.office)
        assert plan.name in client_of(office).get(reverse("seasons")).text
        assert other.name not in client_of(office).get(reverse("seasons")).text
        assert other.name not in client_of(watch).get(reverse("seasons"), {"q": "别处"}).text
        assert client_of(office).get(reverse("season", args=[other.pk])).status_code == 404
        assert list(plans_overseen(watch)) == [plan]


def archive(profile, year):
    moment = dt.datetime(year, 3, 1, tzinfo=platform_clock.SHANGHAI)
    return ArchiveRecord.objects.create(
        profile=profile, module=Module.AWARD, title="奖", created_at=moment, saved_at=moment
    )


class TestArchiveRatio:
    def test_who_began_an_archive_in_the_year_is_counted_once(self, plan):
        own = filed.employer(name="甲厂")
        people = [filed.applicant(own) for _ in range(9)]
        for person in people:
            archive(person, 2022)
            archive(person, 2022)
        archive(people[0], 2021)
        filed.case(under=plan, of=own)
        filed.case(under=plan, of=own)
        bureau = filed.officer(filed.agency(AgencyKind.HR_BUREAU, own.region))
        employer = archive_ratio.counted(archive_ratio.employers_under(bureau), 2022).get()
        row = archive_ratio.ratio_of(employer)
        assert (row.archives, row.filed, row.words, row.is_reached, row.missing) == (8, 2, "4：1", False, 2)
        earlier = archive_ratio.ratio_of(archive_ratio.counted(archive_ratio.employers_under(bureau), 2021).get())
        assert (earlier.archives, earlier.filed, earlier.is_reached) == (1, 0, None)

    @pytest.mark.parametrize(
        ("archives", "cases", "reached", "missing"), [(10, 2, True, 0), (9, 2, False, 1), (0, 1, False, 5)]
    )
    def test_five_to_one(self, archives, cases, reached, missing):
        row = archive_ratio.Ratio("某地", archives, cases)
        assert (row.is_reached, row.missing) == (reached, missing)

    def test_a_county_sees_its_own_and_the_city_all(self, plan):
        here = filed.employer(name="甲厂")
        there = filed.employer(where=filed.region("330881", "江山市"), name="乙厂")
        city = filed.region("330800", "衢州市")
        for place in (here.region, there.region):
            place.parent = city
            place.save()
        for employer in (here, there):
            archive(filed.applicant(employer), 2022)
        county = filed.officer(filed.agency(AgencyKind.HR_BUREAU, here.region))
        above = filed.officer(filed.agency(AgencyKind.HR_BUREAU, city))
        assert [row.name for row in archive_ratio.by_region(county, 2022)] == ["柯城区"]
        assert {row.name for row in archive_ratio.by_region(above, 2022)} == {"柯城区", "江山市"}
        page = client_of(county).get(reverse("archive_ratios"), {"year": "2022"}).text
        assert "甲厂" in page
        assert "乙厂" not in page
        handler = filed.handler(there)
        own = client_of(handler).get(reverse("archive_ratios"), {"year": "2022"}).text
        assert "乙厂" in own
        assert "甲厂" not in own
        sheet = b"".join(client_of(above).get(reverse("archive_ratios"), {"year": "2022", "format": "csv"})).decode()
        assert "乙厂,江山市,1,0,—,0" in sheet

    def test_costs_the_same_for_one_and_for_three(self, plan, django_assert_num_queries):
        own = filed.employer()
        client = client_of(filed.officer(filed.agency(AgencyKind.HR_BUREAU, own.region)))
        with django_assert_num_queries(7):
            client.get(reverse("archive_ratios"))
        for _ in range(2):
            archive(filed.applicant(filed.employer()), 2022)
        with django_assert_num_queries(7):
            client.get(reverse("archive_ratios"))


class TestWarnings:
    def kinds(self, plan):
        return [each.kind for each in warnings_for([plan])]

    def test_a_quiet_season_warns_of_nothing(self, plan):
        filed.case(Stage.RECOMMENDATION, under=plan)
        assert warnings_for([plan]) == []

    def test_deadlines_are_told_three_working_days_before(self, plan, clock):
        case = filed.case(Stage.RECOMMENDATION, under=plan)
        type(case).objects.filter(pk=case.pk).update(due_at="2022-09-07T00:00:00+08:00")
        clock.set("2022-09-01 09:00")
        assert self.kinds(plan) == []
        clock.set("2022-09-02 09:00")
        found = warnings_for([plan], "deadline")
        assert [each.kind for each in found] == ["临近时限"]
        assert case.holder.name in found[0].sentence
        # One office, one warning, however many employers its cases come from.
        other = filed.case(Stage.RECOMMENDATION, under=plan)
        type(case).objects.filter(pk=other.pk).update(due_at="2022-09-07T00:00:00+08:00")
        [told] = warnings_for([plan], "deadline")
        assert f"{case.holder.name}有 2 件申报即将到期" in told.sentence
        clock.set("2022-09-07 00:00")
        assert self.kinds(plan) == []

    def test_a_publicity_that_is_too_short_and_an_objection_nobody_answers(self, plan, clock):
        case = filed.case(Stage.PRE_REVIEW_PUBLICITY, under=plan)
        shown = Publicity.objects.create(
            kind=PublicityKind.PRE_REVIEW, plan=plan, title="评前公示", contact="办公室", working_days=5,
            opened_at=platform_clock.now(), earliest_close=platform_clock.now(), content_hash="0" * 64,
        )  # fmt: skip
        entry = PublicityEntry.objects.create(publicity=shown, application=case, snapshot=case.snapshot, shown=[])
        Objection.objects.create(
            entry=entry,
            publicity=shown,
            receipt="YY1",
            name="某人",
            contact="电话",
            text="内容",
            raised_at=platform_clock.now(),
            due_at=platform_clock.now() + dt.timedelta(days=15),
        )
        assert self.kinds(plan) == []
        clock.advance(days=15)
        assert self.kinds(plan) == ["异议逾期未答复"]
        Publicity.objects.filter(pk=shown.pk).update(working_days=4)
        found = warnings_for([plan])
        assert [each.kind for each in found] == ["公示期不足", "异议逾期未答复"]
        assert "4 个工作日，少于规定的 5 个工作日" in found[0].sentence
        assert "某人" not in "".join(each.sentence for each in found)

    @pytest.mark.parametrize(
        ("sent", "total", "others_sent", "others_total", "unusual"),
        [
            (10, 30, 10, 100, True),
            (6, 30, 10, 100, False),
            (0, 200, 20, 100, True),
            (0, 20, 20, 100, False),
            (19, 19, 0, 100, False),
            (20, 20, 0, 19, False),
            (5, 50, 0, 100, True),
            (0, 50, 0, 100, False),
            (50, 50, 100, 100, False),
        ],
    )
    def test_a_rate_is_unusual_beyond_three_deviations(self, sent, total, others_sent, others_total, unusual):
        assert is_unusual(sent, total, others_sent, others_total) is unusual

    def test_a_body_that_sends_back_far_more_than_the_others(self, plan):
        case = filed.case(Stage.RECOMMENDATION, under=plan)
        at = platform_clock.now()
        for number in range(30):
            said(case, Verdict.RETURN if number < 12 else Verdict.AGREE, at=at - dt.timedelta(hours=number))
            said(case, Verdict.AGREE, "江山市经信局", at=at - dt.timedelta(hours=number))
        found = [each.sentence for each in warnings_for([plan], "returns")]
        assert len(found) == 2
        assert "柯城区经信局退回补正 12 件，占 40.0%；本计划其他机构占 0.0%" in found[0]

    def test_opinions_faster_than_anybody_reads(self, plan):
        case = filed.case(Stage.RECOMMENDATION, under=plan)
        for _ in range(19):
            said(case, Verdict.AGREE)
        assert self.kinds(plan) == []
        said(case, Verdict.AGREE)
        assert self.kinds(plan) == ["审核过快"]

    def test_a_meeting_in_which_everybody_passed(self, plan):
        cases = [filed.case(Stage.PASSED, under=plan) for _ in range(10)]
        meeting = meeting_of(plan, cases)
        assert self.kinds(plan) == ["通过率异常"]
        meeting.items.filter(order=1).update(passed=False)
        assert self.kinds(plan) == []
        # Whoever did not pass is reviewed anew: of the votes that count, all were won, but they are too few to tell.
        re_reviewed(meeting.items.get(order=1))
        assert self.kinds(plan) == []
        added = MeetingItem(meeting=meeting, application=filed.case(under=plan), order=11, stage=ItemStage.CLOSED)
        added.passed = True
        added.save()
        assert self.kinds(plan) == ["通过率异常"]

    def test_a_pool_that_was_frozen_again(self, plan):
        meeting = meeting_of(plan)
        now = platform_clock.now()
        meeting.draws.create(draw_id="D1", frozen_at=now, manifest={}, abandoned_at=now, abandon_reason="公告停发")
        assert self.kinds(plan) == []
        meeting.draws.create(draw_id="D2", frozen_at=now, manifest={})
        [told] = warnings_for([plan])
        assert (told.kind, "冻结了 2 次" in told.sentence) == ("反复冻结", True)

    def test_the_desk_filters_and_exports(self, plan, watch):
        for _ in range(20):
            said(filed.case(Stage.RECOMMENDATION, under=plan), Verdict.AGREE)
        client = client_of(watch)
        assert "审核过快" in client.get(reverse("supervision")).text
        assert "没有需要提示的情况" in client.get(reverse("supervision"), {"kind": "draw"}).text
        sheet = b"".join(client.get(reverse("supervision"), {"format": "csv"})).decode()
        assert "一分钟内对 20 件申报提出意见" in sheet

    def test_the_desk_costs_the_same_for_one_plan_and_for_three(self, plan, watch, django_assert_num_queries):
        filed.case(Stage.RECOMMENDATION, under=plan)
        client = client_of(watch)
        with django_assert_num_queries(14):
            client.get(reverse("supervision"))
        for _ in range(2):
            filed.case(Stage.RECOMMENDATION, under=filed.plan())
        with django_assert_num_queries(14):
            client.get(reverse("supervision"))
