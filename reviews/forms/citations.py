"""Citations as fields: a document picked from those that may be cited, and the section, as many as a rule rests on."""

from collections.abc import Mapping
from itertools import zip_longest

from law.sources import Notice
from reviews.forms.conditions import Fields
from reviews.forms.controls import Choices, Control, chosen


def citation_from(fields: Fields, name: str) -> str:
    """Return the citation that the fields say, such as `S0 二(二); S2 附件3`; what is half filled in stays half."""
    pairs = zip_longest(fields.get(f"{name}.doc") or (), fields.get(f"{name}.section") or (), fillvalue="")
    return "; ".join(part for doc, section in pairs if (part := f"{doc} {section.replace(';', '；').strip()}".strip()))


def citation_rows(clause: object, documents: Mapping[str, Notice]) -> list[tuple[str, str]]:
    """Return (document, section) of every part of a citation, and a blank one to go on with."""
    parts = [part.strip() for part in clause.split(";") if part.strip()] if isinstance(clause, str) else []
    return [*(_split(part, documents) for part in parts), ("", "")]


def _split(part: str, documents: Mapping[str, Notice]) -> tuple[str, str]:
    code, _, section = part.partition(" ")
    return (code, section) if code in documents else ("", part)


def citation_control(name: str, label: str, clause: object, documents: Mapping[str, Notice]) -> Control:
    """Return the control for a citation."""
    known = [(code, f"{code} {notice.number}") for code, notice in documents.items()]
    pairs = [_pair(name, row, chosen("请选择文件", known)) for row in citation_rows(clause, documents)]
    return Control(name, label, "citations", pairs=pairs)


def _pair(name: str, row: tuple[str, str], known: Choices) -> tuple[Control, Control]:
    doc, section = row
    return (
        Control(f"{name}.doc", "文件", "select", [doc], known),
        Control(f"{name}.section", "条款", "text", [section], hint="如“二(二)”“附件1 三”"),
    )
