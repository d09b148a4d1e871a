"""Rules as YAML files: written readably and in order, read with suspicion, compared before they replace anything."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from law.yaml_data import parse_yaml
from reviews.facts.draft_rules import mapping, rules_of
from reviews.facts.rule_gaps import Problem, problems_in
from reviews.rulebooks import as_text

MOST_BYTES = 512 * 1024
# A rulebook of the notices has some 2,000 of them; nobody writes ten times as many.
MOST_NODES = 40_000
MOST_DEEP = 40
_WIDTH = 110
_PARTS = {
    "plan": "计划编号",
    "name": "名称",
    "notice": "依据通知",
    "series": "系列",
    "cutoff": "年限截止日",
    "deadlines": "时间节点",
    "routes": "申报途径",
    "targets": "申报资格",
    "gates": "共同条件",
    "award_tables": "奖项表",
    "documents": "依据文件",
    "credit_policies": "学时要求",
    "readings": "歧义核定",
    "vectors": "验证用例",
}


class UnreadableRules(Exception):
    """The file is no rulebook; the message says where and what to do."""


@dataclass(frozen=True)
class Change:
    """One rule that an import adds, changes or takes away."""

    kind: str
    id: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """What an import would change."""

    rules: list[Change]
    parts: list[str]
    problems: list[Problem]

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not self.rules and not self.parts


class _Writer(yaml.SafeDumper):
    """Writes blocks, indents lists below their key, repeats instead of referring."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002 - PyYAML's signature
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def as_yaml(data: Any) -> str:
    """Return data as YAML: block style, in its order, Chinese as Chinese."""
    return yaml.dump(data, Dumper=_Writer, allow_unicode=True, sort_keys=False, default_flow_style=False, width=_WIDTH)


def exported(data: Mapping[str, Any]) -> str:
    """Return a rulebook as a file; days are days and not texts."""
    cutoff = mapping(data.get("cutoff"))
    deadlines = {name: _day(day) for name, day in mapping(data.get("deadlines")).items()}
    spelled = {
        "cutoff": {**cutoff, "date": _day(cutoff["date"])} if "date" in cutoff else cutoff,
        "deadlines": deadlines,
    }
    return as_yaml({key: spelled.get(key, value) for key, value in data.items()})


def _day(value: Any) -> Any:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


def read_rules(content: bytes) -> dict[str, Any]:
    """Return the rules of a file as plain data. Raises UnreadableRules with a sentence that names the line."""
    data = read_data(content)
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        raise UnreadableRules(
            "文件内容不是规则：最外层应为 plan、routes、targets、rules 等内容，请核对后重新选择文件。"
        )
    return data


def read_vectors(content: bytes, plan: str) -> tuple[list[dict[str, Any]], int]:
    """Return the cases of a file that are this plan's or nobody's, and how many belong to others.

    The file holds a list, or a list under `eligibility`. Raises UnreadableRules.
    """
    data = read_data(content)
    listed = data.get("eligibility") if isinstance(data, dict) else data
    if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
        raise UnreadableRules("文件中没有用例：最外层应为 eligibility，其下逐个列出用例，请核对后重新选择文件。")
    if unnamed := [number for number, row in enumerate(listed, 1) if not row.get("id")]:
        raise UnreadableRules(f"第 {'、'.join(map(str, unnamed[:20]))} 个用例没有编号（id），请补充后重新选择文件。")
    mine = [row for row in listed if row.get("plan", plan) == plan]
    return [{key: value for key, value in row.items() if key != "plan"} for row in mine], len(listed) - len(mine)


def read_data(content: bytes) -> Any:
    """Return what a YAML file says as plain data. Raises UnreadableRules."""
    if len(content) > MOST_BYTES:
        raise UnreadableRules(f"文件超过 {MOST_BYTES // 1024} KB，请核对是否选错了文件。")
    try:
        text = content.decode("utf-8-sig")
        _weigh(text)
        plain: Any = json.loads(as_text(parse_yaml(text)), parse_constant=_refuse_constant)
    except UnicodeDecodeError as wrong:
        raise UnreadableRules("文件不是 UTF-8 编码，请另存为 UTF-8 后重新选择文件。") from wrong
    except yaml.YAMLError as wrong:
        raise UnreadableRules(_where(wrong)) from wrong
    except (TypeError, ValueError, RecursionError) as wrong:
        raise UnreadableRules(
            "文件中有规则不能使用的数据（如集合、二进制、非数字），请改为文字、数字或日期。"
        ) from wrong
    return plain


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _weigh(text: str) -> None:
    """Refuse what unfolds to more than a rulebook can be, before it is unfolded."""
    depth = nodes = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        nodes += isinstance(event, yaml.NodeEvent)
        if depth > MOST_DEEP or nodes > MOST_NODES:
            line = f"第 {event.start_mark.line + 1} 行：" if event.start_mark else ""
            raise UnreadableRules(f"{line}内容过多或嵌套过深，请核对是否选错了文件。")
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is not None and _unfolded(root, {}) > MOST_NODES:
        raise UnreadableRules("文件反复引用同一内容，展开后过大，请改为直接写出。")


def _unfolded(node: yaml.Node, known: dict[int, int]) -> int:
    """Count the nodes below one, references written out; a reference to what contains it counts as too many."""
    if id(node) in known:
        return known[id(node)]
    known[id(node)] = MOST_NODES + 1
    inside = _inside(node)
    known[id(node)] = 1 + sum(_unfolded(each, known) for each in inside)
    return known[id(node)]


def _inside(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.SequenceNode):
        yield from node.value
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from pair


def _where(wrong: yaml.YAMLError) -> str:
    mark = getattr(wrong, "problem_mark", None) or getattr(wrong, "context_mark", None)
    said = str(getattr(wrong, "problem", "") or "")
    reason = said if said.startswith("重复的键") else f"不符合 YAML 的写法（{said}）" if said else "不符合 YAML 的写法"
    line = f"第 {mark.line + 1} 行：" if mark else ""
    return f"{line}{reason}，请改正后重新选择文件。"


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Difference:
    """Return what would change if one rulebook took the place of another."""
    keys = dict.fromkeys([*before, *after])
    parts = [_PARTS.get(key, key) for key in keys if key != "rules" and before.get(key) != after.get(key)]
    return Difference(list(_changes(before, after)), parts, problems_in(after))


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old = {str(rule.get("id")): rule for rule in rules_of(before)}
    new = {str(rule.get("id")): rule for rule in rules_of(after)}
    for name in dict.fromkeys([*old, *new]):
        if name not in old:
            yield Change("added", name, "", as_yaml(new[name]))
        elif name not in new:
            yield Change("removed", name, as_yaml(old[name]), "")
        elif old[name] != new[name]:
            yield Change("changed", name, as_yaml(old[name]), as_yaml(new[name]))
