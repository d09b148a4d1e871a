"""A case for a court or an appeal: everything of one application in one archive, its list of contents signed.

The cover is signed last and carries the hash of the list; zcps/signed/archive.py verifies the whole by itself.
"""

import tempfile
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import StoredFile
from accounts.services import journal, notices
from accounts.services.clear_reading import note_export
from accounts.services.files import FileWithheld, StorageGone, keep_made, opened
from accounts.services.jobs import JobFailed, Work
from accounts.services.notices import Message
from reviews.documents import case_journal
from reviews.documents.build import CannotBuild, render_into
from reviews.documents.case_index import index_of
from reviews.documents.case_parts import Row, parts_of, without_order
from reviews.documents.paper import Paper
from reviews.enums import DocumentKind
from reviews.models import Application, Document
from reviews.permissions import may_read_document, may_take_bundle, owns
from reviews.services import papers
from zcps import clock
from zcps.signed.contents import ANCHORS, COVER, ENTRIES, INDEX, LISTED, MANIFEST, README
from zcps.signed.errors import CannotSign, PaperNotSigned
from zcps.templatetags.chinese import cn_datetime

KIND = "case_bundle"
_NOT_SIGNED = "现在不能签章，案卷包没有生成。请稍后重新生成；仍不成功的，请联系系统管理员。"
_CASES = Application.objects.select_related(
    "plan__office", "plan__hr_bureau", "title__committee", "employer", "applicant__user", "snapshot"
)


class Archive:
    """A ZIP that remembers what was put in."""

    def __init__(self, whole: zipfile.ZipFile) -> None:
        """Take the file, open for writing."""
        self._whole = whole
        self.lines: list[tuple[str, str]] = []

    def add(self, name: str, content: bytes) -> None:
        """Put something in, with its hash on the list."""
        self._whole.writestr(name, content, zipfile.ZIP_DEFLATED)
        self.lines.append((sha256(content).hexdigest(), name))

    def add_stored(self, name: str, file: StoredFile) -> None:
        """Put a stored file in as it was kept; in the place of one that is withheld, why."""
        try:
            with opened(file) as content:
                self.add(name, content.read())
        except FileWithheld as reason:
            self.add(f"{name}.未提供.txt", str(reason).encode())

    def manifest(self) -> bytes:
        """Return the list, as sha256sum reads it."""
        return "".join(f"{digest}  {name}\n" for digest, name in self.lines).encode()


def make(work: Work) -> dict[str, Any]:
    """Make the bundle for whoever asked, if he still may have it."""
    case = _CASES.get(pk=work.job.input["application"])
    if not may_take_bundle(work.actor, case):
        raise JobFailed("您已不再经办该申报，案卷包没有生成。")
    is_own = owns(work.actor, case)
    documents, evidence = _papers(work, case, is_own=is_own), _evidence(case)
    work.expect(len(documents) + len(evidence) + 3, "正在汇集案卷")
    with tempfile.TemporaryDirectory(prefix="zcps-case-") as folder:
        target = Path(folder) / "case.zip"
        try:
            cover = _written(work, case, target, documents, evidence, is_own=is_own)
        except StorageGone as reason:
            raise JobFailed(str(reason)) from reason
        return _kept(work, case, target, cover, documents, is_own=is_own)


def _papers(work: Work, case: Application, *, is_own: bool) -> list[Document]:
    of_it = Q(application=case) | Q(complaint__application=case)
    rows = Document.objects.filter(of_it, file__isnull=False).select_related(
        "file", "application__plan", "application__applicant", "complaint__application"
    )
    made = list(rows.order_by("pk"))
    return [each for each in made if not each.voided_at and may_read_document(work.actor, each)] if is_own else made


def _evidence(case: Application) -> dict[str, StoredFile]:
    """Return what proves the records of every version that was filed, by the names that the versions refer to."""
    named = {key for each in case.snapshots.all() for key in _files_in(each.content)}
    found = {str(each.pk): each for each in StoredFile.objects.filter(pk__in=named)}
    return {key: found[key] for key in sorted(found)}


def _handled(case: Application) -> dict[str, StoredFile]:
    """Return what was submitted while the case was contested: grounds of a veto, what was said to it, appeals."""
    vetoes = case.vetoes.select_related("evidence", "statement_file").order_by("pk")
    found = [(f"一票否决_{veto.pk}_证据", veto.evidence) for veto in vetoes]
    found += [(f"一票否决_{veto.pk}_陈述申辩", veto.statement_file) for veto in vetoes if veto.statement_file]
    defended = case.revocations.filter(defence_file__isnull=False).select_related("defence_file").order_by("pk")
    found += [(f"撤销_{each.pk}_陈述申辩", each.defence_file) for each in defended if each.defence_file]
    appealed = case.complaints.filter(evidence__isnull=False).select_related("evidence").order_by("pk")
    found += [(f"复查_{each.receipt}_材料", each.evidence) for each in appealed if each.evidence]
    return {f"处理材料/{name}_{_safe(file.name)}": file for name, file in found}


def _files_in(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        for key, value in content.items():
            if key == "evidence" and isinstance(value, list):
                yield from (each["file"] for each in value)
            else:
                yield from _files_in(value)
    elif isinstance(content, list):
        for each in content:
            yield from _files_in(each)


def _written(
    work: Work,
    case: Application,
    target: Path,
    documents: list[Document],
    evidence: dict[str, StoredFile],
    *,
    is_own: bool,
) -> Document:
    """Write the archive; return its cover, not saved yet."""
    parts = parts_of(case, is_own=is_own)
    files = {f"佐证材料/{key}_{_safe(file.name)}": file for key, file in evidence.items()} | _handled(case)
    heads = f"{settings.SITE_ADDRESS}{reverse('journal_heads')}"
    told = {"case": case, "is_own": is_own, "taken": _taken(work), "why": _why(work), "heads": heads}
    with zipfile.ZipFile(target, "w") as whole:
        archive = Archive(whole)
        shown = [_put_document(archive, work, each) for each in documents]
        for name, file in files.items():
            archive.add_stored(name, file)
            work.advance()
        for name, rows in parts:
            archive.add(f"案卷/{name}.json", case_journal.as_json(rows))
        chained = _put_journal(archive, case, is_own=is_own)
        work.advance()
        told |= {"parts": parts, "papers": shown, "evidence": files, "journal": chained}
        told |= index_of(case, parts, chained.acts) | {"proofs": dict(zip(evidence, files, strict=False))}
        archive.add(README, render_to_string("reviews/documents/case_bundle.txt", told).encode())
        archive.add(INDEX, render_to_string("reviews/documents/case_index.html", told).encode())
        manifest = archive.manifest()
        whole.writestr(MANIFEST, manifest, zipfile.ZIP_DEFLATED)
        cover = _cover(work, case, told, manifest, len(archive.lines))
        assert cover.file is not None, "a cover that was rendered has a file"  # noqa: S101 - render_into() promises it
        with opened(cover.file) as content:
            whole.writestr(COVER, content.read())
    work.advance()
    return cover


def _put_journal(archive: Archive, case: Application, *, is_own: bool) -> case_journal.Part:
    """Put in the case's entries, the anchors that prove them, and the stamps of those."""
    chained = case_journal.part_of(case, is_own=is_own)
    archive.add(ENTRIES, case_journal.as_json(chained.acts))
    archive.add(ANCHORS, case_journal.as_json(chained.anchors))
    for name, stamp in chained.stamps.items():
        archive.add(name, stamp)
    return chained


def _put_document(archive: Archive, work: Work, document: Document) -> Row:
    assert document.file is not None, "only made papers are put in"  # noqa: S101 - so they were asked for
    name = f"文书/{document.number}_{document.get_kind_display()}.pdf"
    archive.add_stored(name, document.file)
    work.advance()
    return {
        "file": name,
        "kind": document.get_kind_display(),
        "number": document.number,
        "code": document.short_code,
        "pages": document.pages,
        "state": "已作废" if document.voided_at else "有效",
        "sha256": document.file.sha256,
    }


def _cover(work: Work, case: Application, told: dict[str, Any], manifest: bytes, files: int) -> Document:
    document = papers.unasked(DocumentKind.CASE_BUNDLE)
    title = f"案卷包封面和目录（{document.number}）"
    context = {
        "heading": "申报案卷",
        "person": case.applicant.user.name,
        "plan": case.plan.name,
        "title": case.title.name if case.title else "",
        "employer": case.employer.name if case.employer else "",
        "code": case.snapshot.short_code if case.snapshot else "",
        "taken": told["taken"],
        "is_own": told["is_own"],
        "parts": [(without_order(name), len(rows)) for name, rows in told["parts"]],
        "papers": told["papers"],
        "evidence": len(told["evidence"]),
        "why": told["why"],
        "acts": len(told["journal"].acts),
        "stamped": told["journal"].stamped,
        "files": files,
        "listed": LISTED,
        "manifest": sha256(manifest).hexdigest(),
    }
    try:
        render_into(document, Paper("reviews/documents/case_bundle.html", title, context))
    except (CannotBuild, PaperNotSigned) as reason:
        raise JobFailed(str(reason)) from reason
    except CannotSign as reason:
        raise JobFailed(_NOT_SIGNED) from reason
    work.advance()
    return document


def _taken(work: Work) -> str:
    return f"{work.actor.hat_label}于{cn_datetime(clock.now().astimezone(clock.SHANGHAI))}提取"


def _why(work: Work) -> dict[str, str]:
    """Return for what an office took it; of an applicant who takes his own nobody asks."""
    return {name: work.job.input[name] for name in ("purpose", "reason") if name in work.job.input}


def _in_clear(case: Application, documents: list[Document]) -> list[str]:
    """Name what of the bundle every screen masks or shows only for a reason; the person concerned reads these words."""
    found = ["申报案卷（含申报内容、佐证材料、各级意见和处理决定）"]
    if any(each.kind == DocumentKind.REVIEW_FORM for each in documents):
        found.append("评审表所载证件号码、电话号码")
    if case.revocations.exists():
        found.append("撤销的事实、理由和陈述申辩")
    if case.vetoes.exists():
        found.append("一票否决的事实、理由和陈述申辩")
    return found


def _kept(
    work: Work, case: Application, target: Path, cover: Document, documents: list[Document], *, is_own: bool
) -> dict[str, Any]:
    name, why = f"案卷包_{cover.number}.zip", _why(work)
    with work.committing():
        cover.save()
        work.hand_over(keep_made(target, name, "application/zip", cover.pages, work.job.owner))
        told = f"{case.applicant.user.name}的申报案卷包已生成，编号 {cover.number}，文件保留 3 天。"
        message = Message(work.job.owner, "案卷包已生成", told, reverse("case_bundle", args=[case.pk]))
        notices.queue(f"{KIND}-{work.job.pk}", [message])
        if not is_own:
            # Before its own entry in the journal, so that neither is there without the other.
            note_export(work.actor, [(case, case.applicant.user)], _in_clear(case, documents), why)
        told_of: dict[str, Any] = {"number": cover.number, "copy": "own" if is_own else "full", **why}
        journal.record(KIND, case, work.actor, **told_of)
        work.finish({"application": case.pk, "number": cover.number})
    return {"application": case.pk, "number": cover.number}


def _safe(name: str) -> str:
    return "".join(mark for mark in name if mark.isalnum() or mark in "·-._") or "file"
