"""How many hours an entry is worth: by its route where it has one, else as the course is marked."""

from dataclasses import dataclass
from decimal import Decimal

from credits.enums import CreditKind
from law.recognition import CreditRoute, known_routes, recognise

MOST_HOURS = 2000
# The first year of which hours can be entered.
EARLIEST_YEAR = 2000


@dataclass(frozen=True)
class Estimate:
    """The hours, or None where the notice has no rule and the registrar decides; and the computation."""

    hours: int | None
    because: str


def route_of(name: str) -> CreditRoute | None:
    """Return a recognition route by its id, CR-1a … CR-9 or SK-1; None for none."""
    return known_routes().get(name)


def estimate(kind: str, route: str, quantity: Decimal, marked: int) -> Estimate:
    """Return the hours of an activity.

    Args:
        kind: a CreditKind; only professional courses have routes (S0 附件2 第六条).
        route: the route's id, or empty.
        quantity: in the route's unit.
        marked: hours printed on the certificate of a course without a route.
    """
    if kind != CreditKind.PROFESSIONAL or route_of(route) is None:
        return Estimate(marked, f"按证明载明的学时登记，{marked} 学时。")
    found = recognise({"route": route, "qty": int(quantity) if quantity == int(quantity) else float(quantity)})
    if found.hours is None or found.hours != int(found.hours):
        return Estimate(None, found.because)
    return Estimate(int(found.hours), found.because)
