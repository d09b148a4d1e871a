"""The way back, from a title to a skill level (S4 annex 2 二, S4 六): for which assessment a title opens the door."""

from typing import Any

from applicants.enums import Module
from applicants.modules.words import TITLE_LEVELS
from reviews.enums import Level
from reviews.facts.self_check import Answers
from reviews.selectors.skill_pathways import REVERSE_TERMS, skill_after_title
from reviews.services.self_check import Archive

_LEVELS = dict(zip(TITLE_LEVELS, Level.values, strict=True))


def reverse_path_of(answers: Answers, archive: Archive | None) -> dict[str, Any] | None:
    """Return what the highest title opens, with the terms for all; None for somebody without a title."""
    held = [title.level for title in answers.titles if title.counts]
    if archive:
        held += [str(r.data.get("level")) for r in archive.records if r.module == Module.TITLE_HELD]
    known = sorted((level for level in held if level in _LEVELS), key=TITLE_LEVELS.index)
    opened = skill_after_title(_LEVELS[known[-1]]) if known else None
    return {"opened": opened, "level": known[-1], "terms": REVERSE_TERMS} if opened else None
