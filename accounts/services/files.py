"""Keeping files: what was uploaded, and what the platform has made."""

from hashlib import file_digest, sha256
from pathlib import Path

from django.core.files.base import File
from django.db import transaction

from accounts.models import StoredFile, User
from zcps import clock
from zcps.uploads import CleanFile, Purpose, UploadRefused, accept

__all__ = ["Purpose", "UploadRefused", "forget", "keep", "keep_made", "keep_pdf", "store"]


def store(upload: "File[bytes]", owner: User, purpose: Purpose = Purpose.EVIDENCE) -> StoredFile:
    """Check, rebuild and keep an upload.

    Raises:
        UploadRefused: a ValidationError with a sentence for the person who uploaded it.
    """
    return keep(accept(upload, purpose), owner)


def keep_pdf(name: str, pdf: bytes, pages: int) -> StoredFile:
    """Keep a paper that the platform itself has made; it has no owner."""
    return keep(CleanFile(pdf, "application/pdf", "pdf", sha256(pdf).hexdigest(), pages, name), None)


def keep(clean: CleanFile, owner: User | None) -> StoredFile:
    """Keep what a form has already checked and rebuilt; it has no owner where anybody may hand it in."""
    kept = StoredFile(
        name=clean.name,
        mime=clean.mime,
        size=clean.size,
        sha256=clean.sha256,
        pages=clean.pages,
        owner=owner,
        uploaded_at=clock.now(),
    )
    kept.content.save("", clean.file(), save=False)
    kept.save()
    return kept


def keep_made(made: Path, name: str, mime: str, pages: int, owner: User) -> StoredFile:
    """Keep what was made for one person alone, read from the disk in parts: it may be larger than the memory."""
    with made.open("rb") as content:
        digest = file_digest(content, "sha256").hexdigest()
        content.seek(0)
        size = made.stat().st_size
        kept = StoredFile(
            name=name, mime=mime, size=size, sha256=digest, pages=pages, owner=owner, uploaded_at=clock.now()
        )
        kept.content.save("", File(content), save=False)
    kept.save()
    return kept


def forget(kept: StoredFile) -> None:
    """Delete a file that nothing refers to any more, first its row: nobody may be led to what is gone."""
    content = kept.content
    kept.delete()
    transaction.on_commit(lambda: content.delete(save=False))
