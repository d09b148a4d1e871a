"""What the rule of recognition leaves open in one activity, found before a registrar decides it.

Source: S0 附件2 第六条, which says nothing on half days, co-authors, the year of what took several, the same thing
handed in twice, or a limit for one route in one year.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from law.credits import policies
from law.recognition import known_routes, recognise
from law.sources import cite
from law.vocabulary import ambiguity
from law.yaml_data import read_yaml

_NOISE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity as it is entered. `number` is that of the certificate, the patent or the periodical."""

    title: str
    year: int
    kind: str = "professional"
    route: str = ""
    quantity: float = 1
    hours: int = 0
    number: str = ""
    is_joint: bool = False
    spans_years: bool = False
    # Stands on a card of another system, whose lines name no activity.
    is_card: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """An open question about an activity: the ambiguity, why it arises here, and the readings to choose from."""

    code: str
    say: str
    because: str
    clause: str
    readings: tuple[str, ...]


@cache
def _rows() -> Mapping[str, Mapping[str, object]]:
    return read_yaml("data/credit_doubts.yaml")  # type: ignore[no-any-return]  # its file is tested


def normal(text: str) -> str:
    """Return a title or number as it is compared: full and half width alike, without spaces and punctuation."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def is_same(one: Activity, other: Activity) -> bool:
    """Whether two activities seem to be one: the same number, or the same title, year and route."""
    # Punctuation alone ("-", "/") is how a form says that there is no number.
    number = normal(one.number)
    if number and number == normal(other.number):
        return True
    return (one.year, one.route, normal(one.title)) == (other.year, other.route, normal(other.title))


def concerns(code: str, route: str) -> bool:
    """Whether a question can arise on a route."""
    routes = _rows()[code].get("routes")
    return routes is None or route in routes  # type: ignore[operator]  # its file is tested


def doubts_of(
    activity: Activity, own: Iterable[Activity] = (), of_others: Iterable[Activity] = (), booked: int = 0
) -> list[Doubt]:
    """Return what the rule leaves open in an activity.

    Args:
        activity: what is entered.
        own: the same person's other activities, submitted or recognised.
        of_others: other people's activities that may be the same work.
        booked: hours of the same route that are recognised already for the person in that year.
    """
    others = list(own)
    found = {
        "CRA-01": _part_of_a_unit(activity),
        "CRA-02": _joint(activity, of_others),
        "CRA-03": "您填写此成果跨年度" if activity.spans_years else "",
        "CRA-04": _twice(activity, others),
        "CRA-05": _much(activity, booked),
    }
    return [doubt(code, because) for code, because in found.items() if because and concerns(code, activity.route)]


def doubt(code: str, because: str) -> Doubt:
    """Return an open question with its readings."""
    row = _rows()[code]
    return Doubt(code, ambiguity(code).say, because, cite(str(row["clause"])), tuple(row["readings"]))  # type: ignore[arg-type]  # its file is tested


def _part_of_a_unit(activity: Activity) -> str:
    route = known_routes().get(activity.route)
    if route is None or activity.quantity == int(activity.quantity):
        return ""
    return recognise({"route": route.id, "qty": activity.quantity}).because.rstrip("。") if not route.as_marked else ""


def _joint(activity: Activity, of_others: Iterable[Activity]) -> str:
    if any(is_same(activity, other) for other in of_others):
        return "其他人员登记了同一成果"
    return "填写为合作完成" if activity.is_joint else ""


def _twice(activity: Activity, own: Iterable[Activity]) -> str:
    others = list(own)
    same = next((other for other in others if is_same(activity, other)), None)
    if same is not None:
        return f"{same.year} 年度已登记“{same.title}”"
    # A card gives the sum of a year: what was entered one by one may be in it.
    in_year = [other for other in others if (other.year, other.kind) == (activity.year, activity.kind)]
    if any(other.is_card is not activity.is_card for other in in_year):
        return f"{activity.year} 年度同一科目既有学时卡又有逐项登记的学时，可能重叠"
    return ""


def _much(activity: Activity, booked: int) -> str:
    """Above what a whole year needs, one route alone would do: that is where the silence on a limit matters."""
    yearly = int(policies()["CP-REG"]["checks"][0]["each_year"]["total"])
    total = booked + activity.hours
    if not activity.route or activity.route not in known_routes() or not activity.hours or total <= yearly:
        return ""
    return f"同一途径 {activity.year} 年度将达 {total} 学时，超过年度总学时 {yearly}"
