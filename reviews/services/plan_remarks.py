"""What is said about a draft plan: what must be mended, and what its publisher has to settle or to know."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about a plan.

    `key` stays the same while the cause stands, so that an acceptance can be kept with it; `section` is where it is
    mended (reviews/plan_sections.py); `code` names the difference or ambiguity (X10, AMB-22) where it has one.
    """

    key: str
    section: str
    because: str
    code: str = ""
