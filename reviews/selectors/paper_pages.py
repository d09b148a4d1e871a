"""A paper page by page: what the code on a page says, and whether a bundle of sheets is the paper it should be."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from reviews.models import Document
from zcps.documents import MARK_LENGTH, mark_of

LONGEST_TEXT = 300
ADDRESS = re.compile(r"https?://[\w.:-]+/verify/sheet/(\w{4,12})/?\?(.+)")


@dataclass(frozen=True)
class Scan:
    """What stands in the QR code of a page: the paper's code, the number of the page, its mark."""

    code: str
    page: int
    mark: str


@dataclass(frozen=True)
class Page:
    """One page as the platform keeps it."""

    number: int
    first: str
    mark: str
    is_seen: bool = False


@dataclass(frozen=True)
class Held:
    """A page in somebody's hand; without first words its mark is not that of the paper's page."""

    number: int
    of: int
    mark: str
    first: str = ""


@dataclass(frozen=True)
class Check:
    """Which pages of a paper were seen, and a sentence on everything that is not one of them."""

    document: Document
    pages: list[Page]
    strangers: list[str]

    @property
    def missing(self) -> list[int]:
        """The pages that nobody has seen."""
        return [page.number for page in self.pages if not page.is_seen]

    @property
    def seen_count(self) -> int:
        """How many pages were seen."""
        return len(self.pages) - len(self.missing)

    @property
    def is_whole(self) -> bool:
        """Whether every page was seen, and nothing else."""
        return bool(self.pages) and not self.missing and not self.strangers


def scan_of(text: str) -> Scan | None:
    """Return what a page's QR code says; None where the code is not one of ours."""
    if len(text) > LONGEST_TEXT:
        return None
    of = ADDRESS.fullmatch(text)
    query = parse_qs(of[2]) if of else {}
    page, mark = query.get("p", [""])[0], query.get("h", [""])[0]
    if not of or not page.isdecimal() or not mark:
        return None
    return Scan(of[1].upper(), int(page[:4]), mark.upper())


def pages_of(document: Document, seen: Iterable[int] = ()) -> list[Page]:
    """Return the pages of a paper as it was made, those seen marked."""
    known = set(seen)
    return [
        Page(number, sheet["first"], mark_of(sheet), number in known)
        for number, sheet in enumerate(document.sheets, start=1)
    ]


def holds(document: Document, page: int, mark: str) -> bool:
    """Tell whether a page with this number and this mark is one of the paper's."""
    return 1 <= page <= len(document.sheets) and mark_of(document.sheets[page - 1]) == mark.upper()


def page_held(document: Document, asked: Mapping[str, str]) -> Held | None:
    """Return what the public learns of the page whose code was read: its first words only if its mark is right.

    Args:
        document: the paper whose code it carries.
        asked: `p` and `h` of the page's address.

    """
    number, mark = asked.get("p", ""), asked.get("h", "")
    if not number.isdecimal() or not mark or not document.sheets:
        return None
    page = int(number[:4])
    if not holds(document, page, mark):
        return Held(page, len(document.sheets), mark[:MARK_LENGTH].upper())
    return Held(page, len(document.sheets), mark.upper(), document.sheets[page - 1]["first"])


def check(document: Document, texts: Iterable[str]) -> Check:
    """Compare what was read from the sheets handed in with the paper they should be.

    Args:
        document: the paper in force.
        texts: what the QR codes said, in any order, twice where a sheet was seen twice.

    """
    scans, foreign = [], 0
    for text in dict.fromkeys(texts):
        scan = scan_of(text)
        scans += [scan] if scan else []
        foreign += scan is None
    own = [scan for scan in scans if scan.code == document.short_code]
    wrong = [scan for scan in own if not holds(document, scan.page, scan.mark)]
    strangers = [_altered(document, scan) for scan in wrong]
    strangers += _of_others(document, [scan for scan in scans if scan.code != document.short_code])
    if foreign:
        strangers.append(f"有 {foreign} 个二维码不是本平台文书的页面，请取出后重新核对。")
    return Check(document, pages_of(document, (scan.page for scan in own if scan not in wrong)), strangers)


def _altered(document: Document, scan: Scan) -> str:
    if not 1 <= scan.page <= len(document.sheets):
        return f"有一页标为第 {scan.page} 页，而该文书共 {len(document.sheets)} 页。该页不能收取，请申报人重新打印。"
    kept = mark_of(document.sheets[scan.page - 1])
    return f"第 {scan.page} 页的页校验 {scan.mark} 与平台保存的 {kept} 不符，可能被改动或替换。请申报人重新打印该页。"


def _of_others(document: Document, scans: list[Scan]) -> list[str]:
    papers = Document.objects.select_related("snapshot").in_bulk([scan.code for scan in scans], field_name="short_code")
    return [_stranger(document, scan, papers.get(scan.code)) for scan in scans]


def _stranger(document: Document, scan: Scan, paper: Document | None) -> str:
    if paper is None:
        return f"有一页（第 {scan.page} 页）的校验码 {scan.code} 在平台查不到，可能是伪造。请退回，由申报人重新打印。"
    told = _told_of(paper) if paper.application_id == document.application_id else ""
    return f"第 {scan.page} 页属于另一份文书{told}，不是本件现行版本的页面。请退回，由申报人重新打印后替换。"


def _told_of(paper: Document) -> str:
    """Which paper of the same case it is; of anybody else's nothing is said."""
    version = f"第 {paper.snapshot.version} 版" if paper.snapshot else ""
    state = "，已作废" if paper.voided_at else ""
    return f"（{paper.get_kind_display()} {paper.number}{version}{state}）"
