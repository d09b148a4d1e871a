"""The one way in for files."""

import enum
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

import filetype
from django.core.files.base import ContentFile, File

from zcps.uploads.refusal import UploadRefused

MB = 1024 * 1024
MOST_PAGES = 500
MOST_MEGAPIXELS = 60
PATIENCE_SECONDS = 30
LONGEST_NAME = 160
IMAGES = {"image/jpeg", "image/png", "image/webp"}
PDF = "application/pdf"
# A PDF may begin after some rubbish; readers look this far.
PDF_HEADER_WITHIN = 1024
_ENDINGS = {"pdf": {"pdf"}, "jpg": {"jpg", "jpeg"}, "png": {"png"}, "csv": {"csv"}}
_PICTURES = {"jpg", "jpeg", "png", "webp"}
WORKER = Path(__file__).with_name("worker.py")


class Purpose(enum.Enum):
    """What a file is for: which types are taken, up to how many bytes each."""

    EVIDENCE = "evidence"
    DOCUMENT = "document"
    PHOTO = "photo"

    @cached_property
    def limits(self) -> dict[str, int]:
        """Return the largest size in bytes by media type."""
        pictures = dict.fromkeys(IMAGES, 2 * MB if self is Purpose.PHOTO else 10 * MB)
        return {
            Purpose.EVIDENCE: {PDF: 20 * MB, **pictures},
            Purpose.DOCUMENT: {PDF: 20 * MB},
            Purpose.PHOTO: pictures,
        }[self]

    @property
    def allowed(self) -> str:
        """Return the types taken, as a sentence names them."""
        return {Purpose.EVIDENCE: " PDF、JPG 或 PNG ", Purpose.DOCUMENT: " PDF "}.get(self, " JPG 或 PNG ")


@dataclass(frozen=True)
class CleanFile:
    """A file that was rebuilt and may be stored and shown."""

    content: bytes
    mime: str
    extension: str
    sha256: str
    pages: int
    name: str

    @property
    def size(self) -> int:
        """Return the number of bytes."""
        return len(self.content)

    def file(self) -> "ContentFile[bytes]":
        """Return the content as Django's storage takes it."""
        return ContentFile(self.content)


def accept(file: "File[bytes]", purpose: Purpose = Purpose.EVIDENCE) -> CleanFile:
    """Recognise, bound and rebuild an uploaded file.

    Args:
        file: as Django hands it over; its name is shown, its declared type is not believed.
        purpose: decides which types are taken and how large they may be.

    Raises:
        UploadRefused: with a sentence for the person who uploaded it.

    """
    name = shown_name(file.name or "")
    if not file.size:
        raise UploadRefused("empty", name=name)
    bound(name, file.size, max(purpose.limits.values()))
    file.seek(0)
    content = file.read()
    mime = _recognise(content)
    if mime not in purpose.limits:
        raise UploadRefused("not_allowed", name=name, allowed=purpose.allowed)
    bound(name, len(content), purpose.limits[mime])
    clean, facts = _rebuild(name, content, "pdf" if mime == PDF else "image")
    digest = sha256(clean).hexdigest()
    name = named_truly(name, facts["extension"])
    return CleanFile(clean, facts["mime"], facts["extension"], digest, facts["pages"], name)


def bound(name: str, size: int, limit: int) -> None:
    """Refuse what is too large."""
    if size > limit:
        raise UploadRefused("too_large", name=name, size=f"{size / MB:.1f} MB", limit=f"{limit // MB} MB")


def shown_name(name: str) -> str:
    """Return the last part of a name without what is not printable, no longer than a database field."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(mark for mark in last if mark.isprintable())[-LONGEST_NAME:] or "未命名"


def named_truly(name: str, extension: str) -> str:
    """Return the name with the ending of what the file is: saved by a reader, it must not be opened as a program."""
    stem, dot, ending = name.rpartition(".")
    if ending.lower() in _ENDINGS[extension]:
        return name
    # Another picture was made of a picture; any other ending stays to be seen, and is none any more.
    base = stem if dot and ending.lower() in _PICTURES else name
    return f"{base[: LONGEST_NAME - len(extension) - 1]}.{extension}"


def _recognise(content: bytes) -> str:
    guessed = filetype.guess_mime(content)
    if guessed is None and b"%PDF-" in content[:PDF_HEADER_WITHIN]:
        return PDF
    return str(guessed or "")


def _rebuild(name: str, content: bytes, kind: str) -> tuple[bytes, dict[str, Any]]:
    """Have the worker rebuild the content; whatever it dies of, the file is refused."""
    limits = json.dumps({"pages": MOST_PAGES, "megapixels": MOST_MEGAPIXELS})
    try:
        done = subprocess.run(
            [sys.executable, "-I", WORKER, kind, limits],
            input=content,
            capture_output=True,
            check=False,
            timeout=PATIENCE_SECONDS,
            env={},
        )
    except subprocess.TimeoutExpired:
        _refuse("too_complex", name)
    head, _, clean = done.stdout.partition(b"\n")
    if done.returncode or not head:
        _refuse("too_complex", name)
    facts: dict[str, Any] = json.loads(head)
    if "refused" in facts:
        _refuse(facts["refused"], name)
    return clean, facts


def _refuse(code: str, name: str) -> NoReturn:
    raise UploadRefused(code, name=name, pages=MOST_PAGES, megapixels=MOST_MEGAPIXELS)
