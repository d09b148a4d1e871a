"""Ties between experts and applicants: found, asked for, reported; judged by one person and settled by a second."""

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from accounts.models import JournalEntry, Notice
from applicants.enums import Module, RecordStage
from applicants.models import ArchiveRecord, Profile
from reviews.enums import ConflictKind, ConflictSource, ConflictStage, Stage
from reviews.models import Application, Conflict, Expert, Meeting
from reviews.permissions import reviews_case
from reviews.selectors.conflict_list import counts_of
from reviews.selectors.conflicts import exclusions
from reviews.selectors.draws import experts_in_pool
from reviews.services.conflicts import suggest
from reviews.steps.base import ActRefused, perform
from reviews.steps.file_meeting import FILE_MEETING
from reviews.steps.judge_conflict import JUDGE_CONFLICT, report
from reviews.steps.request_recusal import REQUEST_RECUSAL
from reviews.steps.return_conflict import RETURN_CONFLICT
from reviews.steps.settle_conflict import SETTLE_CONFLICT
from tests.reviews import filed
from tests.reviews.committee.factory import Hall, declare_nothing, expert, hall, panel
from tests.reviews.committee.test_draw import refused
from tests.reviews.committee.test_pool import sign_in
from zcps import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Hall:
    return hall(cases=2, experts=3)


@pytest.fixture
def meeting(room: Hall) -> Meeting:
    return room.scheduled()


@pytest.fixture
def second(room: Hall) -> Actor:
    return filed.officer(room.plan.office)


def record(profile: Profile, module: Module, title: str, **fields) -> ArchiveRecord:
    dates = {name: fields.pop(name) for name in ("started", "ended") if name in fields}
    return ArchiveRecord.objects.create(
        profile=profile, module=module, title=title, stage=RecordStage.VERIFIED, created_at=clock.now(),
        saved_at=clock.now(), data=fields, **dates,
    )  # fmt: skip


def found(meeting: Meeting) -> set[tuple[int, str, str]]:
    suggest(meeting)
    return set(Conflict.objects.values_list("expert", "kind", "stage"))


def tie(room: Hall, meeting: Meeting, kind: str = "kin", **fields) -> Conflict:
    return Conflict.objects.create(
        committee=room.committee, meeting=meeting, expert=room.experts[0], profile=room.cases[0].applicant, kind=kind,
        **{"source": ConflictSource.COMPUTED, "created_at": clock.now(), **fields},
    )  # fmt: skip


def pool_of(meeting: Meeting) -> dict[int, str]:
    return exclusions(meeting, experts_in_pool(meeting))


def test_archives_are_compared_and_what_is_found_keeps_nobody_out(room: Hall, meeting: Meeting) -> None:
    one, two, three = room.experts
    applicant = room.cases[0].applicant
    one.employments.create(employer_name="老瓷厂", started_on=dt.date(2010, 1, 1), ended_on=dt.date(2015, 6, 30))
    record(applicant, Module.WORK, "老瓷厂", started="2014-03", ended="2018-01", witness=two.user.name)
    record(applicant, Module.CREDENTIAL, "证明", kind="授徒证明", apprentices=f"{three.user.name}等三人")
    paper = {"venue": "某刊", "number": "ISSN 1003-9104"}
    record(applicant, Module.PAPER, "釉色研究", **paper)
    record(Profile.objects.create(user=three.user), Module.PAPER, "釉色研究", **paper)
    assert found(meeting) == {
        (one.pk, "former_employer", "suggested"),
        (two.pk, "recommender", "suggested"),
        (three.pk, "mentor", "suggested"),
        (three.pk, "co_author", "suggested"),
    }
    assert pool_of(meeting) == {}
    assert "老瓷厂" in Conflict.objects.get(kind="former_employer").note


def test_an_expert_named_in_the_recommendation_form_is_found(room: Hall, meeting: Meeting) -> None:
    applicant, named = room.cases[1].applicant, room.experts[1]
    record(applicant, Module.CREDENTIAL, "推荐表", kind="直接申报专家推荐表", reason=f"{named.user.name}推荐")
    assert found(meeting) == {(named.pk, "recommender", "suggested")}


def test_who_worked_there_at_another_time_was_no_colleague(room: Hall, meeting: Meeting) -> None:
    room.experts[0].employments.create(employer_name="老瓷厂", started_on="2001-01-01", ended_on="2005-12-31")
    record(room.cases[0].applicant, Module.WORK, "老瓷厂", started="2006-01", ended="2018-01")
    assert found(meeting) == set()


def test_what_is_certain_is_confirmed_and_keeps_out(room: Hall, meeting: Meeting) -> None:
    one, two, _ = room.experts
    Expert.objects.filter(pk=one.pk).update(employer_code=room.cases[0].employer.uscc)
    two.user.id_number = room.cases[0].applicant.user.id_number
    two.user.save()
    assert found(meeting) == {(one.pk, "same_employer", "confirmed"), (two.pk, "own_application", "confirmed")}
    assert pool_of(meeting) == {one.pk: "SAME-EMPLOYER", two.pk: "OWN-APPLICATION"}


def test_what_is_not_certain_any_more_goes_back_to_a_person(room: Hall, meeting: Meeting) -> None:
    one = room.experts[0]
    Expert.objects.filter(pk=one.pk).update(employer_code=room.cases[0].employer.uscc)
    suggest(meeting)
    Expert.objects.filter(pk=one.pk).update(employer_code="12330800MB99999999")
    assert pool_of(meeting) == {}
    suggest(meeting)
    assert Conflict.objects.get().stage == ConflictStage.SUGGESTED


def test_filing_compares_by_itself(room: Hall, meeting: Meeting) -> None:
    record(room.cases[0].applicant, Module.WORK, "某厂", witness=room.experts[0].user.name)
    perform(FILE_MEETING, meeting, room.office)
    assert Conflict.objects.get().kind == ConflictKind.RECOMMENDER


def test_only_two_persons_keep_an_expert_out(room: Hall, meeting: Meeting, second: Actor) -> None:
    known = tie(room, meeting)
    perform(JUDGE_CONFLICT, known, room.office, proposal="confirmed", reason="系表亲，已核实")
    assert pool_of(meeting) == {}
    assert "该意见由您提出" in refused(SETTLE_CONFLICT, known, room.office)
    perform(SETTLE_CONFLICT, known, second)
    assert pool_of(meeting) == {room.experts[0].pk: "KIN"}
    known.refresh_from_db()
    assert (known.proposed_by, known.decided_by) == (room.office.user, second.user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Conflict.objects.filter(pk=known.pk).update(decided_by=known.proposed_by)


def test_a_confirmed_tie_holds_until_a_second_person_agrees_that_it_does_not(
    room: Hall, meeting: Meeting, second: Actor
) -> None:
    known = tie(room, meeting, stage=ConflictStage.CONFIRMED)
    perform(JUDGE_CONFLICT, known, room.office, proposal="dismissed", reason="同名")
    assert pool_of(meeting) == {room.experts[0].pk: "KIN"}
    assert "请写明不同意的理由" in refused(RETURN_CONFLICT, known, second, reason="")
    perform(RETURN_CONFLICT, known, second, reason="户籍资料证实为亲属")
    assert pool_of(meeting) == {room.experts[0].pk: "KIN"}
    assert "与所选意见相同" in refused(JUDGE_CONFLICT, known, second, proposal="confirmed", reason="再查")


def test_a_dismissal_is_pinned(room: Hall, meeting: Meeting, second: Actor) -> None:
    Expert.objects.filter(pk=room.experts[0].pk).update(employer_name=room.cases[0].employer.name, employer_code="")
    suggest(meeting)
    known = Conflict.objects.get()
    perform(JUDGE_CONFLICT, known, room.office, proposal="dismissed", reason="同名的两家单位")
    perform(SETTLE_CONFLICT, known, room.bureau)
    assert suggest(meeting) == 0
    known.refresh_from_db()
    assert known.stage == ConflictStage.DISMISSED
    assert pool_of(meeting) == {}
    perform(JUDGE_CONFLICT, known, second, proposal="confirmed", reason="查明为同一单位")
    perform(SETTLE_CONFLICT, known, room.office)
    assert pool_of(meeting) == {room.experts[0].pk: "SAME-EMPLOYER"}


def test_nobody_is_declared_not_to_be_himself(room: Hall, meeting: Meeting) -> None:
    room.experts[0].user.id_number = room.cases[0].applicant.user.id_number
    room.experts[0].user.save()
    suggest(meeting)
    own = Conflict.objects.filter(kind="own_application")[0]
    said = refused(JUDGE_CONFLICT, own, room.office, proposal="dismissed", reason="误")
    assert "不能认定为不成立" in said
    assert "请选择核查意见" in refused(JUDGE_CONFLICT, own, room.office, proposal="", reason="误")


def test_an_office_reports_and_a_second_person_settles(room: Hall, meeting: Meeting, client: Client) -> None:
    desk = sign_in(client, room.office)
    data = {"expert": room.experts[0].pk, "case": "", "kind": "load", "note": "本年度已参加 9 次会议"}
    assert desk.post(reverse("conflict_report", args=[meeting.pk]), data).status_code == 302
    known = Conflict.objects.get()
    assert (known.source, known.stage, known.proposal, known.profile) == ("reported", "suggested", "confirmed", None)
    assert pool_of(meeting) == {}
    perform(SETTLE_CONFLICT, known, room.bureau)
    assert pool_of(meeting) == {room.experts[0].pk: "LOAD"}
    assert "不必重复登记" in desk.post(reverse("conflict_report", args=[meeting.pk]), data).content.decode()
    wrong = desk.post(reverse("conflict_report", args=[meeting.pk]), {**data, "kind": "mentor"})
    assert "请选择与专家有该关系的申报人" in wrong.content.decode()
    with pytest.raises(ActRefused, match="申报人一栏请留空"):
        report(room.office, meeting, room.experts[1], room.cases[0], "absence", "两次未到会")


def test_an_applicant_asks_without_learning_who_is_in_the_pool(room: Hall, client: Client) -> None:
    case = room.cases[0]
    who = Actor(Role.APPLICANT, case.applicant.user)
    desk = sign_in(client, who)
    address = reverse("application_recusals", args=[case.pk])
    answers = [
        desk.post(address, {"name": name, "employer_name": "", "reason": "有经济纠纷"}, follow=True).content.decode()
        for name in (room.experts[0].user.name, "库外之人")
    ]
    assert all("将在抽取专家前核查" in answer for answer in answers)
    asked = Conflict.objects.get()
    assert (asked.kind, asked.source, asked.stage) == ("requested", "requested", "suggested")
    assert "无需重复提交" in refused(REQUEST_RECUSAL, case, who, name="库外之人", reason="同上")
    empty = desk.post(address, {"name": "", "reason": ""}).content.decode()
    assert "请填写申请回避的人的姓名" in empty
    assert "请写明申请回避的理由" in empty
    assert Notice.objects.filter(recipient=room.office.user, title="申报人申请专家回避").exists()
    assert not JournalEntry.objects.filter(case_id=case.pk, act="request_recusal").exists()
    assert room.experts[0].user.name not in str([entry.data for entry in JournalEntry.objects.all()])


def test_a_request_comes_before_the_draw() -> None:
    room = hall()
    meeting = room.drawn()
    who = Actor(Role.APPLICANT, room.cases[0].applicant.user)
    assert "已经抽取" in refused(REQUEST_RECUSAL, room.cases[0], who, name="某人", reason="纠纷")
    Application.objects.filter(meeting_items__meeting=meeting).update(stage=Stage.IN_REVIEW)
    case = Application.objects.get(pk=room.cases[0].pk)
    assert "当前状态为“评审中”" in refused(REQUEST_RECUSAL, case, who, name="某人", reason="纠纷")


def test_a_drawn_expert_is_told_that_a_file_has_closed_to_him() -> None:
    room = hall(cases=2)
    meeting = room.drawn()
    seat = panel(meeting)[0]
    known = Conflict.objects.create(
        committee=room.committee, meeting=meeting, expert=seat.expert, profile=room.cases[0].applicant,
        kind="mentor", source="reported", created_at=clock.now(),
    )  # fmt: skip
    perform(JUDGE_CONFLICT, known, room.office, proposal="confirmed", reason="师徒")
    perform(SETTLE_CONFLICT, known, room.bureau)
    assert Notice.objects.filter(recipient=expert(seat).user, title="利害关系已认定").exists()
    # To him alone, and this file alone.
    declare_nothing(meeting)
    other, case = expert(panel(meeting)[1]), Application.objects.get(pk=room.cases[0].pk)
    assert reviews_case(other, case)
    assert not reviews_case(expert(seat), case)
    assert reviews_case(expert(seat), Application.objects.get(pk=room.cases[1].pk))


def test_the_pages_of_a_tie(room: Hall, meeting: Meeting, second: Actor, client: Client) -> None:
    known = tie(room, meeting, note="同村同姓")
    desk = sign_in(client, room.office)
    page = desk.get(reverse("conflict", args=[known.pk])).content.decode()
    assert "提出核查意见" in page
    assert "同村同姓" in page
    act = reverse("conflict_act", args=[known.pk, "judge_conflict"])
    wrong = desk.post(act, {"proposal": "", "reason": "写到一半"})
    assert wrong.status_code == 422
    assert "写到一半" in wrong.content.decode()
    desk.post(act, {"proposal": "confirmed", "reason": "户籍资料证实"})
    assert "须由评委会办公室另一名经办人" in desk.get(reverse("conflict", args=[known.pk])).content.decode()
    other = sign_in(client, second)
    assert "复核同意" in other.get(reverse("conflict", args=[known.pk])).content.decode()
    other.post(reverse("conflict_act", args=[known.pk, "settle_conflict"]))
    page = other.get(reverse("conflict", args=[known.pk])).content.decode()
    assert "已认定" in page
    assert "户籍资料证实" in page


def test_supervision_sees_every_dismissal_and_changes_nothing(room: Hall, meeting: Meeting, client: Client) -> None:
    known = tie(room, meeting, stage=ConflictStage.DISMISSED)
    desk = sign_in(client, room.supervisor)
    assert room.experts[0].user.name in desk.get(reverse("conflicts"), {"state": "dismissed"}).content.decode()
    page = desk.get(reverse("conflict", args=[known.pk])).content.decode()
    assert "提出核查意见</button>" not in page
    assert desk.post(reverse("conflict_act", args=[known.pk, "judge_conflict"])).status_code == 404
    elsewhere = sign_in(client, filed.officer(filed.agency(AgencyKind.SUPERVISION, filed.region("330900", "舟山市"))))
    assert elsewhere.get(reverse("conflict", args=[known.pk])).status_code == 404
    listed = elsewhere.get(reverse("conflicts"), {"state": "dismissed"}).content.decode()
    assert room.experts[0].user.name not in listed


def test_the_list_is_searched_filtered_and_exported(room: Hall, meeting: Meeting, client: Client) -> None:
    tie(room, meeting)
    Conflict.objects.create(
        committee=room.committee, expert=room.experts[1], profile=room.cases[1].applicant, kind="mentor",
        source="declared", stage="confirmed", created_at=clock.now(),
    )  # fmt: skip
    numbers = {"open": 1, "waiting": 0, "confirmed": 1, "dismissed": 0, "all": 2}
    assert counts_of(Conflict.objects.all()) == numbers
    desk = sign_in(client, room.office)
    name, other = room.experts[0].user.name, room.experts[1].user.name
    looks: tuple[tuple[dict[str, Any], str, str], ...] = (
        ({}, name, other),
        ({"state": "confirmed"}, other, name),
        ({"state": "all", "kind": "mentor"}, other, name),
        ({"state": "all", "source": "declared"}, other, name),
        ({"state": "all", "q": name}, name, f"{other}</a>"),
        ({"state": "all", "meeting": meeting.pk}, name, "没有找到"),
    )
    for asked, there, gone in looks:
        page = desk.get(reverse("conflicts"), asked).content.decode()
        assert there in page, asked
        assert gone not in page, asked
    text = desk.get(reverse("conflicts"), {"state": "all", "format": "csv"}).content.decode()
    assert name in text
    assert room.cases[1].applicant.user.name in text
    desk.post(reverse("conflicts_compare", args=[meeting.pk]))
    assert JournalEntry.objects.filter(act="compare_interests").exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    room: Hall, meeting: Meeting, client: Client, django_assert_num_queries, number: int
) -> None:
    for place in range(number):
        Conflict.objects.create(
            committee=room.committee, expert=room.experts[place], profile=room.cases[0].applicant, kind="kin",
            source="computed", created_at=clock.now(), meeting=meeting,
        )  # fmt: skip
    desk = sign_in(client, room.office)
    desk.get(reverse("conflicts"))
    with django_assert_num_queries(7):
        desk.get(reverse("conflicts"))


@pytest.mark.parametrize("number", [1, 3])
def test_a_comparison_costs_the_same_for_one_and_for_three(django_assert_max_num_queries, number: int) -> None:
    room = hall(cases=number, experts=number)
    meeting = room.scheduled()
    with django_assert_max_num_queries(9):
        suggest(meeting)


def test_a_tie_confirmed_by_two_is_not_lifted_by_a_proposal_of_one(room: Hall, meeting: Meeting, second: Actor) -> None:
    one = room.experts[0]
    Expert.objects.filter(pk=one.pk).update(employer_code=room.cases[0].employer.uscc)
    suggest(meeting)
    Expert.objects.filter(pk=one.pk).update(employer_code="12330800MB99999999")
    suggest(meeting)
    known = Conflict.objects.get()
    perform(JUDGE_CONFLICT, known, room.office, proposal="confirmed", reason="仍在该单位领取报酬")
    perform(SETTLE_CONFLICT, known, second)
    assert pool_of(meeting) == {one.pk: "SAME-EMPLOYER"}
    perform(JUDGE_CONFLICT, known, room.office, proposal="dismissed", reason="已离职")
    assert pool_of(meeting) == {one.pk: "SAME-EMPLOYER"}
    suggest(meeting)
    known.refresh_from_db()
    assert known.stage == ConflictStage.CONFIRMED
