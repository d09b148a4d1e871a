"""The pages of employers and offices: what they show, what they do, what they cost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind
from reviews.enums import PublicityKind, Stage
from reviews.models import Application, NotedDefect, Objection, Publicity
from reviews.services.publicity import open_for
from tests.conftest import Clock
from tests.reviews import filed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def sheet_of(response: Any) -> str:
    return b"".join(response.streaming_content).decode()


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


class TestWorklist:
    def test_costs_the_same_for_one_row_and_for_three(self) -> None:
        plan, employer = filed.plan(), filed.employer()
        case = filed.case(Stage.RECOMMENDATION, under=plan, of=employer)
        client = signed_in(filed.holder(case))
        one = queries(client, reverse("worklist"))
        for _ in range(2):
            filed.case(Stage.RECOMMENDATION, under=plan, of=employer)
        three = queries(client, reverse("worklist"))
        assert (one, three) == (8, 8)

    def test_costs_an_employer_the_same_too(self) -> None:
        case = filed.case()
        client = signed_in(filed.handler(case.employer))
        one = queries(client, reverse("worklist"))
        for _ in range(2):
            filed.case(under=case.plan, of=case.employer)
        assert (one, queries(client, reverse("worklist"))) == (8, 8)

    def test_shows_what_is_due_first_and_its_own_only(self) -> None:
        plan, employer = filed.plan(), filed.employer()
        late = filed.case(Stage.RECOMMENDATION, under=plan, of=employer, name="晚到期")
        soon = filed.case(Stage.RECOMMENDATION, under=plan, of=employer, name="早到期", due_at=plan.filing_closes)
        filed.case(Stage.RECOMMENDATION, under=plan, of=employer, leg=1, name="别处件")
        page = text_of(signed_in(filed.holder(late)).get(reverse("worklist")))
        assert page.index(soon.applicant.user.name) < page.index(late.applicant.user.name)
        assert "别处件" not in page

    def test_the_export_runs_no_formula_and_shows_no_number(self) -> None:
        case = filed.case(name="=HYPERLINK(1)")
        client = signed_in(filed.handler(case.employer))
        sheet = sheet_of(client.get(reverse("worklist_export"), {"f": "review"}))
        assert sheet.startswith("\ufeff姓名,")
        assert "'=HYPERLINK(1)" in sheet
        assert filed.ID_NUMBER not in sheet

    def test_before_the_registration_an_officer_is_led_there(self) -> None:
        officer = filed.handler(filed.employer())
        officer.user.employer_offices.update(ended_on="2022-08-01")
        from accounts.guardian import revoke
        from employers.models import Employer

        revoke(officer.user, "act_for_employer", Employer.objects.get())
        for name in ("worklist", "employer_home", "objections"):
            assert signed_in(officer).get(reverse(name)).headers["Location"] == reverse("employer_register")


class TestBatch:
    def test_previews_each_and_does_what_can_be_done(self) -> None:
        plan, employer = filed.plan(), filed.employer()
        able = [filed.case(Stage.RECOMMENDATION, under=plan, of=employer, name=f"可办{n}") for n in range(2)]
        over = filed.case(
            Stage.RECOMMENDATION, under=plan, of=employer, name="逾期件", due_at="2022-08-29T00:00:00+08:00"
        )
        elsewhere = filed.case(Stage.RECOMMENDATION, under=plan, of=employer, leg=1, name="别处件")
        client = signed_in(filed.holder(able[0]))
        ids: Any = [case.pk for case in [*able, over, elsewhere]]
        page = text_of(client.get(reverse("batch"), {"act": "recommend", "ids": ids}))
        assert "共选择 3 件，其中 2 件可以办理" in page
        assert "逾期不再受理" in page
        assert "别处件" not in page
        assert Application.objects.get(pk=able[0].pk).leg == 0

        empty = client.post(reverse("batch"), {"act": "recommend", "ids": ids, "text": ""})
        assert "请填写审核意见" in text_of(empty)
        done = client.post(reverse("batch"), {"act": "recommend", "ids": ids, "text": "同意推荐"}, follow=True)
        page = text_of(done)
        assert done.redirect_chain[-1][0] == reverse("batch_done")
        assert "共 3 件，已办理 2 件" in page
        assert [Application.objects.get(pk=case.pk).leg for case in able] == [1, 1]
        assert Application.objects.get(pk=over.pk).leg == 0

    def test_opens_one_publicity_for_all(self) -> None:
        plan, employer = filed.plan(), filed.employer()
        cases = [filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=plan, of=employer) for _ in range(3)]
        client = signed_in(filed.handler(employer))
        data: dict[str, Any] = {"act": "open_employer_publicity", "ids": [case.pk for case in cases]}
        assert "最早于2022年9月5日（周一）24:00截止" in text_of(client.get(reverse("batch"), data))
        assert "已办理 3 件" in text_of(client.post(reverse("batch"), data, follow=True))
        assert Publicity.objects.get().entries.count() == 3

    def test_warns_where_the_publicity_ends_after_the_deadline(self, clock: Clock) -> None:
        case = filed.case(Stage.EMPLOYER_PUBLICITY_DUE)
        clock.set("2022-09-16 09:00")
        client = signed_in(filed.handler(case.employer))
        page = text_of(client.get(reverse("batch"), {"act": "open_employer_publicity", "ids": str(case.pk)}))
        assert "晚于单位推荐截止时间" in page

    def test_pressing_twice_does_it_once(self) -> None:
        case = filed.case(Stage.RECOMMENDATION)
        client = signed_in(filed.holder(case))
        data: dict[str, Any] = {"act": "recommend", "ids": case.pk, "text": "同意"}
        client.post(reverse("batch"), data)
        again = client.post(reverse("batch"), data, follow=True)
        assert "请先在列表中选择申报" in text_of(again)
        assert Application.objects.get(pk=case.pk).leg == 1
        assert case.opinions.count() == 1


class TestCaseFile:
    def test_shows_what_was_filed_and_what_can_be_done(self) -> None:
        case = filed.case()
        page = text_of(signed_in(filed.handler(case.employer)).get(reverse("case", args=[case.pk])))
        for words in ("青瓷《江郎》", "婺州窑釉色研究", "审核通过", "退回补正", "不予推荐", case.snapshot.short_code):
            assert words in page

    @pytest.mark.parametrize(
        "stage", [Stage.EMPLOYER_REVIEW, Stage.RECOMMENDATION, Stage.QUALIFICATION, Stage.QUALIFIED]
    )
    def test_costs_little(self, stage: Stage) -> None:
        case = filed.case(stage)
        assert queries(signed_in(filed.holder(case)), reverse("case", args=[case.pk])) <= 18

    def test_is_closed_to_others(self) -> None:
        case = filed.case()
        strangers = [filed.handler(filed.employer()), filed.officer(filed.agency(AgencyKind.INDUSTRY_BUREAU))]
        for stranger in strangers:
            client = signed_in(stranger)
            assert client.get(reverse("case", args=[case.pk])).status_code == 404
            address = reverse("case_act", args=[case.pk, "approve_by_employer"])
            assert client.post(address, {}).status_code == 404
        assert Client().get(reverse("case", args=[case.pk])).status_code == 302

    def test_shows_obstacles_before_anything_is_pressed(self, clock: Clock) -> None:
        case = filed.case()
        clock.set("2022-09-21 09:00")
        page = text_of(signed_in(filed.handler(case.employer)).get(reverse("case", args=[case.pk])))
        assert "办理时限已过" in page

    def test_an_act_that_is_refused_loses_nothing(self) -> None:
        case = filed.case()
        client = signed_in(filed.handler(case.employer))
        address = reverse("case_act", args=[case.pk, "approve_by_employer"])
        typed = {"approve_by_employer-text": "材料属实，同意。", "approve_by_employer-true": "on"}
        response = client.post(address, typed)
        assert response.status_code == 422
        assert "请逐项确认本单位对申报材料的准确性、完整性负责。" in text_of(response)
        assert "材料属实，同意。</textarea>" in response.content.decode()
        rest = {f"approve_by_employer-{duty}": "on" for duty in ("accurate", "complete")}
        rest["approve_by_employer-answers"] = "person.on_post"
        assert client.post(address, {**typed, **rest}).status_code == 302
        assert Application.objects.get(pk=case.pk).stage == Stage.EMPLOYER_PUBLICITY_DUE
        late = client.post(address, {**typed, **rest})
        assert (late.status_code, "可能已由他人办理" in text_of(late)) == (422, True)
        assert case.opinions.count() == 1

    def test_defects_are_kept_while_reading_and_leave_together(self) -> None:
        case = filed.case()
        officer, colleague = filed.handler(case.employer), filed.handler(case.employer)
        client = signed_in(officer)
        note = reverse("note_defect", args=[case.pk])
        for number in range(2):
            client.post(
                note, {"target": f"record:{number}", "label": f"获奖：{number}", "text": f"问题{number}", "clause": ""}
            )
        client.post(note, {"target": "", "label": "整体", "text": ""})
        assert NotedDefect.objects.count() == 2
        assert "问题1" in text_of(client.get(reverse("case", args=[case.pk])))
        assert "问题1" not in text_of(signed_in(colleague).get(reverse("case", args=[case.pk])))
        fragment = client.post(note, {"label": "总体", "text": "问题2", "target": ""}, headers={"HX-Request": "true"})
        assert "问题2" in text_of(fragment)
        assert "<html" not in fragment.content.decode()
        struck = NotedDefect.objects.get(text="问题2")
        signed_in(colleague).post(reverse("strike_defect", args=[case.pk, struck.pk]))
        assert NotedDefect.objects.count() == 3
        client.post(reverse("strike_defect", args=[case.pk, struck.pk]))
        client.post(reverse("case_act", args=[case.pk, "return_for_correction"]))
        case.refresh_from_db()
        assert case.stage == Stage.DRAFT
        assert list(case.corrections.get().defects.values_list("text", flat=True)) == ["问题0", "问题1"]

    def test_supervision_reads_and_does_nothing(self) -> None:
        case = filed.case()
        watcher = filed.officer(case.title.committee.supervisor)
        client = signed_in(watcher)
        assert case.applicant.user.name in text_of(client.get(reverse("all_cases")))
        page = text_of(client.get(reverse("case", args=[case.pk])))
        assert "您当前没有需要在本件上办理的事项" in page
        other = filed.officer(filed.agency(AgencyKind.SUPERVISION, filed.region("330803", "衢江区")))
        assert case.applicant.user.name not in text_of(signed_in(other).get(reverse("all_cases")))
        assert sheet_of(client.get(reverse("all_cases_export"))).count("\n") == 2


class TestQualification:
    def test_takes_every_item_and_keeps_what_was_typed(self) -> None:
        case = filed.case(Stage.QUALIFICATION)
        client = signed_in(filed.holder(case))
        address = reverse("qualification", args=[case.pk])
        page = client.get(address)
        assert page.content.decode().count('value="yes" checked') == 2
        typed = {
            "ok-gate:G-ONPOST": "yes",
            "ok-gate:G-AFFIL": "yes",
            "reason-gate:G-AFFIL": "三者均在柯城区",
            "act": "qualify",
        }
        response = client.post(address, typed)
        assert response.status_code == 422
        assert "三者均在柯城区" in response.content.decode()
        rest = {"ok-way": "yes", "ok-material:education": "yes", "ok-material:statement": "yes"}
        assert client.post(address, {**typed, **rest}).status_code == 302
        assert Application.objects.get(pk=case.pk).stage == Stage.QUALIFIED
        assert "本件当前不在审查环节" in text_of(client.get(address))

    def test_is_the_offices_alone(self) -> None:
        case = filed.case(Stage.QUALIFICATION)
        address = reverse("qualification", args=[case.pk])
        for other in (filed.handler(case.employer), filed.officer(filed.agency(AgencyKind.HR_BUREAU))):
            assert signed_in(other).get(address).status_code == 404


class TestEmployerHome:
    def test_shows_what_is_due_what_runs_and_who_lacks_an_archive(self) -> None:
        case = filed.case()
        shown = filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=case.plan, of=case.employer)
        officer = filed.handler(case.employer)
        open_for(PublicityKind.EMPLOYER, case.plan, [shown], officer)
        page = text_of(signed_in(officer).get(reverse("employer_home")))
        for words in (
            case.applicant.user.name,
            "最早于 2022年9月5日（周一）24:00 截止",
            "尚未建立业绩档案的人员",
            "1 待审核",
        ):
            assert words in page
        assert queries(signed_in(officer), reverse("employer_home")) <= 14


class TestOffice:
    def test_lists_its_publicities(self) -> None:
        case = filed.case(Stage.QUALIFIED)
        officer = filed.holder(case)
        publicity = open_for(PublicityKind.PRE_REVIEW, case.plan, [case], officer)
        words = {"receipt": "YY9", "name": "a", "contact": "b", "text": "c"}
        moments = dict.fromkeys(("raised_at", "due_at"), publicity.opened_at)
        Objection.objects.create(publicity=publicity, entry=publicity.entries.get(), **words, **moments)
        page = text_of(signed_in(officer).get(reverse("office_publicities")))
        assert publicity.title in page
        assert "有异议核查中" in page


PAGES: list[Callable[[Application], str]] = [
    lambda _: reverse("worklist"),
    lambda case: reverse("case", args=[case.pk]),
]


@pytest.mark.parametrize(
    "stage", [stage for stage in Stage if stage not in {Stage.DRAFT, Stage.WITHDRAWN, Stage.LAPSED}]
)
def test_pages_stand_in_every_stage(stage: Stage) -> None:
    case = filed.case(stage)
    for reader in (filed.officer(case.plan.office), filed.handler(case.employer)):
        for page in PAGES:
            assert signed_in(reader).get(page(case)).status_code == 200
