"""The other notices in the season: Hangzhou's plan of 2020, the initial determination, the province's, next year's."""

import datetime as dt

from accounts.actor import Actor
from reviews.demo.offices import actor_of
from reviews.demo.season import Season
from reviews.enums import TableKind
from reviews.models import Committee, Plan
from reviews.plan_dates import moment_of
from reviews.plans import load_plan, settle
from reviews.services.committees import named
from reviews.services.plan_drafts import save_terms
from reviews.services.plans import draft_plan
from reviews.services.table_rows import Change, Changes, data_of
from reviews.services.tables import begin, load_tables
from reviews.steps.announce_plan import ANNOUNCE_PLAN
from reviews.steps.approve_plan import APPROVE_PLAN
from reviews.steps.base import perform
from reviews.steps.publish_correction import PUBLISH_CORRECTION
from reviews.steps.revise_table import REVISE_TABLE
from reviews.steps.start_correction import START_CORRECTION

HANGZHOU = "杭州市工艺美术中级职称评审委员会"
PROVINCE = "浙江省正高级工艺美术师职务任职资格评审委员会"
INITIAL = "QZ-2022-CD"


def announce_hangzhou(_: Season) -> None:
    """Publish Hangzhou's plan; it ends by itself after its last deadline."""
    load_plan("HZ-2020-GYMS", *_both(HANGZHOU))


def publish_tables(_: Season) -> None:
    """Publish the annexed tables as their first editions."""
    load_tables()


def revise_table(season: Season) -> None:
    """Leave a new edition of the committees' table as a draft of the bureau, with one row changed."""
    draft = begin(TableKind.REVIEW_PLAN, season.who.bureau)
    row = next(row for row in data_of(draft) if "工艺美术" in row["committee"])
    changed = {**row, "expected_meeting": "9—10月", "material_deadline": "9月下旬"}
    perform(REVISE_TABLE, draft, season.who.bureau, changes=Changes([Change(row, changed)]))


def announce_initial(season: Season) -> None:
    """Publish the initial determination of the year."""
    load_plan(INITIAL, season.who.office, season.who.bureau)


def correct_initial(season: Season) -> None:
    """Give the people some days more by a correction that is published."""
    days = ("2022-12-05", "2022-12-20")
    draft = _correction(season, "衢市人社专〔2022〕2号（更正）", "单位年底考核集中，放宽申报和推荐时间。", days)
    perform(PUBLISH_CORRECTION, perform(APPROVE_PLAN, draft, season.who.bureau), season.who.office)


def correct_initial_again(season: Season) -> None:
    """Leave a second correction with the bureau that has to approve it."""
    days = ("2022-12-07", "2022-12-22")
    _correction(season, "衢市人社专〔2022〕2号（第二次更正）", "与单位考核工作衔接，再次放宽申报和推荐时间。", days)


def _correction(season: Season, number: str, reason: str, days: tuple[str, str]) -> Plan:
    plan, (filing, employer) = Plan.objects.get(code=INITIAL), map(dt.date.fromisoformat, days)
    perform(START_CORRECTION, plan, season.who.office)
    terms = {
        "filing_closes": moment_of(filing),
        "employer_closes": moment_of(employer),
        "correction_reason": reason,
        "document_number": number,
        "document_title": f"关于更正{plan.name}申报时间的公告",
    }
    draft = save_terms(plan.corrections.latest("pk"), terms)
    settle(draft, season.who.office)
    return perform(ANNOUNCE_PLAN, draft, season.who.office)


def approve_for_province(_: Season) -> None:
    """Have the province's plan drawn up and approved; its office publishes it in October."""
    office, bureau = _both(PROVINCE)
    draft = _draft("ZJ-2022-ZG", office, bureau)
    perform(APPROVE_PLAN, perform(ANNOUNCE_PLAN, draft, office), bureau)


def draft_next_year(season: Season) -> None:
    """Leave the crossover of skilled workers as a draft of its office, its warnings still open."""
    assert season.who.office.agency and season.who.bureau.agency  # noqa: S101, PT018 - both act for an office
    draft_plan("QZ-2023-GT", season.who.office.agency, season.who.bureau.agency)


def _draft(code: str, office: Actor, bureau: Actor) -> Plan:
    assert office.agency and bureau.agency  # noqa: S101, PT018 - as above
    draft = draft_plan(code, office.agency, bureau.agency)
    settle(draft, office)
    return draft


def _both(name: str) -> tuple[Actor, Actor]:
    """Return who acts for the office of a committee and for its bureau."""
    committee: Committee = named(name)
    return actor_of(committee.office), actor_of(committee.hr_bureau)
