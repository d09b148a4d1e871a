"""What the law needs to know of an application: records, answers, and its examination."""

from reviews.facts.application import (
    examination_of,
    facts_of,
    questions_of,
    recorded_facts,
    reexamined,
    taken_records,
)
from reviews.facts.questions import Question

__all__ = [
    "Question",
    "examination_of",
    "facts_of",
    "questions_of",
    "recorded_facts",
    "reexamined",
    "taken_records",
]
