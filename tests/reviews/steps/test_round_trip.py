"""A case that comes back: filed, shown, returned by a bureau, corrected, filed anew, shown anew, qualified."""

import pytest

from accounts.enums import AgencyKind
from accounts.services import journal
from reviews.enums import DocumentKind, PublicityKind, Stage
from reviews.models import Application
from reviews.selectors.qualification import items_of
from reviews.services.drafts import save_fields
from reviews.services.publicity import open_for, still_showing
from reviews.services.sweep import close_due
from reviews.steps.approve_by_employer import APPROVE_BY_EMPLOYER
from reviews.steps.base import perform
from reviews.steps.qualify import QUALIFY
from reviews.steps.recommend import RECOMMEND
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from reviews.steps.submit_employer_opinion import SUBMIT_EMPLOYER_OPINION
from tests.conftest import Clock
from tests.reviews import cases

pytestmark = pytest.mark.django_db

DUTIES = {"true": True, "accurate": True, "complete": True, "answers": True}


def through_the_employer(case: Application, clock: Clock) -> Application:
    officer = cases.officer_actor(case.employer)
    perform(APPROVE_BY_EMPLOYER, case, officer, text="经审核，同意公示。", **DUTIES)
    publicity = open_for(PublicityKind.EMPLOYER, case.plan, [case], officer)
    close = publicity.earliest_close
    clock.set(close.strftime("%Y-%m-%d %H:%M"))
    assert close_due().released == 1
    return perform(SUBMIT_EMPLOYER_OPINION, case, officer, text="同意推荐。")


def test_a_returned_case_goes_the_whole_way_again(clock: Clock) -> None:
    case = through_the_employer(cases.make_case(), clock)
    first = case.snapshot
    bureau = cases.body_actor(AgencyKind.INDUSTRY_BUREAU)
    defects = [{"target": "statement", "label": "个人述职", "text": "请写明任现职以来的业绩。", "clause": ""}]
    returned = perform(RETURN_FOR_CORRECTION, case, bureau, defects=defects)
    assert (returned.stage, returned.is_correction) == (Stage.DRAFT, True)

    save_fields(cases.fresh(returned), {"statement": "任现职以来，独立完成《江郎》等作品。"})
    again = cases.file_case(cases.fresh(cases.sign(cases.fresh(returned))))
    assert (again.stage, again.snapshots.count()) == (Stage.EMPLOYER_REVIEW, 2)
    assert again.snapshot != first

    case = through_the_employer(cases.fresh(again), clock)
    # Two publicities, each with the version that it showed; neither is left open.
    entries = list(case.publicity_entries.order_by("pk"))
    assert [entry.snapshot for entry in entries] == [first, again.snapshot]
    assert all(entry.publicity.closed_at for entry in entries)
    assert not any(still_showing(entry.publicity).exists() for entry in entries)

    case = perform(RECOMMEND, case, bureau, text="同意推荐。")
    case = perform(RECOMMEND, case, cases.body_actor(AgencyKind.HR_BUREAU), text="同意推荐。")
    answers = {item.key: {"ok": True, "reason": "已核实。"} for item in items_of(case)}
    case = perform(QUALIFY, case, cases.office_actor(), answers=answers)
    assert case.stage == Stage.QUALIFIED
    [form] = case.documents.filter(kind=DocumentKind.REVIEW_FORM, voided_at=None)
    assert form.snapshot == case.snapshot
    assert [opinion.verdict for opinion in case.opinions.order_by("pk")] == [
        "agree", "agree", "return", "agree", "agree", "agree", "agree", "agree"
    ]  # fmt: skip
    assert list(journal.broken_links()) == []


def test_a_correction_that_is_not_handed_in_lapses_at_its_own_deadline(clock: Clock) -> None:
    case = through_the_employer(cases.make_case(), clock)
    bureau = cases.body_actor(AgencyKind.INDUSTRY_BUREAU)
    defects = [{"target": "", "label": "整体", "text": "请补正。", "clause": ""}]
    case = perform(RETURN_FOR_CORRECTION, case, bureau, defects=defects)
    assert case.due_at is not None
    clock.set(case.due_at.strftime("%Y-%m-%d %H:%M"))
    clock.advance(minutes=-1)
    assert close_due().lapsed == 0
    clock.advance(minutes=1)
    assert close_due().lapsed == 1
    case.refresh_from_db()
    assert case.stage == Stage.LAPSED
