"""How fast the law answers: one examination, and the archives of a whole province under one rulebook.

The people are invented: educations, services and achievements as they come in an archive, every third with credits.
"""

import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.measure import row
from law.examination import Outcome, examine
from law.rulebook import load

PLAN, TARGET = "QZ-2022-GYMS", "工艺美术师"
ARCHIVES, PROCESSES = 100_000, 2
ONE_BUDGET, ALL_BUDGET = 200e-6, 60.0
EDUCATIONS = ["高中及以下", "中专", "大专", "大专", "大专", "本科", "本科", "本科", "双学士", "硕士", "硕士", "博士"]
FULL = {"public": 18, "professional": 60, "total": 90}


def archive(chance: random.Random) -> dict[str, Any]:
    """Return the facts of one person, as the archive states them."""
    begun = chance.randint(2005, 2021)
    titled = min(2022, begun + chance.randint(2, 8))
    is_titled = chance.random() < 0.6
    post = {"from": f"{titled}-{chance.randint(1, 12):02d}-15"} if is_titled else 0
    facts: dict[str, Any] = {
        "as_of": "2022-08-22",
        "edu": {"level": chance.choice(EDUCATIONS), "mode": chance.choice(["全日制", "成人"]), "related": True},
        "person": {
            "on_post": True,
            "retired": False,
            "civil_servant": chance.random() < 0.01,
            "employer_type": chance.choice(["企业", "企业", "事业单位"]),
            "si_in_area": chance.random() < 0.98,
        },
        "titles": {"assistant": is_titled},
        "work": {"probation_completed": True},
        "tenure": {
            "craft": {"from": f"{begun}-{chance.randint(1, 12):02d}", "gap_days": chance.choice([0, 0, 0, 200])},
            "assistant_work": post,
            "assistant_post": post,
        },
        "breakthrough": [
            {"item": f"B{chance.randint(1, 6)}", "ach": f"a{number}"}
            for number in range(chance.choice([0, 0, 0, 1, 2]))
        ],
    }
    if chance.random() < 1 / 3:
        facts["credits"] = dict.fromkeys(range(2022 - chance.randint(0, 3), 2023), FULL)
    return facts


def archives(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Return so many people."""
    chance = random.Random(seed)
    return [archive(chance) for _ in range(count)]


def examined(people: list[dict[str, Any]], *, with_credits: bool) -> dict[Outcome, int]:
    """Examine people one after the other and count what comes out."""
    book, counts = load(PLAN), dict.fromkeys(Outcome, 0)
    for facts in people:
        counts[examine(book, facts, TARGET, credits=with_credits).outcome] += 1
    return counts


def one_each(people: list[dict[str, Any]], *, with_credits: bool) -> float:
    """Return the median time of a single examination."""
    book, times = load(PLAN), []
    for facts in people:
        begun = time.perf_counter()
        examine(book, facts, TARGET, credits=with_credits)
        times.append(time.perf_counter() - begun)
    return sorted(times)[len(times) // 2]


def whole(*, with_credits: bool) -> tuple[float, dict[Outcome, int]]:
    """Examine all archives on two processes; return the seconds and what came out."""
    people = archives(ARCHIVES)
    half = ARCHIVES // PROCESSES
    parts = [people[number * half : (number + 1) * half] for number in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES) as pool:
        begun = time.perf_counter()
        found = list(pool.map(partial(examined, with_credits=with_credits), parts))
        seconds = time.perf_counter() - begun
    return seconds, {outcome: sum(each[outcome] for each in found) for outcome in Outcome}


def main() -> None:
    """Print both budgets, each with and without credits."""
    people = archives(5_000)
    for with_credits in (False, True):
        words = "with credits" if with_credits else "conditions only"
        seconds = min(one_each(people, with_credits=with_credits) for _ in range(3))
        held = "within" if seconds <= ONE_BUDGET else "OVER"
        print(f"{f'one examination, {words} (median)':<52} {seconds * 1e6:>10.1f} µs   budget      200 µs   {held}")
    for with_credits in (False, True):
        seconds, counts = whole(with_credits=with_credits)
        words = "with credits" if with_credits else "conditions only"
        row(f"100,000 archives on {PROCESSES} processes, {words}", seconds, ALL_BUDGET)
        print("    " + ", ".join(f"{outcome.value} {number:,}" for outcome, number in counts.items()))


if __name__ == "__main__":
    main()
