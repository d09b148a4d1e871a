"""A condition as it is shown in the editor: its controls, its parts, its buttons, what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from reviews.forms.condition_controls import controls_of, member_rows
from reviews.forms.condition_tree import MOST_DEEP, takes_more
from reviews.forms.conditions import GROUPS, KINDS, RAW, fields_of, one, parts_of
from reviews.forms.controls import Control, chosen

Problems = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class NodeView:
    """One condition of the tree on the page."""

    place: str
    kind: str
    kinds: Control
    controls: list[Control] = field(default_factory=list)
    extras: list[Control] = field(default_factory=list)
    rows: list[tuple[Control, Control]] = field(default_factory=list)
    parts: list["NodeView"] = field(default_factory=list)
    takes_more: bool = False
    is_group: bool = False
    is_first: bool = True
    is_last: bool = True
    problems: Sequence[str] = ()
    written: str = ""

    @property
    def anchor(self) -> str:
        """The id of the condition in the page."""
        return f"c-{self.place}"

    @property
    def kind_label(self) -> str:
        """What kind it is, in words."""
        return KINDS.get(self.kind, "条件")

    @property
    def is_single(self) -> bool:
        """Whether it stands alone (`for`) and cannot be moved among others."""
        return self.place == "for"

    @property
    def has_extras(self) -> bool:
        """Whether one of the seldom needed fields says something."""
        return any(control.value for control in self.extras) or any(code.value for code, _ in self.rows)


def views_of(nodes: Sequence[Any], place: str, tables: Sequence[str], problems: Problems) -> list[NodeView]:
    """Return conditions of a list as they are shown.

    Args:
        nodes: the conditions as data.
        place: where they stand, such as `needs`.
        tables: the award tables that can be chosen.
        problems: sentences by place.
    """
    last = len(nodes) - 1
    return [
        view_of(node, f"{place}.{number}", tables, problems, is_first=number == 0, is_last=number == last)
        for number, node in enumerate(nodes)
    ]


def view_of(node: Any, place: str, tables: Sequence[str], problems: Problems, **ends: bool) -> NodeView:
    """Return one condition as it is shown, with all its parts."""
    fields = fields_of(node, place)
    kind = one(fields, f"{place}.kind")
    kinds = [*KINDS.items(), *([(RAW, "按原文保留")] if kind == RAW else [])]
    controls, extras = controls_of(kind, fields, place, tables)
    is_group = kind in GROUPS
    return NodeView(
        place=place,
        kind=kind,
        kinds=Control(f"{place}.kind", "种类", "select", [kind], chosen("请选择条件的种类", kinds), reshapes=True),
        controls=controls,
        extras=extras,
        rows=member_rows(fields, place) if kind == "count" else [],
        parts=views_of(parts_of(node), place, tables, problems) if is_group else [],
        takes_more=is_group and takes_more(node) and place.count(".") < MOST_DEEP - 2,
        is_group=is_group,
        problems=problems.get(place, ()),
        written=_as_yaml(node) if kind == RAW else "",
        **ends,
    )


def _as_yaml(node: Any) -> str:
    return yaml.safe_dump(node, allow_unicode=True, sort_keys=False)
