"""The yearly list of allowances: who may stand on it, who declares, who confirms (S3 二(六))."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import AdminLevel, AgencyKind
from accounts.models import Notice, Region, User
from applicants.enums import Module, RecordStage
from applicants.models import ArchiveRecord
from employers.enums import EmployerKind
from employers.permissions import employer_of
from reviews import workflow
from reviews.allowance_rules import allowance_rules
from reviews.enums import AllowanceKind, AllowanceStage
from reviews.models import Allowance
from reviews.services.allowances import holding_of, holdings_of
from reviews.steps.allowances import REFUSE_ALLOWANCE
from reviews.steps.base import perform
from tests.accounts.people import sign_in
from tests.reviews import filed
from zcps import clock

pytestmark = pytest.mark.django_db


class World:
    """An enterprise of a county with two title holders, the city's HR bureau, another employer."""

    def __init__(self) -> None:
        city = filed.region("330800", "衢州市", AdminLevel.CITY)
        county = filed.region()
        Region.objects.filter(pk=county.pk).update(parent=city)
        county.refresh_from_db()
        self.bureau = filed.officer(filed.agency(AgencyKind.HR_BUREAU, city))
        self.firm = filed.employer(where=county)
        self.officer = filed.handler(self.firm)
        self.other = filed.handler(filed.employer(where=county))
        self.senior, self.associate = (
            _held(filed.applicant(self.firm, name), level) for name, level in (("程一", "正高级"), ("陆二", "副高级"))
        )


def _held(profile, level: str, **changes) -> ArchiveRecord:
    moment = clock.now()
    return ArchiveRecord.objects.create(
        profile=profile, module=Module.TITLE_HELD, title=f"{level}工艺美术师", started="2020-01-01",
        data={"level": level}, stage=RecordStage.VERIFIED, created_at=moment, saved_at=moment, **changes,
    )  # fmt: skip


def as_(actor) -> Client:
    client = Client()
    sign_in(client, actor.user, actor)
    return client


def declared(world: World, record: ArchiveRecord, **said: str) -> str:
    """Declare over HTTP; return the page, empty where it was taken."""
    typed = {"holding": f"r{record.pk}", "year": clock.today().year, **said}
    answer = as_(world.officer).post(reverse("allowance_new"), typed)
    return "" if answer.status_code == 302 else answer.content.decode()


def test_the_amounts_and_conditions_are_those_of_the_notice() -> None:
    rules = allowance_rules()
    assert {kind: rule.amount for kind, rule in rules.items()} == {
        AllowanceKind.SENIOR: 20000,
        AllowanceKind.ASSOCIATE: 10000,
    }
    assert all("衢市人社专〔2021〕61号 二(六)" in rule.clause for rule in rules.values())


def test_who_lacks_what_is_told_all_at_once() -> None:
    world = World()
    assert "限年度考核合格的人员" in declared(world, world.senior, assessment="不合格")
    refused = declared(world, world.associate)
    assert "请选择本单位所属的重点产业" in refused
    assert "请填写所从事的本专业技术岗位" in refused
    world.firm.kind = EmployerKind.PUBLIC_INSTITUTION
    world.firm.save()
    assert "限重点产业领域的企业" in declared(world, world.associate, industry="digital", post="设计")
    _held(filed.applicant(world.firm), "中级")
    _held(filed.applicant(world.firm), "正高级").delete()
    ArchiveRecord.objects.filter(pk=world.associate.pk).update(stage=RecordStage.SUBMITTED)
    assert [each.key for each in holdings_of(world.firm)] == [f"r{world.senior.pk}"]
    assert not Allowance.objects.exists()


def test_of_many_people_a_part_is_offered_and_the_others_are_found_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    monkeypatch.setattr("reviews.services.allowances.MOST", 1)
    client, page = as_(world.officer), reverse("allowance_new")
    first = client.get(page).content.decode()
    assert "程一" in first
    assert "陆二" not in first
    assert "请输入姓名查询" in first
    assert "陆二" in client.get(page, {"q": "陆"}).content.decode()
    assert "没有找到“某某”" in client.get(page, {"q": "某某"}).content.decode()
    # Whoever is not on the part that is offered may be declared, nobody of another employer and nobody without a title.
    assert declared(world, world.associate, industry="digital", post="设计") == ""
    assert holding_of(world.firm, f"r{world.senior.pk}").profile == world.senior.profile
    stranger = employer_of(world.other)
    for key in (f"r{world.senior.pk}", f"c{world.senior.pk}", "r", "x1", f"r{'9' * 30}", ""):
        assert holding_of(stranger, key) is None


def test_declared_confirmed_refused_taken_back_and_by_nobody_else() -> None:
    world = World()
    assert declared(world, world.senior, assessment="优秀") == ""
    assert "每人每年只能享受一项" in declared(world, world.senior, assessment="优秀")
    assert declared(world, world.associate, industry="digital", post="产品设计") == ""
    first, second = Allowance.objects.order_by("pk")
    assert (first.amount, second.amount, first.bureau) == (20000, 10000, world.bureau.agency)
    actors = {"employer": world.officer, "hr_bureau": world.bureau, "other": world.other}
    wanted = {"confirm_allowance": "hr_bureau", "refuse_allowance": "hr_bureau", "withdraw_allowance": "employer"}
    for stage in AllowanceStage:
        first.stage = stage
        for step in workflow.ALLOWANCE_ACTS:
            may = {role for role, actor in actors.items() if step.is_open_to(first, actor)}
            due = {wanted[step.name]} if stage == AllowanceStage.DECLARED and step.name in wanted else set()
            assert may == due, (step.name, stage)
    bureau = as_(world.bureau)
    assert bureau.post(reverse("allowance_act", args=[first.pk, "confirm_allowance"])).status_code == 302
    act = reverse("allowance_act", args=[second.pk, "refuse_allowance"])
    assert "请填写不予列入的理由" in bureau.post(act, {"reason": ""}).content.decode()
    assert bureau.post(act, {"reason": "岗位与专业不符。"}).status_code == 302
    assert as_(world.other).get(reverse("allowance", args=[first.pk])).status_code == 404
    stages = list(Allowance.objects.order_by("pk").values_list("stage", flat=True))
    assert stages == [AllowanceStage.CONFIRMED, AllowanceStage.REFUSED]
    # Declared anew, and taken back.
    assert declared(world, world.associate, industry="digital", post="产品设计") == ""
    third = Allowance.objects.latest("pk")
    taken = as_(world.officer).post(reverse("allowance_act", args=[third.pk, "withdraw_allowance"]))
    assert taken.status_code == 302
    third.refresh_from_db()
    assert third.stage == AllowanceStage.WITHDRAWN
    table = bureau.get(reverse("allowances"), {"format": "csv", "stage": "confirmed"}).content.decode()
    assert "程一" in table
    assert "20000" in table
    assert "陆二" not in table


def test_a_long_title_is_taken_and_one_whose_record_has_gone_is_not_confirmed() -> None:
    world = World()
    ArchiveRecord.objects.filter(pk=world.senior.pk).update(title="正高级工艺美术师" * 25)
    assert declared(world, world.senior, assessment="优秀") == ""
    found = Allowance.objects.get()
    act = reverse("allowance_act", args=[found.pk, "confirm_allowance"])
    for gone in ({"deleted_at": clock.now()}, {"deleted_at": None, "stage": RecordStage.RETURNED}):
        ArchiveRecord.objects.filter(pk=world.senior.pk).update(**gone)
        answer = as_(world.bureau).post(act)
        assert answer.status_code == 422
        assert "业绩档案中的职称登记已删除或不再是已审核状态" in answer.content.decode()
    # Whose account was closed is told no more.
    colleague = filed.handler(world.firm).user
    User.objects.filter(pk=world.officer.user.pk).update(is_active=False)
    perform(REFUSE_ALLOWANCE, found, world.bureau, reason="登记已失效。")
    assert [notice.recipient for notice in Notice.objects.filter(title="不予列入人才津贴名单")] == [colleague]


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_costs_the_same(people: int, django_assert_num_queries) -> None:
    world = World()
    for number in range(people):
        Allowance.objects.create(
            year=2022, kind=AllowanceKind.SENIOR, profile=filed.applicant(world.firm, f"程{number}"),
            employer=world.firm, bureau=world.bureau.agency, title="正高级工艺美术师", assessment="优秀", amount=20000,
            clause="某条", declared_at=clock.now(),
        )  # fmt: skip
    client, address = as_(world.bureau), reverse("allowances")
    client.get(address)
    with django_assert_num_queries(6):
        assert "程0" in client.get(address).content.decode()
    assert "没有人才津贴申报" in client.get(address, {"q": "2019"}).content.decode()
