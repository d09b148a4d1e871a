"""Settling ambiguities on the page; the precedents in a list; what others see of it."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from reviews.enums import Stage
from reviews.models import AmbiguityDecision, Application
from tests.conftest import Clock
from tests.reviews import doubts, filed
from tests.reviews.views.test_bodies_pages import queries, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")


def page(case: Application) -> str:
    return reverse("ambiguities", args=[case.pk])


def posted(code: str = "AMB-09", **fields: Any) -> dict[str, Any]:
    """What the browser sends; the names of the fields begin with the ambiguity."""
    usual = {"reading": "yes", "text": doubts.REASON, "clause": doubts.CLAUSE, "seen": "0"}
    return {"code": code, **{f"{code}-{name}": value for name, value in {**usual, **fields}.items()}}


class TestPage:
    def test_shows_numbers_readings_and_what_each_would_lead_to(self) -> None:
        case = doubts.case("AMB-09")
        shown = text_of(signed_in(filed.holder(case)).get(page(case)))
        for words in (
            "年限自取得资格起算还是自聘任起算",
            "2020-01-10 → 2022-12-31 = 2 年 355 天 &lt; 4 年",
            "2018-06-01 → 2022-12-31 = 4 年 213 天 ≥ 4 年",
            "年限按有利于申报人的时间起算，年限已满",
            "按此理解，本件符合申报条件",
            "年限按较晚的时间起算，年限未满",
            "按此理解，本件未达到申报条件",
            "衢经信产融〔2022〕44号 二(二)",
        ):
            assert words in shown, words

    def test_settles_and_tells_so_in_the_case_and_at_the_qualification(self) -> None:
        case = doubts.case("AMB-09", Stage.QUALIFICATION)
        client = signed_in(filed.holder(case))
        assert client.post(page(case), posted()).status_code == 302
        for address in (page(case), reverse("case", args=[case.pk]), reverse("qualification", args=[case.pk])):
            shown = text_of(client.get(address))
            assert "年限按有利于申报人的时间起算，年限已满" in shown
            assert doubts.REASON in shown
        shown = text_of(client.get(reverse("case", args=[case.pk])))
        assert "按核定复核" in shown
        # What the law says now stands first, with the decision in the finding; what it said at filing is kept below.
        assert shown.index("已核定：年限按有利于申报人的时间起算") < shown.index("提交时的预检结论 ")

    def test_what_was_refused_keeps_what_was_typed(self) -> None:
        case = doubts.case("AMB-09")
        response = signed_in(filed.holder(case)).post(page(case), posted(reading="", clause=""))
        assert response.status_code == 422
        shown = text_of(response)
        assert doubts.REASON in shown
        assert "请选择对“年限自取得资格起算还是自聘任起算”的一种理解。" in shown
        assert "请填写依据的条款。" in shown
        assert not AmbiguityDecision.objects.exists()

    def test_a_precedent_is_followed_with_one_press(self) -> None:
        plan = doubts.plan()
        first, second = doubts.case("AMB-09", under=plan, name="前例某"), doubts.case("AMB-09", under=plan)
        officer = filed.holder(first)
        decision = doubts.decide(first, officer, "AMB-09", favours=False, text="聘任在后。")
        client = signed_in(officer)
        shown = text_of(client.get(page(second)))
        assert "按先例核定" in shown
        assert "前例某" not in shown
        sent = {"code": "AMB-09", "precedent": decision.pk, "AMB-09-seen": "0"}
        assert client.post(page(second), sent).status_code == 302
        followed = second.decisions.get()
        assert (followed.favours, followed.reason, followed.clause) == (False, "聘任在后。", doubts.CLAUSE)

    def test_only_what_the_newest_precedent_says_is_offered_to_be_followed(self) -> None:
        plan = doubts.plan()
        older, newer, case = [doubts.case("AMB-09", under=plan) for _ in range(3)]
        officer = filed.holder(case)
        doubts.decide(older, officer, "AMB-09", favours=True)
        newest = doubts.decide(newer, officer, "AMB-09", favours=False, departs="聘任中断。")
        shown = signed_in(officer).get(page(case)).content.decode()
        assert re.findall(r'name="precedent" value="(\d+)"', shown) == [str(newest.pk)]

    def test_a_version_that_cannot_be_read_is_shown_without_an_outlook(self) -> None:
        case = doubts.case("AMB-09")
        del case.snapshot.examination["facts"]
        case.snapshot.save()
        client = signed_in(filed.holder(case))
        shown = text_of(client.get(page(case)))
        assert "有利于申报人。" in shown
        assert "按此理解，本件" not in shown
        refused = client.post(page(case), posted())
        assert refused.status_code == 422
        assert "由申报人重新提交后再核定" in text_of(refused)

    def test_a_precedent_of_another_plan_cannot_be_followed(self) -> None:
        first, second = doubts.case("AMB-09"), doubts.case("AMB-09")
        officer = filed.holder(first)
        decision = doubts.decide(first, officer, "AMB-09")
        sent = {"code": "AMB-09", "precedent": decision.pk, "AMB-09-seen": "0"}
        assert signed_in(officer).post(page(second), sent).status_code == 422
        assert not second.decisions.exists()

    def test_says_who_settles_what_this_body_may_not(self) -> None:
        case = doubts.case("AMB-04")
        shown = text_of(signed_in(filed.holder(case)).get(page(case)))
        assert "该事项由评委会办公室在资格审查时核定" in shown
        assert 'name="AMB-04-text"' not in shown

    def test_asks_for_the_reply_of_the_bureau(self) -> None:
        case = doubts.case("AMB-26", Stage.QUALIFICATION)
        client = signed_in(filed.holder(case))
        assert "人力社保部门复函文号" in text_of(client.get(page(case)))
        assert client.post(page(case), posted("AMB-26", document="衢市人社函〔2022〕9号")).status_code == 302
        assert "衢市人社函〔2022〕9号" in text_of(client.get(page(case)))

    def test_costs_the_same_for_one_and_for_three_precedents(self) -> None:
        plan = doubts.plan()
        cases = [doubts.case("AMB-09", under=plan) for _ in range(4)]
        officer = filed.holder(cases[0])
        client = signed_in(officer)
        doubts.decide(cases[0], officer, "AMB-09")
        once = queries(client, page(cases[3]))
        for case in cases[1:3]:
            doubts.decide(case, officer, "AMB-09")
        assert queries(client, page(cases[3])) == once <= 20


class TestWhoSees:
    def test_the_applicant_sees_each_decision_with_reason_and_clause(self) -> None:
        case = doubts.case("AMB-09")
        doubts.decide(case, filed.holder(case), "AMB-09", favours=False)
        client = signed_in(Actor(Role.APPLICANT, case.applicant.user))
        for address in (reverse("application", args=[case.pk]), reverse("case", args=[case.pk])):
            shown = text_of(client.get(address))
            for words in ("年限按较晚的时间起算，年限未满", doubts.REASON, doubts.CLAUSE, "未达到申报条件"):
                assert words in shown, (address, words)
            assert f'href="{page(case)}"' not in client.get(address).content.decode()
        assert client.get(page(case)).status_code == 404

    def test_others_see_nothing(self) -> None:
        case, other = doubts.case("AMB-09"), doubts.case("AMB-09")
        doubts.decide(case, filed.holder(case), "AMB-09")
        strangers = [
            Actor(Role.APPLICANT, other.applicant.user),
            filed.handler(filed.employer()),
            filed.officer(filed.agency(AgencyKind.INDUSTRY_BUREAU, filed.region("330803", "衢江区"))),
        ]
        for stranger in strangers:
            client = signed_in(stranger)
            for address in (page(case), reverse("case", args=[case.pk])):
                assert client.get(address).status_code == 404
            assert client.post(page(case), posted()).status_code == 404
        assert Client().get(page(case)).status_code == 302

    def test_the_worklist_says_how_many_wait(self) -> None:
        case = doubts.case("AMB-09", name="某甲")
        client = signed_in(filed.holder(case))
        assert "有待核定的歧义 1 项" in text_of(client.get(reverse("worklist")))
        assert "某甲" in text_of(client.get(reverse("worklist"), {"f": "doubts"}))
        doubts.decide(case, filed.holder(case), "AMB-09")
        assert "有待核定的歧义 1 项" not in text_of(client.get(reverse("worklist")))
        assert "某甲" not in text_of(client.get(reverse("worklist"), {"f": "doubts"}))


class TestList:
    @pytest.fixture
    def office(self) -> Actor:
        """The office under whose plan one ambiguity was read both ways, and one was read anew."""
        plan = doubts.plan()
        cases = [doubts.case("AMB-09", Stage.QUALIFICATION, under=plan) for _ in range(3)]
        office = filed.holder(cases[0])
        for case in cases[:2]:
            doubts.decide(case, office, "AMB-09", text="聘任证明齐全。")
        doubts.decide(cases[2], office, "AMB-09", favours=False, departs="聘任中断。", text="聘任文件不全。")
        doubts.decide(cases[1], office, "AMB-09", favours=False, departs="补充材料。", text="=重新核对。")
        return office

    def test_counts_by_reading_and_lists_each(self, office: Actor) -> None:
        shown = text_of(signed_in(office).get(reverse("decisions")))
        assert "1 件" in shown
        assert "2 件" in shown
        for words in ("聘任证明齐全。", "聘任文件不全。", "聘任中断。", "已被重新核定"):
            assert words in shown

    @pytest.mark.parametrize(
        ("asked", "there", "absent"),
        [
            ({"reading": "yes"}, "聘任证明齐全。", "聘任文件不全。"),
            ({"q": "文件不全"}, "聘任文件不全。", "聘任证明齐全。"),
            ({"code": "AMB-10"}, "没有找到符合条件的核定", "聘任文件不全。"),
            ({"plan": "none"}, "没有找到符合条件的核定", "聘任文件不全。"),
        ],
    )
    def test_is_searched_and_narrowed(self, office: Actor, asked: dict[str, str], there: str, absent: str) -> None:
        shown = text_of(signed_in(office).get(reverse("decisions"), asked))
        assert there in shown
        assert absent not in shown

    def test_is_exported_without_persons_and_without_formulas(self, office: Actor) -> None:
        response = signed_in(office).get(reverse("decisions_export"))
        text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        rows = list(csv.reader(io.StringIO(text)))
        assert len(rows) == 5
        assert rows[1][5] == "'=重新核对。"
        assert {row[11] for row in rows[1:]} == {"是", "否"}
        for name in Application.objects.values_list("applicant__user__name", flat=True):
            assert name not in text

    def test_is_each_offices_own(self, office: Actor) -> None:
        plan = AmbiguityDecision.objects.first().plan
        supervisor = plan.titles.first().committee.supervisor
        for actor in (filed.officer(plan.hr_bureau), filed.officer(supervisor)):
            assert "聘任证明齐全。" in text_of(signed_in(actor).get(reverse("decisions")))
        elsewhere = filed.officer(filed.agency(AgencyKind.COMMITTEE_OFFICE, name="另一评委会办公室"))
        assert "还没有核定过歧义事项" in text_of(signed_in(elsewhere).get(reverse("decisions")))
        body = filed.officer(filed.agency(AgencyKind.INDUSTRY_BUREAU))
        assert signed_in(body).get(reverse("decisions")).status_code == 403

    @pytest.mark.parametrize("rows", [1, 3])
    def test_asks_the_same_number_of_questions(self, rows: int) -> None:
        plan = doubts.plan()
        cases = [doubts.case("AMB-09", Stage.QUALIFICATION, under=plan) for _ in range(rows)]
        office = filed.holder(cases[0])
        for case in cases:
            doubts.decide(case, office, "AMB-09")
        assert queries(signed_in(office), reverse("decisions")) == 7


class TestEmployersConfirmation:
    def test_the_employer_confirms_each_answer_or_notes_it(self) -> None:
        case = filed.case()
        client = signed_in(filed.handler(case.employer))
        shown = client.get(reverse("case", args=[case.pk]))
        assert "申报人声明，单位尚未确认" in text_of(shown)
        assert 'name="label" value="申报声明：是否在职在岗"' in shown.content.decode()
        address = reverse("case_act", args=[case.pk, "approve_by_employer"])
        typed = {f"approve_by_employer-{duty}": "on" for duty in ("true", "accurate", "complete")}
        typed["approve_by_employer-text"] = "同意。"
        refused = client.post(address, typed)
        assert refused.status_code == 422
        assert "申报声明“是否在职在岗”回答“是”尚未确认" in text_of(refused)
        done = client.post(address, {**typed, "approve_by_employer-answers": ["person.on_post"]})
        assert done.status_code == 302
        assert "申报人声明，单位已确认" in text_of(client.get(reverse("case", args=[case.pk])))

    def test_many_at_once_are_listed_with_their_answers(self) -> None:
        case = filed.case()
        client = signed_in(filed.handler(case.employer))
        asked: dict[str, Any] = {"act": "approve_by_employer", "ids": case.pk}
        shown = text_of(client.get(reverse("batch"), asked))
        assert "一并确认申报声明：1. 是否在职在岗是（44号 三(一)）" in shown
        typed = {**asked, "true": "on", "accurate": "on", "complete": "on", "text": "同意。"}
        assert "请核实各人的申报声明后勾选" in text_of(client.post(reverse("batch"), typed))
        client.post(reverse("batch"), {**typed, "answers": "on"})
        assert Application.objects.get(pk=case.pk).stage == Stage.EMPLOYER_PUBLICITY_DUE
