"""The directory of committees, the expert pool, and the commands."""

import json
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.enums import AgencyKind
from accounts.middleware import HAT
from accounts.models import Agency, User
from accounts.services.seed import load_regions_and_agencies
from reviews.models import Committee, Membership
from reviews.services.committees import FOLDER, committee_rows, load_committees, named
from tests.reviews.committee.factory import Hall, hall, make_expert

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


def test_the_list_is_searched_filtered_and_exported_without_numbers(room: Hall, desk: Client) -> None:
    painter = make_expert(room.committee, "印染工艺")
    page = desk.get(reverse("experts"), {"q": "印染"}).content.decode()
    assert painter.user.name in page
    assert room.experts[0].user.name not in page
    assert painter.user.name in desk.get(reverse("experts"), {"specialty": "印染工艺"}).content.decode()
    assert painter.user.name in desk.get(reverse("experts"), {"committee": room.committee.pk}).content.decode()
    assert painter.user.name not in desk.get(reverse("experts"), {"state": "left"}).content.decode()
    text = desk.get(reverse("experts"), {"format": "csv"}).content.decode()
    assert painter.user.name in text
    assert User.objects.get(pk=painter.user_id).id_number not in text


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    room: Hall, desk: Client, django_assert_num_queries, number: int
) -> None:
    Membership.objects.exclude(expert__in=room.experts[:number]).update(stage="removed")
    desk.get(reverse("experts"))
    with django_assert_num_queries(8):
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
