"""The command-line contract on credits."""

import io
import json

import pytest
from django.core.management import call_command


def run(name: str, *arguments: str) -> dict:
    out = io.StringIO()
    call_command(name, *arguments, stdout=out)
    return json.loads(out.getvalue())


def refused(name: str, *arguments: str) -> str:
    err = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command(name, *arguments, stderr=err)
    assert end.value.code == 2
    sentence = err.getvalue().strip()
    assert sentence
    assert "\n" not in sentence
    return sentence


@pytest.fixture
def file(tmp_path):
    def write(content: object) -> str:
        path = tmp_path / "input.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    return write


@pytest.mark.parametrize(
    ("items", "hours"),
    [
        ([{"route": "CR-2", "qty": 3}], 18),
        ([{"route": "CR-5a", "qty": 1}, {"route": "CR-5b", "qty": 1}, {"route": "CR-5c", "qty": 1}], 72),
        ([{"route": "CR-2", "qty": 0.5}], None),
        ([{"route": "CR-8", "qty": 1, "exam_passed": False}], 0),
        ([], 0),
    ],
)
def test_hours_of_activities(file, items, hours):
    assert run("credit_hours", "--items", file(items))["hours"] == hours


@pytest.mark.parametrize(("total", "met"), [(90, True), (78, False)])
def test_a_policy_is_judged(file, total, met):
    credits_ = file({"2022": {"public": 18, "professional": 60, "total": total}})
    found = run("credit_check", "--policy", "CP-ZJ22", "--level", "正高级", "--education", "", "--credits", credits_)
    assert found["met"] is met
    assert found["findings"][0]["clause"]


@pytest.mark.parametrize(
    "content", ["{", "3", '[{"route": "CR-77", "qty": 1}]', '[{"route": "CR-2", "qty": -1}]', '"x"']
)
def test_bad_items_get_one_sentence(file, content):
    refused("credit_hours", "--items", file(content))


def test_bad_options_get_one_sentence(file):
    assert "--items" in refused("credit_hours")
    assert "无法读取" in refused("credit_hours", "--items", "/no/such/file.json")
    assert "CP-77" in refused("credit_check", "--policy", "CP-77", "--credits", file({}))
    assert "学历" in refused("credit_check", "--policy", "CP-ZJ22", "--education", "童生", "--credits", file({}))
    assert "整数" in refused("credit_check", "--policy", "CP-ZJ22", "--credits", file({}), "--started-year", "x")
