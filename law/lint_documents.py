"""Citations to look at before publication: documents of other plans or of later years, citations without a clause."""

from collections.abc import Iterator

from law.lint_warning import LintWarning
from law.rulebook import Rulebook


def foreign_documents(book: Rulebook) -> Iterator[LintWarning]:
    """Tell of cited documents that are not the plan's own notice, and of citations that name no clause."""
    citations = dict(_citations(book))
    for code, notice in book.documents.items():
        places = [place for place, clause in citations.items() if notice.number in clause]
        is_own = notice == book.notice or code in (book.source.get("documents") or {})
        if places and not is_own:
            yield _foreign(book, code, places)
    for place, clause in citations.items():
        if any(part.strip() == notice.number for part in clause.split("；") for notice in book.documents.values()):
            because = f"{place} 只引用了文件（{clause}），没有写明条款，请补充到具体条款。"
            yield LintWarning(f"clauses.{place}", because, place)


def _citations(book: Rulebook) -> Iterator[tuple[str, str]]:
    yield "cutoff", book.cutoff.clause
    yield from ((f"gates.{gate.id}", gate.clause) for gate in book.gates)
    yield from ((f"rules[{rule.id}]", rule.clause) for rule in book.every_rule)
    yield from ((f"readings.{code}", reading.clause) for code, reading in book.readings.items())


def _foreign(book: Rulebook, code: str, places: list[str]) -> LintWarning:
    notice, listed = book.documents[code], "、".join(places)
    if notice.year > book.notice.year:
        because = (
            f"引用的{notice.number}晚于本计划的{book.notice.number}（{listed}），请改引当年有效的文件，或确认按此执行。"
        )
        return LintWarning(f"documents.{code}", because, places[0])
    because = f"引用了本计划以外的{notice.number}（{listed}），请确认该文件对本计划仍然有效。"
    return LintWarning(f"documents.{code}", because, places[0], info=True)
