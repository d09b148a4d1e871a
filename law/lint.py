"""What a rulebook leaves for its publisher to confirm: parameters assumed or open, conflicts, rules without effect.

A rulebook that cannot be read at all is refused by law.rulebook; what is told here can be accepted with a reason.
"""

from collections.abc import Iterator
from functools import lru_cache

from law.lint_conflicts import conflicts
from law.lint_documents import foreign_documents
from law.lint_rules import idle_rules
from law.lint_vectors import unproven
from law.lint_warning import LintWarning
from law.rulebook import Rulebook

_KEPT = 64


def lint(book: Rulebook) -> list[LintWarning]:
    """Return everything about the rulebook that its publisher must confirm, then what he only has to know."""
    return list(_linted(book))


@lru_cache(maxsize=_KEPT)
def _linted(book: Rulebook) -> tuple[LintWarning, ...]:
    # Trying every vector on every mutant takes a moment; a compiled rulebook never changes.
    checks = (_cutoff, _credits, conflicts, idle_rules, foreign_documents, unproven)
    found = [warning for check in checks for warning in check(book)]
    return tuple(sorted(found, key=lambda warning: warning.info))


def _cutoff(book: Rulebook) -> Iterator[LintWarning]:
    if book.cutoff.assumed:
        because = f"通知未写年限截止日，规则库按 {book.cutoff.day} 计算，请确认。"
        yield LintWarning("cutoff.assumed", because, "cutoff")
    if book.cutoff.open:
        because = "通知未写年限截止日，按申报日计算；与按当年12月31日结论不同的，转人工核定，请确认。"
        yield LintWarning("cutoff.open", because, "cutoff", book.cutoff.open)


def _credits(book: Rulebook) -> Iterator[LintWarning]:
    for target in book.targets.values():
        if not target.credit_policy:
            because = f"“{target.name}”未规定学时要求，请确认，或选定学时政策。"
            yield LintWarning(f"targets.{target.name}.no_credits", because, f"targets.{target.name}")
