"""What the preparation of the demonstration may empty: its own database, and no other."""

from pathlib import Path

import dj_database_url
import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection

from zcps.management.commands import demo_prepare
from zcps.services import DATABASE, DEMO, postgres

OWN = dj_database_url.parse(postgres.address(DEMO.postgres, DATABASE))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "place",
    [
        {"HOST": "db.example"},
        {"HOST": "/var/run/postgresql"},
        {"HOST": "/var/run/postgresql", "NAME": DATABASE},
        {"HOST": OWN["HOST"], "NAME": "another"},
        {"HOST": OWN["HOST"], "NAME": DATABASE, "PORT": "5433"},
        {"HOST": "", "NAME": DATABASE},
    ],
)
def test_a_database_that_is_not_the_demonstrations_own_is_never_emptied(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: dict[str, str]
) -> None:
    settings.VAR = tmp_path
    for name, value in place.items():
        monkeypatch.setitem(connection.settings_dict, name, value)
    before = connection.introspection.table_names()
    with pytest.raises(CommandError, match="不会清空"):
        call_command("demo_prepare")
    assert connection.introspection.table_names() == before


@pytest.mark.django_db
def test_its_own_database_is_emptied_where_no_season_was_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOST", "PORT", "NAME"):
        monkeypatch.setitem(connection.settings_dict, name, OWN[name])
    demo_prepare._empty_the_database()
    assert connection.introspection.table_names() == []
