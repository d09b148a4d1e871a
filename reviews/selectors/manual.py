"""The manual: docs/manual/*.md, shown at /help."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_FOLDER = Path(settings.ROOT) / "docs" / "manual"
# What there is to see in a demonstration; elsewhere there is no such chapter.
GUIDE = "99-demonstration"


@dataclass(frozen=True)
class Chapter:
    """One chapter of the manual; `name` is its file's name without the ending."""

    name: str
    title: str
    html: SafeString


def chapters() -> list[tuple[str, str]]:
    """Return (name, title) of every chapter in order."""
    return [(path.stem, _title(path)) for path in _files()]


def chapter(name: str) -> Chapter | None:
    """Return a chapter as HTML; None for a name that is not one of ours."""
    path = next((path for path in _files() if path.stem == name), None)
    return _rendered(path) if path else None


def _files() -> list[Path]:
    found = sorted(_FOLDER.glob("*.md"))
    return [path for path in found if path.stem != GUIDE or settings.DEMO_IDENTITY]


@cache
def _rendered(path: Path) -> Chapter:
    # Our own text: raw HTML in it stays switched off all the same.
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(path.read_text())
    return Chapter(path.stem, _title(path), mark_safe(html))  # noqa: S308 - rendered from our own files without raw HTML


def _title(path: Path) -> str:
    return path.read_text().partition("\n")[0].lstrip("# ").strip()
