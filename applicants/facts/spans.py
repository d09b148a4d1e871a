"""Spans of time as records give them: a day or a month at each end, open where something still goes on."""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from applicants.models import ArchiveRecord

_MONTH = len("2018-12")


@dataclass(frozen=True)
class Span:
    """From `started` to `ended` (ISO days or months); `ended` is empty where it still goes on."""

    started: str
    ended: str = ""

    @property
    def first(self) -> dt.date:
        """The earliest day it can have begun."""
        return first_day(self.started)

    def last(self, on: dt.date) -> dt.date:
        """The latest day it can have lasted to; `on` where it still goes on or ends later."""
        return min(last_day(self.ended), on) if self.ended else on


def first_day(text: str) -> dt.date:
    """Return the first day of an ISO day or month."""
    return dt.date.fromisoformat(f"{text}-01" if len(text) == _MONTH else text)


def last_day(text: str) -> dt.date:
    """Return the last day of an ISO day or month."""
    first = first_day(text)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1]) if len(text) == _MONTH else first


def spans_of(records: Iterable[ArchiveRecord], on: dt.date) -> list[Span]:
    """Return the spans that had begun by the day, in order."""
    spans = [Span(record.started, record.ended) for record in records if record.started]
    return sorted((span for span in spans if span.first <= on), key=lambda span: span.first)


def earliest(dates: Iterable[str]) -> str:
    """Return the earliest of ISO days and months; empty where there is none."""
    return min((date for date in dates if date), key=first_day, default="")


def later_of(one: str, other: str) -> str:
    """Return the later of two ISO days or months."""
    return max(one, other, key=first_day)


def tenure_of(spans: list[Span], on: dt.date) -> dict[str, Any]:
    """Return {from, gap_days} of a service made of spans in order; empty where there are none.

    Gaps between spans, and after the last one up to `on`, are counted in the person's favour: a month-only end lasts to
    the end of its month. Whether they are subtracted is the law's question (AMB-10), not ours.
    """
    if not spans:
        return {}
    gap, reached = 0, spans[0].last(on)
    for span in spans[1:]:
        gap += max((span.first - reached).days - 1, 0)
        reached = max(reached, span.last(on))
    gap += (on - reached).days
    return {"from": spans[0].started, **({"gap_days": gap} if gap > 0 else {})}


def clipped(spans: list[Span], since: str, on: dt.date) -> list[Span]:
    """Return the parts of spans that lie after a day or month."""
    kept = [span for span in spans if span.last(on) >= first_day(since)]
    return [Span(later_of(span.started, since), span.ended) for span in kept]
