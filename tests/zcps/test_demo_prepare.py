from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection


@pytest.mark.django_db
def test_a_database_that_is_not_the_demonstrations_own_is_never_emptied(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAR = tmp_path
    monkeypatch.setitem(connection.settings_dict, "HOST", "db.example")
    before = connection.introspection.table_names()
    with pytest.raises(CommandError, match="不会清空"):
        call_command("demo_prepare")
    assert connection.introspection.table_names() == before
