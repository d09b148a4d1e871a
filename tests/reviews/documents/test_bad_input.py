"""What bad input gets: a document that is right, or a sentence; never an empty box, a cut text or half a file.

The others of the same list lie where they belong: a missing or broken photograph, five thousand characters and a name
that nobody can write in test_review_form.py; emoji in test_direct_recommendation.py; a key that has ended and a
time-stamp authority that is gone in tests/reviews/committee/test_signed_papers.py.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from accounts.services.files import content_of
from applicants.enums import Module
from reviews.documents.build import build
from reviews.enums import DocumentKind
from reviews.models import Application, Document
from reviews.services import papers
from tests.reviews import filed
from tests.reviews.cases import make_case
from tests.zcps.archival import violations
from zcps.documents import fonts, missing_glyphs, page_texts

pytestmark = pytest.mark.django_db
ROWS = 58
LONG = "主持完成根雕作品的选材、造型与雕刻，独立解决大件拼接的开裂问题，经鉴定达到省内领先水平。" * 9


def form(case: Application) -> Document:
    return build(papers.request(DocumentKind.REVIEW_FORM, application=case))


def case_with(**changes: Any) -> Application:
    """A case whose frozen version says something else."""
    case = make_case(stage="employer_review")
    case.snapshot.content = {**case.snapshot.content, **changes}
    case.snapshot.save()
    return case


def named(name: str) -> Application:
    case = make_case(stage="employer_review")
    case.snapshot.content["profile"]["name"] = name
    case.snapshot.save()
    return case


def test_an_archive_of_sixty_pages_is_printed_whole_and_in_order() -> None:
    """Heavy by its nature: sixty pages are laid out, a few seconds."""
    rows = [filed.record(number, Module.PROJECT, f"第{number}号根雕工程") for number in range(1, ROWS + 1)]
    for row in rows:
        row["data"] = {"role": "主持", "content": LONG}
    document = form(case_with(achievements={"before": [], "after": rows}))
    assert document.failure == ""
    assert document.pages >= 60
    assert len(document.sheets) == document.pages
    texts = ["".join(text.split()) for text in page_texts(content_of(document.file))]
    assert all(f"第{number}页共{document.pages}页" in text for number, text in enumerate(texts, start=1))
    whole = "".join(texts)
    places = [whole.index(f"第{number}号根雕工程") for number in range(1, ROWS + 1)]
    assert places == sorted(places)
    # Nothing of a text is cut where a page ends.
    assert whole.count("省内领先水平") == ROWS * 9


def test_marks_that_turn_a_line_do_not_garble_a_name_on_paper() -> None:
    document = form(named("阿依\u202e古丽\u200f·买买提"))
    text = "".join("".join(page_texts(content_of(document.file))).split())
    assert "阿依古丽·买买提" in text
    assert not {"\u202e", "\u200f"} & set(text)


def test_a_rare_character_is_written_by_the_face_that_has_it_and_named_once_that_face_is_gone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    case = named("程𮧵")
    document = form(case)
    assert "程𮧵" in "".join("".join(page_texts(content_of(document.file))).split())
    with pikepdf.open(BytesIO(content_of(document.file))) as pdf:
        assert violations(pdf) == []
    # The package with the rare characters is taken off the machine while the worker runs.
    there = fonts.faces()
    monkeypatch.setattr(fonts, "faces", lambda: {**there, "Kai": tmp_path / "gone.ttf"})
    papers.void_all_of(case)
    refused = form(case)
    assert (refused.built_at, refused.file) == (None, None)
    assert "“𮧵”（U+2E9F5" in refused.failure
    assert "请系统管理员安装补充字库后重新生成" in refused.failure
    # Papers without such characters go on.
    assert missing_glyphs("程一，第 1 页") == []
