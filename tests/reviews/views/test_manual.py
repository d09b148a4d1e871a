"""The manual: open to everybody, and it calls pages and buttons by the names they really have."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from reviews.menu import ENTRIES
from reviews.selectors.manual import GUIDE, chapters
from zcps.services import ROOT

MANUAL = ROOT / "docs" / "manual"
CHAPTERS = sorted(MANUAL.glob("*.md"))
LARGEST_PICTURE = 120_000
APPS = ("accounts", "applicants", "credits", "employers", "reviews")
# In the header of every page, and not in the menu of a role.
IN_THE_HEADER = {"消息"}
# The chapter that each role reads, and the roles whose menu it may speak of.
WHOSE = {
    "10-applicant": {"applicant"},
    "20-employer": {"employer"},
    "30-bureau": {"industry_bureau", "competent_department", "personnel_agency", "receiving_point"},
    "40-committee-office": {"committee_office"},
    "50-expert": {"expert"},
    "60-hr-bureau-city": {"hr_bureau"},
    "70-supervision": {"supervision"},
    "80-registrar": {"registrar"},
    "90-public": {"public"},
    # For programs, which have no menu.
    "95-api": set(),
}


def by_name(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=path.stem) for path in paths]


def exists(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def menu_of(roles: set[str]) -> set[str]:
    return {label for role, entries in ENTRIES.items() if role in roles for label, name in entries if exists(name)}


@cache
def screens() -> str:
    """Everything that a screen can say: templates, and the sentences in code."""
    found = [*(ROOT / "templates").rglob("*.html")]
    for app in APPS:
        found += (ROOT / app).rglob("*.py")
    return "\n".join(path.read_text() for path in found)


def quoted(text: str, opening: str, closing: str) -> set[str]:
    return set(re.findall(rf"{opening}(.+?){closing}", text))


@pytest.mark.django_db
def test_the_first_page_leads_to_every_chapter(client: Client) -> None:
    page = client.get(reverse("help")).content.decode()
    assert len(chapters()) == len(CHAPTERS) == len(WHOSE) + 2
    for name, title in chapters():
        assert title
        assert f'href="{reverse("help_page", args=[name])}"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("path", by_name(CHAPTERS))
def test_every_chapter_opens_for_the_public(client: Client, path: Path) -> None:
    answer = client.get(reverse("help_page", args=[path.stem]))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert page.count("<h1>") == 1
    assert f"<h1>{path.read_text().partition(chr(10))[0].removeprefix('# ')}</h1>" in page


@pytest.mark.django_db
@pytest.mark.parametrize("path", by_name(CHAPTERS))
def test_every_link_and_picture_in_it_opens(client: Client, path: Path) -> None:
    for address in re.findall(r"\]\((.+?)\)", path.read_text()):
        answer = client.get(address)
        if answer.streaming:
            answer.close()
        assert answer.status_code == 200, address


@pytest.mark.django_db
def test_the_guide_is_read_in_a_demonstration_only_and_names_menus_that_exist(client: Client, settings) -> None:
    text = (MANUAL / f"{GUIDE}.md").read_text()
    assert quoted(text, "「", "」") <= menu_of(set(ENTRIES))
    assert f"/help/{GUIDE}/" in client.get("/").content.decode()
    settings.DEMO_IDENTITY = settings.DEMO_CLOCK = False
    assert client.get(f"/help/{GUIDE}/").status_code == 404
    assert GUIDE not in client.get(reverse("help")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["no-such-chapter", "..", "00-overview.md"])
def test_a_chapter_that_is_not_there_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/help/{name}/").status_code == 404


@pytest.mark.django_db
def test_no_other_file_comes_out_as_a_picture(client: Client) -> None:
    assert client.get("/help/pictures/../10-applicant.md").status_code == 404
    assert client.get("/help/pictures/nothing.png").status_code == 404


def test_pictures_are_small_and_every_one_is_used() -> None:
    text = "".join(path.read_text() for path in CHAPTERS)
    for picture in (MANUAL / "pictures").iterdir():
        assert picture.suffix == ".png"
        assert picture.stat().st_size <= LARGEST_PICTURE, picture.name
        assert f"/help/pictures/{picture.name})" in text, picture.name


@pytest.mark.parametrize("path", by_name([path for path in CHAPTERS if path.stem in WHOSE]))
def test_pages_it_names_are_in_the_menu_of_its_role_and_all_of_these_are_named(path: Path) -> None:
    named = quoted(path.read_text(), "「", "」") - IN_THE_HEADER
    assert named == menu_of(WHOSE[path.stem])


def test_what_is_said_to_stand_in_the_header_stands_there() -> None:
    header = (ROOT / "templates" / "components" / "header.html").read_text()
    assert all(label in header for label in IN_THE_HEADER)
    assert quoted((MANUAL / "00-overview.md").read_text(), "「", "」") <= IN_THE_HEADER


@pytest.mark.parametrize("path", by_name(CHAPTERS))
def test_buttons_and_headings_it_names_are_on_a_screen(path: Path) -> None:
    missing = {words for words in quoted(path.read_text(), r"\*\*", r"\*\*") if words not in screens()}
    assert missing == set()


@pytest.mark.parametrize("path", by_name(CHAPTERS))
def test_it_names_no_telephone_and_ends_with_whom_to_ask(path: Path) -> None:
    text = path.read_text()
    assert re.search(r"(?<!\d)(1\d{10}|0\d{2,3}-?\d{7,8})(?!\d)", text) is None
    assert text.rpartition("\n## ")[2].startswith("到哪里问\n")
