"""The experts' form as a file, before anything is filed: printed from the archive, signed on paper, uploaded there."""

import tempfile
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from accounts.services.files import keep_made
from accounts.services.jobs import Work
from applicants.models import ArchiveRecord
from reviews.documents.direct_recommendation import paper_to_sign
from reviews.documents.loose import loose_pdf
from zcps.documents import page_texts

KIND = "form_to_sign"


def make(work: Work) -> dict[str, Any]:
    """Make it for its owner; it is kept as long as anything that was asked for."""
    record = ArchiveRecord.objects.select_related("profile__user", "profile__employer").get(pk=work.job.input["record"])
    work.expect(1, "正在生成推荐表")
    paper = paper_to_sign(record)
    stamp = {"document": {"number": ""}, "paper_title": paper.title}
    pdf = loose_pdf(paper, render_to_string(paper.template, {**paper.context, **stamp}))
    with tempfile.TemporaryDirectory(prefix="zcps-form-") as folder:
        made = Path(folder) / "form.pdf"
        made.write_bytes(pdf)
        with work.committing():
            name = f"{paper.title}.pdf"
            work.hand_over(keep_made(made, name, "application/pdf", len(page_texts(pdf)), work.job.owner))
            work.advance()
            work.finish({})
    return {}
