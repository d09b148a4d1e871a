"""The examination as groups of findings for the page: the nearest route first, each condition with its computation."""

import re
from collections.abc import Iterable
from typing import Any

from law.examination import Examination, Finding, Group, Outcome

_COMPUTED = re.compile(r"(?P<who>[^：。]+)：(?P<count>[^。]*→[^。]*)。(?P<rest>.*)", re.DOTALL)
_ORDER = {"met": 0, "unknown": 1, "not_met": 2}
_NO_DOUBT = "不涉及待核定事项"
OUTCOMES = {
    Outcome.ELIGIBLE: ("done", "预检符合申报条件"),
    Outcome.NEEDS_HUMAN: ("due", "部分条件须由有关机构核定，不影响提交"),
    Outcome.NOT_ELIGIBLE: ("stop", "预检未达到申报条件"),
}


def groups_of(examination: Examination) -> list[dict[str, Any]]:
    """Return the groups for {% finding_list %}: routes by nearness, then what everybody must meet, then credits."""
    routes = sorted(_of(examination, Group.ROUTE), key=_distance)
    groups = [_route_group(finding, first=place == 0) for place, finding in enumerate(routes)]
    everybody = list(_of(examination, Group.GATE))
    if everybody:
        groups.append(
            {"title": "申报资格（所有申报人）", "answer": _worst(everybody), "findings": [_line(f) for f in everybody]}
        )
    hours = list(_of(examination, Group.CREDITS))
    if hours:
        groups.append({"title": "继续教育学时", "answer": _worst(hours), "findings": [_line(f) for f in hours]})
    return groups


def credit_lines(examination: Examination | None) -> list[dict[str, Any]]:
    """Return the findings about credits alone."""
    return [_line(finding) for finding in _of(examination, Group.CREDITS)] if examination else []


def _of(examination: Examination, group: Group) -> Iterable[Finding]:
    return (finding for finding in examination.findings if finding.group is group)


def _distance(finding: Finding) -> tuple[int, int]:
    """A met route first; among others the one with the fewest conditions still open."""
    return _ORDER[finding.answer.value], sum(step.answer.value != "met" for step in finding.steps)


def _worst(findings: list[Finding]) -> str:
    return max((finding.answer.value for finding in findings), key=lambda answer: _ORDER[answer])


def _route_group(finding: Finding, *, first: bool) -> dict[str, Any]:
    steps = [step for step in finding.steps if not (step.asks.startswith(_NO_DOUBT) and step.answer.value == "met")]
    nearest = "最接近的申报方式" if first and finding.answer.value != "met" else ""
    return {
        "title": f"{finding.route}：{finding.asks}",
        "answer": finding.answer.value,
        "note": nearest,
        "findings": [_told(finding.clause, step.asks, step.answer.value, step.because) for step in steps],
        "folded": not first and finding.answer.value == "not_met",
    }


def _line(finding: Finding) -> dict[str, Any]:
    return _told(finding.clause, finding.asks, finding.answer.value, finding.because)


def _told(clause: str, asks: str, answer: str, because: str) -> dict[str, Any]:
    """Part the sentence: the situation, the computation on a line of its own, what would change it."""
    computed = _COMPUTED.fullmatch(because)
    line = {"clause": clause, "asks": asks, "answer": answer, "because": because}
    if computed:
        line |= {"because": computed["who"], "calculation": computed["count"], "remedy": computed["rest"]}
    return line
