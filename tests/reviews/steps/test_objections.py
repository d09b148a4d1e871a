"""Objections: who may raise one, what it holds, how it is decided."""

from typing import Any

import pytest

from accounts.enums import AgencyKind, Role
from accounts.models import JournalEntry, Notice
from reviews.enums import ObjectionStage, PublicityKind, Stage
from reviews.models import Application, Objection
from reviews.services.publicity import open_for
from reviews.steps.base import perform
from reviews.steps.not_accept import NOT_ACCEPT
from reviews.steps.not_recommend import NOT_RECOMMEND
from reviews.steps.object import OBJECT
from reviews.steps.resolve_objection import RESOLVE_OBJECTION
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from tests.conftest import Clock
from tests.reviews import filed
from tests.reviews.refusals import DEFECTS, refusal, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")


class TestObjection:
    @pytest.fixture
    def case(self) -> Application:
        case = filed.case(Stage.EMPLOYER_PUBLICITY_DUE)
        open_for(PublicityKind.EMPLOYER, case.plan, [case], filed.handler(case.employer))
        Notice.objects.all().delete()
        case.refresh_from_db()
        return case

    def raised(self, case: Application, **changes: Any) -> Objection:
        from accounts.actor import PUBLIC

        data = {
            "entry": case.publicity_entries.get(),
            "receipt": "YY1",
            "name": "王某",
            "contact": "a@b.invalid",
            "text": "业绩不实",
            **changes,
        }
        perform(OBJECT, case, PUBLIC, **data)
        return Objection.objects.get()

    def test_reaches_those_who_published_and_nobody_else(self, case: Application) -> None:
        bureau = filed.officer(filed.agency(AgencyKind.INDUSTRY_BUREAU))
        other = filed.handler(filed.employer())
        self.raised(case)
        assert told() == {officer.user.key for officer in case.employer.officers.all()}
        assert not {bureau.user.key, other.user.key, case.applicant.user.key} & told()
        entry = JournalEntry.objects.get(act="object")
        assert (entry.role, entry.actor, "王某" in str(entry.data), "业绩不实" in str(entry.data)) == (
            Role.PUBLIC,
            None,
            False,
            False,
        )

    def test_names_what_is_missing(self, case: Application) -> None:
        from accounts.actor import PUBLIC

        reasons = refusal(
            OBJECT, case, PUBLIC, entry=case.publicity_entries.get(), receipt="YY1", name="", contact=" ", text=""
        )
        assert reasons == ["请填写姓名。", "请填写联系方式。", "请填写异议内容。"]

    def test_comes_too_late_from_the_close_on(self, case: Application, clock: Clock) -> None:
        from accounts.actor import PUBLIC

        data = {"entry": case.publicity_entries.get(), "receipt": "YY1", "name": "王某", "contact": "a", "text": "t"}
        clock.set("2022-09-06 00:00")
        assert "已经结束，不再受理异议" in refusal(OBJECT, case, PUBLIC, **data)[0]
        clock.set("2022-09-05 23:59")
        perform(OBJECT, case, PUBLIC, **data)

    def test_is_decided_once_and_with_reasons(self, case: Application) -> None:
        objection = self.raised(case)
        officer = filed.handler(case.employer)
        assert refusal(RESOLVE_OBJECTION, objection, officer, upheld=None, reasons="") == [
            "请选择异议成立或不成立。", "请填写核查情况和理由，提出人可凭受理编号查询。"
        ]  # fmt: skip
        Notice.objects.all().delete()
        perform(RESOLVE_OBJECTION, objection, officer, upheld=False, reasons="经核对原件属实。")
        objection.refresh_from_db()
        assert (objection.stage, objection.resolved_by) == (ObjectionStage.DISMISSED, officer.user)
        assert told() == {case.applicant.user.key}
        assert "王某" not in Notice.objects.get().body
        again = refusal(RESOLVE_OBJECTION, objection, officer, upheld=True, reasons="再议")
        assert "已作出核查结论" in again[0]

    def test_upheld_opens_the_way_out_of_the_publicity(self, case: Application) -> None:
        officer = filed.handler(case.employer)
        for step, data in ((NOT_RECOMMEND, {"text": "不实"}), (RETURN_FOR_CORRECTION, {"defects": DEFECTS})):
            assert "异议经核查成立后" in refusal(step, case, officer, **data)[0]
        objection = self.raised(case)
        assert "异议经核查成立后" in refusal(NOT_RECOMMEND, case, officer, text="不实")[0]
        perform(RESOLVE_OBJECTION, objection, officer, upheld=True, reasons="证书系伪造。", clause="三(二)")
        assert perform(NOT_RECOMMEND, case, officer, text="证书系伪造。").stage == Stage.NOT_RECOMMENDED

    @pytest.mark.parametrize("kind", [PublicityKind.PRE_REVIEW, PublicityKind.RESULT])
    def test_upheld_before_the_office_ends_the_case(self, kind: PublicityKind) -> None:
        case = filed.case(Stage.QUALIFIED if kind == PublicityKind.PRE_REVIEW else Stage.PASSED)
        officer = filed.holder(case)
        open_for(kind, case.plan, [case], officer)
        case.refresh_from_db()
        assert "异议经核查成立后" in refusal(NOT_ACCEPT, case, officer, text="不实")[0]
        objection = self.raised(case)
        perform(RESOLVE_OBJECTION, objection, officer, upheld=True, reasons="业绩不实。", clause="三(二)")
        assert perform(NOT_ACCEPT, case, officer, text="业绩不实。").stage == Stage.NOT_ACCEPTED
