"""Committees over time, kept by their HR bureau: names, functions, terms, bodies; each change by a document."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind
from accounts.models import Agency, JournalEntry
from reviews.documents import name_list, publication
from reviews.enums import CommitteeStage, FilingStage, Level
from reviews.models import Committee, Document, Meeting
from reviews.selectors.committees import counts_by_state, name_at, name_on, term_of
from reviews.services import result_filings
from reviews.steps.base import perform
from reviews.steps.change_bodies import CHANGE_BODIES
from reviews.steps.dissolve_committee import DISSOLVE_COMMITTEE
from reviews.steps.rename_committee import RENAME_COMMITTEE
from reviews.steps.renew_term import RENEW_TERM
from reviews.steps.schedule_meeting import SCHEDULE_MEETING
from reviews.steps.set_functions import SET_FUNCTIONS
from reviews.steps.set_pool_terms import SET_POOL_TERMS
from tests.conftest import Clock
from tests.reviews import filed
from tests.reviews.committee.factory import hall
from tests.reviews.committee.test_draw import refused
from tests.reviews.committee.test_pool import sign_in
from zcps import clock

pytestmark = pytest.mark.django_db
PAPER = "衢人社发〔2022〕8号"
DAY = dt.date(2022, 10, 20)


@pytest.fixture
def bureau(db) -> Actor:
    Clock().set("2022-11-01 09:00")
    city = filed.plan().region
    return filed.officer(filed.agency(AgencyKind.HR_BUREAU, city))


@pytest.fixture
def committee(bureau: Actor) -> Committee:
    return board(bureau, "衢州市竹编专业初级评审委员会", titles=["竹编师"], recommends=["高级竹编师"])


def board(bureau: Actor, name: str, **fields) -> Committee:
    city = bureau.agency.region
    office = filed.agency(AgencyKind.COMMITTEE_OFFICE, city)
    founder = filed.agency(AgencyKind.FOUNDING_BODY, city)
    return Committee.objects.create(
        name=name, level=Level.ASSISTANT, office=office, founding_body=founder, hr_bureau=bureau.agency, **fields
    )


def form(bureau: Actor, **changes) -> dict[str, object]:
    return {
        "name": "衢州市根雕专业中级评审委员会",
        "level": "intermediate",
        "founding_body": filed.agency(AgencyKind.FOUNDING_BODY, bureau.agency.region).pk,
        "new_office": "衢州市根雕专业评审委员会办公室",
        "titles": "根雕师、根雕师",
        "recommends": "高级根雕师",
        "founded_on": "2022-10-01",
        "starts_on": "2022-10-01",
        "ends_on": "2025-09-30",
        "document": PAPER,
        **changes,
    }


def test_a_committee_is_founded_with_its_office_functions_and_term(bureau: Actor, client: Client) -> None:
    desk = sign_in(client, bureau)
    page = desk.post(reverse("committee_found"), form(bureau), follow=True).content.decode()
    made = Committee.objects.get(name="衢州市根雕专业中级评审委员会")
    assert (made.stage, made.titles, made.recommends) == (CommitteeStage.ACTIVE, ["根雕师"], ["高级根雕师"])
    assert made.office.kind == AgencyKind.COMMITTEE_OFFICE
    assert made.hr_bureau == bureau.agency
    assert term_of(made, DAY).number == 1
    assert {function.title for function in made.functions.all()} == {"根雕师", "高级根雕师"}
    assert "尚未开设账号" in page
    assert reverse("office_agency", args=[made.office_id]) in page
    assert JournalEntry.objects.get(act="found_committee").data["document"] == PAPER


def test_what_is_wrong_with_a_new_committee_is_said_at_once_and_nothing_is_made(
    bureau: Actor, committee: Committee, client: Client
) -> None:
    agencies = Agency.objects.count()
    wrong = form(
        bureau,
        name=committee.name,
        titles="",
        recommends="",
        document="",
        founded_on="2022-12-01",
        ends_on="2022-01-01",
    )
    page = sign_in(client, bureau).post(reverse("committee_found"), wrong)
    text = page.content.decode()
    assert page.status_code == 422
    for sentence in ("已有名为", "依据文件", "至少填写一项", "尚未到", "应晚于起始日"):
        assert sentence in text
    assert (Committee.objects.count(), Agency.objects.count()) == (1, agencies)
    assert (
        "请选择评委会办公室，或填写"
        in client.post(reverse("committee_found"), form(bureau, new_office="")).content.decode()
    )


def test_a_case_shows_the_name_of_its_day(bureau: Actor, committee: Committee) -> None:
    former = committee.name
    perform(RENAME_COMMITTEE, committee, bureau, new_name="衢州市竹艺评审委员会", valid_from=DAY, document=PAPER)
    committee.refresh_from_db()
    assert committee.name == "衢州市竹艺评审委员会"
    assert name_on(committee, DAY - dt.timedelta(days=1)) == former
    assert name_on(committee, DAY) == committee.name
    assert former in committee.former_names
    same = {"valid_from": DAY, "document": " ", "new_name": committee.name}
    said = refused(RENAME_COMMITTEE, committee, bureau, **same)
    assert "相同" in said
    assert "依据文件" in said
    assert "应在其后" in said


def test_a_meeting_keeps_the_name_under_which_it_was_held() -> None:
    room = hall()
    meeting = room.scheduled()
    former = room.committee.name
    Clock().advance(days=20)
    today = clock.today()
    perform(RENAME_COMMITTEE, room.committee, room.bureau, new_name="新评委会", valid_from=today, document=PAPER)
    meeting = Meeting.objects.get(pk=meeting.pk)
    assert name_at(meeting) == former
    # So do its papers, and the page that announces its results.
    filing = result_filings.draw_up(meeting)
    filing.stage, filing.publication_number, filing.approved_at = (
        FilingStage.APPROVED,
        "衢人社职〔2022〕9号",
        clock.now(),
    )
    filing.save()
    for view in (name_list.view_of, publication.view_of):
        told = str(view(Document(meeting=meeting, filing=filing)).context)
        assert former in told
        assert "新评委会" not in told
    page = Client().get(reverse("publication", args=[filing.pk])).content.decode()
    assert former in page
    assert "新评委会" not in page


def test_functions_keep_their_days(bureau: Actor, committee: Committee) -> None:
    wanted = {"specialties": "竹编", "scope": "全市", "valid_from": DAY, "document": PAPER}
    perform(SET_FUNCTIONS, committee, bureau, titles=["竹编师", "助理竹编师"], recommends=[], **wanted)
    committee.refresh_from_db()
    kept = {(f.title, f.mode, f.valid_from, f.valid_until) for f in committee.functions.all()}
    assert kept == {
        ("竹编师", "review", None, None),
        ("助理竹编师", "review", DAY, None),
        ("高级竹编师", "recommend", None, DAY),
    }
    said = refused(SET_FUNCTIONS, committee, bureau, titles=["竹编师"], recommends=["竹编师"], **wanted)
    assert "不能既评审又推荐" in said


def test_terms_follow_each_other(bureau: Actor, committee: Committee) -> None:
    first = {"starts_on": dt.date(2020, 1, 1), "ends_on": dt.date(2022, 12, 31), "document": PAPER}
    perform(RENEW_TERM, committee, bureau, **first)
    assert "新一届应自次日" in refused(RENEW_TERM, committee, bureau, **first)
    perform(RENEW_TERM, committee, bureau, starts_on=dt.date(2023, 1, 1), ends_on=dt.date(2025, 12, 31), document=PAPER)
    assert [term.number for term in committee.terms.all()] == [1, 2]
    assert term_of(committee, DAY).number == 1
    assert "请填写任期的起止日期" in refused(
        RENEW_TERM, committee, bureau, starts_on=None, ends_on=None, document=PAPER
    )


def test_nothing_is_pulled_from_under_a_meeting() -> None:
    room = hall()
    room.scheduled()
    other = filed.agency(AgencyKind.COMMITTEE_OFFICE, room.plan.region, "另一办公室")
    bodies = {"founding_body": room.committee.founding_body, "office": other, "supervisor": None, "document": PAPER}
    assert "尚未办结" in refused(CHANGE_BODIES, room.committee, room.bureau, **bodies)
    ending = {"ended_on": clock.today(), "document": PAPER}
    assert "尚未办结" in refused(DISSOLVE_COMMITTEE, room.committee, room.bureau, **ending)


def test_a_dissolved_committee_meets_no_more() -> None:
    room = hall()
    perform(DISSOLVE_COMMITTEE, room.committee, room.bureau, ended_on=clock.today(), document=PAPER)
    room.committee.refresh_from_db()
    assert "撤销" in refused(SCHEDULE_MEETING, room.plan, room.office, **room.form())


def test_bodies_and_limits_are_changed_by_form(bureau: Actor, committee: Committee, client: Client) -> None:
    desk = sign_in(client, bureau)
    desk.post(
        reverse("committee_act", args=[committee.pk, "set_pool_terms"]),
        {"expert_term_years": "3", "most_terms": "2", "document": PAPER},
    )
    committee.refresh_from_db()
    assert (committee.expert_term_years, committee.most_terms) == (3, 2)
    said = refused(SET_POOL_TERMS, committee, bureau, expert_term_years=None, most_terms=2, document=PAPER)
    assert "年数" in said
    other = filed.agency(AgencyKind.COMMITTEE_OFFICE, bureau.agency.region, "另一办公室")
    data = {"founding_body": committee.founding_body_id, "office": other.pk, "supervisor": "", "document": PAPER}
    desk.post(reverse("committee_act", args=[committee.pk, "change_bodies"]), data)
    committee.refresh_from_db()
    assert committee.office == other
    page = desk.get(reverse("office_committee", args=[committee.pk])).content.decode()
    for words in ("设定专家任期", "每届 3 年，最多连任 2 届", "变更组建单位和办公室", PAPER):
        assert words in page
    answer = desk.post(reverse("committee_act", args=[committee.pk, "renew_term"]), {"starts_on": "明天"})
    assert answer.status_code == 422
    assert "无法识别" in answer.content.decode()
    assert desk.get(reverse("committee_act", args=[committee.pk, "abolish"])).status_code == 404


def test_another_bureaus_committee_does_not_exist(committee: Committee, client: Client) -> None:
    elsewhere = filed.region("330100", "杭州市")
    desk = sign_in(client, filed.officer(filed.agency(AgencyKind.HR_BUREAU, elsewhere)))
    assert desk.get(reverse("office_committee", args=[committee.pk])).status_code == 404
    assert committee.name not in desk.get(reverse("office_committees")).content.decode()


def test_the_list_is_searched_filtered_and_exported(bureau: Actor, committee: Committee, client: Client) -> None:
    desk = sign_in(client, bureau)
    board(bureau, "衢州市制笔专业评审委员会")
    perform(RENEW_TERM, committee, bureau, starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2022, 12, 31), document=PAPER)
    page = desk.get(reverse("office_committees"), {"q": "高级竹编师", "state": "ending"}).content.decode()
    assert committee.name in page
    assert "制笔" not in page
    assert counts_by_state(bureau.agency) == {"all": 2, "in": 1, "ending": 1, "over": 0, "unknown": 1, "gone": 0}
    page = desk.get(reverse("office_committees"), {"state": "unknown"}).content.decode()
    assert "制笔" in page
    text = desk.get(reverse("office_committees"), {"format": "csv"}).content.decode()
    assert "2022-12-31" in text
    assert "制笔" in text


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    bureau: Actor, client: Client, django_assert_num_queries, number: int
) -> None:
    desk = sign_in(client, bureau)
    for place in range(number):
        board(bureau, f"第{place}评审委员会")
    desk.get(reverse("office_committees"))
    with django_assert_num_queries(6):
        desk.get(reverse("office_committees"))
