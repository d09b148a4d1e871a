"""The navigation: every entry of a role once, a long one by subjects, one of them current."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import AgencyKind, Role
from reviews.menu import ENTRIES, GROUPS, MOST_IN_A_LINE, Group, menu_of
from tests.accounts import people


def entries_of(role: Role, path: str) -> list[tuple[str, bool]]:
    found = menu_of(role, path)
    return [
        (entry.label, entry.active) for item in found for entry in (item.entries if isinstance(item, Group) else [item])
    ]


@pytest.mark.parametrize("role", ENTRIES)
def test_every_entry_stands_in_the_menu_once(role: Role) -> None:
    assert sorted(label for label, _ in entries_of(role, "/")) == sorted(label for label, _ in ENTRIES[role])


def test_only_a_long_menu_is_shown_by_subjects() -> None:
    for role, entries in ENTRIES.items():
        shown = [item for item in menu_of(role, "/") if isinstance(item, Group)]
        assert bool(shown) == (len(entries) > MOST_IN_A_LINE), role
        assert all(len(group.entries) > 1 for group in shown)
    bureau = menu_of(Role.HR_BUREAU, "/")
    assert [item.label for item in bureau if not isinstance(item, Group)] == ["待办申报", "公示"]
    assert {item.label for item in bureau if isinstance(item, Group)} == set(GROUPS)


@pytest.mark.parametrize(
    ("name", "label"),
    [("post_checks", "岗位使用核查"), ("post_tables", "岗位信息确认"), ("office_plans", "申报计划")],
)
def test_one_entry_is_current_with_its_subject(name: str, label: str) -> None:
    path = f"{reverse(name)}12/"
    assert [entry for entry, active in entries_of(Role.HR_BUREAU, path) if active] == [label]
    assert sum(item.active for item in menu_of(Role.HR_BUREAU, path)) == 1


def test_home_is_current_at_home_alone() -> None:
    assert [label for label, active in entries_of(Role.PUBLIC, "/") if active] == ["首页"]
    assert [label for label, active in entries_of(Role.PUBLIC, reverse("plans")) if active] == ["申报计划"]


@pytest.mark.django_db
def test_subjects_open_without_a_script(client: Client) -> None:
    people.sign_in(client, people.make_office_user(people.make_agency(AgencyKind.HR_BUREAU)))
    page = client.get(reverse("post_checks")).content.decode()
    assert page.count('<details class="nav-group"') == len(GROUPS)
    assert f'<a href="{reverse("post_checks")}" aria-current="page">岗位使用核查</a>' in page
    assert page.count('aria-current="page"') == 1
