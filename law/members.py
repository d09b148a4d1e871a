"""Conditions on lists: so many different members, each resting on an achievement of its own where the notice doubts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from law.answers import MET, NOT_MET, Answer, Verdict, doubt, lacking, settled
from law.conditions import ALWAYS, Condition, explain_readings, explain_unknown
from law.facts import Case


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many different members of a list; `one_each` asks that no achievement is used for two of them (AMB-07)."""

    needed: int
    of: str
    members: Mapping[str, str]
    asks: str
    one_each: str = ""

    def judge(self, case: Case) -> Verdict:
        """Count the different members; those under doubt, or resting on one achievement, count as unknown."""
        return settled(self._count(case), case.readings)

    def _count(self, case: Case) -> Verdict:
        if not case.has_stated_a_way:
            return lacking(self.of)
        items = [item for item in case.lists[self.of] if _name(item) in self.members]
        if len({_name(item) for item in items}) < self.needed:
            return NOT_MET
        certain = [item for item in items if not _doubt(item)]
        if len({_name(item) for item in certain}) < self.needed:
            return doubt(*(code for item in items if (code := _doubt(item))))
        return MET if not self.one_each or _matching(certain) >= self.needed else doubt(self.one_each)

    def because(self, case: Case) -> str:
        """Name the members that were counted."""
        names = sorted({_name(item) for item in case.lists[self.of]} & self.members.keys())
        listed = "；".join(name if name == (text := self.members[name]) else f"{name} {text}" for name in names) or "无"
        found = case.answer(self)
        line = f"您填报的符合项：{listed}，计 {len(names)} 项，需 {self.needed} 项。"
        if found.answer is Answer.UNKNOWN:
            return line + explain_unknown(found)
        return line + explain_readings(self._count(case).ambiguities, case)

    def earliest(self, case: Case) -> date | None:
        """Met now or not by time."""
        return ALWAYS if case.answer(self).answer is Answer.MET else None

    def parts(self) -> tuple[Condition, ...]:
        """Return nothing: a leaf."""
        return ()


def _name(item: Any) -> str:
    return str(item if isinstance(item, str) else item["item"])


def _doubt(item: Any) -> str:
    return "" if isinstance(item, str) else str(item.get("amb", ""))


def _matching(items: list[Any]) -> int:
    """Match members with different achievements, as many as possible; a member without one rests on its own."""
    uses: dict[str, set[str]] = {}
    for number, item in enumerate(items):
        own = f"#{number}"
        uses.setdefault(_name(item), set()).add(own if isinstance(item, str) else str(item.get("ach") or own))
    held: dict[str, str] = {}

    def place(name: str, tried: set[str]) -> bool:
        for achievement in sorted(uses[name] - tried):
            tried.add(achievement)
            if achievement not in held or place(held[achievement], tried):
                held[achievement] = name
                return True
        return False

    return sum(place(name, set()) for name in uses)
