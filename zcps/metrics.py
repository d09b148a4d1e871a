"""How often and how long, for Prometheus: counted in memory, by all processes of a machine together.

The processes' common folder is set in deploy/gunicorn.py. What is asked of the database (reviews/services/gauges.py) is
asked when it is fetched, never while somebody waits.
"""

import os
from collections.abc import Iterable
from functools import lru_cache

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

TEXT = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_own = CollectorRegistry()
_duration = Histogram(
    "zcps_request_seconds",
    "How long answers took.",
    ("route", "method", "status"),
    registry=_own,
    buckets=_SECONDS,
)


@lru_cache(maxsize=4096)
def _series(route: str, method: str, status: int) -> Histogram:
    # Addresses that nobody serves are one series: whoever tries names must not fill the memory.
    return _duration.labels(route or "none", method if method in {"GET", "POST", "HEAD"} else "other", str(status))


def answered(route: str, method: str, status: int, seconds: float) -> None:
    """Note one answer."""
    _series(route, method, status).observe(seconds)


class Asked(Collector):
    """Numbers that were asked for just now."""

    def __init__(self, found: dict[str, tuple[str, float]]) -> None:
        """Take the numbers by their names, each with what it says."""
        self._found = found

    def collect(self) -> Iterable[Metric]:
        """Give them out."""
        for name, (said, value) in self._found.items():
            yield GaugeMetricFamily(name, said, value)


def text(found: dict[str, tuple[str, float]]) -> bytes:
    """Return everything in Prometheus' own form."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the package carries no types
    registry.register(Asked(found))
    counted = b"" if os.environ.get("PROMETHEUS_MULTIPROC_DIR") else generate_latest(_own)
    return counted + generate_latest(registry)
