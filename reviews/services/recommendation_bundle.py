"""What goes to a higher committee that is not on the platform: papers, frozen content and evidence in one file."""

import json
import mimetypes
import zipfile
from collections.abc import Iterator
from pathlib import PurePath
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.db.models import Q, QuerySet

from accounts.models import StoredFile
from accounts.services.files import opened
from reviews.enums import DocumentKind
from reviews.models import Application, Certificate, Document

# Kept in memory up to here; what is larger lies on the disk until it has been sent.
_IN_MEMORY = 8 * 1024 * 1024
_PAPERS = (DocumentKind.RECOMMENDATION, DocumentKind.REVIEW_FORM)
_LISTS = (DocumentKind.RECOMMENDATION_LIST,)
_RECORDS = ("education", "work", "titles", "appointments", "assessments", "papers", "others")
_BAD = frozenset('\\/:*?"<>|')


def bundle_of(recommendation: Certificate) -> IO[bytes]:
    """Return a zip file: letter, list, review form, snapshot, every file of evidence, and a list of all that.

    Each is named with its SHA-256 in 清单.txt; the snapshot's own hash is that which the papers carry.
    """
    target = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the response closes it
    lines = [f"推荐函编号　{recommendation.number}"]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        snapshot = recommendation.application.snapshot
        if snapshot is not None:
            bundle.writestr("申报内容.json", json.dumps(snapshot.content, ensure_ascii=False, indent=2))
            version = f"第 {snapshot.version} 版，校验码 {snapshot.short_code}"
            lines.append(f"申报内容.json　{version}，SHA-256 {snapshot.sha256}")
        for name, file in _files(recommendation):
            with opened(file) as source:
                bundle.writestr(name, source.read())
            lines.append(f"{name}　SHA-256 {file.sha256}")
        lines += [f"{name}　正在生成，请稍后重新下载本压缩包。" for name in _not_made(recommendation)]
        bundle.writestr("清单.txt", "\n".join(lines) + "\n")
    target.seek(0)
    return target


def _files(recommendation: Certificate) -> Iterator[tuple[str, StoredFile]]:
    case = recommendation.application
    for paper in _papers(case).filter(file__isnull=False).select_related("file"):
        assert paper.file is not None  # noqa: S101 - filtered above
        yield f"{paper.get_kind_display()}.pdf", paper.file
    yield from _evidence(case.snapshot.content if case.snapshot else {})


def _papers(case: Application) -> QuerySet[Document]:
    wanted = Q(kind__in=_PAPERS, application=case) | Q(kind__in=_LISTS, filing__lines__application=case)
    return Document.objects.filter(wanted, voided_at=None).order_by("pk").distinct()


def _not_made(recommendation: Certificate) -> list[str]:
    """The papers that a worker is still to make: whoever receives the file knows that it is not whole."""
    waiting = _papers(recommendation.application).filter(file=None)
    return [f"{paper.get_kind_display()}.pdf" for paper in waiting]


def _evidence(content: dict[str, Any]) -> Iterator[tuple[str, StoredFile]]:
    """Every file of every record that was frozen, numbered in the order of the review form."""
    after = content.get("achievements", {})
    records = [row for key in _RECORDS for row in content.get(key, ())]
    records += [*after.get("after", ()), *after.get("before", ())]
    named = {proof["file"]: (row, proof) for row in records for proof in row.get("evidence", ())}
    known = {str(file.pk): file for file in StoredFile.objects.filter(pk__in=list(named))}
    for place, (key, (row, proof)) in enumerate(named.items(), start=1):
        if key in known:
            name = f"{_plain(row['title'])}-{_plain(PurePath(proof['name']).stem)}"
            yield f"材料/{place:02d}-{name}{_suffix_of(known[key])}", known[key]


def _suffix_of(file: StoredFile) -> str:
    """As the file is kept: what was handed in may have been another type, and a long name loses its end."""
    return mimetypes.guess_extension(file.mime) or PurePath(file.name).suffix


def _plain(name: str) -> str:
    """A name that no file system takes for a path."""
    return "".join("_" if letter in _BAD else letter for letter in name)[:80]
