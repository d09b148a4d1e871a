"""Self-appointing institutions: settled by document, filing what they owe, on record or sent back."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import JournalEntry, Notice
from employers.enums import EmployerKind, SelfFilingStage
from employers.models import SelfAppointing, SelfFiling
from employers.selectors.self_appointing import duties
from tests.accounts import people
from tests.employers.test_registration import letter
from zcps import clock as platform_clock

pytestmark = pytest.mark.django_db
YEAR = 2022
NUMBER = "衢人社发〔2022〕1号"


@pytest.fixture(autouse=True)
def in_2022(clock):
    clock.set("2022-05-10 09:00")


@pytest.fixture
def college():
    return people.make_employer("衢州某学院", kind=EmployerKind.PUBLIC_INSTITUTION)


@pytest.fixture
def officer(college):
    return people.make_officer(college)


@pytest.fixture
def examiner(college):
    return people.make_office_user(people.make_agency(region=college.region))


def settled(college, **fields):
    bureau = people.make_agency(region=college.region)
    told = {"document_number": NUMBER, "settled_at": platform_clock.now(), "settled_by": bureau, **fields}
    return SelfAppointing.objects.create(employer=college, **told)


def open_page(client, user, name, *args, data=None, **query):
    people.sign_in(client, user)
    address = reverse(name, args=args)
    return client.get(address, query) if data is None else client.post(address, data, follow=True)


def hand_in(client, officer, kind="scheme", **data):
    told = {"senior": "1", "intermediate": "5", "document": letter("方案.pdf"), "submit": "1", **data}
    return open_page(client, officer, "self_filing", kind, YEAR, data=told)


def decide(client, examiner, **data):
    return open_page(client, examiner, "self_filing_decide", SelfFiling.objects.get().pk, data=data)


class TestSettling:
    def test_is_done_by_a_document(self, client, college, officer, examiner):
        refused = open_page(client, examiner, "self_appointing_unit", college.pk, data={"settle": "1"})
        assert "请填写核定自主评聘的文号" in refused.content.decode()
        told = {"document_number": NUMBER, "series": "高校教师、实验技术", "scheme": "4月30日", "settle": "1"}
        open_page(client, examiner, "self_appointing_unit", college.pk, data=told)
        standing = SelfAppointing.objects.get()
        assert (standing.series, standing.dues) == (["高校教师", "实验技术"], {"scheme": "04-30"})
        assert [notice.recipient for notice in Notice.objects.all()] == [officer]

    def test_a_day_that_is_none_is_refused_at_its_field(self, client, college, examiner):
        told = {"document_number": NUMBER, "plan": "02-31", "settle": "1"}
        page = open_page(client, examiner, "self_appointing_unit", college.pk, data=told)
        assert "请按月-日填写" in page.content.decode()
        assert not SelfAppointing.objects.exists()

    def test_ends_by_a_document_too(self, client, college, examiner):
        settled(college)
        told = {"document_number": "衢人社发〔2022〕9号", "end": "1"}
        open_page(client, examiner, "self_appointing_unit", college.pk, data=told)
        standing = SelfAppointing.objects.get()
        assert (standing.is_active, standing.document_number) == (False, NUMBER)
        again = open_page(client, examiner, "self_appointing_unit", college.pk, data=told)
        assert "不必终止" in again.content.decode()

    def test_a_bureau_of_elsewhere_settles_nothing(self, client, college):
        other = people.make_office_user(people.make_agency(region=people.make_region("330803", "衢江区")))
        told = {"document_number": NUMBER, "settle": "1"}
        assert open_page(client, other, "self_appointing_unit", college.pk, data=told).status_code == 404
        assert not SelfAppointing.objects.exists()


class TestFiling:
    def test_goes_to_the_bureau_and_on_record(self, client, college, officer, examiner):
        settled(college)
        assert "已提交" in hand_in(client, officer).content.decode()
        filing = SelfFiling.objects.get()
        assert (filing.stage, filing.figures) == (SelfFilingStage.SUBMITTED, {"senior": 1, "intermediate": 5})
        page = open_page(client, examiner, "self_appointing_unit", college.pk).content.decode()
        assert "方案.pdf" in page
        sent = open_page(client, examiner, "file", filing.document_id)
        assert b"".join(sent.streaming_content).startswith(b"%PDF")
        decide(client, examiner, acknowledge="1")
        assert SelfFiling.objects.get().stage == SelfFilingStage.ACKNOWLEDGED
        acts = list(JournalEntry.objects.order_by("number").values_list("act", flat=True))
        assert acts == ["submit_self_filing", "acknowledge_self_filing"]

    def test_needs_its_document(self, client, college, officer):
        settled(college)
        page = hand_in(client, officer, document="")
        assert "请上传盖章的当年评聘方案" in page.content.decode()
        assert SelfFiling.objects.get().stage == SelfFilingStage.DRAFT

    def test_comes_back_with_what_is_wrong(self, client, college, officer, examiner):
        settled(college)
        hand_in(client, officer)
        assert "请写明需要补正的内容" in decide(client, examiner, **{"return": "1"}).content.decode()
        decide(client, examiner, **{"return": "1", "note": "缺评审标准，请补充。"})
        assert "缺评审标准，请补充。" in open_page(client, officer, "self_filings").content.decode()
        assert "已提交" in hand_in(client, officer, document="").content.decode()

    def test_what_is_on_record_is_not_written_over(self, client, college, officer):
        settled(college)
        hand_in(client, officer)
        assert "不能再修改" in hand_in(client, officer, senior="9").content.decode()
        assert SelfFiling.objects.get().figures["senior"] == 1

    def test_nobody_passes_who_was_not_reviewed(self, client, college, officer):
        settled(college)
        page = hand_in(client, officer, kind="summary", reviewed="3", passed="4")
        assert "评审通过 4 人，超过参加评审的 3 人" in page.content.decode()
        page = hand_in(client, officer, kind="summary", reviewed="4", passed="3", appointed="4")
        assert "聘任 4 人，超过评审通过的 3 人" in page.content.decode()
        assert not SelfFiling.objects.exists()

    def test_is_not_for_others(self, client, officer, college):
        assert "本单位不是自主评聘单位" in open_page(client, officer, "self_filings").content.decode()
        assert hand_in(client, officer).status_code == 404
        settled(college)
        hand_in(client, officer)
        stranger = people.make_officer(people.make_employer("另一单位"))
        assert open_page(client, stranger, "file", SelfFiling.objects.get().document_id).status_code == 404


class TestWhatIsOwed:
    def test_is_overdue_the_day_after_its_day(self, college):
        standing = settled(college, dues={"scheme": "04-30", "plan": "02-29"})
        late = {each.kind: each.is_overdue for each in duties(standing, YEAR, dt.date(2022, 5, 1), [])}
        assert late == {"plan": True, "scheme": True, "summary": False}
        assert not duties(standing, YEAR, dt.date(2022, 4, 30), [])[1].is_overdue

    def test_a_plan_stands_for_three_years(self, college):
        standing = settled(college, dues={"plan": "01-31"})
        plan = SelfFiling(employer=college, kind="plan", year=2020, stage=SelfFilingStage.ACKNOWLEDGED)
        assert duties(standing, 2022, dt.date(2022, 5, 1), [plan])[0].filing is plan
        assert duties(standing, 2023, dt.date(2023, 5, 1), [plan])[0].is_overdue

    def test_what_was_begun_anew_does_not_take_the_place_of_what_stands(self, college):
        standing = settled(college, dues={"plan": "01-31"})
        stands = SelfFiling(employer=college, kind="plan", year=2021, stage=SelfFilingStage.ACKNOWLEDGED)
        begun = SelfFiling(employer=college, kind="plan", year=2022, stage=SelfFilingStage.DRAFT)
        duty = duties(standing, YEAR, dt.date(2022, 5, 1), [stands, begun])[0]
        assert (duty.filing, duty.is_overdue) == (stands, False)
        begun.stage = SelfFilingStage.SUBMITTED
        assert duties(standing, YEAR, dt.date(2022, 5, 1), [stands, begun])[0].filing is begun

    def test_the_list_is_filtered_searched_and_sent(self, client, college, officer, examiner):
        settled(college, dues={"plan": "01-31"})
        people.make_employer("另一单位")
        hand_in(client, officer)

        def names(**query):
            page = open_page(client, examiner, "self_appointing_units", **query)
            return [row[0].name for row in page.context["rows"]]

        assert names() == names(show="waiting") == ["衢州某学院"]
        assert names(show="all", q="另一") == ["另一单位"]
        sent = open_page(client, examiner, "self_appointing_export").content.decode()
        assert "三年评审规划,2022,未报,,,2022-01-31,逾期" in sent
        assert "当年评聘方案,2022,待备案" in sent

    @pytest.mark.parametrize("number", [1, 3])
    def test_the_list_costs_the_same_however_long(self, client, college, examiner, number, django_assert_num_queries):
        settled(college)
        for at in range(1, number):
            settled(people.make_employer(f"学院{at}"))
        people.sign_in(client, examiner)
        with django_assert_num_queries(6):
            assert len(client.get(reverse("self_appointing_units")).context["rows"]) == number
