"""Times a piece of work and prints it beside its budget."""

import statistics
import time
from collections.abc import Callable


def median(work: Callable[[], object], rounds: int = 5) -> float:
    """Return the median of some rounds in seconds, after one that does not count."""
    work()
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def row(name: str, seconds: float, budget: float) -> None:
    """Print one line: what, how long, its budget, and whether it holds."""
    held = "within" if seconds <= budget else "OVER"
    print(f"{name:<52} {seconds * 1000:>10.1f} ms   budget {budget * 1000:>8.0f} ms   {held}")
