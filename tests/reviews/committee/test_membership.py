"""Into a pool and out of it: one person proposes by criteria, a second one decides; terms end and are renewed."""

import csv
import datetime as dt
import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AccountKind, AgencyKind, Role
from accounts.models import JournalEntry, Notice, User
from accounts.selectors.hats import hats_of
from law.identity import make_idcard
from reviews.enums import MembershipStage
from reviews.forms.expert_file import COLUMNS
from reviews.models import Committee, Expert, Meeting, Membership
from reviews.pool_criteria import CRITERIA, SKILLED_CRITERIA
from reviews.selectors.conflicts import exclusions
from reviews.selectors.draws import experts_in_pool
from reviews.selectors.experts import committees_for, record_of
from reviews.steps.admit_expert import ADMIT_EXPERT
from reviews.steps.base import perform
from reviews.steps.decline_expert import DECLINE_EXPERT
from reviews.steps.keep_expert import KEEP_EXPERT
from reviews.steps.propose_removal import PROPOSE_REMOVAL
from reviews.steps.propose_renewal import PROPOSE_RENEWAL
from reviews.steps.remove_expert import REMOVE_EXPERT
from reviews.steps.renew_expert import RENEW_EXPERT
from tests.conftest import Clock
from tests.reviews import filed
from tests.reviews.committee.factory import Hall, hall, make_expert, panel
from tests.reviews.committee.test_draw import refused
from tests.reviews.committee.test_pool import sign_in
from zcps import clock
from zcps.encryption import blind_index

pytestmark = pytest.mark.django_db
NUMBER = make_idcard("330802", dt.date(1970, 5, 6), 7)


@pytest.fixture
def room() -> Hall:
    return hall(cases=1, experts=3)


@pytest.fixture
def desk(room: Hall, client: Client) -> Client:
    return sign_in(client, room.office)


@pytest.fixture
def second(room: Hall) -> Actor:
    return filed.officer(room.plan.office)


def form(room: Hall, **changes) -> dict[str, object]:
    return {
        "name": "某专家",
        "id_number": NUMBER,
        "committees": [room.committee.pk],
        "specialty": "陶瓷工艺",
        "specialties": "雕塑雕刻工艺、漆器工艺",
        "title": "高级工艺美术师",
        "title_level": "associate_senior",
        "employer_name": "某研究院",
        "employer_code": "",
        "jobs": "某陶瓷厂，2001-07，2010\n某学校",
        "criteria": [criterion.key for criterion in CRITERIA],
        **changes,
    }


def proposed(room: Hall, desk: Client, **changes) -> Membership:
    assert desk.post(reverse("expert_add"), form(room, **changes)).status_code == 302
    return Membership.objects.get(expert__user__name="某专家")


def test_a_proposal_lets_nobody_in(room: Hall, desk: Client) -> None:
    membership = proposed(room, desk)
    expert = membership.expert
    assert membership.stage == MembershipStage.PROPOSED
    assert expert.user.key == blind_index(NUMBER, "id_number")
    assert expert.user.kind == AccountKind.PERSONAL
    assert [hat.role for hat in hats_of(expert.user)] == [Role.APPLICANT]
    assert expert not in experts_in_pool(room.scheduled())
    assert expert.specialties == ["陶瓷工艺", "雕塑雕刻工艺", "漆器工艺"]
    jobs = [(job.employer_name, job.started_on, job.ended_on) for job in expert.employments.order_by("pk")]
    assert jobs == [("某陶瓷厂", dt.date(2001, 7, 1), dt.date(2010, 1, 1)), ("某学校", None, None)]
    assert NUMBER not in json.dumps([entry.data for entry in JournalEntry.objects.all()])
    told = set(Notice.objects.filter(title="专家库有待审核的事项").values_list("recipient", flat=True))
    assert room.bureau.user.pk in told
    assert room.office.user.pk not in told


def test_a_second_person_admits(room: Hall, desk: Client, second: Actor, client: Client) -> None:
    membership = proposed(room, desk)
    assert "须由评委会办公室另一名经办人" in refused(ADMIT_EXPERT, membership, room.office)
    page = desk.get(reverse("expert", args=[membership.expert_id])).content.decode()
    assert "该事项由您提出" in page
    assert (
        sign_in(client, second).post(reverse("membership_act", args=[membership.pk, "admit_expert"])).status_code == 302
    )
    membership.refresh_from_db()
    assert membership.stage == MembershipStage.ADMITTED
    user = User.objects.get(pk=membership.expert.user_id)
    assert [hat.role for hat in hats_of(user)] == [Role.APPLICANT, Role.EXPERT]
    assert membership.expert in experts_in_pool(room.scheduled())
    assert Notice.objects.filter(recipient=user, title="您已纳入评审专家库").exists()


def test_the_database_itself_asks_for_a_second_person(room: Hall, desk: Client) -> None:
    membership = proposed(room, desk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(decided_by=membership.proposed_by)


def test_the_bureau_may_decide_and_declines_with_a_reason(room: Hall, desk: Client) -> None:
    membership = proposed(room, desk)
    assert "请写明理由" in refused(DECLINE_EXPERT, membership, room.bureau, reason=" ")
    perform(DECLINE_EXPERT, membership, room.bureau, reason="专业不符")
    assert not User.objects.get(pk=membership.expert.user_id).is_expert
    again = desk.post(reverse("expert_add"), form(room))
    assert again.status_code == 302
    assert Membership.objects.filter(expert=membership.expert).count() == 2


def test_every_criterion_is_asked_for_with_its_clause(room: Hall, desk: Client) -> None:
    page = desk.post(reverse("expert_add"), form(room, criteria=["background"], is_skilled="on", title_level="senior"))
    text = page.content.decode()
    assert page.status_code == 422
    for criterion in (*CRITERIA[1:], *SKILLED_CRITERIA):
        assert f"请核对并勾选“{criterion.words}”（{criterion.clause}）" in text
    assert "请填写推荐单位" in text
    assert "某研究院" in text
    assert not User.objects.filter(name="某专家").exists()


def test_a_skilled_worker_needs_a_senior_title_and_a_recommendation(room: Hall, desk: Client) -> None:
    skilled = {"is_skilled": "on", "skilled_criteria": [criterion.key for criterion in SKILLED_CRITERIA]}
    page = desk.post(reverse("expert_add"), form(room, title_level="intermediate", **skilled)).content.decode()
    assert "经评审取得高级职称方可推荐入库（衢市人社专〔2023〕23号 七）" in page
    membership = proposed(room, desk, recommended_by="某行业协会", recommended_on="2022-10-01", **skilled)
    assert membership.recommended_by == "某行业协会"
    assert set(membership.criteria) == {criterion.key for criterion in (*CRITERIA, *SKILLED_CRITERIA)}


def test_bad_numbers_and_other_names_get_a_sentence_and_lose_nothing(room: Hall, desk: Client) -> None:
    wrong = form(room, id_number="330802197001010000", employer_code="9133", jobs="某厂，去年")
    text = desk.post(reverse("expert_add"), wrong).content.decode()
    for sentence in ("校验位不正确", "应为 18 位", "某研究院", "“某厂，去年”无法识别"):
        assert sentence in text
    proposed(room, desk)
    assert "姓名与填写的不一致" in desk.post(reverse("expert_add"), form(room, name="别人")).content.decode()
    assert "不必再次提名" in desk.post(reverse("expert_add"), form(room)).content.decode()


def test_removal_takes_two_and_keeps_the_history(room: Hall, desk: Client, second: Actor) -> None:
    expert = room.experts[0]
    membership = expert.memberships.get()
    assert "请写明出库的理由" in refused(PROPOSE_REMOVAL, membership, room.office, reason="")
    desk.post(reverse("membership_act", args=[membership.pk, "propose_removal"]), {"reason": "调离本行业"})
    assert expert in experts_in_pool(room.scheduled())
    membership.refresh_from_db()
    assert "该事项由您提出" in refused(REMOVE_EXPERT, membership, room.office)
    perform(KEEP_EXPERT, membership, second, reason="仍在本行业")
    perform(PROPOSE_REMOVAL, membership, second, reason="本人申请")
    perform(REMOVE_EXPERT, membership, room.office)
    expert = Expert.objects.get(pk=expert.pk)
    assert expert.left_on == clock.today()
    assert not expert.user.is_expert
    page = desk.get(reverse("expert", args=[expert.pk])).content.decode()
    for words in ("仍在本行业", "本人申请", "审核出库", "维持现状"):
        assert words in page
    assert expert.user.name in desk.get(reverse("experts"), {"state": "left"}).content.decode()


def test_whoever_leaves_one_of_two_pools_keeps_the_other(room: Hall, second: Actor) -> None:
    other = Committee.objects.create(
        name="另一评委会", level="intermediate", office=room.plan.office, founding_body=room.plan.office,
        hr_bureau=room.plan.hr_bureau,
    )  # fmt: skip
    expert = room.experts[0]
    expert.committees.add(other)
    Membership.objects.create(expert=expert, committee=other, stage=MembershipStage.ADMITTED)
    membership = expert.memberships.get(committee=room.committee)
    perform(PROPOSE_REMOVAL, membership, room.office, reason="改评其他专业")
    perform(REMOVE_EXPERT, membership, second)
    expert = Expert.objects.get(pk=expert.pk)
    assert (expert.left_on, expert.user.is_expert) == (None, True)
    assert list(expert.committees.all()) == [other]


def test_terms_end_are_renewed_and_have_a_limit(room: Hall, desk: Client, second: Actor) -> None:
    membership = room.experts[0].memberships.get()
    assert "未设定专家任期" in refused(PROPOSE_RENEWAL, membership, room.office)
    Committee.objects.filter(pk=room.committee.pk).update(expert_term_years=3, most_terms=2)
    new = proposed(room, desk)
    perform(ADMIT_EXPERT, new, second)
    new.refresh_from_db()
    assert (new.term_from, new.term_until) == (dt.date(2022, 11, 1), dt.date(2025, 10, 31))
    Membership.objects.filter(pk=new.pk).update(term_from="2019-11-07", term_until="2022-11-06")
    meeting = room.scheduled()
    assert exclusions(meeting, experts_in_pool(meeting)) == {new.expert_id: "TERM-ENDED"}
    perform(PROPOSE_RENEWAL, new, room.office)
    perform(RENEW_EXPERT, new, second)
    new.refresh_from_db()
    assert (new.term_number, new.term_from, new.term_until) == (2, dt.date(2022, 11, 7), dt.date(2025, 11, 6))
    assert exclusions(meeting, experts_in_pool(meeting)) == {}
    assert "连任上限 2 届" in refused(PROPOSE_RENEWAL, new, room.office)
    Clock().set("2025-11-07 09:00")
    assert "某专家" in sign_in(desk, room.office).get(reverse("experts"), {"state": "ended"}).content.decode()


def test_many_are_admitted_at_once_and_each_is_judged_for_itself(room: Hall, desk: Client, second: Actor) -> None:
    mine = proposed(room, desk)
    third = filed.officer(room.plan.office)
    other = make_expert(room.committee).memberships.get()
    Membership.objects.filter(pk=other.pk).update(stage=MembershipStage.PROPOSED, proposed_by=third.user)
    chosen: dict[str, Any] = {"act": "admit_expert", "ids": [mine.pk, other.pk]}
    page = desk.get(reverse("experts_batch"), chosen).content.decode()
    assert "其中 1 人可以办理" in page
    assert "该事项由您提出" in page
    desk.post(reverse("experts_batch"), {**chosen, "confirmed": "yes"})
    assert Membership.objects.get(pk=other.pk).stage == MembershipStage.ADMITTED
    assert Membership.objects.get(pk=mine.pk).stage == MembershipStage.PROPOSED


def test_particulars_are_revised_on_record(room: Hall, desk: Client) -> None:
    expert = room.experts[0]
    data = {name: value for name, value in form(room, employer_name="新单位").items() if name != "criteria"}
    assert desk.post(reverse("expert_edit", args=[expert.pk]), data).status_code == 302
    entry = JournalEntry.objects.get(act="revise_expert")
    assert entry.data["changed"]["employer_name"] == [expert.employer_name, "新单位"]
    assert "某陶瓷厂，2001-07-01，2010-01-01" in desk.get(reverse("expert_edit", args=[expert.pk])).content.decode()


def test_load_and_absence_are_shown(desk: Client) -> None:
    room = hall(cases=2)
    meeting = room.convened(present=8)
    Meeting.objects.filter(pk=meeting.pk).update(stage="closed")
    late = panel(meeting)[8].expert
    mine = committees_for(room.office)
    record = record_of(late, mine)
    assert (record.this_year, record.read, len(record.missed)) == (1, 2, 1)
    assert record_of(panel(meeting)[0].expert, mine).missed == []
    page = sign_in(desk, room.office).get(reverse("experts"), {"q": late.user.name}).content.decode()
    assert "未到会 1 次" in page


def test_an_expert_sees_what_is_recorded_of_him(room: Hall, client: Client) -> None:
    expert = room.experts[0]
    page = sign_in(client, Actor(Role.EXPERT, expert.user)).get(reverse("expert_self")).content.decode()
    assert room.committee.name in page
    assert expert.employer_name in page
    assert room.experts[1].user.name not in page


def test_another_offices_expert_does_not_exist(room: Hall, client: Client) -> None:
    other = filed.officer(filed.agency(AgencyKind.COMMITTEE_OFFICE, room.plan.region, "另一评委会办公室"))
    stranger = sign_in(client, other)
    assert stranger.get(reverse("expert", args=[room.experts[0].pk])).status_code == 404
    membership = room.experts[0].memberships.get()
    assert stranger.get(reverse("membership_act", args=[membership.pk, "propose_removal"])).status_code == 404
    assert room.experts[0].user.name not in stranger.get(reverse("experts")).content.decode()


def test_the_supervisor_reads_and_does_nothing(room: Hall, client: Client) -> None:
    desk = sign_in(client, room.supervisor)
    assert room.experts[0].user.name in desk.get(reverse("experts")).content.decode()
    page = desk.get(reverse("expert", args=[room.experts[0].pk])).content.decode()
    assert "提出出库" not in page
    assert desk.get(reverse("expert_add")).status_code == 403


def upload(*rows: dict[str, str]) -> dict[str, object]:
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return {"table": SimpleUploadedFile("提名.csv", file.getvalue().encode("utf-8-sig"))}


def row(name: str, number: int, **changes: str) -> dict[str, str]:
    return {
        "姓名": name, "身份证号": make_idcard("330802", dt.date(1970, 1, 1), number), "专业": "陶瓷工艺",
        "职称": "高级工艺美术师", "职称级别": "副高级", "工作单位": "某院",
        **{criterion.words: "是" for criterion in CRITERIA}, **changes,
    }  # fmt: skip


def test_a_table_names_every_bad_row_at_once_and_writes_nothing(room: Hall, desk: Client) -> None:
    users = User.objects.count()
    page = desk.post(
        reverse("expert_import"),
        upload(
            row("甲某", 11),
            row("乙某", 12, 身份证号="330802197001010000", 职称级别="高级"),
            row("丙某", 11),
            row("丁某", 13, 入库评委会="没有的评委会"),
            row("戊某", 14, **{CRITERIA[0].words: ""}),
        ),
    )
    text = page.content.decode()
    assert page.status_code == 422
    for words in (
        "第 3 行",
        "第 4 行",
        "第 5 行",
        "第 6 行",
        "与第 2 行相同",
        "校验位",
        "没有名为“没有的评委会”",
        "请核对并勾选",
    ):
        assert words in text
    assert "4 行有问题" in text
    assert User.objects.count() == users


def test_a_good_table_proposes_all(room: Hall, desk: Client) -> None:
    answer = desk.post(reverse("expert_import"), upload(row("甲某", 11), row("乙某", 12, 高技能人才="否")))
    assert answer.status_code == 302
    made = Membership.objects.filter(stage=MembershipStage.PROPOSED)
    assert {membership.expert.user.name for membership in made} == {"甲某", "乙某"}
    assert all(membership.proposed_by == room.office.user for membership in made)
    wrong = SimpleUploadedFile("x.csv", "姓名,电话\n甲,1\n".encode())
    text = desk.post(reverse("expert_import"), {"table": wrong}).content.decode()
    assert "缺少列" in text
    assert "不认识的列：电话" in text
    template = desk.get(reverse("expert_template")).content.decode()
    assert all(column in template for column in COLUMNS)
