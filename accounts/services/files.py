"""Keeping files: what was uploaded, and what the platform has made."""

from hashlib import sha256

from django.core.files.base import File

from accounts.models import StoredFile, User
from zcps import clock
from zcps.uploads import CleanFile, Purpose, UploadRefused, accept

__all__ = ["Purpose", "UploadRefused", "keep", "keep_pdf", "store"]


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
