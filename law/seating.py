"""Exact arithmetic of a panel's seats: can the rest still complete a legal panel, and if not, what stands in the way.

Groups are bounded below and above, employers above. The question is an integer flow from groups to employers; it is
answered by augmenting paths, without floats, solver or randomness (TDRAW-1 §2).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from law.errors import BadInput

FULL, AT_CAP, BLOCKS = "group {} full", "employer {} at cap", "would block a required seat"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expert as far as seats are concerned."""

    label: str
    group: str
    employer: str


@dataclass(frozen=True, slots=True)
class SeatRules:
    """How many seats, how many of each group (least, most), how many of one employer."""

    seats: int
    groups: Mapping[str, tuple[int, int]]
    employer_cap: int


@dataclass(frozen=True, slots=True)
class TightCut:
    """Why no legal panel exists: these groups ask for more than can be had."""

    groups: tuple[str, ...]
    demand: int
    supply: int

    def __str__(self) -> str:
        """Say it in a sentence."""
        names = "、".join(self.groups) or "全部"
        return f"专业组 {names} 需要 {self.demand} 人，受人数和同单位上限限制至多可得 {self.supply} 人"


@dataclass(slots=True)
class Table:
    """The seats taken so far and the candidates still ahead, counted by group and employer."""

    rules: SeatRules
    taken: Counter[str] = field(default_factory=Counter)
    employed: Counter[str] = field(default_factory=Counter)
    left: int = 0
    ahead: dict[str, dict[str, int]] = field(default_factory=dict)

    @classmethod
    def laid(cls, rules: SeatRules, members: Iterable[Candidate], candidates: Iterable[Candidate]) -> "Table":
        """Lay the table with members who hold their seats and candidates in any order."""
        table = cls(rules, left=rules.seats, ahead={group: {} for group in rules.groups})
        for member in members:
            table.take(member)
        for each in candidates:
            if each.group not in table.ahead:
                raise BadInput(f"专家 {each.label} 的专业组 {each.group} 不在评审规则中，请核对。")
            employers = table.ahead[each.group]
            employers[each.employer] = employers.get(each.employer, 0) + 1
        return table

    def take(self, who: Candidate) -> None:
        """Give a seat."""
        self._shift(who, 1)

    def give_back(self, who: Candidate) -> None:
        """Take a seat back."""
        self._shift(who, -1)

    def _shift(self, who: Candidate, by: int) -> None:
        self.taken[who.group] += by
        self.employed[who.employer] += by
        self.left -= by

    def pass_by(self, who: Candidate) -> None:
        """Count a candidate as no longer ahead."""
        employers = self.ahead[who.group]
        employers[who.employer] -= 1
        if not employers[who.employer]:
            del employers[who.employer]

    def obstacle(self, who: Candidate) -> str:
        """Return why `who`, already passed by, cannot be given a seat; empty when the rest can still complete it."""
        if self.taken[who.group] >= self.rules.groups[who.group][1]:
            return FULL.format(who.group)
        if self.employed[who.employer] >= self.rules.employer_cap:
            return AT_CAP.format(who.employer)
        self.take(who)
        cut = self.tight_cut()
        self.give_back(who)
        return BLOCKS if cut else ""

    def tight_cut(self) -> TightCut | None:
        """Return None when the candidates ahead can complete a legal panel, else what makes it impossible."""
        return _Flow(self).tight_cut()


class _Flow:
    """One flow computation: units go from a group through an employer."""

    def __init__(self, table: Table) -> None:
        self.ahead = table.ahead
        self.left = table.left
        self.room = {u: table.rules.employer_cap - n for u, n in table.employed.items() if n}
        self.cap = table.rules.employer_cap
        self.flow: dict[str, Counter[str]] = {group: Counter() for group in table.ahead}
        self.used: Counter[str] = Counter()
        self.must = {g: max(0, low - table.taken[g]) for g, (low, _) in table.rules.groups.items()}
        self.may = {g: high - max(table.taken[g], low) for g, (low, high) in table.rules.groups.items()}
        self.seen: set[str] = set()
        self.reached: set[str] = set()

    def tight_cut(self) -> TightCut | None:
        """Route what is mandatory, then fill the other seats."""
        if (demand := sum(self.must.values())) > self.left or any(room < 0 for room in self.may.values()):
            return TightCut(tuple(sorted(g for g in self.must if self.must[g])), demand, self.left)
        for group, units in self.must.items():
            for _ in range(units):
                if not self._augment(group):
                    return self._cut_of_groups()
        return self._fill(self.left - demand)

    def _fill(self, seats: int) -> TightCut | None:
        for filled in range(seats):
            self.seen, self.reached = set(), set()
            group = next((g for g, room in self.may.items() if room and self._route(g)), None)
            if group is None:
                return TightCut(tuple(sorted(self.ahead)), self.left, self.left - seats + filled)
            self.may[group] -= 1
        return None

    def _augment(self, group: str) -> bool:
        self.seen, self.reached = set(), set()
        return self._route(group)

    def _route(self, group: str) -> bool:
        """Find one more unit for `group`, moving units of other groups to other employers where that helps."""
        self.reached.add(group)
        mine, used = self.flow[group], self.used
        for employer, count in self.ahead[group].items():
            if employer in self.seen or mine[employer] >= count:
                continue
            self.seen.add(employer)
            if used[employer] < self.room.get(employer, self.cap):
                used[employer] += 1
                mine[employer] += 1
                return True
            if self._make_room(employer):
                mine[employer] += 1
                return True
        return False

    def _make_room(self, employer: str) -> bool:
        for other, units in self.flow.items():
            # A group already searched in this round has nowhere else to go.
            if units[employer] and other not in self.reached and self._route(other):
                units[employer] -= 1
                return True
        return False

    def _cut_of_groups(self) -> TightCut:
        groups = tuple(sorted(self.reached))
        supply = sum(self.room.get(u, self.cap) for u in self.seen)
        supply += sum(n for g in groups for u, n in self.ahead[g].items() if u not in self.seen)
        return TightCut(groups, sum(self.must[g] for g in groups), supply)
