"""manage.py workdays and sweep, and the tasks that beat fires."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from reviews import tasks
from reviews.enums import Stage
from tests.conftest import Clock
from tests.reviews import filed

EXAMPLES = json.loads((Path(__file__).parents[2] / "law" / "vectors" / "workdays.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_workdays_answers_the_examples_without_a_database(example: dict) -> None:
    out = io.StringIO()
    call_command("workdays", start=example["start"], days=str(example["working_days"]), stdout=out)
    answer = json.loads(out.getvalue())
    assert answer["earliest_close"] == example["earliest_close"]
    assert answer["final"] is True
    assert len(answer["counted"]) == example["working_days"]


@pytest.mark.parametrize(
    "given",
    [
        {"start": "", "days": "5"},
        {"start": "2022-09-29", "days": "5"},
        {"start": "无", "days": "5"},
        {"start": "2022-09-29T10:00+08:00", "days": "五"},
        {"start": "2022-09-29T10:00+08:00", "days": "0"},
        {"start": "2022-09-29T10:00+08:00", "days": "5", "known-on": "x"},
    ],
)
def test_workdays_refuses_bad_input_in_one_sentence(given: dict[str, str]) -> None:
    err = io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("workdays", stderr=err, **given)
    assert left.value.code == 2
    assert err.getvalue().strip().count("\n") == 0
    assert err.getvalue().strip().endswith("。")


@pytest.mark.django_db
def test_the_command_and_the_task_sweep_alike(clock: Clock) -> None:
    clock.set("2022-08-29 09:00")
    first, second = filed.case(), filed.case()
    clock.set("2022-09-21 00:00")
    out = io.StringIO()
    call_command("sweep", stdout=out)
    assert out.getvalue().strip() == "released 0, closed 0, lapsed 2"
    for case in (first, second):
        case.refresh_from_db()
        assert case.stage == Stage.LAPSED
    for task in (tasks.sweep, tasks.send_notices, tasks.build_documents):
        task()
