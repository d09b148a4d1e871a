"""The post table's life: filled in by the institution, signed for, confirmed or returned by the bureau, revised."""

import pytest
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AdminLevel, AgencyKind, Role
from accounts.models import JournalEntry, Notice
from accounts.steps.base import ActRefused, perform
from employers.enums import EmployerKind, PostExchange, PostTableStage
from employers.models import PostAppointment, PostLine, PostPerson, PostTable
from employers.post_system import SystemPosts
from employers.services.post_tables import fingerprint, save_draft
from employers.steps.record_appointment import record_appointment
from employers.steps.submit_post_table import submit_post_table
from tests.accounts import people
from tests.employers.tables import YEAR, form_data, make_table
from zcps import clock as platform_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return people.make_employer("衢州某职业学校", kind=EmployerKind.PUBLIC_INSTITUTION)


@pytest.fixture
def officer(school):
    return people.make_officer(school)


@pytest.fixture
def bureau(school):
    return people.make_agency(AgencyKind.HR_BUREAU, school.region)


@pytest.fixture
def examiner(bureau):
    return people.make_office_user(bureau)


@pytest.fixture(autouse=True)
def in_2022(clock):
    clock.set("2022-08-22 09:00")


def page(client, user, name, data=None, *args):
    people.sign_in(client, user)
    url = f"{reverse(name, args=args)}?year={YEAR}"
    return client.get(url) if data is None else client.post(url, data, follow=True)


def submit(client, officer, **figures):
    return page(client, officer, "post_table", {**form_data(**figures), "submit": "1"})


def sheet(school):
    return PostTable.objects.get(employer=school, year=YEAR)


def decide(client, user, school, **data):
    return page(client, user, "post_table_confirm", data or None, sheet(school).pk)


def confirm(client, examiner, school, **data):
    return decide(client, examiner, school, **{"confirm": "1", "seen": fingerprint(sheet(school)), **data})


def refused(step, table, actor, **data):
    with pytest.raises(ActRefused) as reasons:
        perform(step, table, actor, **data)
    return reasons.value.reasons


def add(client, officer, **fields):
    told = {"name": "某甲", "id_number": people.id_number(), "level": "intermediate", "way": "review", **fields}
    return page(client, officer, "post_person_add", told), told["id_number"]


class TestFillingIn:
    def test_what_is_typed_is_kept_field_by_field(self, client, officer, school):
        people.sign_in(client, officer)
        url = f"{reverse('post_table_autosave')}?year={YEAR}"
        answer = client.post(url, {"intermediate-approved": "10", "remark-filled": "含双肩挑 1 人", "uses_pool": "on"})
        assert (answer.json()["errors"], sheet(school).uses_pool) == ({}, True)
        assert sheet(school).remarks == {"filled": "含双肩挑 1 人"}
        assert client.post(url, {"uses_pool": "", "intermediate-vacancy": "-1"}).json()["errors"] == {}
        line = PostLine.objects.get(table=sheet(school), level="intermediate")
        assert (line.approved, line.vacancy, sheet(school).uses_pool) == (10, -1, False)

    @pytest.mark.parametrize(("field", "value"), [("approved", "-1"), ("filled", "x"), ("opened", "1.5")])
    def test_what_is_no_number_of_posts_is_refused_at_its_field(self, client, officer, school, field, value):
        people.sign_in(client, officer)
        answer = client.post(f"{reverse('post_table_autosave')}?year={YEAR}", {f"intermediate-{field}": value})
        assert list(answer.json()["errors"]) == [f"intermediate-{field}"]
        assert not PostLine.objects.exists()

    def test_a_whole_form_is_written_in_one_go(self, school, django_assert_num_queries):
        told = {f"{level}-{name}": 2 for level in ("senior", "intermediate") for name in ("approved", "opened")}
        save_draft(school, YEAR, told)
        # However many levels there are.
        with django_assert_num_queries(8):
            save_draft(school, YEAR, {**told, "intermediate-filled": 1, "assistant-approved": 4})
        lines = {line.level: (line.approved, line.filled, line.opened) for line in sheet(school).lines.all()}
        assert lines == {"senior": (2, 0, 2), "intermediate": (2, 1, 2), "assistant": (4, 0, 0)}

    def test_the_number_of_a_document_is_checked_and_lies_sealed(self, client, officer, school):
        answer, _ = add(client, officer, id_number="330802199003074511")
        assert answer.status_code == 422
        answer, number = add(client, officer, name="某乙")
        assert "已将某乙加入名单" in answer.content.decode()
        assert number not in answer.content.decode()
        assert PostPerson.objects.get().id_number == number
        assert "已在名单中" in add(client, officer, id_number=number)[0].content.decode()
        page(client, officer, "post_person_remove", {}, PostPerson.objects.get().pk)
        assert not PostPerson.objects.exists()

    def test_an_enterprise_has_none(self, client):
        officer = people.make_officer(people.make_employer())
        assert "本单位不需要填报" in page(client, officer, "post_table").content.decode()
        submit(client, officer)
        add(client, officer)
        assert client.post(reverse("post_table_autosave"), {"responsible": "某科长"}).status_code == 409
        assert not PostTable.objects.exists()


class TestHandingIn:
    @pytest.mark.parametrize(
        ("figures", "sentence"),
        [
            ({"vacancy": 3}, "核准数 10 − 实聘数 8 = 2，与空缺数 3 不符"),
            ({"opened": 3}, "今年推出 3 个，超过空缺 2 个"),
            ({"for_review": 1}, "名单 0 人，与同意推荐的 1 人不符"),
            ({"converted": 3}, "转评人员使用 3 个，超过今年新推出的 2 个岗位"),
            ({"approved": 0, "filled": 0, "vacancy": 0, "opened": 0}, "请填写人力社保部门核定的岗位数"),
        ],
    )
    def test_what_contradicts_itself_stays_a_draft(self, client, officer, school, figures, sentence):
        answer = submit(client, officer, **figures)
        assert (answer.status_code, sheet(school).stage) == (422, PostTableStage.DRAFT)
        assert sentence in answer.content.decode()

    def test_people_need_the_pledge(self, client, officer, school):
        add(client, officer)
        told = {"for_review": 1, "used_after": 9}
        assert "请勾选承诺" in submit(client, officer, **told).content.decode()
        answer = page(client, officer, "post_table", {**form_data(**told), "pledged": "on", "submit": "1"})
        assert "已提交" in answer.content.decode()
        assert sheet(school).stage == PostTableStage.SUBMITTED

    def test_both_ways_stand_in_one_list_and_are_counted_apart(self, client, officer, school):
        add(client, officer, way="initial")
        answer = submit(client, officer, for_review=1, used_after=9, pledged="on")
        assert "同意评审 1 人，名单中评审 0 人" in answer.content.decode()

    def test_the_bureau_alone_is_told(self, client, officer, school, examiner):
        elsewhere = people.make_agency(AgencyKind.HR_BUREAU, people.make_region("330803", "衢江区"))
        people.make_office_user(elsewhere)
        submit(client, officer)
        assert [notice.recipient for notice in Notice.objects.all()] == [examiner]


class TestExceptions:
    def test_too_many_appointed_asks_for_reason_and_signature(self, client, officer, school):
        answer = submit(client, officer, filled=11, vacancy=-1, opened=1, used_after=11).content.decode()
        assert "请说明统筹岗位或超聘的情形" in answer
        assert "请选择签署意见的岗位统筹（管理）部门" in answer
        assert sheet(school).stage == PostTableStage.DRAFT

    def test_the_pool_signs_by_its_own_act_before_the_bureau_confirms(self, client, officer, school, examiner):
        city = people.make_region("330800", "衢州市", AdminLevel.CITY)
        school.region.parent = city
        school.region.save()
        pool = people.make_agency(AgencyKind.HR_BUREAU, city)
        signer = people.make_office_user(pool)
        told = form_data(approved=10, filled=10, vacancy=0, opened=1, used_after=10)
        told |= {"uses_pool": "on", "explanation": "经批准使用市级统筹岗位 1 个", "pool_manager": pool.pk}
        page(client, officer, "post_table", {**told, "submit": "1"})
        assert sheet(school).stage == PostTableStage.SIGNING
        confirm(client, examiner, school)
        assert sheet(school).stage == PostTableStage.SIGNING
        assert "衢州某职业学校" in page(client, signer, "posts_to_sign").content.decode()
        answer = decide(client, signer, school, sign="1", signer="", opinion="").content.decode()
        assert "请填写签署意见的业务处室负责人" in answer
        decide(client, signer, school, sign="1", signer="某处长", opinion="同意使用统筹岗位 1 个。")
        confirm(client, examiner, school)
        assert (sheet(school).stage, sheet(school).signed_by) == (PostTableStage.CONFIRMED, pool.name)
        acts = list(JournalEntry.objects.order_by("number").values_list("act", flat=True))
        assert acts == ["submit_post_table", "sign_pooled_posts", "confirm_post_table"]

    def test_a_department_that_is_an_industry_bureau_returns_and_signs(self, client, officer, school):
        signer = people.make_office_user(self.pools(school, AgencyKind.INDUSTRY_BUREAU)[1])
        self.claim(client, officer, signer, "第一稿")
        assert school.name in page(client, signer, "posts_to_sign").content.decode()
        decide(client, signer, school, **{"return": "1", "note": "请写明岗位。"})
        assert sheet(school).stage == PostTableStage.RETURNED
        self.claim(client, officer, signer, "第二稿")
        decide(client, signer, school, sign="1", signer="某处长", opinion="同意。")
        assert sheet(school).stage == PostTableStage.SUBMITTED

    def test_an_office_sees_what_it_is_asked_to_sign_and_what_it_signed(self, client, officer, school, examiner):
        first, second = (people.make_office_user(pool) for pool in self.pools(school))
        self.claim(client, officer, first, "第一稿")
        assert "第一稿" in decide(client, first, school).content.decode()
        decide(client, first, school, sign="1", signer="某处长", opinion="同意。")
        confirm(client, examiner, school)
        assert len(decide(client, first, school).context["versions"]) == 1
        old = reverse("post_table_paper", args=[sheet(school).versions.get().pk])
        # The institution names another office, which neither the draft nor what the first one signed concerns.
        page(client, officer, "post_table", {"revise": "1"})
        self.claim(client, officer, second, "第二稿", submit=False)
        for user in (first, second):
            assert decide(client, user, school).status_code == 404
            assert client.post(old).status_code == 404
        self.claim(client, officer, second, "第三稿")
        assert decide(client, first, school).status_code == 404
        answer = decide(client, second, school)
        assert "第三稿" in answer.content.decode()
        assert list(answer.context["versions"]) == []
        assert client.post(old).status_code == 404
        assert len(decide(client, examiner, school).context["versions"]) == 1

    def pools(self, school, department=AgencyKind.COMPETENT_DEPARTMENT):
        """The city's bureau and the school's department: both may manage shared posts."""
        city = people.make_region("330800", "衢州市", AdminLevel.CITY)
        school.region.parent = city
        school.region.save()
        school.competent_department = people.make_agency(department, city)
        school.save()
        return people.make_agency(AgencyKind.HR_BUREAU, city), school.competent_department

    def claim(self, client, officer, by, explanation, *, submit=True):
        told = form_data(approved=10, filled=10, vacancy=0, opened=1, used_after=10)
        pool = by.offices.get().agency_id
        told |= {"uses_pool": "on", "explanation": explanation, "pool_manager": pool}
        page(client, officer, "post_table", {**told, "submit": "1"} if submit else told)

    def test_what_is_too_long_is_refused_at_its_field(self, client, officer, school, examiner):
        pool, _ = self.pools(school)
        signer = people.make_office_user(pool)
        self.claim(client, officer, signer, "统筹")
        long = {"signer": "某" * 61, "opinion": "同意" * 251}
        answer = decide(client, signer, school, sign="1", **long)
        assert answer.status_code == 422
        assert "业务处室负责人不能超过 60 字" in answer.content.decode()
        assert "签署意见不能超过 500 字" in answer.content.decode()
        assert (
            "退回意见不能超过 1000 字"
            in decide(client, signer, school, **{"return": "1", "note": "改" * 1001}).content.decode()
        )
        assert sheet(school).stage == PostTableStage.SIGNING

    def test_an_exchange_is_explained(self, school, officer):
        table = make_table(school, stage=PostTableStage.DRAFT)
        PostTable.objects.update(exchange=PostExchange.ONE_FOR_TWO)
        reasons = refused(submit_post_table, table, Actor(Role.EMPLOYER, officer))
        assert reasons[0].startswith("请说明退二进一的情形")


class TestConfirming:
    def test_the_bureau_confirms_and_a_change_asks_again(self, client, officer, examiner, school, bureau):
        submit(client, officer)
        assert "已确认" in confirm(client, examiner, school).content.decode()
        assert (sheet(school).confirmed_by, sheet(school).versions.count()) == (bureau, 1)
        page(client, officer, "post_table", {"revise": "1"})
        assert (sheet(school).stage, sheet(school).confirmed_at) == (PostTableStage.DRAFT, None)
        submit(client, officer, filled=9, vacancy=1, opened=1, used_after=9)
        confirm(client, examiner, school, checked_in_system="on")
        first, second = sheet(school).versions.all()
        assert '"filled": 8' in first.content
        assert '"filled": 9' in second.content
        assert sheet(school).checked_in_system

    def test_what_was_handed_in_is_not_written_over(self, client, officer, school):
        submit(client, officer)
        people.sign_in(client, officer)
        answer = client.post(f"{reverse('post_table_autosave')}?year={YEAR}", {"intermediate-approved": "99"})
        assert answer.status_code == 409
        assert "请先按“修改岗位信息表”" in answer.json()["errors"]["intermediate-approved"]
        assert "不能直接修改" in add(client, officer)[0].content.decode()

    def test_what_changed_while_the_bureau_looked_is_not_confirmed(self, client, officer, examiner, school):
        submit(client, officer)
        seen = fingerprint(sheet(school))
        page(client, officer, "post_table", {"revise": "1"})
        submit(client, officer, approved=20, vacancy=12)
        assert "已被单位修改" in confirm(client, examiner, school, seen=seen).content.decode()
        assert sheet(school).stage == PostTableStage.SUBMITTED

    def test_a_return_says_what_is_wrong(self, client, officer, examiner, school):
        submit(client, officer)
        assert "请写明需要修改的内容" in decide(client, examiner, school, **{"return": "1"}).content.decode()
        decide(client, examiner, school, **{"return": "1", "note": "核准数与文件不符，应为 9。"})
        assert sheet(school).stage == PostTableStage.RETURNED
        assert "核准数与文件不符，应为 9。" in page(client, officer, "post_table").content.decode()

    def test_the_provincial_system_is_compared_where_it_answers(self, client, officer, examiner, school, settings):
        submit(client, officer)
        args = (client, examiner, "post_table_confirm", None, sheet(school).pk)
        assert "本平台尚未与省事业单位人事工资管理服务系统联网" in page(*args).content.decode()
        settings.POST_SYSTEM = "tests.employers.test_post_table.AnsweringSystem"
        text = page(*args).content.decode()
        assert "一致" in text
        assert "不一致，请核实" in text

    def test_a_bureau_of_elsewhere_confirms_nothing(self, client, officer, school):
        submit(client, officer)
        other = people.make_agency(AgencyKind.HR_BUREAU, people.make_region("330803", "衢江区"))
        assert confirm(client, people.make_office_user(other), school).status_code == 404
        assert sheet(school).stage == PostTableStage.SUBMITTED


class AnsweringSystem:
    """What an adapter of the provincial system would say."""

    def posts_of(self, uscc, year):
        return [SystemPosts("intermediate", 10, 8), SystemPosts("senior", 1, 1)]


class TestAppointing:
    def test_an_appointment_is_recorded_for_the_listed(self, client, officer, school):
        table = make_table(school, listed=[people.make_person("某甲")])
        person = table.people.get()
        told = {"post": "工艺美术师", "appointed_on": "2022-08-20", "document": "某校〔2022〕3号"}
        assert "已登记某甲的聘任" in page(client, officer, "post_appoint", told, person.pk).content.decode()
        page(client, officer, "post_appoint", {**told, "post": "中级专业技术岗位"}, person.pk)
        assert PostAppointment.objects.get().post == "中级专业技术岗位"

    def test_not_on_a_day_to_come(self, school, officer):
        table = make_table(school, listed=[people.make_person("某甲")])
        told = {"person": table.people.get(), "post": "x", "appointed_on": platform_clock.today().replace(day=31)}
        assert refused(record_appointment, table, Actor(Role.EMPLOYER, officer), **told) == [
            "聘任日期不能晚于今天。请在实际聘任后登记。"
        ]

    def test_nobody_elses_list_is_touched(self, client, school):
        table = make_table(school, listed=[people.make_person("某甲")], stage=PostTableStage.DRAFT)
        stranger = people.make_officer(people.make_employer("另一学校", kind=EmployerKind.PUBLIC_INSTITUTION))
        for name in ("post_person_remove", "post_appoint"):
            assert page(client, stranger, name, {}, table.people.get().pk).status_code == 404
        assert table.people.count() == 1


class TestWorklist:
    @pytest.mark.parametrize("number", [1, 3])
    def test_costs_the_same_however_long(self, client, school, examiner, number, django_assert_num_queries):
        for at in range(1, number):
            make_table(people.make_employer(f"学校{at}", kind=EmployerKind.PUBLIC_INSTITUTION))
        people.sign_in(client, examiner)
        with django_assert_num_queries(8):
            assert len(client.get(f"{reverse('post_tables')}?year={YEAR}").context["page"].rows) == number

    def test_is_searched_filtered_and_sent_as_a_table(self, client, school, examiner):
        make_table(school, stage=PostTableStage.SUBMITTED)
        people.make_employer("另一学校", kind=EmployerKind.PUBLIC_INSTITUTION)
        found = page(client, examiner, "post_tables").context
        assert {chip["label"]: chip["count"] for chip in found["chips"]}["未填报"] == 1
        people.sign_in(client, examiner)
        names = [row.name for row in client.get(reverse("post_tables"), {"stage": "missing"}).context["page"].rows]
        assert names == ["另一学校"]
        sent = client.get(reverse("post_tables_export"), {"year": YEAR, "q": "职业"}).content.decode()
        assert "衢州某职业学校" in sent
        assert "中级,10,8,2,2,0,0,8,待确认" in sent
