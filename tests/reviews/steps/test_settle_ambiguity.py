"""Settling what a notice leaves open: who, when, which reading, in line with what was decided before."""

from typing import Any

import pytest

from accounts.enums import AgencyKind
from accounts.models import JournalEntry, Notice
from law.vocabulary import ambiguity
from reviews.enums import Stage
from reviews.facts import reexamined
from reviews.models import AmbiguityDecision, Application, Reexamination
from reviews.selectors import ambiguities
from reviews.selectors.ambiguities import doubts_of, examination_in_force, open_codes
from reviews.selectors.qualification import items_of
from reviews.services.ambiguities import outlook_of
from reviews.steps.base import perform
from reviews.steps.not_accept import NOT_ACCEPT
from reviews.steps.qualify import QUALIFY
from reviews.steps.settle_ambiguity import SETTLE_AMBIGUITY
from tests.conftest import Clock
from tests.reviews import cases, doubts, filed
from tests.reviews.refusals import refusal, told
from zcps import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")


def answers_to(case: Application, **changes: dict[str, Any]) -> dict[str, Any]:
    """The office agrees to everything, and says why where the examination does not."""
    return {item.key: {"ok": True, "reason": "已核实。"} for item in items_of(case)} | changes


def way_of(case: Application) -> Any:
    return next(item for item in items_of(case) if item.key == "way")


class TestDecision:
    @pytest.mark.parametrize("code", sorted(doubts.CASES))
    @pytest.mark.parametrize(("favours", "outcome"), [(True, "eligible"), (False, "not_eligible")])
    def test_every_ambiguity_decides_by_its_reading(self, code: str, favours: bool, outcome: str) -> None:
        case = doubts.case(code, Stage.QUALIFICATION)
        filed_as = case.snapshot.examination
        assert (filed_as["outcome"], code in filed_as["ambiguities"]) == ("needs_human", True)
        others = CASES_BESIDES.get(code, {})
        for other, reading in others.items():
            doubts.decide(case, filed.holder(case), other, favours=reading)
        decision = doubts.decide(case, filed.holder(case), code, favours=favours, document="衢市人社函〔2022〕9号")
        word = ambiguity(code)
        assert decision.says == (word.favourable if favours else word.adverse) != ""
        case.refresh_from_db()
        assert examination_in_force(case)["outcome"] == outcome
        assert (case.open_doubts, case.stage) == (0, Stage.QUALIFICATION)
        # What was frozen stays as it was.
        assert case.snapshot.examination == filed_as

    def test_is_told_kept_and_journalled(self) -> None:
        case = doubts.case("AMB-09")
        officer = filed.holder(case)
        decision = doubts.decide(case, officer, "AMB-09")
        assert (decision.decided_by, decision.agency, decision.plan) == (officer.user, officer.agency, case.plan)
        assert Reexamination.objects.get().decision == decision
        assert told() == {case.applicant.user.key}
        body = Notice.objects.get().body
        assert "符合申报条件" in body
        assert case.plan.contact in body
        # A notice goes out by mail, and what was decided may tell of a sanction: the page of the case says it.
        assert doubts.REASON not in body
        entry = JournalEntry.objects.get(act="settle_ambiguity")
        assert (entry.case_id, entry.before, entry.after) == (case.pk, "recommendation", "recommendation")
        assert entry.data == {"decision": decision.pk, "outcome": "eligible"}

    def test_names_everything_that_is_missing_at_once(self) -> None:
        case = doubts.case("AMB-14", Stage.QUALIFICATION)
        given = doubts.words(case, "AMB-14", favours=None, text=" ", clause="")
        assert refusal(SETTLE_AMBIGUITY, case, filed.holder(case), **given) == [
            "请选择对“记过以下处分或企业人员处分期内能否申报”的一种理解。",
            "请填写核定的理由。",
            "请填写依据的条款。",
            "该事项由人力社保部门核定，请填写其复函文号。",
        ]

    def test_shows_the_numbers_of_the_case(self) -> None:
        [doubt] = doubts_of(doubts.case("AMB-09"))
        counts = [count["text"] for line in doubt.lines for count in line["calculations"]]
        assert "2020-01-10 → 2022-12-31 = 2 年 355 天 < 4 年" in counts
        assert "2018-06-01 → 2022-12-31 = 4 年 213 天 ≥ 4 年" in counts


CASES_BESIDES = {code: each.get("besides", {}) for code, each in doubts.CASES.items()}


class TestWhoDecidesWhen:
    def test_a_body_settles_what_is_the_bodies(self) -> None:
        case = doubts.case("AMB-09", leg=1)
        assert doubts.decide(case, filed.holder(case), "AMB-09", favours=False).favours is False

    @pytest.mark.parametrize(
        ("code", "leg", "reason"),
        [
            ("AMB-04", 0, "该事项由评委会办公室在资格审查时核定，您可以在审核意见中写明看法。"),
            ("AMB-23", 0, "该事项由人力社保部门核定，申报转到人力社保部门后由其办理。"),
        ],
    )
    def test_the_wrong_body_is_refused(self, code: str, leg: int, reason: str) -> None:
        case = doubts.case(code, leg=leg)
        assert refusal(SETTLE_AMBIGUITY, case, filed.holder(case), **doubts.words(case, code)) == [reason]

    def test_the_bureau_that_holds_the_case_needs_no_reply_of_its_own(self) -> None:
        case = doubts.case("AMB-23", leg=1)
        assert doubts.decide(case, filed.holder(case), "AMB-23").document == ""

    def test_the_office_writes_down_the_reply_of_the_bureau(self) -> None:
        case = doubts.case("AMB-26", Stage.QUALIFICATION)
        decision = doubts.decide(case, filed.holder(case), "AMB-26", document=" 衢市人社函〔2022〕9号 ")
        assert decision.document == "衢市人社函〔2022〕9号"

    def test_who_does_not_hold_the_case_is_refused(self) -> None:
        case = doubts.case("AMB-09")
        for stranger in (
            filed.officer(filed.agency(AgencyKind.HR_BUREAU)),
            filed.officer(case.plan.office),
            filed.handler(case.employer),
        ):
            [reason] = refusal(SETTLE_AMBIGUITY, case, stranger, **doubts.words(case, "AMB-09"))
            assert "不能办理“核定歧义事项”" in reason

    @pytest.mark.parametrize("stage", [Stage.EMPLOYER_REVIEW, Stage.QUALIFIED, Stage.IN_REVIEW, Stage.NOT_ACCEPTED])
    def test_at_no_other_stage(self, stage: Stage) -> None:
        case = doubts.case("AMB-09", stage)
        by = filed.officer(case.plan.office)
        assert len(refusal(SETTLE_AMBIGUITY, case, by, **doubts.words(case, "AMB-09"))) == 1

    def test_after_the_deadline_nothing_is_settled(self, clock: Clock) -> None:
        case = doubts.case("AMB-09")
        clock.set("2022-10-08 09:00")
        assert "逾期" in refusal(SETTLE_AMBIGUITY, case, filed.holder(case), **doubts.words(case, "AMB-09"))[0]

    @pytest.mark.parametrize("code", ["AMB-10", "AMB-99", "MISSING", ""])
    def test_what_is_not_open_cannot_be_settled(self, code: str) -> None:
        case = doubts.case("AMB-09")
        given = {**doubts.words(case, "AMB-09"), "code": code}
        assert refusal(SETTLE_AMBIGUITY, case, filed.holder(case), **given) == [
            "该歧义事项不在本件待核定的事项中，请刷新页面查看最新进展。"
        ]


class TestPrecedents:
    def test_are_those_of_the_same_plan_and_ambiguity(self) -> None:
        plan = doubts.plan()
        first, second = doubts.case("AMB-09", under=plan), doubts.case("AMB-09", under=plan)
        other_plan, other_code = doubts.case("AMB-09"), doubts.case("AMB-10", under=plan)
        decision = doubts.decide(first, filed.holder(first), "AMB-09")
        assert [each.precedents for each in doubts_of(second)] == [[decision]]
        assert [each.precedents for each in (*doubts_of(other_plan), *doubts_of(other_code))] == [[], []]
        assert [each.precedents for each in doubts_of(first)] == [[]]

    def test_to_depart_from_one_takes_a_reason(self) -> None:
        plan = doubts.plan()
        first, second = doubts.case("AMB-09", under=plan), doubts.case("AMB-09", under=plan)
        officer = filed.holder(first)
        doubts.decide(first, officer, "AMB-09", favours=True)
        given = doubts.words(second, "AMB-09", favours=False)
        before = f"本计划此前由{officer.agency}核定为“年限按有利于申报人的时间起算，年限已满”"
        [reason] = refusal(SETTLE_AMBIGUITY, second, officer, **given)
        assert reason == f"{before}，本件作出不同核定的，请写明为什么不同。"
        assert doubts.decide(second, officer, "AMB-09", favours=False, departs="本件聘任早于取得资格。").departs

    def test_one_that_was_replaced_is_none_any_more(self) -> None:
        plan = doubts.plan()
        first, second = doubts.case("AMB-09", under=plan), doubts.case("AMB-09", under=plan)
        officer = filed.holder(first)
        doubts.decide(first, officer, "AMB-09", favours=True)
        later = doubts.decide(first, officer, "AMB-09", favours=False)
        assert [each.precedents for each in doubts_of(second)] == [[later]]


class TestReplacing:
    def test_the_earlier_decision_stays_on_record(self) -> None:
        case = doubts.case("AMB-09")
        officer = filed.holder(case)
        doubts.decide(case, officer, "AMB-09", favours=True)
        doubts.decide(case, officer, "AMB-09", favours=False, text="补充的聘任文件表明起始较晚。")
        rows = AmbiguityDecision.objects.order_by("pk").values_list("favours", "replaced_at")
        assert [(favours, bool(replaced)) for favours, replaced in rows] == [(True, True), (False, False)]
        assert Reexamination.objects.count() == 2
        assert examination_in_force(case)["outcome"] == "not_eligible"

    def test_nobody_replaces_what_he_has_not_seen(self) -> None:
        case = doubts.case("AMB-09")
        given = doubts.words(case, "AMB-09", favours=False)
        officer = filed.holder(case)
        doubts.decide(case, officer, "AMB-09", favours=True)
        [reason] = refusal(SETTLE_AMBIGUITY, case, officer, **given)
        assert reason.startswith(f"{officer.agency}已核定为“年限按有利于申报人的时间起算，年限已满”。")


class TestQualification:
    def test_waits_for_the_decision_and_not_for_a_loose_reason(self) -> None:
        case = doubts.case("AMB-09", Stage.QUALIFICATION)
        office = filed.holder(case)
        assert way_of(case).doubts == ("AMB-09",)
        [reason] = refusal(QUALIFY, case, office, answers=answers_to(case))
        assert reason.startswith("“学历、资历条件（正常评审）")
        assert "年限自取得资格起算还是自聘任起算（AMB-09）。请先核定歧义事项" in reason

    def test_goes_by_the_decision(self) -> None:
        case = doubts.case("AMB-09", Stage.QUALIFICATION)
        office = filed.holder(case)
        doubts.decide(case, office, "AMB-09")
        item = way_of(case)
        assert (item.answer, item.doubts) == ("met", ())
        assert "（AMB-09），已核定：年限按有利于申报人的时间起算，年限已满" in item.because
        assert perform(QUALIFY, case, office, answers=answers_to(case)).stage == Stage.QUALIFIED

    def test_not_accepting_waits_for_it_too_and_cites_it(self) -> None:
        case = doubts.case("AMB-09", Stage.QUALIFICATION)
        office = filed.holder(case)
        given = answers_to(case, way={"ok": False, "reason": "年限不足。"})
        [reason] = refusal(NOT_ACCEPT, case, office, text="年限不足。", answers=given)
        assert "请先核定歧义事项" in reason
        doubts.decide(case, office, "AMB-09", favours=False)
        item = way_of(case)
        assert item.answer == "not_met"
        assert f"已核定：年限按较晚的时间起算，年限未满，依据：{doubts.CLAUSE}" in item.because
        done = perform(NOT_ACCEPT, case, office, text="年限不足。", answers=given)
        assert done.stage == Stage.NOT_ACCEPTED

    def test_a_missing_fact_is_no_ambiguity(self) -> None:
        case = filed.case(Stage.QUALIFICATION)
        assert {item.doubts for item in items_of(case)} == {()}


def test_a_corrected_version_is_examined_by_itself_and_keeps_the_reading() -> None:
    case = doubts.case("AMB-09")
    doubts.decide(case, filed.holder(case), "AMB-09")
    frozen = case.snapshot.examination
    case.snapshot = filed.snapshot(case, examination=frozen)
    case.save()
    assert open_codes(examination_in_force(case)) == ["AMB-09"]


def test_each_ambiguity_shows_its_own_precedents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ambiguities, "MOST_PRECEDENTS", 1)
    plan = doubts.plan()
    case, *others = [doubts.case("AMB-09", under=plan) for _ in range(22)]
    officer = filed.holder(case)
    by = {"plan": plan, "decided_by": officer.user, "agency": officer.agency, "decided_at": clock.now()}
    rows = [AmbiguityDecision(application=other, code="AMB-09", favours=True, **by) for other in others]
    AmbiguityDecision.objects.bulk_create(
        [AmbiguityDecision(application=others[0], code="AMB-10", favours=False, **by)]
    )
    AmbiguityDecision.objects.bulk_create(rows)
    found = ambiguities.precedents_of(case, ["AMB-09", "AMB-10"])
    assert [(row.code, row.application_id) for row in found] == [("AMB-09", others[-1].pk), ("AMB-10", others[0].pk)]


class TestOlderVersions:
    """Filed before the facts were kept beside the examination."""

    def older(self, plan: Any, **changes: Any) -> Application:
        case = cases.make_case(plan=plan)
        del case.snapshot.examination["facts"]
        for name, value in changes.items():
            setattr(case.snapshot, name, value)
        case.snapshot.save()
        return cases.fresh(case)

    def test_are_examined_by_what_was_frozen_and_not_by_the_archive_of_today(self) -> None:
        case = self.older(cases.make_plan())
        case.applicant.credit_entries.all().delete()
        case.records.clear()
        again = reexamined(case)
        assert again is not None
        credit = [found.answer.value for found in again.findings if found.group.value == "credits"]
        filed_as = [found for found in case.snapshot.examination["findings"] if found["group"] == "credits"]
        assert credit == [found["answer"] for found in filed_as] != []
        assert again.route == case.snapshot.examination["route"] == "正常评审"

    def test_that_cannot_be_read_are_refused_with_a_sentence(self) -> None:
        case = doubts.case("AMB-09")
        del case.snapshot.examination["facts"]
        case.snapshot.save()
        officer = filed.holder(case)
        [reason] = refusal(SETTLE_AMBIGUITY, case, officer, **doubts.words(case, "AMB-09"))
        assert reason.startswith("提交时固定的内容不完整，无法按核定的理解重新预检")
        doubt = next(each for each in doubts_of(case) if each.word.code == "AMB-09")
        assert outlook_of(case, doubt) == {}
