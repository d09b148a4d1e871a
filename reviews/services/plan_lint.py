"""The lint of a plan: no plan is reported, approved or published while a problem stands or a warning is unsettled."""

from typing import Any

from reviews.models import Plan
from reviews.services.plan_corrections import spoiled
from reviews.services.plan_problems import problems
from reviews.services.plan_remarks import Remark
from reviews.services.plan_warnings import notes, warnings

__all__ = [
    "Remark",
    "acceptance_of",
    "notes_on",
    "open_warnings",
    "problems_in",
    "problems_of",
    "remarks_on",
    "warnings_in",
]


def problems_in(plan: Plan) -> list[Remark]:
    """Return everything that must be mended, each with its section."""
    return [*problems(plan), *spoiled(plan)]


def warnings_in(plan: Plan) -> list[Remark]:
    """Return everything that must be mended or accepted; what was said twice is said once."""
    return list({remark.key: remark for remark in warnings(plan)}.values())


def notes_on(plan: Plan) -> list[Remark]:
    """Return what has only to be known."""
    return list({remark.key: remark for remark in notes(plan)}.values())


def acceptance_of(plan: Plan, warning: Remark) -> dict[str, Any] | None:
    """Return who accepted a warning, why and when; None where nobody has, or where it has changed since."""
    kept: dict[str, Any] | None = plan.accepted_warnings.get(warning.key)
    return kept if kept and kept["because"] == warning.because else None


def open_warnings(plan: Plan) -> list[Remark]:
    """Return the warnings that are neither mended nor accepted."""
    return [warning for warning in warnings_in(plan) if acceptance_of(plan, warning) is None]


def problems_of(plan: Plan) -> list[str]:
    """Return everything that stands in the way of the next act, one Chinese sentence each (S3 一(一))."""
    unsettled = (f"提示尚未处理：{warning.because}" for warning in open_warnings(plan))
    return [*(problem.because for problem in problems_in(plan)), *unsettled]


def remarks_on(plan: Plan) -> list[str]:
    """Return what the publisher must know though it does not stand in the way: what was accepted, and the notes."""
    return [remark.because for remark in (*warnings_in(plan), *notes_on(plan))]
