"""A list as a whole: objected to, held, released, shown anew, confirmed at its end."""

import pytest

from accounts.actor import CLOCK
from accounts.models import JournalEntry
from reviews.documents.publicity_confirmation import view_of
from reviews.enums import DocumentKind, ObjectionStage, PublicityKind, Stage
from reviews.models import Application, Document, Publicity
from reviews.services.publicity import open_for
from reviews.services.sweep import close_due
from reviews.steps.base import perform, reasons_against
from reviews.steps.close_employer_publicity import CLOSE_EMPLOYER_PUBLICITY
from reviews.steps.confirm_publicity import CONFIRM_PUBLICITY
from reviews.steps.hold_list import HOLD_LIST
from reviews.steps.release_list import RELEASE_LIST
from reviews.steps.resolve_objection import RESOLVE_OBJECTION
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from reviews.steps.show_list_anew import SHOW_LIST_ANEW
from reviews.steps.submit_employer_opinion import SUBMIT_EMPLOYER_OPINION
from tests.conftest import Clock
from tests.reviews import filed, publicity_desk
from tests.reviews.refusals import DEFECTS, refusal, told

pytestmark = pytest.mark.django_db
END = "2022-09-06 00:00"


@pytest.fixture(autouse=True)
def monday(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")


def stages(publicity: Publicity) -> set[str]:
    return set(publicity.entries.values_list("application__stage", flat=True))


def owner(publicity: Publicity):
    return filed.handler(publicity.employer)


class TestHeld:
    @pytest.fixture
    def publicity(self) -> Publicity:
        return publicity_desk.shown(people=2)

    def test_nobody_in_it_is_released_until_it_is_lifted(self, publicity: Publicity, clock: Clock) -> None:
        officer = owner(publicity)
        assert refusal(HOLD_LIST, publicity, officer, reason="") == ["请填写暂缓理由。"]
        perform(HOLD_LIST, publicity, officer, reason="核查中发现名单有误。")
        assert {row.application.applicant.user.key for row in publicity.entries.all()} <= told()
        assert "已经暂缓" in refusal(HOLD_LIST, publicity, officer, reason="再")[0]
        clock.set(END)
        close_due()
        assert stages(publicity) == {Stage.EMPLOYER_PUBLICITY}
        case = publicity.entries.first().application
        assert any("暂缓结束整份公示" in reason for reason in reasons_against(CLOSE_EMPLOYER_PUBLICITY, case, CLOCK))
        publicity.refresh_from_db()
        assert publicity.closed_at is None
        perform(RELEASE_LIST, publicity, officer, reason="已核实无误。")
        assert "没有暂缓" in refusal(RELEASE_LIST, publicity, officer, reason="再")[0]
        close_due()
        assert stages(publicity) == {Stage.EMPLOYER_OPINION_DUE}
        kept = publicity.list_holds.get()
        assert (kept.reason, kept.lift_reason) == ("核查中发现名单有误。", "已核实无误。")
        assert JournalEntry.objects.filter(act__in=["hold_list", "release_list"]).count() == 2

    def test_strangers_cannot_hold_it(self, publicity: Publicity) -> None:
        for stranger in (filed.handler(filed.employer()), filed.officer(publicity.plan.office)):
            assert "不能办理" in refusal(HOLD_LIST, publicity, stranger, reason="理由")[0]

    def test_beyond_the_deadline_the_employer_has_three_days_left(self, clock: Clock) -> None:
        publicity = publicity_desk.shown(employer_closes="2022-09-07T00:00:00+08:00")
        officer = owner(publicity)
        perform(HOLD_LIST, publicity, officer, reason="核查。")
        clock.set("2022-09-22 10:00")
        perform(RELEASE_LIST, publicity, officer, reason="核实。")
        close_due()
        case = publicity.entries.get().application
        assert (case.stage, case.due_at.isoformat()) == (Stage.EMPLOYER_OPINION_DUE, "2022-09-27T16:00:00+00:00")


class TestObjectedTo:
    def test_it_holds_everybody_until_it_is_decided(self, clock: Clock) -> None:
        publicity = publicity_desk.shown(people=2)
        objection = publicity_desk.against_list(publicity)
        assert {user.key for user in _officers(publicity)} <= told()
        clock.set(END)
        close_due()
        assert stages(publicity) == {Stage.EMPLOYER_PUBLICITY}
        perform(RESOLVE_OBJECTION, objection, owner(publicity), upheld=False, reasons="程序符合规定。")
        close_due()
        assert stages(publicity) == {Stage.EMPLOYER_OPINION_DUE}

    def test_too_late_it_is_not_taken(self, clock: Clock) -> None:
        from accounts.actor import PUBLIC
        from reviews.steps.object_to_list import OBJECT_TO_LIST

        publicity = publicity_desk.shown()
        clock.set(END)
        words = {"receipt": "YY1", **publicity_desk.RAISED}
        assert "不再受理异议" in refusal(OBJECT_TO_LIST, publicity, PUBLIC, **words)[0]

    def test_upheld_the_list_is_shown_anew_for_a_whole_period(self, clock: Clock) -> None:
        publicity = publicity_desk.shown_by_office(people=2)
        office = filed.officer(publicity.plan.office)
        assert "才需要重新公示" in refusal(SHOW_LIST_ANEW, publicity, office, reason="名单有误")[0]
        objection = publicity_desk.against_list(publicity)
        perform(RESOLVE_OBJECTION, objection, office, upheld=True, reasons="公示电话有误。", clause="一(一)5")
        clock.set("2022-09-08 09:00")
        close_due()
        assert stages(publicity) == {Stage.PRE_REVIEW_PUBLICITY}
        perform(SHOW_LIST_ANEW, publicity, office, reason="更正公示电话。")
        anew = Publicity.objects.get(replaces=publicity)
        assert [entry.previous.publicity_id for entry in anew.entries.all()] == [publicity.pk] * 2
        assert anew.earliest_close.isoformat() == "2022-09-16T16:00:00+00:00"
        assert "已经重新公示" in refusal(SHOW_LIST_ANEW, publicity, office, reason="再")[0]
        clock.set("2022-09-17 00:00")
        close_due()
        publicity.refresh_from_db()
        assert publicity.closed_at
        assert stages(anew) == {Stage.READY}


def _officers(publicity: Publicity):
    from employers.selectors.officers import users_of

    return users_of(publicity.employer)


class TestShownWithOtherContent:
    def test_a_mended_case_gets_a_period_of_its_own_linked_to_the_earlier(self, clock: Clock) -> None:
        publicity = publicity_desk.shown(people=2)
        entry, officer = publicity.entries.first(), owner(publicity)
        objection = publicity_desk.against_one(publicity)
        words = {"upheld": True, "reasons": "名称有误。", "clause": "三(五)"}
        perform(RESOLVE_OBJECTION, objection, officer, **words)
        case = perform(RETURN_FOR_CORRECTION, entry.application, officer, defects=DEFECTS)
        case.snapshot, case.stage = filed.snapshot(case), Stage.EMPLOYER_PUBLICITY_DUE
        case.save()
        clock.set("2022-09-01 09:00")
        anew = open_for(PublicityKind.EMPLOYER, publicity.plan, [case], officer)
        assert anew.entries.get().previous == entry
        assert anew.earliest_close > publicity.earliest_close
        assert JournalEntry.objects.filter(act="open_employer_publicity").last().data["previous"] == publicity.pk

    def test_content_that_changed_under_a_running_period_does_not_pass(self, clock: Clock) -> None:
        publicity = publicity_desk.shown(people=2)
        case = publicity.entries.first().application
        Application.objects.filter(pk=case.pk).update(snapshot=filed.snapshot(case))
        clock.set(END)
        close_due()
        assert stages(publicity) == {Stage.EMPLOYER_PUBLICITY, Stage.EMPLOYER_OPINION_DUE}
        case.refresh_from_db()
        assert "重新公示" in reasons_against(CLOSE_EMPLOYER_PUBLICITY, case, CLOCK)[0]


class TestConfirmed:
    TEXT = "该同志业绩符合申报条件，同意推荐。"

    @pytest.fixture
    def publicity(self, clock: Clock) -> Publicity:
        publicity = publicity_desk.shown(people=2, needs_confirmation_sheet=True)
        publicity_desk.against_one(publicity, 1)
        assert "没有公示期满" in refusal(CONFIRM_PUBLICITY, publicity, owner(publicity), places="公告栏")[0]
        clock.set(END)
        close_due()
        return publicity

    def test_the_opinion_waits_for_the_sheet_where_the_plan_says_so(self, publicity: Publicity) -> None:
        case = publicity.entries.first().application
        officer = owner(publicity)
        assert "填写公示确认表" in refusal(SUBMIT_EMPLOYER_OPINION, case, officer, text=self.TEXT)[0]
        assert "请填写公示地点" in refusal(CONFIRM_PUBLICITY, publicity, officer, places=" ")[0]
        perform(CONFIRM_PUBLICITY, publicity, officer, places="厂区公告栏")
        perform(SUBMIT_EMPLOYER_OPINION, case, officer, text=self.TEXT)
        opinion = case.opinions.get().text
        assert "在厂区公告栏公示，共 5 个工作日，未收到异议" in opinion
        assert Document.objects.get(kind=DocumentKind.PUBLICITY_CONFIRMATION).number in opinion

    def test_the_sheet_says_where_which_days_who_and_what_came_of_it(self, publicity: Publicity) -> None:
        perform(CONFIRM_PUBLICITY, publicity, owner(publicity), places="厂区公告栏", remarks="另在内网公示。")
        paper = view_of(Document.objects.get(kind=DocumentKind.PUBLICITY_CONFIRMATION)).context
        assert paper["confirmations"][0]["places"] == "厂区公告栏"
        counted = [row["counted"] for row in paper["calendar"]]
        assert counted.count("不计入") == 3
        assert "第 5 个工作日" in counted
        assert [row["outcome"] for row in paper["rows"]] == ["未收到异议"]

    def test_who_was_held_back_comes_onto_a_new_sheet(self, publicity: Publicity) -> None:
        officer = owner(publicity)
        perform(CONFIRM_PUBLICITY, publicity, officer, places="厂区公告栏")
        assert "没有公示期满" in refusal(CONFIRM_PUBLICITY, publicity, officer, places="再")[0]
        objection = publicity.objections.get(stage=ObjectionStage.OPEN)
        perform(RESOLVE_OBJECTION, objection, officer, upheld=False, reasons="属实。")
        close_due()
        perform(CONFIRM_PUBLICITY, publicity, officer, places="厂区公告栏")
        sheets = Document.objects.filter(kind=DocumentKind.PUBLICITY_CONFIRMATION).order_by("pk")
        assert [bool(sheet.voided_at) for sheet in sheets] == [True, False]
        outcomes = [row["outcome"] for row in view_of(sheets.last()).context["rows"]]
        assert outcomes == ["未收到异议", "收到异议 1 件，经核查均不成立"]
