"""Papers: the review form as it is printed, through its template, bound and watermarked; beside Chromium's print.

Ten pages warm, a cell of 5,000 characters, a form that has not changed, a hundred forms with progress, memory.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zcps.settings.test")

import django

django.setup()

from bench.measure import median, row
from bench.review_form import form_of
from reviews.documents.build import canonical, html_of
from reviews.documents.paper import Paper
from reviews.documents.preflight import missing_in
from reviews.models import Document
from zcps.documents import add_watermark, bind, page_texts, render_pdf

CHROMIUM = Path("/usr/bin/chromium")
ADDRESS = "https://zcps.example.gov.cn/verify/sheet/ABCD234567/"
FORMS = int(os.environ.get("BENCH_FORMS", "100"))
DOCUMENT = Document(kind="review_form", number="PSB20220905000001", short_code="ABCD234567")


def paper(name: str = "程一", **content: Any) -> Paper:
    """A review form of made-up content."""
    context = form_of(name, **content)
    return Paper("reviews/documents/review_form.html", context["form_name"], context, "浙江省专业技术任职资格评审平台")


def printed(form: Paper) -> bytes:
    """Everything that a worker does before it stores a form."""
    return bind(render_pdf(html_of(DOCUMENT, form), title=form.title), ADDRESS, form.watermark)[0]


def by_chromium(page: Path) -> None:
    """Print the same page with the browser; its own start is part of it."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
    quiet = ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    to = f"--print-to-pdf={page.with_suffix('.pdf')}"
    subprocess.run([CHROMIUM, *flags, *quiet, to, page.as_uri()], check=True, capture_output=True)


def main() -> None:
    """Print the table."""
    form, long = paper(rows=8), paper(rows=8, statement=5000)
    plain = render_pdf(html_of(DOCUMENT, form), title=form.title)
    pages = page_texts(plain)
    print(f"review form: {len(pages)} pages, {sum(map(len, pages))} characters")
    row("review form, warm: template, layout, codes, watermark", median(lambda: printed(form)), 0.5)
    row("with a cell of 5,000 characters", median(lambda: printed(long)), 2)
    row("its watermark alone", median(lambda: add_watermark(plain, form.watermark)), 0.03)
    row("pre-flight against the fonts", median(lambda: missing_in(form)), 0.03)
    row("unchanged: nothing but its hash", median(lambda: sha256(canonical(form)).hexdigest()), 0.03)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "form.html"
        page.write_text(html_of(DOCUMENT, form))
        if CHROMIUM.exists():
            row("the same page printed by Chromium", median(lambda: by_chromium(page), 3), 0.78)
    begun = time.perf_counter()
    for number in range(1, FORMS + 1):
        printed(paper(f"程{number}", rows=8))
        if sys.stdout.isatty():
            print(f"{number} of {FORMS}", end="\r", flush=True)
    row(f"{FORMS} forms", time.perf_counter() - begun, 60 * FORMS / 100)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at its highest: {megabytes:.0f} MB (budget 400 MB)")


if __name__ == "__main__":
    main()
