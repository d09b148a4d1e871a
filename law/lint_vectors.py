"""Whether the author's own cases prove the rulebook: no target is without, no threshold is unguarded.

A case that fails (law.trial) is nothing to accept: whoever publishes is stopped by it, so it is no warning here.
"""

from collections.abc import Iterator

from law.lint_warning import LintWarning
from law.mutation import Mutant, survivors
from law.rulebook import Rulebook
from law.trial import try_vectors


def unproven(book: Rulebook) -> Iterator[LintWarning]:
    """Tell of targets without a case and, where all cases pass, of thresholds that no case would see changed."""
    covered = {vector.get("target") for vector in book.vectors}
    for name in book.targets:
        if name not in covered:
            because = f"“{name}”没有核对用例，请至少写一个符合和一个不符合的用例。"
            yield LintWarning(f"targets.{name}.no_vectors", because, "vectors")
    if book.vectors and all(trial.passed for trial in try_vectors(book, book.vectors)):
        yield from _unguarded(book)


def _unguarded(book: Rulebook) -> Iterator[LintWarning]:
    by_owner: dict[str, list[Mutant]] = {}
    for mutant in survivors(book.source, book.vectors):
        by_owner.setdefault(mutant.owner, []).append(mutant)
    for owner, found in by_owner.items():
        changes = "；".join(dict.fromkeys(_change(mutant) for mutant in found))
        because = f"{owner} 中这样的改动没有核对用例能够发现：{changes}。请补写恰好够和恰好差一点的用例。"
        yield LintWarning(f"unguarded.{owner}", because, owner)


def _change(mutant: Mutant) -> str:
    return f"去掉“{mutant.was}”" if mutant.becomes == "" else f"{mutant.was} 改为 {mutant.becomes}"
