"""The six items of an exceptional filing: does an achievement satisfy one (衢经信产融〔2022〕44号 附件1 二(三))."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from law.answers import MET, NOT_MET, Answer, Verdict, doubt, joined, lacking, verdict
from law.errors import BadInput
from law.yaml_data import read_yaml


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = read_yaml("data/breakthrough.yaml")
    return data


def breakthrough_items() -> dict[str, str]:
    """Return the items B1–B6 with what each asks."""
    return {item: row["asks"] for item, row in _data()["items"].items()}


def judge_item(item: str, details: Mapping[str, Any]) -> Verdict:
    """Judge an achievement against one item.

    `details`: level, grade, role, industry, formal, title, grantor, kind, in_proceedings, count, and for B6 `usd` or
    `cny`, lists of the two last years' numbers. A detail left out is unknown. Raises BadInput for an unknown item.
    """
    row = _data()["items"].get(item)
    if row is None:
        raise BadInput(f"没有破格条件“{item}”，可用的是：{'、'.join(_data()['items'])}。")
    if "sales" in row:
        return _judge_sales(row["sales"], details)
    found = [_judge_need(need, details) for need in row["needs"]]
    if any(each.answer is Answer.NOT_MET for each in found):
        return NOT_MET
    unknowns = [each for each in found if each.answer is Answer.UNKNOWN]
    return joined(unknowns) if unknowns else MET


def _judge_need(need: Mapping[str, Any], details: Mapping[str, Any]) -> Verdict:
    when = need.get("when")
    if when and _judge_need(when, details).answer is Answer.NOT_MET:
        return MET
    value = details.get(need["detail"], need.get("assume"))
    if value is None:
        return lacking(need["detail"])
    if "least" in need:
        return _at_least(value, need["least"])
    if "total" in need:
        return verdict(value >= need["total"])
    return verdict(value in need["one_of"] if "one_of" in need else value not in need["none_of"])


def _at_least(value: str, least: str) -> Verdict:
    scale: list[str] = _data()["scales"]["level"]
    level = _data()["scales"]["same"].get(value, value)
    return verdict(scale.index(level) >= scale.index(least)) if level in scale else lacking("level")


def _judge_sales(rule: Mapping[str, Any], details: Mapping[str, Any]) -> Verdict:
    answers = []
    if "usd" in details:
        answers.append(verdict(sum(_numbers(details["usd"])) >= rule["usd_per_year"] * rule["years"]))
    if "cny" in details:
        answers.append(_judge_cny(rule, sum(_numbers(details["cny"]))))
    for wanted in (Answer.MET, Answer.UNKNOWN):
        if chosen := next((each for each in answers if each.answer is wanted), None):
            return chosen
    return NOT_MET if answers else lacking("usd")


def _judge_cny(rule: Mapping[str, Any], total: float) -> Verdict:
    # 平均 may govern the sales too, or not: between the two readings a person decides.
    if total >= rule["cny"] * rule["years"]:
        return MET
    return doubt(rule["open"]) if total >= rule["cny"] else NOT_MET


def _numbers(stated: object) -> list[float]:
    numbers = stated if isinstance(stated, list | tuple) else [stated]
    if any(isinstance(number, bool) or not isinstance(number, int | float) for number in numbers):
        raise BadInput(f"创汇或销售收入“{stated}”应为各年度的数额，请核对。")
    return list(numbers)
