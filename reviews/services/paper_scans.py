"""Reading the codes off the sheets that a clerk holds: from photographs, from scans, from a camera's pictures."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from django.core.files.base import File
from PIL import Image

from zcps.documents.reading import pages_as_pictures
from zcps.documents.symbols import qr_texts
from zcps.uploads import CleanFile, UploadRefused, accept

MOST_FILES = 40
# Of all files of a request: a whole archive, and no more than somebody waits for.
MOST_PAGES = 80


def read(files: "Sequence[File[Any]]") -> tuple[list[str], list[str]]:
    """Return what the codes in the files say, and a sentence for each file that could not be read.

    Args:
        files: pictures or PDF files as they were uploaded; each is checked and rebuilt before it is looked at.

    """
    texts: list[str] = []
    left = MOST_PAGES
    problems = [] if len(files) <= MOST_FILES else [f"一次最多上传 {MOST_FILES} 个文件，其余请分次上传。"]
    for file in files[:MOST_FILES]:
        try:
            clean = accept(file)
        except UploadRefused as refusal:
            problems.append(refusal.sentence)
            continue
        left -= clean.pages
        if left < 0:
            problems.append(f"一次最多读取 {MOST_PAGES} 页，“{clean.name}”起没有读取，请分次上传。")
            break
        found = [text for picture in _pictures(clean) for text in qr_texts(picture)]
        texts += found
        if not found:
            problems.append(f"在“{clean.name}”中没有读到页面右上角的二维码。请对准、放平、拍清楚后重新上传。")
    return texts, problems


def _pictures(clean: CleanFile) -> Iterator[Image.Image]:
    if clean.mime == "application/pdf":
        yield from pages_as_pictures(clean.content)
    else:
        yield Image.open(BytesIO(clean.content))
