"""Whether the author's own cases prove the rulebook: they pass, no target is without, no threshold is unguarded."""

from collections.abc import Iterator

from law.lint_warning import LintWarning
from law.mutation import Mutant, survivors
from law.rulebook import Rulebook
from law.trial import try_vectors


def unproven(book: Rulebook) -> Iterator[LintWarning]:
    """Tell of targets without a case, of cases that fail, and of thresholds that no case would see changed."""
    covered = {vector.get("target") for vector in book.vectors}
    for name in book.targets:
        if name not in covered:
            because = f"“{name}”没有核对用例，请至少写一个符合和一个不符合的用例。"
            yield LintWarning(f"targets.{name}.no_vectors", because, "vectors")
    failed = [trial for trial in try_vectors(book, book.vectors) if not trial.passed]
    for trial in failed:
        because = f"核对用例 {trial.id} 未通过：{trial.because}请改正规则或用例。"
        yield LintWarning(f"vectors.{trial.id}", because, f"vectors[{trial.id}]")
    if book.vectors and not failed:
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
