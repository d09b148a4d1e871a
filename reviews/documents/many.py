"""What an office takes away of many people at once: their papers in one file, or a table of them. Done by a worker."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.urls import reverse

from accounts.services import notices
from accounts.services.files import keep_made
from accounts.services.jobs import JobFailed, Work
from accounts.services.notices import Message
from reviews.documents.build import build_now
from reviews.documents.bundle import Line, Order, certificate_of, into_pdf, into_zip, review_form_of
from reviews.enums import DocumentKind
from reviews.models import Application, Document, Roster
from reviews.services import papers
from zcps import clock
from zcps.templatetags.chinese import cn_plain

KIND = "many_papers"
MOST = 500
CASES = Application.objects.select_related(
    "plan", "title__committee", "employer", "snapshot", "applicant__user"
).prefetch_related("certificates")
_ZIP, _PDF = "application/zip", "application/pdf"


@dataclass(frozen=True)
class Made:
    """A paper with a number of its own, which stays: a table, or the list before a file that is kept for a while."""

    paper: Document
    lines: list[Line]
    file: Path | None = None


@dataclass(frozen=True)
class What:
    """What can be taken away: its words on the page, the file's type, and who makes it."""

    label: str
    heading: str
    mime: str
    make: Callable[[Work, str, Sequence[Application], Path], Made]
    # A table can be taken away as CSV too, at once.
    is_table: bool = False

    @property
    def ending(self) -> str:
        """The ending of the file's name."""
        return "zip" if self.mime == _ZIP else "pdf"


def _forms_in_one(work: Work, heading: str, cases: Sequence[Application], folder: Path) -> Made:
    order = _order(work, heading, review_form_of, cases)
    file, lines = into_pdf(order, cases, folder, work.advance)
    return Made(order.listing, lines, file)


def _forms_apart(work: Work, heading: str, cases: Sequence[Application], folder: Path) -> Made:
    return _zipped(_order(work, heading, review_form_of, cases), work, cases, folder)


def _certificates(work: Work, heading: str, cases: Sequence[Application], folder: Path) -> Made:
    return _zipped(_order(work, heading, certificate_of, cases), work, cases, folder)


def _zipped(order: Order, work: Work, cases: Sequence[Application], folder: Path) -> Made:
    file, lines = into_zip(order, cases, folder, work.advance)
    return Made(order.listing, lines, file)


def _order(work: Work, heading: str, find: Any, cases: Sequence[Application]) -> Order:
    asked = f"{work.actor.hat_label}于{cn_plain(clock.today())}提取"
    with work.committing():
        listing = papers.unasked(DocumentKind.PAPERS_LIST)
        listing.roster = _roster(work, cases)
    return Order(heading, asked, listing, find)


def _a_table(label: str, kind: DocumentKind) -> What:
    def made(work: Work, _: str, cases: Sequence[Application], __: Path) -> Made:
        document = build_now(_asked_for(work, kind, cases))
        if document.file is None:
            raise JobFailed(document.failure)
        work.advance(len(cases))
        return Made(document, [])

    return What(label, kind.label, _PDF, made, is_table=True)


WHATS = {
    "forms_pdf": What("评审表，合并为一个 PDF", "专业技术职务任职资格评审表", _PDF, _forms_in_one),
    "forms_zip": What("评审表，每人一个 PDF，打包为 ZIP", "专业技术职务任职资格评审表", _ZIP, _forms_apart),
    "certificates": What("电子证书，每人一个 PDF，打包为 ZIP", "职称电子证书", _ZIP, _certificates),
    "roster": _a_table("申报人员花名册（A4 横向）", DocumentKind.ROSTER),
    "summary": _a_table("申报人员情况综合表（A3 横向）", DocumentKind.SUMMARY),
}


def _asked_for(work: Work, kind: DocumentKind, cases: Sequence[Application]) -> Document:
    """Return the paper that this job asks for: of a job that begins anew the same one."""
    with work.committing():
        return papers.request(kind, roster=_roster(work, cases))


def _roster(work: Work, cases: Sequence[Application]) -> Roster:
    """Return whom the paper of this job lists, by what each has filed."""
    plans = "、".join(dict.fromkeys(case.plan.name for case in cases))
    told = {"body": work.actor.hat_label, "plans": plans, "made_on": clock.today()}
    roster, is_new = Roster.objects.get_or_create(job=work.job, defaults=told)
    if is_new:
        roster.snapshots.set([case.snapshot for case in cases if case.snapshot])
    return roster


def make(work: Work) -> dict[str, Any]:
    """Make what was asked for and keep it for whoever asked; what failed is in the result, person by person."""
    what, wanted = WHATS[work.job.input["what"]], work.job.input["cases"]
    found = CASES.in_bulk(wanted)
    cases = [found[key] for key in wanted if key in found]
    work.expect(len(cases) + 1, f"正在生成{what.heading}")
    with tempfile.TemporaryDirectory(prefix="zcps-papers-") as folder:
        made = what.make(work, what.heading, cases, Path(folder))
        lines = made.lines
        if lines and all(line.failure for line in lines):
            raise JobFailed(f"{lines[0].name}等 {len(lines)} 人的文书都没有生成：{lines[0].failure}")
        return _kept(work, what, made, len(cases))


def _kept(work: Work, what: What, made: Made, people: int) -> dict[str, Any]:
    lines = made.lines
    name = f"{what.heading}（{people}人）{clock.today():%Y%m%d}.{what.ending}"
    pages = sum(line.pages for line in lines)
    work.advance()
    result = {"what": work.job.input["what"], "people": people, "lines": [asdict(line) for line in lines]}
    with work.committing():
        told = f"您提取的{what.heading}（{people} 人）已生成"
        if made.file is None:
            told = f"{told}，编号 {made.paper.number}。"
        else:
            made.paper.save()
            work.hand_over(keep_made(made.file, name, what.mime, pages, work.job.owner))
            told = f"{told}，目录编号 {made.paper.number}，文件保留 3 天。"
        address = reverse("papers_made", args=[work.job.pk])
        notices.queue(f"{KIND}-{work.job.pk}", [Message(work.job.owner, "批量文书已生成", told, address)])
        work.finish(result)
    return result
