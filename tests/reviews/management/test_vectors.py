"""Every case of the notices, put to the command itself."""

import json

import pytest
from django.core.management import call_command

from law import rulebook
from tests.law.cases import vector_id, vectors

CASES = vectors("eligibility") + [
    {**vector, "plan": plan} for plan in rulebook.plans() for vector in rulebook.load(plan).vectors
]


@pytest.mark.parametrize("vector", CASES, ids=vector_id)
def test_the_command_answers_as_the_notices_do(vector, tmp_path, capsys):
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(vector["facts"], ensure_ascii=False, default=str), encoding="utf-8")
    words = ["--plan", vector["plan"], "--target", vector["target"], "--facts", str(file)]
    call_command("eligibility", *words, *(["--credits"] if vector.get("check_credits") else []))
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert said.err == ""
    assert found["outcome"] == vector["expect"]
    assert found["rule"] == vector.get("rule", found["rule"])
    assert found["route"] == vector.get("route", found["route"])
    assert set(vector.get("amb", ())) <= set(found["ambiguities"])
    if vector.get("amb_only"):
        assert set(found["ambiguities"]) == set(vector["amb"])
    if "gate" in vector:
        assert vector["gate"] in {row["id"] for row in found["findings"] if row["answer"] == "not_met"}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"person": {"sanction_active": "\\ud800"}}',
        "[]",
        '"本科"',
        '{"edu": "本科"}',
        '{"tenure": {"craft": NaN}}',
        '{"tenure": {"craft": {"from": 2018}}}',
        '{"tenure": {"craft": {"from": "9999-12"}}}',
        '{"tenure": {"craft": {"from": "2018-02-30"}}}',
        '{"tenure": {"craft": {"from": "2018-02-01", "gap_days": 100000000000}}}',
        '{"tenure": {"craft": {"from": "2018-02-01", "alt_from": "2018-03", "alt_amb": 9}}}',
        '{"as_of": "2022-07"}',
        '{"started_year": "2020"}',
        '{"contest": {"rank": "5"}}',
        '{"breakthrough": [null]}',
    ],
)
def test_bad_facts_get_one_sentence_and_exit_2(text, tmp_path, capsys):
    file = tmp_path / "facts.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        call_command("eligibility", "--plan", "QZ-2022-GYMS", "--target", "工艺美术员", "--facts", str(file))
    said = capsys.readouterr()
    assert left.value.code == 2
    assert said.out == ""
    assert said.err.strip().endswith("。")
    assert len(said.err.strip().splitlines()) == 1
