"""Credits recognised for an activity.

Source: 浙江省工艺美术专业技术人员继续教育学时管理规定 第六条 (衢经信产融〔2022〕44号 附件2).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from law.errors import BadInput
from law.sources import cite
from law.yaml_data import read_yaml

_KEYS = {"route", "qty", "approved", "exam_passed"}
_REFUSED = {
    "approved": "未经人力社保或经信部门批准、备案或认可，不予认定；培训可改按 CR-2 每天 6 学时申报",
    "exam_passed": "未通过考试考核，不予认定",
}


@dataclass(frozen=True, slots=True)
class CreditRoute:
    """A way to earn professional credits: `hours` per `unit`."""

    id: str
    name: str
    unit: str
    hours: int
    clause: str
    proof: str = ""
    as_marked: bool = False


@dataclass(frozen=True, slots=True)
class Recognition:
    """The hours of one activity; None when the notice has no rule and a person must decide."""

    route: CreditRoute
    hours: int | float | None
    because: str


@cache
def credit_routes() -> Mapping[str, CreditRoute]:
    """Return the recognition routes by id, in the order of the notice."""
    return _read("data/credit_routes.yaml")


@cache
def deemed_routes() -> Mapping[str, CreditRoute]:
    """Return what another notice deems to be continuing education: the training of skilled workers (S4 三)."""
    return _read("data/deemed_routes.yaml")


@cache
def known_routes() -> Mapping[str, CreditRoute]:
    """Return the routes of the rule and the deemed ones."""
    return {**credit_routes(), **deemed_routes()}


def _read(name: str) -> Mapping[str, CreditRoute]:
    return {key: CreditRoute(key, **{**row, "clause": cite(row["clause"])}) for key, row in read_yaml(name).items()}


def recognise(item: Mapping[str, Any]) -> Recognition:
    """Recognise one activity `{route, qty, approved?, exam_passed?}`.

    `qty` counts the route's units. Raises BadInput for an unknown route, key or quantity.
    """
    route, quantity = _checked(item)
    for proof, refusal in _REFUSED.items():
        if item.get(proof) is False:
            return Recognition(route, 0, f"{route.name}{refusal}。")
    if quantity != int(quantity) and not route.as_marked:
        return Recognition(
            route, None, f"{route.name}按整{route.unit}认定，{quantity} {route.unit}如何认定未规定，须人工核定。"
        )
    hours = quantity * route.hours
    whole = int(hours) if hours == int(hours) else hours
    return Recognition(route, whole, f"{route.name} {quantity:g} {route.unit} × {route.hours} = {whole} 学时。")


def _checked(item: Mapping[str, Any]) -> tuple[CreditRoute, int | float]:
    if not isinstance(item, Mapping) or item.keys() - _KEYS:
        raise BadInput(f"学时条目只能写明 {'、'.join(sorted(_KEYS))}，请核对。")
    route = known_routes().get(str(item.get("route")))
    if route is None:
        raise BadInput(f"没有学时途径“{item.get('route')}”，可用的是：{'、'.join(known_routes())}。")
    quantity = item.get("qty")
    is_number = isinstance(quantity, int | float) and not isinstance(quantity, bool)
    if not is_number or not 0 <= quantity < 10**6:  # type: ignore[operator]  # is_number has said what it is
        raise BadInput(f"{route.id} 的数量“{quantity}”不可用，请填写不小于 0 的数。")
    if wrong := [proof for proof in _REFUSED if not isinstance(item.get(proof, True), bool)]:
        raise BadInput(f"{route.id} 的 {wrong[0]} 应为 true 或 false，请核对。")
    return route, quantity  # type: ignore[return-value]  # is_number has said what it is


def total_hours(items: Iterable[Mapping[str, Any]]) -> tuple[int | float | None, list[Recognition]]:
    """Add up activities. The sum is None as soon as one of them needs a person."""
    found = [recognise(item) for item in items]
    hours = [each.hours for each in found]
    return (None if None in hours else sum(hour for hour in hours if hour is not None)), found
