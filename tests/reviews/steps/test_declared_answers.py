"""What no record tells is the person's word until the employer confirms it, answer by answer."""

import pytest

from accounts.models import JournalEntry
from reviews.models import Application
from reviews.selectors.declared import declared_of, to_confirm
from reviews.services.drafts import save_answers
from reviews.steps.approve_by_employer import APPROVE_BY_EMPLOYER
from reviews.steps.base import perform
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from tests.reviews import cases
from tests.reviews.refusals import refusal

pytestmark = pytest.mark.django_db

DUTIES = {"true": True, "accurate": True, "complete": True, "text": "经审核，同意。"}


@pytest.fixture
def case() -> Application:
    return cases.make_case()


def approve(case: Application, answers: list[str] | bool) -> Application:
    done = perform(APPROVE_BY_EMPLOYER, case, cases.officer_actor(case.employer), **DUTIES, answers=answers)
    return cases.fresh(done)


def paths(case: Application) -> list[str]:
    return [each.path for each in declared_of(case)]


def test_each_unconfirmed_answer_is_named_at_once(case: Application) -> None:
    asked = paths(case)
    assert {"person.retired", "person.case_pending", "work.probation_completed"} & set(asked)
    officer = cases.officer_actor(case.employer)
    reasons = refusal(APPROVE_BY_EMPLOYER, case, officer, **DUTIES, answers=asked[2:])
    assert reasons == [
        f"申报声明“{each.question}”回答“{each.answer}”尚未确认。属实的请勾选，不属实的请退回补正。"
        for each in declared_of(case)[:2]
    ]
    assert len(refusal(APPROVE_BY_EMPLOYER, case, officer, **DUTIES)) == len(asked)


def test_what_is_confirmed_is_kept_printed_and_journalled(case: Application) -> None:
    done = approve(case, paths(case))
    assert done.confirmed_answers == {path: done.answers[path] for path in paths(case)}
    assert {each.state for each in declared_of(done)} == {"申报人声明，单位已确认"}
    assert to_confirm(done) == []
    [opinion] = done.opinions.all()
    retired = next(item for item in opinion.items if "离休或退休" in item["item"])
    assert (retired["item"], retired["ok"]) == ("申报声明：您是否已离休或退休？否", True)
    # The journal counts them: which they are stands sealed with the opinion, since some tell of a sanction.
    assert JournalEntry.objects.get(act="approve_by_employer").data == {"confirmed": len(paths(case))}


def returned_and_filed_again(case: Application, answers: dict[str, str]) -> Application:
    defects = [{"target": "answers", "label": "申报声明", "text": "请核对。", "clause": ""}]
    body = cases.officer_actor(case.employer)
    draft = cases.fresh(perform(RETURN_FOR_CORRECTION, case, body, defects=defects))
    save_answers(draft, answers)
    return cases.fresh(cases.file_case(cases.sign(cases.fresh(draft))))


def test_an_answer_changed_in_a_correction_is_confirmed_anew(case: Application) -> None:
    case.confirmed_answers = {path: case.answers[path] for path in paths(case)}
    case.save(update_fields=["confirmed_answers"])
    assert to_confirm(cases.fresh(case)) == []
    again = returned_and_filed_again(cases.fresh(case), {"person.sanction_active": "警告"})
    assert [(each.path, each.answer) for each in to_confirm(again)] == [("person.sanction_active", "警告")]
    officer = cases.officer_actor(again.employer)
    assert len(refusal(APPROVE_BY_EMPLOYER, again, officer, **DUTIES)) == 1
    assert approve(again, ["person.sanction_active"]).confirmed_answers["person.sanction_active"] == "警告"


def test_all_that_a_preview_lists_is_confirmed_together(case: Application) -> None:
    assert to_confirm(approve(case, answers=True)) == []
