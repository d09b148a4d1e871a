import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from zcps.services import ROOT

FACTS = {"edu": {"level": "大专"}, "work": {"probation_completed": True}, "tenure": {"craft": {"from": "2022-01-01"}}}


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(FACTS), encoding="utf-8")
    return file


def ask(capsys, *words: object) -> dict:
    call_command("eligibility", *map(str, words))
    return json.loads(capsys.readouterr().out)


def test_it_answers_one_json_object_without_a_database(facts, capsys):
    found = ask(capsys, "--plan", "QZ-2022-GYMS", "--target", "工艺美术员", "--facts", facts)
    assert (found["outcome"], found["rule"], found["ambiguities"]) == ("needs_human", "ZP-Y-01", ["AMB-01"])
    assert {"clause", "asks", "answer", "because"} <= found["findings"][0].keys()


def test_credits_are_judged_where_they_are_asked_for(facts, capsys):
    words = ("--plan", "QZ-2022-GYMS", "--target", "工艺美术员", "--facts", facts)
    assert "CREDITS" not in {finding["id"] for finding in ask(capsys, *words)["findings"]}
    assert "CREDITS" in {finding["id"] for finding in ask(capsys, *words, "--credits")["findings"]}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--plan", "QZ-9999", "--target", "工艺美术员"), "没有编号为“QZ-9999”的评审计划"),
        (("--plan", "QZ-2022-GYMS", "--target", "工程师"), "没有“工程师”"),
        (("--plan", "QZ-2022-GYMS", "--target", "工艺美术员", "--on", "9月1日"), "申报日期“9月1日”无法识别"),
        (("--plan", "QZ-2022-GYMS"), "请指定计划、申报资格和事实文件"),
    ],
)
def test_bad_input_gets_one_sentence_and_exit_2(facts, capsys, words, sentence):
    with pytest.raises(SystemExit) as left:
        call_command("eligibility", *words, "--facts", str(facts))
    said = capsys.readouterr()
    assert left.value.code == 2
    assert sentence in said.err
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1


def test_a_facts_file_that_is_no_json_is_refused(tmp_path, capsys):
    broken = tmp_path / "facts.json"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(SystemExit):
        call_command("eligibility", "--plan", "QZ-2022-GYMS", "--target", "工艺美术员", "--facts", str(broken))
    assert "不是 UTF-8 编码的 JSON" in capsys.readouterr().err


def test_it_is_a_program_of_its_own(facts):
    words = [
        sys.executable,
        "manage.py",
        "eligibility",
        "--plan",
        "QZ-2022-GYMS",
        "--target",
        "工艺美术员",
        "--facts",
        str(facts),
    ]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert json.loads(done.stdout)["outcome"] == "needs_human"
