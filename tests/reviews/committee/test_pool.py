"""The directory of committees, the expert pool, and the commands."""

import json
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.enums import AccountKind, AgencyKind, Role
from accounts.middleware import HAT
from accounts.models import Agency, JournalEntry, User
from accounts.selectors.hats import hats_of
from accounts.services.seed import load_regions_and_agencies
from law.identity import make_idcard
from reviews.models import Committee, Expert
from reviews.services.committees import FOLDER, committee_rows, load_committees, named
from tests.reviews import filed
from tests.reviews.committee.factory import Hall, hall, make_expert
from zcps import clock
from zcps.encryption import blind_index

VECTORS = Path(__file__).parents[2] / "law" / "vectors" / "vectors.yaml"
VOTES = yaml.safe_load(VECTORS.read_text(encoding="utf-8"))["votes"]


@pytest.fixture
def offices(db) -> None:
    load_regions_and_agencies()


@pytest.mark.usefixtures("offices")
def test_loading_twice_changes_nothing() -> None:
    load_committees()
    before = list(Committee.objects.order_by("pk").values()), list(Agency.objects.order_by("pk").values())
    load_committees()
    assert (list(Committee.objects.order_by("pk").values()), list(Agency.objects.order_by("pk").values())) == before


@pytest.mark.usefixtures("offices")
def test_the_committees_of_the_notices_are_there() -> None:
    load_committees()
    # 25 rows of 2021, one of them by the name of 2022; two of 2022; two that only 2023 has; Hangzhou's; the province's.
    assert Committee.objects.count() == 30
    junior = named("衢州市工艺美术初级专业技术职务评审委员会")
    assert named("衢州市工艺美术专业初级专业技术资格评审委员会") == junior
    assert named("衢州市工艺美术专业中级专业技术资格评审委员会").titles == ["工艺美术师"]
    assert junior.office.kind == AgencyKind.COMMITTEE_OFFICE
    assert junior.founding_body.kind == AgencyKind.FOUNDING_BODY
    assert junior.supervisor.kind == AgencyKind.SUPERVISION
    assert "装配式建筑" in named("衢州市建筑工程技术人员中级职务评审委员会").specialties
    with pytest.raises(Committee.DoesNotExist, match="没有名为"):
        named("不存在的评审委员会")


def test_no_telephone_number_stands_in_the_data() -> None:
    import re

    for file in FOLDER.glob("*.yaml"):
        assert not re.search(r"\d{5,}", file.read_text(encoding="utf-8"))
    assert len(committee_rows()) == 30


@pytest.mark.usefixtures("offices")
def test_the_directory_finds_by_specialty_title_and_former_name(client: Client) -> None:
    load_committees()
    for query, name in (
        ("白蚁防治", "衢州市建筑工程技术人员中级职务评审委员会"),
        ("工艺美术员", "衢州市工艺美术初级专业技术职务评审委员会"),
        ("工艺美术专业中级", "衢州市工艺美术中级专业技术职务评审委员会"),
    ):
        page = client.get(reverse("committees"), {"q": query}).content.decode()
        assert name in page
        assert "共 1 个" in page
    assert "没有找到" in client.get(reverse("committees"), {"q": "占星"}).content.decode()


@pytest.fixture
def room(db) -> Hall:
    return hall(cases=1, experts=3)


@pytest.fixture
def desk(room: Hall, client: Client) -> Client:
    return sign_in(client, room.office)


def sign_in(client: Client, actor) -> Client:
    client.force_login(actor.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[HAT] = actor.key
    session.save()
    return client


def form(room: Hall, **changes) -> dict[str, object]:
    return {
        "name": "某专家",
        "id_number": make_idcard("330802", clock.today().replace(year=1970), 7),
        "committees": [room.committee.pk],
        "specialty": "陶瓷工艺",
        "title": "高级工艺美术师",
        "employer_name": "某研究院",
        "employer_code": "",
        **changes,
    }


def test_admission_makes_the_account_that_a_sign_in_will_find(room: Hall, desk: Client) -> None:
    data = form(room)
    assert desk.post(reverse("expert_add"), data).status_code == 302
    expert = Expert.objects.get(user__name="某专家")
    assert expert.user.key == blind_index(str(data["id_number"]), "id_number")
    assert expert.user.kind == AccountKind.PERSONAL
    assert [hat.role for hat in hats_of(expert.user)] == [Role.APPLICANT, Role.EXPERT]
    assert JournalEntry.objects.filter(act="admit_expert").exists()
    assert str(data["id_number"]) not in json.dumps([entry.data for entry in JournalEntry.objects.all()])


def test_bad_numbers_and_other_names_get_a_sentence_and_lose_nothing(room: Hall, desk: Client) -> None:
    page = desk.post(reverse("expert_add"), form(room, id_number="330802197001010000", employer_code="9133"))
    text = page.content.decode()
    assert page.status_code == 422
    assert "校验位不正确" in text
    assert "应为 18 位" in text
    assert "某研究院" in text
    desk.post(reverse("expert_add"), form(room))
    again = desk.post(reverse("expert_add"), form(room, name="别人"))
    assert "姓名与填写的不一致" in again.content.decode()


def test_the_end_takes_the_hat_and_keeps_the_history(room: Hall, desk: Client) -> None:
    expert = room.experts[0]
    assert "移出专家库" in desk.get(reverse("expert_end", args=[expert.pk])).content.decode()
    desk.post(reverse("expert_end", args=[expert.pk]))
    expert = Expert.objects.get(pk=expert.pk)
    assert expert.left_on == clock.today()
    assert not expert.user.is_expert
    assert expert.user.name in desk.get(reverse("experts"), {"state": "left"}).content.decode()
    assert expert.user.name not in desk.get(reverse("experts")).content.decode()


def test_another_offices_expert_does_not_exist(room: Hall, client: Client) -> None:
    other = filed.officer(filed.agency(AgencyKind.COMMITTEE_OFFICE, room.plan.region, "另一评委会办公室"))
    stranger = sign_in(client, other)
    assert stranger.get(reverse("expert_end", args=[room.experts[0].pk])).status_code == 404
    assert room.experts[0].user.name not in stranger.get(reverse("experts")).content.decode()


def test_the_list_is_searched_filtered_and_exported_without_numbers(room: Hall, desk: Client) -> None:
    painter = make_expert(room.committee, "印染工艺")
    page = desk.get(reverse("experts"), {"q": "印染"}).content.decode()
    assert painter.user.name in page
    assert room.experts[0].user.name not in page
    assert painter.user.name in desk.get(reverse("experts"), {"specialty": "印染工艺"}).content.decode()
    answer = desk.get(reverse("experts_export"))
    text = answer.getvalue().decode()
    assert painter.user.name in text
    assert User.objects.get(pk=painter.user_id).id_number not in text


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    room: Hall, desk: Client, django_assert_num_queries, number: int
) -> None:
    Expert.objects.exclude(pk__in=[expert.pk for expert in room.experts[:number]]).update(left_on=clock.today())
    desk.get(reverse("experts"))
    with django_assert_num_queries(10):
        desk.get(reverse("experts"))


@pytest.mark.parametrize("vote", [vote for vote in VOTES if "proxy_votes" not in vote], ids=lambda vote: vote["id"])
def test_tally_answers_the_vectors(vote: dict[str, object], capsys) -> None:
    call_command(
        "tally", f"--present={vote['present']}", f"--recused={vote.get('recused', 0)}", f"--yes={vote['approve']}"
    )
    answer = json.loads(capsys.readouterr().out)
    assert answer["passed"] == {"pass": True, "fail": False, "needs_human": None}[str(vote["expect"])]


def test_six_of_nine(capsys) -> None:
    call_command("tally", "--present=9", "--recused=0", "--yes=6")
    answer = json.loads(capsys.readouterr().out)
    assert (answer["passed"], answer["base"], answer["needed"]) == (True, 9, 6)


@pytest.mark.parametrize(
    "asked", [["tally"], ["tally", "--present=x", "--yes=1"], ["tally", "--present=3", "--yes=4"], ["draw"],
              ["draw", "verify"], ["draw", "verify", "/nowhere.json"], ["draw", "shuffle", "x"]],
)  # fmt: skip
def test_bad_input_gets_one_sentence_and_exit_2(asked: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command(*asked)
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_vector_bundle_of_tdraw_verifies(tmp_path, capsys) -> None:
    vectors = json.loads((VECTORS.parent / "draw_vectors.json").read_text(encoding="utf-8"))
    assert vectors["panel"] == ["X06", "X05", "X10", "X09", "X03"]
    file = tmp_path / "wrong.json"
    file.write_text("[]")
    with pytest.raises(SystemExit):
        call_command("draw", "verify", str(file))
    assert "JSON 对象" in capsys.readouterr().err
