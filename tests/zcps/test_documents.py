"""Documents: what is on the paper, in its text, and how long it takes."""

import time
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.zcps.archival import violations
from zcps import checks
from zcps.documents import add_watermark, bind, fonts, mark_of, missing_glyphs, page_texts, render_pdf, to_png
from zcps.documents.reading import pages_as_pictures
from zcps.documents.symbols import qr_texts

FORM = "<h1>评审表</h1><p>姓名：王𮧵明 <span class='box ticked'></span></p>"
WATERMARK = "仅供评审使用 王五 2022-09-10"


@pytest.fixture(scope="module")
def form() -> bytes:
    return render_pdf(FORM, title="评审表")


def _fonts(path: Path) -> set[str]:
    with pikepdf.open(path) as pdf:
        descriptors = [item for item in pdf.objects if _is_font_descriptor(item)]
        assert all({"/FontFile2", "/FontFile3"} & set(item) for item in descriptors)
        return {str(item.FontName).split("+")[-1] for item in descriptors}


def _is_font_descriptor(item: pikepdf.Object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"


def test_all_fonts_are_ours_and_embedded(form, tmp_path):
    (tmp_path / "form.pdf").write_bytes(form)
    assert _fonts(tmp_path / "form.pdf") == {"Song", "Hei", "Kai"}


def test_it_is_made_for_archives_and_for_screen_readers(form):
    paper = add_watermark(bind(form, "https://zcps.example.gov.cn/verify/sheet/X/")[0], WATERMARK)
    with pikepdf.open(BytesIO(paper)) as pdf:
        assert violations(pdf) == []
        assert "/Outlines" in pdf.Root
        del pdf.Root.Metadata, pdf.Root.StructTreeRoot
        pdf.pages[0].contents_add(b"BT <0000> Tj ET", prepend=False)
        broken = violations(pdf)
    for rule in ("A 6.6.4", "UA 5", "UA 7.1: not tagged", "UA 7.1: content", "A 6.2.11.8"):
        assert any(said.startswith(rule) for said in broken), rule


def test_marks_that_nobody_sees_do_not_turn_what_is_written():
    plain = render_pdf("<p>王明，工艺美术师</p>", title="x")
    assert render_pdf("<p>王\u202e明\u200b，\u2067工艺\ufeff美术师\u2069</p>", title="x") == plain
    assert missing_glyphs("王\u202e明") == []
    assert missing_glyphs("好😀") == ["😀"]


def test_the_text_can_be_copied_out(form):
    assert "姓名：王𮧵明" in page_texts(form)[0]


def test_title_and_language_are_set(form, tmp_path):
    (tmp_path / "form.pdf").write_bytes(form)
    with pikepdf.open(tmp_path / "form.pdf") as pdf:
        assert str(pdf.docinfo.Title) == "评审表"
        assert str(pdf.Root.Lang) == "zh-CN"


def test_the_same_input_gives_the_same_bytes(form):
    assert render_pdf(FORM, title="评审表") == form


def test_nothing_is_fetched_from_disk_or_network(tmp_path):
    (tmp_path / "secret.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><text>机密</text></svg>")
    html = f"<img src='{(tmp_path / 'secret.svg').as_uri()}'><img src='http://192.0.2.1/x.png'><p>正文</p>"
    assert page_texts(render_pdf(html, title="x"))[0].split() == ["正文"]


def test_a_long_cell_does_not_slow_the_document_down(form):
    cell = "主持完成数控机床研发项目。" * 400
    html = f"<table><col style='width:20%'><col><tr><th>业绩</th><td>{cell}</td></tr></table>"
    begun = time.process_time()
    render_pdf(html, title="x")
    assert time.process_time() - begun < 2


def test_a_watermark_is_seen_but_not_read(form):
    marked = add_watermark(form, WATERMARK)
    assert page_texts(marked) == page_texts(form)
    assert to_png(marked) != to_png(form)
    assert len(marked) - len(form) < 20_000


def test_a_watermark_lies_under_the_content(form):
    html = "<div style='position:fixed; inset:-25mm; background:#ff0000'></div>"
    covered = render_pdf(html, title="x")
    assert to_png(add_watermark(covered, WATERMARK)) == to_png(covered)


def test_missing_characters_are_named_once():
    assert missing_glyphs("王𮧵☑明\n☑\U000f0000") == ["☑", "\U000f0000"]


def test_all_standard_characters_of_names_can_be_written():
    assert missing_glyphs("龘靐齉爨㛃䶮，。《》（）“”—…·№①ⅨⅫ") == []


def test_a_missing_library_is_said_with_its_package(monkeypatch):
    monkeypatch.setitem(checks.LIBRARIES, "libnowhere.so.0", ("libnowhere0", "nothing works"))
    monkeypatch.setattr(fonts, "faces", dict)
    hints = [concern.hint for concern in checks.check_document_libraries()]
    assert hints == ["apt-get install libnowhere0", "apt-get install fonts-lxgw-wenkai"]


class TestBinding:
    ADDRESS = "https://zcps.example.gov.cn/verify/sheet/ABCDEFGHJK/"
    PAGES = "<h1>评审表</h1><p>王𮧵明</p><p style='break-before: page'>二、学习培训经历</p>"

    def test_every_page_carries_its_number_and_mark_as_a_code_and_none_of_it_as_text(self):
        pdf = render_pdf(self.PAGES, title="评审表")
        bound, sheets = bind(pdf, self.ADDRESS)
        read = [qr_texts(picture) for picture in pages_as_pictures(add_watermark(bound, WATERMARK), dpi=150)]
        assert read == [[f"{self.ADDRESS}?p={n}&h={mark_of(sheet)}"] for n, sheet in enumerate(sheets, start=1)]
        assert page_texts(bound) == page_texts(pdf)
        assert [sheet["first"] for sheet in sheets] == ["评审表 王𮧵明", "二、学习培训经历"]

    def test_a_mark_tells_every_change_of_the_page_and_of_no_other(self):
        _, before = bind(render_pdf(self.PAGES, title="评审表"), self.ADDRESS)
        _, after = bind(render_pdf(self.PAGES.replace("明", "朋"), title="评审表"), self.ADDRESS)
        assert [mark_of(a) == mark_of(b) for a, b in zip(before, after, strict=True)] == [False, True]

    def test_the_same_paper_gives_the_same_bytes(self):
        pdf = render_pdf(self.PAGES, title="评审表")
        assert bind(pdf, self.ADDRESS) == bind(pdf, self.ADDRESS)
