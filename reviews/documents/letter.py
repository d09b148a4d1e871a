"""The shape that all letters share: to whom, what was decided and why, what can be done about it and until when."""

from dataclasses import asdict, dataclass, field
from typing import Any

from reviews.documents.paper import Paper

TEMPLATE = "reviews/documents/letter.html"


@dataclass(frozen=True)
class Letter:
    """What a letter says, from its head to the place of the seal.

    Attributes:
        heading: what it is called.
        number: the decision's own number, or the paper's.
        to: whom it addresses.
        opening: what happened, one paragraph each.
        facts: (label, text) rows.
        items_heading: what the numbered rows are; their columns are place, text, clause.
        items: the numbered rows.
        closing: what follows, one paragraph each.
        body: who decided; the seal goes over the name.
        dated: when, in Chinese.
    """

    heading: str
    number: str
    to: str
    opening: list[str]
    body: str
    dated: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    items_heading: str = ""
    items: list[dict[str, str]] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)

    def paper(self) -> Paper:
        """Return it as it is printed."""
        context: dict[str, Any] = asdict(self)
        return Paper(TEMPLATE, f"{self.heading}（{self.number}）", context)
