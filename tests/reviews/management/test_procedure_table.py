"""docs/procedure.md is what the code says."""

from pathlib import Path

import pytest
from django.core.management import call_command

from reviews import workflow
from reviews.management.commands import procedure_table
from zcps.services import ROOT


def test_the_table_is_up_to_date() -> None:
    call_command("procedure_table", check=True)


def test_every_act_has_its_line_with_its_clause() -> None:
    lines = (ROOT / "docs" / "procedure.md").read_text().splitlines()
    for step in workflow.ALL_ACTS:
        line = next(line for line in lines if f"（`{step.name}`）" in line)
        assert line.startswith(f"| {step.verb}（")
        assert line.endswith(f"| {step.clause} |")


def test_a_table_that_is_not_up_to_date_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stale = tmp_path / "procedure.md"
    stale.write_text("old")
    monkeypatch.setattr(procedure_table, "_PATH", stale)
    with pytest.raises(SystemExit, match=r"manage\.py procedure_table"):
        call_command("procedure_table", check=True)
    call_command("procedure_table")
    call_command("procedure_table", check=True)
