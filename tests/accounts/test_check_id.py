"""The contract of check_id: one JSON object and 0, or one sentence and 2; no database."""

import json
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

from law.cli import check_id
from law.errors import BadInput
from law.identity import uscc_check_digit

VECTORS = Path(__file__).parent.parent / "law" / "vectors" / "vectors.yaml"
CHECKS = yaml.safe_load(VECTORS.read_text(encoding="utf-8"))["id_checks"]


def check(*asked):
    out = StringIO()
    call_command("check_id", *asked, stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize("vector", CHECKS, ids=lambda vector: vector["id"])
def test_vectors(vector):
    if vector["kind"] == "uscc_check":
        assert uscc_check_digit(vector["base"]) == vector["expect"]
        return
    answer = check(vector["kind"], vector["value"])
    assert answer["valid"] is (vector["expect"] is not False)
    assert bool(answer["because"]) is not answer["valid"]


def test_a_code_that_ends_in_0_is_valid():
    assert check("uscc", "913300000000000090")["valid"]


@pytest.mark.parametrize("asked", [[], ["idcard"], ["passport", "E1"], ["idcard", "1", "2"]])
def test_bad_input_gets_a_sentence_and_exit_2(asked):
    err = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_id", *asked, stderr=err)
    assert ended.value.code == 2
    assert err.getvalue().count("\n") == 1


def test_the_sentence_says_what_to_do():
    with pytest.raises(BadInput, match="idcard 或 uscc"):
        check_id("x", "y")
