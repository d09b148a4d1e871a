"""The credit board: what a title of a plan asks for in credits, what is there, and how the rest can be earned."""

from dataclasses import dataclass, replace
from typing import Any

from applicants.enums import RecordStage
from applicants.facts import person_facts
from applicants.models import Profile
from credits.facts import credits_by_year
from law.answers import Answer
from law.credit_gap import Gap, credit_gaps
from law.credits import Holder
from law.facts import parse_case
from law.rulebook import Rulebook
from reviews.facts.application import facts_of
from reviews.models import Application, Plan
from reviews.rulebooks import book_for, book_of
from zcps import clock

# (kind of the mark, word) of an answer.
_MARKS = {Answer.MET: ("done", "已达到"), Answer.NOT_MET: ("stop", "未达到"), Answer.UNKNOWN: ("due", "需人工审核")}


@dataclass(frozen=True)
class Line:
    """One requirement with its mark."""

    gap: Gap
    kind: str
    word: str


@dataclass(frozen=True)
class Board:
    """What one title asks for; `asks_nothing` where the plan asks for no credits."""

    title: str
    lines: list[Line]
    clause: str
    asks_nothing: bool
    notes: tuple[str, ...] = ()

    @property
    def short(self) -> int:
        """How many requirements are not met."""
        return sum(line.gap.answer is not Answer.MET for line in self.lines)


def board_of_plan(plan: Plan, title: str, profile: Profile) -> Board:
    """Return the board of somebody who thinks of filing under a plan: from the profile and all verified records."""
    records = profile.records.filter(stage=RecordStage.VERIFIED, deleted_at=None).select_related("employer")
    facts = person_facts(profile, list(records.prefetch_related("evidence__file")), clock.today(), plan.region)
    return _board(book_of(plan), title, {**facts, "credits": credits_by_year(profile)})


def board_of_application(application: Application) -> Board | None:
    """Return what is short for an application; None where nothing is. What the law says stands in its findings."""
    if application.title is None:
        return None
    board = _board(book_for(application), application.title.name, facts_of(application))
    short = [line for line in board.lines if line.gap.short]
    return replace(board, lines=short) if short else None


def _board(book: Rulebook, title: str, facts: dict[str, Any]) -> Board:
    target = book.target(title)
    policy = book.policies.get(target.credit_policy)
    if policy is None:
        return Board(title, [], "", asks_nothing=True)
    case = parse_case({key: value for key, value in facts.items() if key in ("edu", "tenure")}, None, clock.today())
    craft = case.tenures.get("craft")
    started = craft.start.first.year if craft and craft.start else None
    holder = Holder(target.grade, str(case.facts.get("edu.level", "")), started)
    gaps = credit_gaps(policy, facts.get("credits") or {}, holder, clock.today().year)
    lines, notes = [Line(gap, *_MARKS[gap.answer]) for gap in gaps], tuple(policy.get("notes", ()))
    return Board(title, lines, policy["clause"], not policy["checks"], notes)
