import datetime as dt
import json

import pytest

from law import cli
from law.errors import BadInput

FACTS = {"edu": {"level": "本科"}, "titles": {"assistant": True}, "tenure": {"assistant_work": {"from": "2018-12-01"}}}


def test_eligibility_is_json_with_the_keys_of_the_contract():
    found = json.loads(json.dumps(cli.eligibility("QZ-2022-GYMS", "工艺美术师", FACTS)))
    assert {"outcome", "route", "rule", "ambiguities", "findings", "missing", "earliest"} == found.keys()
    assert {"clause", "asks", "answer", "because"} <= found["findings"][0].keys()
    assert (found["outcome"], found["rule"], found["earliest"]) == ("eligible", "ZP-M-03", None)
    assert found["findings"][-1]["clause"].startswith("衢经信产融〔2022〕44号 二(二)")


def test_the_day_of_filing_stands_for_as_of():
    facts = {"as_of": "2022-06-30", "edu": {"level": "中专"}, "tenure": {"post_degree": {"from": "2021-11-15"}}}
    assert cli.eligibility("QZ-2022-CD", "员级", facts)["ambiguities"] == ["AMB-18"]
    assert cli.eligibility("QZ-2022-CD", "员级", facts, dt.date(2022, 11, 15))["outcome"] == "eligible"


def test_without_any_day_of_filing_the_day_is_missing():
    facts = {"edu": {"level": "中专"}, "tenure": {"post_degree": {"from": "2021-11-15"}}}
    assert cli.eligibility("QZ-2022-CD", "员级", facts)["missing"] == ["as_of"]


def test_workdays():
    found = cli.workdays("2022-09-29T10:00+08:00", 5)
    assert found["earliest_close"] == "2022-10-12T00:00:00+08:00"
    assert found["final"] is True
    assert found["counted"][0] == "2022-09-30"
    assert cli.workdays("2020-01-20T09:00+08:00", 5, dt.date(2020, 1, 26))["earliest_close"][:10] == "2020-02-02"


def test_credit_hours_and_check():
    assert cli.credit_hours([{"route": "CR-1a", "qty": 1}])["hours"] == 36
    hours = {"2022": {"general_public": 9, "industry_public": 9, "professional": 60, "total": 90}}
    found = cli.credit_check("CP-QZ22-M", "中级", "本科", hours)
    assert found["met"] is False
    assert [row["answer"] for row in found["findings"]] == ["not_met", "met", "met", "met"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda: cli.workdays("2022-09-29", 5),
        lambda: cli.workdays("yesterday", 5),
        lambda: cli.credit_hours({"route": "CR-1a"}),  # type: ignore[dict-item]
        lambda: cli.credit_check("CP-QZ22-M", "中级", "学士", {}),
        lambda: cli.credit_check("CP-QZ22-M", "中级", "本科", []),  # type: ignore[arg-type]
        lambda: cli.draw_verify([]),  # type: ignore[arg-type]
        lambda: cli.eligibility("X", "Y", {}),
    ],
)
def test_bad_input_is_one_sentence(ask):
    with pytest.raises(BadInput) as caught:
        ask()
    assert str(caught.value).count("。") == 1
