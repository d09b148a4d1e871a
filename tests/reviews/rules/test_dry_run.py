"""The archives of a past season under draft rules: who would change, why, and who may read it."""

import csv
import io

import pytest
from django.urls import reverse

from accounts.enums import AgencyKind
from accounts.services import jobs
from law.examination import examine
from reviews.enums import PlanStage
from reviews.facts.frozen import later, rebuilt
from reviews.models import DryRun, Plan
from reviews.rulebooks import book_of
from reviews.services.dry_runs import reasons, start_run
from reviews.services.rulebook_edit import shifted_rules
from tests.reviews import filed
from tests.reviews.cases import body_actor, bureau_actor, make_case, make_plan, office_actor
from tests.reviews.rules.desk import RuleDesk, as_, now, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def past(clock):
    """Last year's plan, published."""
    return make_plan("QZ-2022-GYMS")


@pytest.fixture
def plan(past):
    """The plan for three years later, in draft, with the same rules but for its cutoff."""
    copy = Plan.objects.get(pk=past.pk)
    copy.pk, copy.code, copy.name, copy.year, copy.stage = None, "QZ-2025-GYMS", "2025年度评审", 2025, PlanStage.DRAFT
    copy.save(force_insert=True)
    for title in past.titles.all():
        title.pk, title.plan = None, copy
        title.save(force_insert=True)
    put(copy, shifted_rules(now(copy), 3))
    return copy


def harder(plan, years=12):
    """Ask more years of everybody for the intermediate title."""
    data = now(plan)
    for rule in data["rules"]:
        if rule["target"] == "工艺美术师":
            rule["needs"] = [{**need, "years": years} if "tenure" in need else need for need in rule["needs"]]
    put(plan, data)


def run(plan, source, shift=3, by=None):
    found = start_run(plan, by or office_actor(), source, source.year if source else 2022, shift)
    jobs.run(found.job_id)
    found.refresh_from_db()
    return found


def test_facts_are_kept_with_what_is_filed_and_give_the_same_answer(past):
    case = make_case(plan=past)
    kept = case.snapshot.examination
    again = examine(book_of(past), kept["facts"], case.title.name, None, credits=True)
    assert again.outcome.value == kept["outcome"]
    assert "facts" not in case.snapshot.content["examination"]


def test_facts_of_older_cases_are_rebuilt_from_what_was_frozen(past):
    case = make_case(plan=past)
    facts = rebuilt(case.snapshot.content, {}, past.region)
    kept = case.snapshot.examination["facts"]
    assert facts["tenure"] == kept["tenure"]
    assert facts["edu"]["level"] == kept["edu"]["level"]
    assert facts["person"]["retired"] is False
    found = examine(
        book_of(past), {**facts, "person": {**facts["person"], "si_in_area": True}}, case.title.name, credits=True
    )
    assert found.outcome.value == case.snapshot.examination["outcome"]
    assert rebuilt({"schema": 1}, {}, None) is None


def test_the_same_rules_a_year_on_change_nobody_of_the_same_seniority(past, plan):
    make_case(plan=past)
    found = run(plan, past)
    assert (found.examined, found.untried, found.changes.count()) == (1, 0, 0)
    assert found.counts == {"eligible>eligible": 1}


def test_harder_rules_name_who_would_fall_and_by_which_clause(past, plan):
    case = make_case(plan=past)
    harder(plan)
    found = run(plan, past)
    change = found.changes.get()
    assert (change.application_id, change.old_outcome, change.new_outcome) == (case.pk, "eligible", "not_eligible")
    lost = [reason for reason in change.reasons if reason["was"] == "met"]
    assert lost
    assert lost[0]["now"] == "not_met"
    assert "12 年" in lost[0]["because"]
    assert lost[0]["clause"].startswith("衢经信产融〔2022〕44号")


def test_the_same_people_years_later_have_more_years(past, plan):
    make_case(plan=past)
    data = now(plan)
    data["targets"]["工艺美术师"]["credits"] = ""
    put(plan, data)
    harder(plan, 12)
    assert run(plan, past, shift=3).counts == {"eligible>not_eligible": 1}
    assert run(plan, past, shift=0).counts == {"eligible>eligible": 1}


def test_what_was_filed_before_facts_were_kept_is_rebuilt_or_counted(past, plan):
    rebuildable, lost = make_case(plan=past), make_case(plan=past)
    for case in (rebuildable, lost):
        del case.snapshot.examination["facts"]
    lost.snapshot.content = {"schema": 0}
    rebuildable.snapshot.save()
    lost.snapshot.save()
    found = run(plan, past)
    assert (found.examined, found.untried) == (1, 1)


def test_a_title_that_is_gone_is_counted_so(past, plan):
    make_case(plan=past)
    data = now(plan)
    data["targets"] = {"工艺美术员": data["targets"]["工艺美术员"]}
    data["rules"] = [rule for rule in data["rules"] if rule["target"] == "工艺美术员"]
    put(plan, data)
    found = run(plan, past)
    assert found.counts == {"eligible>no_title": 1}
    assert "新规则没有相应的申报资格" in RuleDesk(plan).client.get(reverse("plan_dry_run", args=[found.pk])).text


def test_a_run_is_begun_and_read_on_pages(past, plan):
    case = make_case(plan=past)
    harder(plan)
    desk = RuleDesk(plan)
    page = desk.page("plan_dry_runs")
    assert "2022 年度的全部申报" in page
    answer = desk.client.post(desk.url("plan_dry_runs"), {"source": "season", "dates": "as_senior"})
    made = DryRun.objects.get()
    assert answer.headers["Location"] == reverse("job", args=[made.job_id])
    jobs.run(made.job_id)
    result = desk.client.get(reverse("plan_dry_run", args=[made.pk])).text
    name = case.applicant.user.name
    assert name in result
    assert "顺延 3 年" in result
    for asked, is_there in (({"q": name}, True), ({"q": "查无此人"}, False), ({"change": "eligible>eligible"}, False)):
        found = desk.client.get(reverse("plan_dry_run", args=[made.pk]), asked).text
        assert (reverse("case", args=[case.pk]) in found) is is_there
    table = desk.client.get(reverse("plan_dry_run_export", args=[made.pk])).getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table)))
    assert rows[0][0] == "姓名"
    assert rows[1][0] == name
    assert "12 年" in rows[1][-1]
    assert "已完成" in desk.page("plan_dry_runs")


def test_names_and_circumstances_are_only_for_who_may_open_the_case(past, plan):
    case = make_case(plan=past)
    harder(plan)
    found = run(plan, past)
    past.hr_bureau = filed.agency(AgencyKind.HR_BUREAU, name="别处人力社保局")
    past.save(update_fields=["hr_bureau"])
    bureau = as_(bureau_actor())
    for name in ("plan_dry_run", "plan_dry_run_export"):
        answer = bureau.get(reverse(name, args=[found.pk]))
        text = answer.getvalue().decode("utf-8-sig") if answer.streaming else answer.text
        assert case.applicant.user.name not in text
        assert "您" not in text.split("<h2>谁会变化")[-1].split("</main>")[0]
        assert "衢经信产融〔2022〕44号" in text
    # A search must not tell what the rows hide.
    address = reverse("plan_dry_run", args=[found.pk])
    assert "不公开" in bureau.get(address).text
    assert "不公开" not in bureau.get(address, {"q": case.applicant.user.name}).text
    for stranger in (body_actor(AgencyKind.INDUSTRY_BUREAU),):
        assert as_(stranger).get(reverse("plan_dry_run", args=[found.pk])).status_code == 404
    assert bureau.post(reverse("plan_dry_runs", args=[plan.pk]), {"source": "season"}).status_code == 403


def test_rules_that_cannot_run_are_not_tried(past, plan):
    make_case(plan=past)
    put(plan, {**now(plan), "routes": []})
    desk = RuleDesk(plan)
    assert "规则还不完整，不能试算" in desk.page("plan_dry_runs")
    assert desk.client.post(desk.url("plan_dry_runs"), {"source": "season", "dates": "as_senior"}).status_code == 422
    assert not DryRun.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_result_asks_the_same_number_of_questions(past, plan, count, django_assert_num_queries):
    for _ in range(count):
        make_case(plan=past)
    harder(plan)
    found, client = run(plan, past), as_(office_actor())
    with django_assert_num_queries(7):
        client.get(reverse("plan_dry_run", args=[found.pk]))


@pytest.mark.parametrize(
    ("facts", "years", "expected"),
    [
        ({"tenure": {"craft": {"from": "2016-02-29"}}}, 1, {"tenure": {"craft": {"from": "2017-02-28"}}}),
        ({"tenure": {"craft": {"from": "2016-02"}}}, 4, {"tenure": {"craft": {"from": "2020-02"}}}),
        ({"tenure": {"craft": 5}}, 4, {"tenure": {"craft": 5}}),
        ({"credits": {"2022": {"total": 1}}}, 3, {"credits": {"2025": {"total": 1}}}),
        ({"as_of": "2022-09-01", "started_year": 2010}, 2, {"as_of": "2024-09-01", "started_year": 2012}),
        ({"as_of": "2022-09-01"}, 0, {"as_of": "2022-09-01"}),
    ],
)  # fmt: skip
def test_days_are_moved_by_whole_years(facts, years, expected):
    assert later(facts, years) == expected


def test_no_reason_is_given_where_nothing_differs(past):
    case = make_case(plan=past)
    kept = case.snapshot.examination
    found = examine(book_of(past), kept["facts"], case.title.name, None, credits=True)
    assert reasons(kept["findings"], found) == []


def test_other_offices_archives_are_not_offered(past, plan):
    plan.office = filed.agency(AgencyKind.COMMITTEE_OFFICE, name="别处评委会办公室")
    plan.save(update_fields=["office"])
    make_case(plan=past)
    assert run(plan, None, by=office_actor()).examined == 0
