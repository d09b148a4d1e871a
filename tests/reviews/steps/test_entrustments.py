"""Reviewed elsewhere: asked for, examined, entrusted by a letter, reported back; every act by role and stage."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AdminLevel, AgencyKind, Role
from accounts.models import Region
from accounts.models.notice import Notice
from applicants.models import Profile
from employers.models import Employer
from reviews import workflow
from reviews.documents.build import VIEWS
from reviews.enums import DocumentKind, EntrustmentStage
from reviews.models import Document, Entrustment
from reviews.selectors.files import may_read_file
from reviews.steps.base import ActRefused, perform
from reviews.steps.issue_entrustment import ISSUE_ENTRUSTMENT
from tests.accounts.people import sign_in
from tests.reviews import filed
from tests.reviews.pictures import picture
from zcps import clock

pytestmark = pytest.mark.django_db
ASKED = {
    "title": "高级工艺美术师", "level": "associate_senior", "series": "工艺美术", "specialty": "陶瓷工艺",
    "committee": "浙江省高级工艺美术师职务任职资格评审委员会", "place": "浙江省杭州市",
    "ground": "no_committee", "reason": "本市没有组建副高级评审委员会。",
}  # fmt: skip
# act → role → the stages in which it is open.
ACTS = {
    "submit_entrustment": {"applicant": "draft returned"},
    "agree_entrustment": {"employer": "employer", "department": "department"},
    "return_entrustment": {"employer": "employer", "department": "department", "hr_bureau": "examination"},
    "issue_entrustment": {"hr_bureau": "examination"},
    "refuse_entrustment": {"hr_bureau": "examination"},
    "withdraw_entrustment": {"applicant": "employer department examination returned"},
    "report_outcome": {"applicant": "issued", "employer": "issued", "hr_bureau": "issued"},
}


class World:
    """A person of a county's enterprise with a department, the department, the city's HR bureau, somebody else."""

    def __init__(self) -> None:
        city = filed.region("330800", "衢州市", AdminLevel.CITY)
        county = filed.region()
        Region.objects.filter(pk=county.pk).update(parent=city)
        county.refresh_from_db()
        self.bureau = filed.officer(filed.agency(AgencyKind.HR_BUREAU, city))
        self.department = filed.officer(filed.agency(AgencyKind.COMPETENT_DEPARTMENT, city))
        self.employer_row = filed.employer(where=county)
        self.employer_row.competent_department = self.department.agency
        self.employer_row.save()
        self.employer = filed.handler(self.employer_row)
        self.profile = filed.applicant(self.employer_row, "程一")
        self.person = Actor(Role.APPLICANT, self.profile.user)
        self.others = (
            filed.handler(filed.employer(where=county)),
            Actor(Role.APPLICANT, filed.applicant(self.employer_row).user),
            filed.officer(filed.agency(AgencyKind.HR_BUREAU, filed.region("330100", "杭州市", AdminLevel.CITY))),
        )

    def actors(self) -> dict[str, Actor]:
        return {
            "applicant": self.person,
            "employer": self.employer,
            "department": self.department,
            "hr_bureau": self.bureau,
        }


def as_(actor: Actor) -> Client:
    client = Client()
    sign_in(client, actor.user, actor)
    return client


def act(world_actor: Actor, found: Entrustment, name: str, **typed: object):
    address = reverse("entrustment_act", args=[found.pk, name])
    return as_(world_actor).post(address, {f"{name}-{key}": value for key, value in typed.items()})


def asked(world: World) -> Entrustment:
    page = as_(world.person).post(reverse("entrustment_new"), ASKED)
    assert page.status_code == 302
    return Entrustment.objects.get(profile=world.profile)


def test_every_act_is_open_to_whom_it_is_and_to_nobody_else() -> None:
    world = World()
    found = asked(world)
    holders = {EntrustmentStage.DEPARTMENT: world.department.agency, EntrustmentStage.EXAMINATION: world.bureau.agency}
    for stage in EntrustmentStage:
        found.stage, found.holder = stage, holders.get(stage)
        for step in workflow.ENTRUSTMENT_ACTS:
            wanted = {role for role, stages in ACTS[step.name].items() if stage in stages.split()}
            told = {role for role, actor in world.actors().items() if step.is_open_to(found, actor)}
            assert told == wanted, (step.name, stage)
            assert not any(step.is_open_to(found, other) for other in world.others), (step.name, stage)


def test_from_the_request_to_the_letter_and_back_over_http() -> None:
    world = World()
    empty = as_(world.person).post(reverse("entrustment_new"), {"title": "高级工艺美术师"})
    assert empty.status_code == 422
    assert "请填写受委托的评审委员会。" in empty.content.decode()
    assert not Entrustment.objects.exists()
    found = asked(world)
    again = as_(world.person).post(reverse("entrustment_new"), ASKED).content.decode()
    assert "已有同一资格的委托评审申请" in again
    assert act(world.employer, found, "return_entrustment", text=" ").status_code == 422
    act(world.employer, found, "return_entrustment", text="请写明委员会全称。")
    mended = as_(world.person).post(
        reverse("entrustment_mend", args=[found.pk]), {**ASKED, "specialty": "雕塑雕刻工艺"}
    )
    assert mended.status_code == 302
    act(world.employer, found, "agree_entrustment")
    found.refresh_from_db()
    assert (found.stage, found.holder) == (EntrustmentStage.DEPARTMENT, world.department.agency)
    act(world.department, found, "agree_entrustment", text="同意。")
    assert "请填写委托评审函文号" in act(world.bureau, found, "issue_entrustment").content.decode()
    act(world.bureau, found, "issue_entrustment", letter_number="衢人社函〔2022〕8号")
    found.refresh_from_db()
    assert (found.stage, found.specialty) == (EntrustmentStage.ISSUED, "雕塑雕刻工艺")
    assert [said["verdict"] for said in found.opinions] == ["退回修改", "同意", "同意", "同意"]
    paper = Document.objects.get(kind=DocumentKind.ENTRUSTMENT_LETTER, entrustment=found)
    assert VIEWS[paper.kind](paper).context["committee"] == ASKED["committee"]
    sheet = Client().get(reverse("verify_sheet", args=[paper.short_code])).content.decode()
    assert "衢人社函〔2022〕8号" in sheet
    assert "程一" not in sheet
    assert as_(world.person).get(reverse("paper", args=[paper.pk])).status_code == 200
    assert as_(world.others[0]).get(reverse("paper", args=[paper.pk])).status_code == 404
    late = act(world.person, found, "report_outcome", outcome="passed", outcome_on="2099-01-01").content.decode()
    assert "结果时间晚于今天" in late
    assert "请上传资格证书或公布文件" in late
    scan = SimpleUploadedFile("证书.png", picture(), "image/png")
    day = clock.today().isoformat()
    said = {"outcome": "passed", "outcome_on": day, "certificate_number": "ZJ001", "evidence": scan}
    assert act(world.employer, found, "report_outcome", **said).status_code == 302
    found.refresh_from_db()
    assert (found.stage, found.certificate_number) == (EntrustmentStage.REPORTED, "ZJ001")
    assert may_read_file(world.bureau, found.outcome_file)
    assert not may_read_file(world.others[2], found.outcome_file)
    assert Notice.objects.filter(recipient=world.person.user, body__contains="填写委托评审函文号").exists()


def test_an_industry_bureau_that_is_the_department_examines_and_no_county_reads_along() -> None:
    world = World()
    industry = filed.officer(filed.agency(AgencyKind.INDUSTRY_BUREAU))
    county = filed.officer(filed.agency(AgencyKind.HR_BUREAU))
    Employer.objects.filter(pk=world.employer_row.pk).update(competent_department=industry.agency)
    found = asked(world)
    act(world.employer, found, "agree_entrustment")
    assert "程一" in as_(industry).get(reverse("entrustments")).content.decode()
    assert act(industry, found, "return_entrustment", text="请写明理由。").status_code == 302
    as_(world.person).post(reverse("entrustment_mend", args=[found.pk]), ASKED)
    act(world.employer, found, "agree_entrustment")
    assert act(industry, found, "agree_entrustment").status_code == 302
    found.refresh_from_db()
    assert (found.stage, found.holder) == (EntrustmentStage.EXAMINATION, world.bureau.agency)
    # The county's bureau examines only where the employer has no department.
    own = filed.applicant(filed.employer())
    mine = Entrustment.objects.create(
        profile=own, employer=own.employer, number="WTSQ9", year=2022, title="律师", bureau=world.bureau.agency,
        stage=EntrustmentStage.EXAMINATION, created_at=clock.now(),
    )  # fmt: skip
    assert as_(county).get(reverse("entrustment", args=[mine.pk])).status_code == 200, "that one is before it"
    assert "程一" not in as_(county).get(reverse("entrustments")).content.decode()
    assert as_(county).get(reverse("entrustment", args=[found.pk])).status_code == 404
    Employer.objects.filter(pk=world.employer_row.pk).update(competent_department=None)
    assert as_(county).get(reverse("entrustment", args=[found.pk])).status_code == 200


def test_a_request_that_came_back_goes_to_where_the_person_works_now() -> None:
    world = World()
    found = asked(world)
    act(world.employer, found, "return_entrustment", text="请写明理由。")
    mend = reverse("entrustment_mend", args=[found.pk])
    Profile.objects.filter(pk=world.profile.pk).update(employer=None)
    assert "请先在“个人信息”中选择已注册的工作单位" in as_(world.person).post(mend, ASKED).content.decode()
    city = filed.region("330100", "杭州市", AdminLevel.CITY)
    present = filed.employer(where=city)
    Profile.objects.filter(pk=world.profile.pk).update(employer=present)
    assert as_(world.person).post(mend, ASKED).status_code == 302
    found.refresh_from_db()
    assert (found.employer, found.bureau) == (present, world.others[2].agency)
    assert act(world.employer, found, "agree_entrustment").status_code == 404


def test_a_number_is_used_once_and_a_refusal_has_its_reason() -> None:
    world = World()
    first = asked(world)
    Entrustment.objects.filter(pk=first.pk).update(stage="examination", holder=world.bureau.agency)
    perform(ISSUE_ENTRUSTMENT, first, world.bureau, letter_number="衢人社函〔2022〕9号")
    as_(world.person).post(reverse("entrustment_new"), {**ASKED, "title": "正高级工艺美术师", "level": "senior"})
    second = Entrustment.objects.exclude(pk=first.pk).get()
    Entrustment.objects.filter(pk=second.pk).update(stage="examination", holder=world.bureau.agency)
    with pytest.raises(ActRefused, match="已用于另一份"):
        perform(ISSUE_ENTRUSTMENT, second, world.bureau, letter_number="衢人社函〔2022〕9号")
    assert "请填写不予委托的理由" in act(world.bureau, second, "refuse_entrustment").content.decode()
    act(world.bureau, second, "refuse_entrustment", text="省里设有评审委员会，可直接申报。")
    second.refresh_from_db()
    assert second.stage == EntrustmentStage.REFUSED
    page = as_(world.person).get(reverse("my_entrustments")).content.decode()
    assert "不予委托" in page
    assert "衢人社函〔2022〕9号" in page


@pytest.mark.parametrize("people", [1, 3])
def test_the_register_is_searched_filtered_exported_at_one_price(people: int, django_assert_num_queries) -> None:
    world = World()
    for number in range(people):
        Entrustment.objects.create(
            number=f"WTSQ{number}", profile=filed.applicant(world.employer_row, f"陆{number}"),
            employer=world.employer_row, year=2022, bureau=world.bureau.agency, created_at=clock.now(), **ASKED,
            stage=EntrustmentStage.ISSUED, letter_number=f"衢人社函〔2022〕{number}号",
            issued_at=dt.datetime(2022, 9, 9, 18, tzinfo=dt.UTC),
        )  # fmt: skip
    client = as_(world.bureau)
    client.get(reverse("entrustments"))
    with django_assert_num_queries(6):
        assert "陆0" in client.get(reverse("entrustments")).content.decode()
    table = client.get(reverse("entrustments"), {"format": "csv", "q": "陆0"}).content.decode()
    assert "衢人社函〔2022〕0号,2022年9月10日," in table
    assert "陆2" not in table
    assert "没有委托评审申请" in client.get(reverse("entrustments"), {"stage": "refused"}).content.decode()
    assert "陆0" in as_(world.employer).get(reverse("entrustments")).content.decode()
    assert "陆0" not in as_(world.others[0]).get(reverse("entrustments")).content.decode()
    assert filed.ID_NUMBER not in table


def test_a_day_is_read_as_one() -> None:
    world = World()
    found = asked(world)
    Entrustment.objects.filter(pk=found.pk).update(stage="issued", letter_number="函1")
    page = act(world.person, found, "report_outcome", outcome="not_passed", outcome_on="明天")
    assert "结果时间无法识别" in page.content.decode()
    assert act(world.person, found, "report_outcome", outcome="not_held").status_code == 302
    found.refresh_from_db()
    assert found.outcome_on is None
    assert isinstance(found.reported_at, dt.datetime)
