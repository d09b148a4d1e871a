"""An examination as groups of findings for {% finding_list %}: 条款 · 要求 · 您的情况 · 结论, the nearest route first.

Reads what law.examination writes as JSON, so that a fresh examination and the one kept in a snapshot look alike; older
snapshots know neither `earliest` nor `nearest`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from law.examination import Outcome

Found = Mapping[str, Any]
Line = dict[str, Any]

OUTCOMES = {
    Outcome.ELIGIBLE: ("done", "预检符合申报条件"),
    Outcome.NEEDS_HUMAN: ("due", "部分条件须由有关机构核定，不影响提交"),
    Outcome.NOT_ELIGIBLE: ("stop", "预检未达到申报条件"),
}

# As law.conditions begins what only the person can tell: such an unknown waits for a fact and not for a decision.
_UNSAID = "您尚未填写"
_NO_DOUBT = "不涉及待核定事项"
_ORDER = {"met": 0, "unknown": 1, "not_met": 2}
_WORST_FIRST = {"not_met": 0, "unknown": 1, "met": 2}
_COUNT = re.compile(r"：.* [≥<] \d+ 年")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?: (?=起))?")
_EVERYBODY = "申报资格（所有申报人）"
_HOURS = "继续教育学时"
_MATERIALS = "申报材料核对"


def groups_of(examination: Found, *, everybody: bool = True) -> list[dict[str, Any]]:
    """Return the groups: routes by nearness, then what everybody must meet, then credits and materials.

    Args:
        examination: Examination.as_json(), or what a snapshot kept of it.
        everybody: whether to tell the conditions for everybody too, where a page does not tell them elsewhere.
    """
    routes = sorted(_of(examination, "route"), key=_distance)
    groups = [_route(finding, first=place == 0) for place, finding in enumerate(routes)]
    if everybody:
        groups += gate_groups(examination)
    hours = list(_of(examination, "credits"))
    groups += [_together(_HOURS, hours)] if hours else []
    return groups + list(material_groups(examination.get("materials", ())))


def material_groups(materials: Iterable[Found]) -> list[dict[str, Any]]:
    """Return what was found about the materials themselves as one group; none where the plan asks nothing of them."""
    lines = [{**found, "asks": found["name"]} for found in materials]
    return [_together(_MATERIALS, sorted(lines, key=lambda line: _WORST_FIRST[line["answer"]]))] if lines else []


def gate_groups(examination: Found) -> list[dict[str, Any]]:
    """Return what everybody must meet, as one group; folded where all of it is met."""
    gates = sorted(_of(examination, "gate"), key=lambda finding: _WORST_FIRST[finding["answer"]])
    group = _together(_EVERYBODY, gates)
    return [group | {"folded": group["answer"] == "met"}] if gates else []


def credit_lines(examination: Found | None) -> list[Line]:
    """Return the findings about credits alone."""
    return [line_of(finding) for finding in _of(examination, "credits")] if examination else []


def _of(examination: Found, group: str) -> Iterator[Found]:
    return (finding for finding in examination.get("findings", ()) if finding.get("group") == group)


def _distance(finding: Found) -> tuple[int, int]:
    """A met route first; among others the one with the fewest conditions still open."""
    return _ORDER[finding["answer"]], sum(step["answer"] != "met" for step in finding.get("steps", ()))


def _together(title: str, findings: Iterable[Found]) -> dict[str, Any]:
    lines = [line_of(finding) for finding in findings]
    worst = max((line["answer"] for line in lines), key=_ORDER.__getitem__, default="met")
    return {"title": title, "answer": worst, "findings": lines, "word": _word(lines, worst)}


def _route(finding: Found, *, first: bool) -> dict[str, Any]:
    """A route with its conditions one by one; a snapshot without them tells the route as one line."""
    steps = [step for step in finding.get("steps", ()) if not _is_idle(step)]
    lines = [line_of({**step, "clause": finding["clause"]}) for step in steps] or [line_of(finding)]
    for line in lines[1:]:
        line["same_clause"] = True
    answer = finding["answer"]
    return {
        "title": f"{finding.get('route') or '申报条件'}：{finding['asks']}",
        "answer": answer,
        "note": "最接近的申报方式" if first and answer != "met" else "",
        "findings": lines,
        "word": _word(lines, answer),
        "folded": not first and answer == "not_met",
    }


def _is_idle(step: Found) -> bool:
    """A doubt of the notice that does not concern the person is no condition to him."""
    return bool(step["asks"].startswith(_NO_DOUBT) and step["answer"] == "met")


def _word(lines: Iterable[Line], answer: str) -> str:
    waiting = [line["word"] for line in lines if line["answer"] == "unknown"]
    return "待补充" if answer == "unknown" and waiting and all(waiting) else ""


def line_of(finding: Found) -> Line:
    """Part what was said of one condition: the situation, each count on a line of its own, what would change it."""
    answer = finding["answer"]
    sentences = [sentence for sentence in finding["because"].split("。") if sentence]
    counted = [sentence.partition("：") for sentence in sentences if _is_count(sentence)]
    told = [sentence for sentence in sentences if not _is_count(sentence)]
    situation = [who for who, _, _ in counted] or told[:1]
    rest = told if counted else told[1:]
    return {
        "clause": finding.get("clause", ""),
        "asks": finding["asks"],
        "answer": answer,
        "because": _ended(situation if answer != "met" else [*situation, *rest]),
        "calculations": [_count(part, answer) for _, _, counts in counted for part in counts.split("；")],
        "remedy": "" if answer == "met" else _DAY.sub(_chinese, _ended(rest)) or _coming(finding),
        "word": "待补充" if answer == "unknown" and _UNSAID in finding["because"] else "",
    }


def _is_count(sentence: str) -> bool:
    return _COUNT.search(sentence) is not None


def _count(text: str, answer: str) -> dict[str, str]:
    short = "due" if answer == "unknown" else "stop"
    return {"text": text, "kind": short if " < " in text else "done"}


def _ended(sentences: Iterable[str]) -> str:
    return "".join(f"{sentence}。" for sentence in sentences)


def _coming(finding: Found) -> str:
    day = finding.get("earliest")
    return f"{_DAY.sub(_chinese, day)}起达到。" if day else ""


def _chinese(found: re.Match[str]) -> str:
    year, month, day = map(int, found.group(1, 2, 3))
    return f"{year}年{month}月{day}日"
