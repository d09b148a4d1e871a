"""Writing the rules of a plan while it is a draft. Incomplete rules are kept as they are; publication asks for more."""

import copy
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.services import journal
from law.yaml_data import read_yaml
from reviews.enums import PlanStage
from reviews.facts.draft_rules import digest, mapping, rows
from reviews.models import Plan
from reviews.rulebooks import as_text, data_of

_GRADES = {"technician": "初级", "assistant": "初级", "intermediate": "中级"}
# Inside a policy: whole years, alone or in lists. What is counted in hours has other keys.
_YEAR_KEYS = ("years", "until")
_YEAR = re.compile(r"(?:19|20)\d\d")


class RulesLockedError(Exception):
    """The plan is no draft any more; nothing was changed. The message says what to do."""


class RulesChangedError(Exception):
    """Somebody else changed the same part since the page was opened; nothing was changed."""


def check_base(part: Any, base: str) -> None:
    """Raise RulesChangedError where a part is no longer what the page was opened with."""
    if digest(part) != base:
        raise RulesChangedError


def starter_rules(plan: Plan) -> dict[str, Any]:
    """Return the rules that a plan made from nothing begins with.

    Its own notice is the document to be cited, its titles are the targets, all nine gates apply and wait for their
    clauses. There are no rules yet.
    """
    code = own_code(plan)
    document = {"number": plan.document_number, "title": plan.document_title, "year": plan.year}
    return {
        "plan": plan.code,
        "name": plan.name,
        "notice": code,
        "series": plan.series,
        "documents": {code: document},
        "cutoff": {"date": plan.cutoff.isoformat() if plan.cutoff else None, "clause": ""},
        "routes": ["正常评审"],
        "targets": {title.name: target_of(title.level) for title in plan.titles.all()},
        "gates": dict.fromkeys(read_yaml("data/gates.yaml"), ""),
        "rules": [],
        "vectors": [],
    }


def with_its_notice(plan: Plan) -> dict[str, Any]:
    """Return the rules of a plan with number and title of its own notice, where they were still to be given."""
    data = data_of(plan)
    row = mapping(mapping(data.get("documents")).get(str(data.get("notice"))))
    if row and not row.get("number"):
        data["documents"][data["notice"]] = {**row, "number": plan.document_number, "title": plan.document_title}
    return data


def own_code(plan: Plan) -> str:
    """Return the short code of a plan's own notice among the documents that its rules cite."""
    return f"N{plan.year}"


def target_of(level: str) -> dict[str, Any]:
    """Return a title's row as it begins: no credit policy is chosen for anybody."""
    return {"level": level, "grade": _GRADES.get(level, "高级"), "credits": ""}


def shifted_rules(data: Mapping[str, Any], years: int) -> dict[str, Any]:
    """Return last year's rules for another year: the cutoff and the years of credits move on, all to be confirmed.

    Cases are left out: their dates belong to the year for which they were written.
    """
    moved = copy.deepcopy(dict(data))
    cutoff = mapping(moved.get("cutoff"))
    if isinstance(cutoff.get("date"), str):
        moved["cutoff"] = {**cutoff, "date": _later(cutoff["date"], years), "assumed": True}
    _move_policies(moved, years)
    moved.pop("deadlines", None)
    moved["vectors"] = []
    return moved


def _move_policies(data: dict[str, Any], years: int) -> None:
    """Move the years of the plan's own policies; policies of the notices that name years become its own first."""
    own = {name: _moved(policy, years) for name, policy in mapping(data.get("credit_policies")).items()}
    shipped = read_yaml("data/credit_policies.yaml")
    for row in mapping(data.get("targets")).values():
        name = row.get("credits") if isinstance(row, dict) else None
        policy = shipped.get(name) if name not in own else None
        if policy is not None and (later := _moved(policy, years)) != policy:
            row["credits"] = f"{name}+{years}"
            own[row["credits"]] = later
    if own:
        data["credit_policies"] = own


def _later(day: str, years: int) -> str:
    year, rest = day[:4], day[4:]
    later = str(int(year) + years)
    return f"{later}-02-28" if rest == "-02-29" else f"{later}{rest}"


def _moved(value: Any, years: int, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _moved(each, years, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_moved(each, years, key) for each in value]
    is_year = key in _YEAR_KEYS and isinstance(value, int) and bool(_YEAR.fullmatch(str(value)))
    return value + years if is_year else value


def change_rules(plan: Plan, change: Callable[[dict[str, Any]], None]) -> Plan:
    """Change the rules of a draft under its lock and keep them, whole or not; raise RulesLockedError otherwise.

    Args:
        plan: whose rules; the row is read again.
        change: changes the data in place.
    """
    with transaction.atomic():
        row = Plan.objects.select_for_update(of=("self",), no_key=True).get(pk=plan.pk)
        if row.stage != PlanStage.DRAFT:
            raise RulesLockedError("计划已经报审或发布，申报条件不能再修改。需要修改的，请先退回起草，或起草更正。")
        data = data_of(row)
        change(data)
        row.rules = as_text(data)
        row.save(update_fields=["rules"])
    return row


def replace_rules(plan: Plan, by: Actor, read: dict[str, Any], base: str) -> None:
    """Put other rules in the place of the draft's, journaled; `base` is the mark of those that were to be replaced."""

    def replace(data: dict[str, Any]) -> None:
        check_base(data, base)
        data.clear()
        data.update(read)

    with transaction.atomic():
        row = change_rules(plan, replace)
        journal.record("import_rules", row, by, after=row.stage, was=base, now=digest(read))


def free_id(data: Mapping[str, Any], target: str, route: str) -> str:
    """Propose an id for a new rule: after its neighbours, else by the position of its title and its route."""
    rules = rows(data.get("rules"))
    taken = {str(rule.get("id")) for rule in rules}
    near = [str(rule.get("id")) for rule in rules if rule.get("target") == target and rule.get("route") == route]
    stem = (
        re.sub(r"[A-Z]?\d+$", "", near[-1])
        if near
        else f"{_letter(data, 'targets', target)}{_letter(data, 'routes', route)}-"
    )
    return next(name for number in range(1, len(taken) + 2) if (name := f"{stem}{number:02d}") not in taken)


def _letter(data: Mapping[str, Any], part: str, name: str) -> str:
    names = list(data.get(part) or ())
    return chr(ord("A") + names.index(name) % 26) if name in names else "R"
