"""What a document is made of before it is rendered."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Paper:
    """A view model: everything the template shows, nothing it would have to look up.

    Attributes:
        template: path of the template.
        title: the PDF's title.
        context: JSON-able values only, so that equal content can be told by its hash.
        watermark: laid under every page where not empty.
        is_bound: whether every page carries a code of its own; a certificate has one in its own place.

    """

    template: str
    title: str
    context: dict[str, Any]
    watermark: str = ""
    is_bound: bool = True
