"""What employers and offices do with a case: what stands in the way, what is kept, who is told."""

from typing import Any

import pytest

from accounts.actor import CLOCK
from accounts.enums import AgencyKind
from accounts.models import Notice
from employers.enums import EmployerKind, PostTableStage
from employers.models import PostLine, PostPerson, PostTable
from reviews.enums import Level, PublicityKind, Stage, Verdict
from reviews.models import Application, NotedDefect, Plan
from reviews.services import handover
from reviews.services.publicity import open_for
from reviews.steps.approve_by_employer import APPROVE_BY_EMPLOYER
from reviews.steps.base import perform, reasons_against
from reviews.steps.lapse import LAPSE
from reviews.steps.not_recommend import NOT_RECOMMEND
from reviews.steps.recommend import RECOMMEND
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from reviews.steps.submit_employer_opinion import SUBMIT_EMPLOYER_OPINION
from tests.conftest import Clock
from tests.employers.tables import make_table
from tests.reviews import filed
from tests.reviews.refusals import DEFECTS, TEXT, refusal, told
from zcps.clock import now as clock_now

pytestmark = pytest.mark.django_db

DUTIES = {"true": True, "accurate": True, "complete": True, "answers": True}


@pytest.fixture(autouse=True)
def monday(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")


class TestEmployer:
    def test_vouches_and_goes_on_to_the_publicity(self) -> None:
        case = filed.case()
        officer = filed.handler(case.employer)
        done = perform(APPROVE_BY_EMPLOYER, case, officer, text=TEXT, **DUTIES)
        assert (done.stage, done.due_at) == (Stage.EMPLOYER_PUBLICITY_DUE, case.due_at)
        opinion = done.opinions.get()
        assert (opinion.body, opinion.verdict, opinion.officer) == (
            case.employer.name,
            Verdict.AGREE,
            officer.user.name,
        )
        assert told() == {case.applicant.user.key}

    def test_answers_for_each_duty_by_name(self) -> None:
        case = filed.case()
        reasons = refusal(APPROVE_BY_EMPLOYER, case, filed.handler(case.employer), true=True, answers=True)
        assert reasons == ["请填写审核意见。", "请逐项确认本单位对申报材料的准确性、完整性负责。"]

    def test_is_too_late_from_the_deadline_on(self, clock: Clock) -> None:
        case = filed.case()
        clock.set("2022-09-20 23:59")
        assert reasons_against(APPROVE_BY_EMPLOYER, case, filed.handler(case.employer), text=TEXT, **DUTIES) == []
        clock.set("2022-09-21 00:00")
        assert (
            "逾期不再受理" in refusal(APPROVE_BY_EMPLOYER, case, filed.handler(case.employer), text=TEXT, **DUTIES)[0]
        )

    def test_writes_the_publicity_into_its_opinion(self, clock: Clock) -> None:
        case = filed.case(Stage.EMPLOYER_PUBLICITY_DUE)
        officer = filed.handler(case.employer)
        open_for(PublicityKind.EMPLOYER, case.plan, [case], officer)
        clock.set("2022-09-06 00:00")
        from reviews.services.sweep import close_due

        close_due()
        Notice.objects.all().delete()
        done = perform(SUBMIT_EMPLOYER_OPINION, case, officer, text="同意推荐。")
        assert done.opinions.get().text == (
            "公示情况：2022年8月29日（周一）至2022年9月5日（周一）公示，共 5 个工作日，未收到异议。同意推荐。"
        )
        assert (done.stage, done.leg, done.holder) == (Stage.RECOMMENDATION, 0, handover.bodies_at(case, 0)[0])
        assert told() == {case.applicant.user.key}

    def test_cannot_send_where_no_office_is(self) -> None:
        nowhere = filed.region("330881", "江山市")
        case = filed.case(Stage.EMPLOYER_OPINION_DUE, of=filed.employer(where=nowhere))
        [reason] = refusal(SUBMIT_EMPLOYER_OPINION, case, filed.handler(case.employer), text=TEXT)
        assert "没有找到江山市的县（市、区）经信部门" in reason


class TestPosts:
    def institution(self, **numbers: Any) -> Application:
        case = filed.case(of=filed.employer(EmployerKind.PUBLIC_INSTITUTION))
        if numbers:
            make_table(case.employer, listed=[case.applicant.user], **numbers)
        return case

    def reasons(self, case: Application) -> list[str]:
        return reasons_against(APPROVE_BY_EMPLOYER, case, filed.handler(case.employer), text=TEXT, **DUTIES)

    def test_no_table_no_approval(self) -> None:
        assert "尚未填报2022年度中级岗位信息表" in self.reasons(self.institution())[0]

    def test_an_unconfirmed_table_does_not_count(self) -> None:
        case = self.institution(approved=10, filled=8, opened=2)
        PostTable.objects.update(stage=PostTableStage.SUBMITTED, confirmed_at=None)
        assert "尚未经人力社保部门确认" in self.reasons(case)[0]

    def test_the_last_post_can_be_used_and_no_more(self) -> None:
        case = self.institution(approved=10, filled=8, opened=2)
        others = [filed.case(of=case.employer, under=case.plan) for _ in range(2)]
        officer = filed.handler(case.employer)
        perform(APPROVE_BY_EMPLOYER, others[0], officer, text=TEXT, **DUTIES)
        perform(APPROVE_BY_EMPLOYER, others[1], officer, text=TEXT, **DUTIES)
        [reason] = refusal(APPROVE_BY_EMPLOYER, case, officer, text=TEXT, **DUTIES)
        assert reason.startswith("2022年度中级岗位信息表今年推出空缺岗位 2 个，连同本人将推荐 3 人，超出岗位数。")

    def test_more_posts_opened_than_vacant_are_refused(self) -> None:
        assert "超过空缺 0 个" in self.reasons(self.institution(approved=10, filled=10, opened=2))[0]

    def test_an_exchange_of_posts_that_the_bureau_confirmed_is_allowed(self) -> None:
        assert self.reasons(self.institution(approved=10, filled=11, opened=1)) == []

    def test_a_shared_post_that_nobody_signed_for_is_not(self) -> None:
        case = self.institution(approved=10, filled=10, opened=1)
        PostTable.objects.update(uses_pool=True, explanation="使用市级统筹岗位 1 个")
        assert "尚无岗位统筹管理部门签署意见" in self.reasons(case)[0]
        PostTable.objects.update(signed_at=clock_now(), signed_by="衢州市人力资源和社会保障局")
        assert self.reasons(case) == []

    def test_who_is_not_on_the_list_is_not_recommended(self) -> None:
        case = self.institution(approved=10, filled=8, opened=2)
        PostPerson.objects.all().delete()
        PostLine.objects.update(for_review=0)
        assert self.reasons(case) == [
            f"{case.applicant.user.name}不在已确认的2022年度岗位信息表名单中。请在“岗位信息”中修改名单并重新确认，或由申报人更正申报。"
        ]

    def test_list_and_case_name_the_same_level_and_way(self) -> None:
        case = self.institution(approved=10, filled=8, opened=2)
        PostPerson.objects.update(level=Level.ASSOCIATE_SENIOR, way="initial")
        level, way, *_ = self.reasons(case)
        assert "拟聘岗位等级为副高级，申报的是中级资格" in level
        assert "方式为初定，申报的是评审" in way

    def test_where_the_province_approves_posts_somebody_compared_them(self) -> None:
        case = self.institution(approved=10, filled=8, opened=2)
        Plan.objects.update(post_source="system")
        assert "未核对该系统" in self.reasons(case)[0]
        PostTable.objects.update(checked_in_system=True)
        assert self.reasons(case) == []

    def test_a_person_off_the_establishment_is_not_bound(self) -> None:
        content = filed.content()
        content["profile"]["employment"] = "事业单位编外"
        case = filed.case(of=filed.employer(EmployerKind.PUBLIC_INSTITUTION), content=content)
        assert self.reasons(case) == []

    def test_an_enterprise_has_no_table(self) -> None:
        assert self.reasons(filed.case()) == []


class TestBodies:
    def test_each_leg_hands_on_to_the_next_and_the_last_to_the_office(self) -> None:
        case = filed.case(Stage.RECOMMENDATION)
        done = perform(RECOMMEND, case, filed.holder(case), text=TEXT)
        assert (done.stage, done.leg, done.holder) == (Stage.RECOMMENDATION, 1, handover.bodies_at(case, 1)[0])
        done = perform(RECOMMEND, done, filed.holder(done), text=TEXT)
        assert (done.stage, done.holder, done.due_at) == (Stage.QUALIFICATION, case.plan.office, None)
        assert list(done.opinions.values_list("leg", flat=True)) == [0, 1]
        assert told() == {case.applicant.user.key}

    def test_a_body_is_too_late_after_its_own_deadline(self, clock: Clock) -> None:
        case = filed.case(Stage.RECOMMENDATION)
        clock.set("2022-10-01 00:00")
        assert "逾期不再受理" in refusal(RECOMMEND, case, filed.holder(case), text=TEXT)[0]

    def test_refuses_with_a_reason_that_person_and_employer_read(self) -> None:
        case = filed.case(Stage.RECOMMENDATION)
        officer, of_employer = filed.holder(case), filed.handler(case.employer)
        assert refusal(NOT_RECOMMEND, case, officer, text="  ") == ["请填写不予推荐的理由。"]
        done = perform(NOT_RECOMMEND, case, officer, text="业绩与专业无关。")
        assert (done.stage, done.holder, done.due_at) == (Stage.NOT_RECOMMENDED, None, None)
        assert told() == {case.applicant.user.key, of_employer.user.key}
        assert all("业绩与专业无关" in body for body in Notice.objects.values_list("body", flat=True))


class TestReturn:
    def test_lists_every_defect_and_goes_through_the_employer_again(self) -> None:
        case = filed.case(Stage.RECOMMENDATION, leg=1)
        officer, of_employer = filed.holder(case), filed.handler(case.employer)
        stranger = filed.officer(filed.agency(AgencyKind.INDUSTRY_BUREAU))
        NotedDefect.objects.create(
            application=case, officer=officer.user, label="x", text="x", noted_at=case.entered_at
        )
        done = perform(RETURN_FOR_CORRECTION, case, officer, defects=DEFECTS)
        assert (done.stage, done.is_correction, done.holder) == (Stage.DRAFT, True, None)
        # Five working days after Monday 29 August end with Monday 5 September.
        assert done.due_at.isoformat() == "2022-09-06T00:00:00+08:00"
        correction = done.corrections.get()
        assert list(correction.defects.values_list("target", "text")) == [(d["target"], d["text"]) for d in DEFECTS]
        assert correction.due_at == done.due_at
        assert correction.from_stage == Stage.RECOMMENDATION
        assert not NotedDefect.objects.exists()
        assert told() == {case.applicant.user.key, of_employer.user.key}
        assert stranger.user.key not in told()
        body = Notice.objects.get(recipient=case.applicant.user).body
        assert all(defect["text"] in body for defect in DEFECTS)

    def test_needs_a_defect_that_says_something(self) -> None:
        case = filed.case()
        officer = filed.handler(case.employer)
        assert "请至少列出一项" in refusal(RETURN_FOR_CORRECTION, case, officer, defects=[])[0]
        empty = [{**DEFECTS[0], "text": " "}]
        assert refusal(RETURN_FOR_CORRECTION, case, officer, defects=empty) == [
            "第 1 项（获奖：青瓷《江郎》）没有写明问题和改法，请补充。"
        ]

    def test_gives_time_to_those_who_come_after_it(self, clock: Clock) -> None:
        case = filed.case(Stage.QUALIFICATION)
        clock.set("2022-10-14 10:00")
        done = perform(RETURN_FOR_CORRECTION, case, filed.holder(case), defects=DEFECTS)
        # Every deadline of the plan has passed; handed in again, the employer still gets its working days.
        handover.to_employer(done, Stage.EMPLOYER_REVIEW)
        assert done.due_at.isoformat() == "2022-10-29T00:00:00+08:00"


def test_a_case_does_not_lapse_early_or_without_a_deadline(clock: Clock) -> None:
    case = filed.case()
    clock.set("2022-09-20 23:59")
    assert "尚未届满" in refusal(LAPSE, case, CLOCK)[0]
    Application.objects.filter(pk=case.pk).update(due_at=None)
    clock.set("2023-01-01")
    assert refusal(LAPSE, case, CLOCK) == ["本环节没有办理时限，不会逾期。"]
