"""How likely each expert of a frozen pool is to be drawn, told before anything is sealed (TDRAW-1, pitfall 2).

Who is certain by construction is found exactly, by flows; the rest is estimated by drawing many times
from orders by chance. Counts are integers out of a number of trials: nothing here decides a draw.
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from law.draw import select
from law.errors import BadInput
from law.seating import Candidate, SeatRules, Table


def certain(candidates: Sequence[Candidate], rules: SeatRules) -> tuple[str, ...]:
    """Return who sits in every legal panel: without them none can be completed."""
    return tuple(who.label for who in candidates if not _completes(rules, _without(candidates, who)))


def _without(candidates: Sequence[Candidate], who: Candidate) -> list[Candidate]:
    return [each for each in candidates if each is not who]


def _completes(rules: SeatRules, candidates: Iterable[Candidate]) -> bool:
    return Table.laid(rules, (), candidates).tight_cut() is None


def inclusions(candidates: Sequence[Candidate], rules: SeatRules, trials: int) -> Iterator[tuple[str, ...]]:
    """Yield the panels of so many orders by chance. Raises BadInput when no legal panel exists."""
    if trials < 1:
        raise BadInput("模拟次数应为不小于 1 的整数。")
    order, chance = [replace(each) for each in candidates], secrets.SystemRandom()
    for _ in range(trials):
        chance.shuffle(order)
        yield select(order, rules).panel
