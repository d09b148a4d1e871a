"""The ex-post check: what was pledged, won and appointed, and what the bureau finds."""

import pytest
from django.urls import reverse

from accounts.enums import AdminLevel, AgencyKind
from accounts.models import Notice
from employers.enums import EmployerKind, PostFinding, PostTableStage
from employers.models import PostAppointment, PostCheck, PostPerson, PostTable
from employers.services.post_tables import freeze
from reviews.enums import Stage
from reviews.models import Application
from reviews.selectors.post_steps import post_steps
from tests.accounts import people
from tests.employers.tables import YEAR, make_table
from tests.reviews import filed
from zcps import clock as platform_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def after_the_results(clock):
    clock.set("2022-12-20 09:00")


def school(name="衢州某职业学校"):
    return filed.employer(EmployerKind.PUBLIC_INSTITUTION, name=name)


def used(employer, plan, *, won=1, appointed=0, **figures):
    """A confirmed sheet of somebody who won a title, if he did, and was appointed, if he was."""
    case = filed.case(Stage.READY, under=plan, of=employer)
    Application.objects.filter(pk=case.pk).update(stage=Stage.ANNOUNCED if won else Stage.NOT_PASSED)
    table = make_table(employer, listed=[case.applicant.user], **figures)
    freeze(table)
    if appointed:
        PostAppointment.objects.create(
            table=table,
            name=case.applicant.user.name,
            id_index=case.applicant.user.id_index,
            level="intermediate",
            post="工艺美术师",
            appointed_on="2022-12-10",
            recorded_at=platform_clock.now(),
        )
    return table


@pytest.fixture
def examiner():
    return filed.officer(filed.agency(AgencyKind.HR_BUREAU)).user


def get(client, examiner, name, *args, **query):
    people.sign_in(client, examiner)
    return client.get(reverse(name, args=args), {"year": YEAR, **query})


def test_what_agrees_is_said_to_agree(client, examiner):
    table = used(school(), filed.plan(), appointed=1)
    text = get(client, examiner, "post_check", table.pk).content.decode()
    assert "未见超用" in text
    assert "一致" in text


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        ({"opened": 0}, "取得资格 1 人，超过推出的 0 个岗位"),
        ({"approved": 8, "filled": 8, "appointed": 1}, "实聘 8 人加新聘 1 人，超过核准的 8 个岗位"),
        ({"appointed": 1, "used_after": 8}, "聘任后使用 9 个岗位，超过承诺的 8 个"),
        ({"won": 0, "appointed": 1}, "已登记聘任，平台上没有本年度取得资格的记录"),
        ({}, "取得资格，尚未登记聘任"),
    ],
)
def test_what_does_not_agree_is_named(client, examiner, made, sentence):
    table = used(school(), filed.plan(), **made)
    assert sentence in get(client, examiner, "post_check", table.pk).content.decode()


def test_who_won_beside_the_list_is_named(client, examiner):
    table = used(school(), filed.plan())
    table.people.all().delete()
    assert "取得资格，但不在岗位信息表名单中" in get(client, examiner, "post_check", table.pk).content.decode()


def test_nobody_off_the_establishment_is_counted_unless_he_was_listed(client, examiner):
    plan, employer = filed.plan(), school()
    table = used(employer, plan)
    contracted = filed.case(Stage.READY, under=plan, of=employer)
    Application.objects.filter(pk=contracted.pk).update(stage=Stage.ANNOUNCED)
    user = contracted.applicant.user
    user.id_number = people.id_number()
    user.save()
    contracted.snapshot.content["profile"] = {"employment": "事业单位编外"}
    contracted.snapshot.save()

    def seen():
        found = get(client, examiner, "post_check", table.pk).context
        return found["rows"][0].won, [fate.name for fate in found["fates"]]

    name = contracted.applicant.user.name
    assert (seen()[0], name in seen()[1]) == (1, False)
    assert post_steps(employer, YEAR)[1].word == "1 人已申报"
    PostPerson.objects.create(table=table, name=name, id_number=user.id_number, level="intermediate")
    assert (seen()[0], name in seen()[1]) == (2, True)


def test_the_first_two_steps_say_how_the_sheet_and_the_cases_stand():
    employer = school()
    assert post_steps(employer, YEAR)[0].word == "请填报岗位信息表"
    table = make_table(employer, stage=PostTableStage.DRAFT)
    case = filed.case(Stage.READY, under=filed.plan(), of=employer)
    # A case that came back is a draft, and was filed all the same.
    Application.objects.filter(pk=case.pk).update(stage=Stage.DRAFT)
    words = {}
    for stage in PostTableStage:
        PostTable.objects.update(stage=stage, confirmed_at=platform_clock.now())
        words[stage] = post_steps(employer, YEAR)[0].word
    assert words == {
        "draft": "岗位信息表填写中，请填完提交",
        "signing": "岗位信息表待岗位统筹（管理）部门签署",
        "submitted": "岗位信息表待人力社保部门确认",
        "returned": "岗位信息表已退回，请修改后重新提交",
        "confirmed": "岗位信息表已确认",
    }
    assert post_steps(table.employer, YEAR)[1].word == "1 人已申报"


def test_a_finding_is_recorded_with_its_figures_and_told(client, examiner):
    table = used(school(), filed.plan(), appointed=1, used_after=8)
    officer = filed.handler(table.employer).user
    people.sign_in(client, examiner)
    address = reverse("post_check", args=[table.pk])
    assert client.post(address, {"finding": "to_mend", "note": ""}).status_code == 422
    client.post(address, {"finding": "to_mend", "note": "超出承诺使用 1 个岗位，请于年底前整改。"})
    check = PostCheck.objects.get()
    assert (check.finding, check.figures["intermediate"]["appointed"]) == (PostFinding.TO_MEND, 1)
    assert [notice.recipient for notice in Notice.objects.all()] == [officer]


def test_the_list_is_filtered_searched_and_sent(client, examiner):
    plan = filed.plan()
    table = used(school(), plan, appointed=1)
    used(school("另一学校"), plan)
    people.sign_in(client, examiner)
    client.post(reverse("post_check", args=[table.pk]), {"finding": "in_order", "note": "已核对聘任文件。"})

    def names(**query):
        return [row[0].employer.name for row in get(client, examiner, "post_checks", **query).context["rows"]]

    assert names(finding="unchecked") == ["另一学校"]
    assert names(finding="in_order") == ["衢州某职业学校"]
    assert names(q="另一") == ["另一学校"]
    sent = get(client, examiner, "post_checks_export").content.decode()
    assert "中级,10,8,2,1,1,1,,使用符合规定" in sent


def test_a_bureau_of_elsewhere_sees_nothing_and_the_city_above_does(client):
    table = used(school(), filed.plan())
    city = filed.region("330800", "衢州市", AdminLevel.CITY)
    table.employer.region.parent = city
    table.employer.region.save()
    elsewhere = filed.officer(filed.agency(AgencyKind.HR_BUREAU, filed.region("330803", "衢江区"))).user
    above = filed.officer(filed.agency(AgencyKind.HR_BUREAU, city)).user
    assert get(client, elsewhere, "post_check", table.pk).status_code == 404
    assert get(client, elsewhere, "post_checks").context["rows"] == []
    assert get(client, above, "post_check", table.pk).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_long(client, examiner, number, django_assert_num_queries):
    plan = filed.plan()
    for at in range(number):
        used(school(f"学校{at}"), plan)
    people.sign_in(client, examiner)
    with django_assert_num_queries(9):
        assert len(client.get(reverse("post_checks"), {"year": YEAR}).context["rows"]) == number
