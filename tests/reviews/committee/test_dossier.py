"""Experts' dossiers: drafts that save themselves, opinions that are independent until discussed, and nobody named."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import AgencyKind
from accounts.models import JournalEntry
from accounts.steps.base import ActRefused, perform, reasons_against
from reviews.forms.plan_rows import StandardRow
from reviews.models import ExpertOpinion, MeetingItem, Plan, Snapshot
from reviews.selectors.criteria_records import told_of
from reviews.services.expert_opinions import OpinionClosedError, opinion_of, save_draft, summary_of
from reviews.steps.cast import CAST
from reviews.steps.close_item import CLOSE_ITEM
from reviews.steps.open_discussion import OPEN_DISCUSSION
from reviews.steps.open_item import OPEN_ITEM
from reviews.steps.recuse import RECUSE
from reviews.steps.submit_opinion import SUBMIT_OPINION
from reviews.terms import sheet_for
from tests.accounts.people import sign_in
from tests.reviews import filed
from tests.reviews.committee import factory
from tests.reviews.committee.factory import chair, expert, panel

pytestmark = pytest.mark.django_db
SHEET = [
    {
        "section": "专业理论水平", "kind": "criteria", "least": 1, "clause": "附件1 三(一)", "titles": ["工艺美术师"],
        "items": [{"text": "掌握理论"}, {"text": "推广新工艺"}],
    },
    {
        "section": "标志性业绩", "kind": "weighted", "least": 60, "clause": "三(三)", "titles": [],
        "items": [{"text": "获奖", "most": 100}],
    },
    {
        "section": "别的资格", "kind": "criteria", "least": 1, "clause": "三", "titles": ["工艺美术员"],
        "items": [{"text": "不相干"}],
    },
]  # fmt: skip
FULL = {"m0_0": "yes", "m0_1": "no", "m1_0": "75", "comment": "作品有代表性。", "verdict": "fit", "reason": ""}


@pytest.fixture
def room():
    made = factory.hall()
    Plan.objects.filter(pk=made.plan.pk).update(scoring=SHEET)
    return made


@pytest.fixture
def meeting(room):
    return room.drawn()


def client_of(actor) -> Client:
    client = Client()
    sign_in(client, actor.user, actor)
    return client


def handed_in(item: MeetingItem, seat, **changes) -> None:
    content = {"marks": {"0.0": True, "0.1": False, "1.0": 75}, "comment": "有代表性", "verdict": "fit", **changes}
    save_draft(item, seat, content)
    perform(SUBMIT_OPINION, item, expert(seat))


def test_the_sheet_is_that_of_the_title(meeting):
    sheet = sheet_for(meeting.items.first().application)
    assert [section["section"] for section in sheet] == ["专业理论水平", "标志性业绩"]


class TestDraft:
    def test_saves_field_by_field_and_says_when(self, meeting):
        item, seat = meeting.items.first(), panel(meeting)[0]
        client, address = client_of(expert(seat)), reverse("dossier_save", args=[item.pk])
        client.post(address, {"m0_0": "yes"})
        client.post(address, {"comment": "写了一半"})
        answer = client.post(address, {"m1_0": "101"}).json()
        assert answer["errors"] == {"m1_0": "得分应为 0 至 100 的整数。"}
        assert answer["saved_at"]
        kept = ExpertOpinion.objects.get().draft
        assert kept == {"marks": {"0.0": True}, "comment": "写了一半"}
        client.post(address, {"m0_0": ""})
        assert ExpertOpinion.objects.get().draft["marks"] == {}
        page = client.get(reverse("dossier", args=[item.pk])).text
        assert "写了一半" in page
        assert "掌握理论" in page
        assert "不相干" not in page

    def test_is_closed_once_the_vote_has_begun(self, room):
        meeting = room.convened()
        item, seat = meeting.items.first(), panel(meeting)[0]
        perform(OPEN_ITEM, item, chair(meeting))
        with pytest.raises(OpinionClosedError):
            save_draft(item, seat, {"comment": "晚了"})
        answer = client_of(expert(seat)).post(reverse("dossier_save", args=[item.pk]), {"comment": "晚了"})
        assert answer.status_code == 409
        assert "不再接受评议意见" in answer.json()["errors"]["__all__"]
        assert not ExpertOpinion.objects.exists()


class TestHandingIn:
    def test_names_everything_that_is_missing_at_once(self, meeting):
        item, seat = meeting.items.first(), panel(meeting)[0]
        reasons = reasons_against(SUBMIT_OPINION, item, expert(seat))
        assert reasons == [
            "评审标准还没有评完：专业理论水平第 1 项等 3 项，请逐项评议。",
            "请选择评议结论：符合、基本符合或不符合。",
            "请填写评语。",
        ]

    @pytest.mark.parametrize(
        ("marks", "verdict", "departs"),
        [
            ({"0.0": False, "0.1": False, "1.0": 75}, "fit", True),
            ({"0.0": True, "0.1": False, "1.0": 59}, "fit", True),
            ({"0.0": True, "0.1": False, "1.0": 60}, "unfit", True),
            ({"0.0": True, "0.1": False, "1.0": 60}, "nearly", False),
            ({"0.0": True, "0.1": False, "1.0": 60}, "fit", False),
            ({"0.0": False, "0.1": False, "1.0": 60}, "unfit", False),
        ],
    )
    def test_whoever_departs_from_the_sheet_says_why(self, meeting, marks, verdict, departs):
        item, seat = meeting.items.first(), panel(meeting)[0]
        save_draft(item, seat, {"marks": marks, "comment": "评语", "verdict": verdict})
        reasons = reasons_against(SUBMIT_OPINION, item, expert(seat))
        assert bool(reasons) is departs
        if departs:
            assert "请写明理由" in reasons[0]
            save_draft(item, seat, {"reason": "有突出贡献。"})
            assert not reasons_against(SUBMIT_OPINION, item, expert(seat))

    def test_leads_on_to_the_next_case_and_can_be_mended(self, meeting):
        first, second = meeting.items.order_by("order")
        seat = panel(meeting)[0]
        client = client_of(expert(seat))
        refused = client.post(reverse("dossier_submit", args=[first.pk]), {**FULL, "comment": ""})
        assert refused.status_code == 422
        assert "请填写评语。" in refused.text
        answer = client.post(reverse("dossier_submit", args=[first.pk]), FULL)
        assert answer["Location"] == reverse("dossier", args=[second.pk])
        assert client.post(reverse("dossier_submit", args=[second.pk]), FULL)["Location"] == reverse(
            "dossiers", args=[meeting.pk]
        )
        client.post(reverse("dossier_submit", args=[first.pk]), {**FULL, "comment": "改过的评语"})
        assert opinion_of(first, seat).last["comment"] == "改过的评语"
        assert "已提交 2 件，共 2 件" in client.get(reverse("dossiers", args=[meeting.pk])).text

    def test_a_mark_that_cannot_be_read_does_not_hand_in_the_one_before(self, meeting):
        item, seat = meeting.items.first(), panel(meeting)[0]
        client, address = client_of(expert(seat)), reverse("dossier_submit", args=[item.pk])
        save_draft(item, seat, {"marks": {"0.0": True, "0.1": False, "1.0": 75}, "comment": "好", "verdict": "fit"})
        refused = client.post(address, {**FULL, "m1_0": "999"})
        assert refused.status_code == 422
        assert "得分应为 0 至 100 的整数" in refused.text
        assert opinion_of(item, seat).last is None
        assert not JournalEntry.objects.filter(act="submit_opinion").exists()

    def test_the_journal_says_that_and_not_what(self, meeting):
        item, seat = meeting.items.first(), panel(meeting)[0]
        handed_in(item, seat)
        entry = JournalEntry.objects.get(act="submit_opinion")
        assert entry.data == {"order": item.order, "discussed": False}
        assert entry.case_id is None


class TestIndependence:
    def test_nobody_sees_the_others_before_the_discussion_and_no_name_after_it(self, room):
        meeting = room.convened()
        item, seats = meeting.items.first(), panel(meeting)
        handed_in(item, seats[1], comment="第二位专家的评语")
        reader = client_of(expert(seats[2]))
        assert reader.get(reverse("opinions", args=[item.pk])).status_code == 404
        assert "第二位专家的评语" not in reader.get(reverse("dossier", args=[item.pk])).text
        perform(OPEN_DISCUSSION, item, chair(meeting))
        page = reader.get(reverse("opinions", args=[item.pk])).text
        assert "第二位专家的评语" in page
        assert "1 人认为符合" in page
        assert "平均 75 分" in page
        for seat in seats:
            assert seat.expert.user.name not in page.replace(seats[2].expert.user.name, "", 2)
            assert seat.label not in page

    def test_what_was_written_alone_stays_as_it_was(self, room):
        meeting = room.convened()
        item, seat = meeting.items.first(), panel(meeting)[1]
        handed_in(item, seat, comment="独立意见")
        perform(OPEN_DISCUSSION, item, chair(meeting))
        handed_in(item, seat, comment="讨论后的意见")
        kept = opinion_of(item, seat)
        assert (kept.first["comment"], kept.last["comment"]) == ("独立意见", "讨论后的意见")
        assert summary_of(item).comments == ["讨论后的意见"]
        late = panel(meeting)[2]
        handed_in(item, late)
        assert opinion_of(item, late).first is None

    def test_the_office_sees_it_once_the_vote_is_closed(self, room):
        meeting = room.convened()
        item, seats = meeting.items.first(), panel(meeting)
        handed_in(item, seats[0])
        perform(OPEN_DISCUSSION, item, chair(meeting))
        office, watch = client_of(room.office), client_of(room.supervisor)
        assert office.get(reverse("opinions", args=[item.pk])).status_code == 404
        perform(OPEN_ITEM, item, chair(meeting))
        for seat in seats:
            perform(CAST, item, expert(seat), choice="approve")
        perform(CLOSE_ITEM, item, chair(meeting))
        assert office.get(reverse("opinions", args=[item.pk])).status_code == 200
        assert "有代表性" in watch.get(reverse("opinions", args=[item.pk])).text
        assert office.get(reverse("dossier", args=[item.pk])).status_code == 404

    def test_who_only_observes_the_draw_does_not_read_them(self, room):
        meeting = room.closed()
        founder = filed.officer(filed.agency(AgencyKind.FOUNDING_BODY))
        type(meeting).objects.filter(pk=meeting.pk).update(observer=founder.agency)
        address = reverse("opinions", args=[meeting.items.first().pk])
        assert client_of(founder).get(address).status_code == 404
        assert client_of(room.bureau).get(address).status_code == 200

    def test_the_recused_neither_read_nor_write(self, meeting):
        item, seat = meeting.items.first(), panel(meeting)[0]
        perform(RECUSE, item, expert(seat), reason="师徒")
        client = client_of(expert(seat))
        for name in ("dossier", "opinions"):
            assert client.get(reverse(name, args=[item.pk])).status_code == 404
        assert client.post(reverse("dossier_save", args=[item.pk]), FULL).status_code == 404
        with pytest.raises(ActRefused):
            perform(SUBMIT_OPINION, item, expert(seat))
        assert not ExpertOpinion.objects.exists()

    def test_before_the_declaration_nothing_opens(self, room):
        meeting = room.undeclared()
        client = client_of(expert(panel(meeting)[0]))
        assert client.get(reverse("dossier", args=[meeting.items.first().pk])).status_code == 404
        page = client.get(reverse("dossiers", args=[meeting.pk])).text
        assert "请先声明利害关系" in page
        assert reverse("dossier", args=[meeting.items.first().pk]) not in page


class TestPhrases:
    def test_are_ones_own(self, meeting):
        mine, other = (client_of(expert(seat)) for seat in panel(meeting)[:2])
        mine.post(reverse("phrase_add", args=[meeting.pk]), {"text": "构思新颖，工艺精湛。"})
        mine.post(reverse("phrase_add", args=[meeting.pk]), {"text": "构思新颖，工艺精湛。"})
        expert_row = panel(meeting)[0].expert
        phrase = expert_row.phrases.get()
        address = reverse("dossier", args=[meeting.items.first().pk])
        assert "构思新颖" in mine.get(address).text
        assert "构思新颖" not in other.get(address).text
        other.post(reverse("phrase_remove", args=[meeting.pk, phrase.pk]))
        assert expert_row.phrases.count() == 1
        mine.post(reverse("phrase_remove", args=[meeting.pk, phrase.pk]))
        assert not expert_row.phrases.exists()


def test_the_list_costs_the_same_for_one_case_and_for_three(django_assert_num_queries):
    for cases in (1, 3):
        meeting = factory.hall(cases=cases).drawn()
        client = client_of(expert(panel(meeting)[0]))
        with django_assert_num_queries(10):
            client.get(reverse("dossiers", args=[meeting.pk]))


class TestRecordsBesideTheCriteria:
    """What of the archive a criterion is judged by stands beside it, counted by level (R060)."""

    def test_the_expert_sees_how_many_there_are(self, room, meeting):
        item, seat = meeting.items.first(), panel(meeting)[0]
        case = item.application
        levels = ("市(厅)级", "省(部)级", "市(厅)级")
        awards = [{"module": "award", "data": {"level": level}} for level in levels]
        content = {"achievements": {"after": awards, "before": []}, "papers": [{"module": "paper", "data": {}}]}
        kept = case.snapshot.content
        assert told_of(_looking_at("award", "paper", "patent"), Snapshot(content=kept | content)) == {
            "0.0": "档案中有获奖 3 条（省(部)级 1 条、市(厅)级 2 条）、论文 1 条。"
        }
        Plan.objects.filter(pk=room.plan.pk).update(scoring=_looking_at("patent", "standard"))
        page = client_of(expert(seat)).get(reverse("dossier", args=[item.pk])).text
        assert "档案中没有专利、标准制定。" in page

    def test_an_office_writes_them_at_the_end_of_a_line(self, room):
        rows = {"section": "业绩", "kind": "weighted", "least": 30, "clause": "三", "titles": []}
        form = StandardRow({**rows, "items": "获省级奖项【获奖/荣誉】 | 30\n有专利。【专利】\n其他"}, plan=room.plan)
        assert form.is_valid(), form.errors
        assert form.value()["items"] == [
            {"text": "获省级奖项", "modules": ["award", "honour"], "most": 30},
            {"text": "有专利。", "modules": ["patent"]},
            {"text": "其他"},
        ]
        assert StandardRow.shown(form.value())["items"] == "获省级奖项【获奖/荣誉】 | 30\n有专利。【专利】\n其他"
        wrong = StandardRow({**rows, "items": "一【奖状】\n二【专利/证书】"}, plan=room.plan)
        assert str(wrong.errors["items"][0]).startswith("业绩档案没有“奖状”“证书”板块。可以写：学历学位、")


def _looking_at(*modules: str):
    return [{**SHEET[0], "items": [{"text": "掌握理论", "modules": list(modules)}]}]
