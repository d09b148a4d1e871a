"""The year whose sheets a page shows."""

from typing import Any

from accounts.http import Request
from zcps import clock

FIRST_YEAR = 2016


def year_of(request: Request) -> int:
    """Return the year that the address asks for; this year where it asks for none that there is."""
    asked = request.GET.get("year", "")
    return int(asked) if asked in {str(year) for year in years()} else clock.today().year


def years() -> list[int]:
    """Return the years that have posts, next year's first."""
    return [*range(clock.today().year + 1, FIRST_YEAR - 1, -1)]


def year_chips(shown: int, *, with_next: bool = False) -> list[dict[str, Any]]:
    """Return the last three years to choose from, before them the next one where it is filled in already.

    Older years are kept and can be opened by their address; nobody fills them in any more.
    """
    found = years()[0 if with_next else 1 : 4]
    return [{"label": f"{year} 年度", "url": f"?year={year}", "active": year == shown} for year in found]
