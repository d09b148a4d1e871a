"""Uploads: what is taken comes out rebuilt; what is refused says which file, what is wrong and what to do."""

import base64
import io
import struct
import zlib
from typing import Any

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from zcps.documents import page_texts, render_pdf
from zcps.uploads import Purpose, UploadRefused, accept
from zcps.uploads import accept as accept_function
from zcps.uploads.accept import LONGEST_NAME, named_truly
from zcps.uploads.refusal import SENTENCES
from zcps.uploads.table import accept_table


def upload(content: bytes, name: str = "业绩证明.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def refused(content: bytes, name: str = "业绩证明.pdf", purpose: Purpose = Purpose.EVIDENCE) -> UploadRefused:
    with pytest.raises(UploadRefused) as caught:
        accept(upload(content, name), purpose)
    assert f"“{name}”" in caught.value.sentence
    return caught.value


@pytest.fixture(scope="module")
def plain_pdf() -> bytes:
    return render_pdf("<h1>业绩证明</h1><p style='break-before:page'>第二页</p>", title="业绩")


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    output = io.BytesIO()
    pdf.save(output, **options)
    return output.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", size, "#0B5CAD").save(output, kind, **options)
    return output.getvalue()


def png_bomb(side: int) -> bytes:
    """A few kilobytes that say they are side × side pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((side + 7) // 8 + 1) * side, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_pdf_is_taken_with_its_pages(plain_pdf):
    clean = accept(upload(plain_pdf))
    assert (clean.mime, clean.extension, clean.pages) == ("application/pdf", "pdf", 2)
    assert page_texts(clean.content) == page_texts(plain_pdf)
    assert clean.file().size == clean.size


def test_the_same_file_comes_out_the_same(plain_pdf):
    assert accept(upload(plain_pdf)).sha256 == accept(upload(plain_pdf)).sha256


def test_a_name_is_cut_to_its_last_part(plain_pdf):
    assert accept(upload(plain_pdf, "C:\\我的\\证\u202e明.pdf")).name == "证明.pdf"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("证明.pdf.exe", "证明.pdf.exe.pdf"),
        ("证明.hta", "证明.hta.pdf"),
        ("证明", "证明.pdf"),
        ("..", "...pdf"),
        ("证明.PDF", "证明.PDF"),
        ("证明.jpg", "证明.pdf"),
        (f"{'长' * 156}.exe", f"{'长' * 156}.pdf"),
    ],
)
def test_a_name_ends_with_what_the_file_is(given, kept):
    assert named_truly(given, "pdf") == kept
    assert len(kept) <= LONGEST_NAME


def test_a_picture_or_a_table_that_calls_itself_a_program_is_none_when_it_is_saved():
    assert accept(upload(picture("PNG"), "照.png.hta")).name == "照.png.hta.png"
    assert accept_table(upload("姓名,学时\r\n".encode(), "学时.bat")).name == "学时.bat.csv"


def test_what_is_active_in_a_pdf_is_gone(plain_pdf):
    with pikepdf.open(io.BytesIO(plain_pdf)) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        pdf.Root.OpenAction = pdf.make_indirect(script)
        pdf.Root.AcroForm = pikepdf.Dictionary(XFA=pdf.make_stream(b"<xfa/>"), Fields=[])
        pdf.attachments["evil.exe"] = b"MZ-EICAR"
        page = pdf.pages[0].obj
        page.AA = pikepdf.Dictionary(O=script)
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
        link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://www.zj.gov.cn"), Next=[launch])
        annotations = [
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.RichMedia, Rect=[0, 0, 9, 9]),
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=launch),
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=link),
        ]
        script_at = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("javascript:steal()"))
        annotations.append(pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=script_at))
        model = pdf.make_indirect(pikepdf.Dictionary(Subtype=pikepdf.Name("/3D"), Rect=[0, 0, 9, 9]))
        model["/3DD"] = pdf.make_stream(b"U3D-MODEL")
        annotations.append(pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Popup=model))
        page.Annots = pdf.make_indirect(pikepdf.Array(annotations))
        # Nothing of these is where a list of attachments would look for it.
        pdf.Root.Kept = pikepdf.Dictionary(F="e.exe", EF=pikepdf.Dictionary(F=pdf.make_stream(b"MZ-HIDDEN")))
        pdf.Root.NeedsRendering = True
        elsewhere = pdf.make_stream(b"q Q")
        elsewhere.F = pikepdf.String("/etc/passwd")
        form = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form, "BBox": [0, 0, 9, 9]}
        pdf.Root.Kept2 = pikepdf.Array([elsewhere, pdf.make_stream(b"q Q", {**_named(form), "/Ref": "other.pdf"})])
        clean = accept(upload(saved(pdf)))
    with pikepdf.open(io.BytesIO(clean.content)) as pdf:
        raw = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False, qdf=True)
    for trace in (b"JavaScript", b"Launch", b"XFA", b"RichMedia", b"EmbeddedFile", b"EICAR", b"OpenAction", b"/AA"):
        assert trace not in raw, trace
    for trace in (b"steal", b"U3D-MODEL", b"MZ-HIDDEN", b"NeedsRendering", b"/etc/passwd", b"other.pdf"):
        assert trace not in raw, trace
    assert b"https://www.zj.gov.cn" in raw


def _named(keys: dict[str, Any]) -> dict[str, Any]:
    return {f"/{name}": value for name, value in keys.items()}


def test_a_stream_that_unpacks_into_gigabytes_is_refused_behind_the_first_page_too():
    pdf = pikepdf.new()
    for _ in range(2):
        pdf.add_blank_page(page_size=(10, 10))
    packer = zlib.compressobj(9)
    part = packer.compress(bytes(10_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    # Behind a full flush the packer begins anew: the part behind the head can be written again and again.
    packed = part + part[2:] * 100
    twice = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    pdf.pages[1].Contents = pdf.make_stream(zlib.compress(packed, 9), Filter=twice)
    content = saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert len(content) < 100_000
    assert refused(content).code == "too_complex"


@pytest.mark.parametrize(
    ("filters", "written"),
    [
        (["ASCII85Decode", "FlateDecode"], lambda packed: base64.a85encode(packed) + b"~>"),
        (["FlateDecode", "RunLengthDecode"], lambda _: zlib.compress(bytes([129, 0]) * 800_000 + b"\x80")),
        (["ASCII85Decode", "FlateDecode", "DCTDecode"], lambda _: base64.a85encode(zlib.compress(bytes(99))) + b"~>"),
    ],
)
def test_a_stream_that_is_packed_in_an_older_way_is_no_way_round(filters, written):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(10, 10))
    packed = zlib.compress(bytes(101_000_000), 1) if filters[0].startswith("ASCII") else b""
    names = pikepdf.Array([pikepdf.Name(f"/{each}") for each in filters])
    pdf.pages[0].Notes = pdf.make_stream(written(packed), Filter=names)
    content = saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert refused(content).code == "too_complex"


def test_a_page_written_in_letters_as_older_programs_do_is_taken():
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(10, 10))
    names = pikepdf.Array([pikepdf.Name.ASCII85Decode, pikepdf.Name.FlateDecode])
    pdf.pages[0].Contents = pdf.make_stream(base64.a85encode(zlib.compress(b"q Q")) + b"~>", Filter=names)
    content = saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    with pikepdf.open(io.BytesIO(accept(upload(content)).content)) as kept:
        assert kept.pages[0].Contents.read_bytes() == b"q Q"


@pytest.mark.parametrize("options", [{"user": "geheim", "owner": "o"}, {"user": "", "owner": "o"}])
def test_an_encrypted_pdf_is_refused(plain_pdf, options):
    with pikepdf.open(io.BytesIO(plain_pdf)) as pdf:
        content = saved(pdf, encryption=pikepdf.Encryption(**options))
    assert refused(content).code == "encrypted"


def test_a_truncated_pdf_is_refused(plain_pdf):
    assert refused(plain_pdf[: len(plain_pdf) // 2]).code == "incomplete"


def test_rubbish_between_header_and_end_is_refused():
    assert refused(b"%PDF-1.7\n" + b"\x00rubbish" * 100 + b"\n%%EOF").code == "broken"


def test_a_pdf_without_pages_is_refused():
    assert refused(saved(pikepdf.new())).code == "no_pages"


def test_too_many_pages_are_refused():
    pdf = pikepdf.new()
    for _ in range(501):
        pdf.add_blank_page(page_size=(10, 10))
    assert refused(saved(pdf)).code == "too_many_pages"


def test_a_pdf_with_a_picture_that_fills_the_memory_is_refused():
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 100))
    side = 60_000
    bomb = pdf.make_stream(
        zlib.compress(bytes(10_000_000), 9),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=side,
        Height=side,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceRGB,
        Filter=pikepdf.Name.FlateDecode,
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=bomb))
    page.Contents = pdf.make_stream(b"q 100 0 0 100 0 0 cm /Im Do Q")
    content = saved(pdf)
    assert len(content) < 20_000
    assert refused(content).code == "too_complex"


@pytest.mark.parametrize("program", [b"MZ\x90\x00" + bytes(200), b"\x7fELF" + bytes(200), b"PK\x03\x04" + bytes(200)])
def test_a_program_with_another_name_is_refused(program):
    refusal = refused(program, "简历.pdf")
    assert refusal.code == "not_allowed"
    assert "扩展名" in refusal.sentence


@pytest.mark.parametrize("page", [b"<!doctype html><script>alert(1)</script>", b"<svg onload='alert(1)'/>", b"GIF89a"])
def test_a_page_that_calls_itself_a_picture_is_refused(page):
    assert refused(page, "照片.jpg").code == "not_allowed"


def test_an_empty_file_is_refused():
    assert refused(b"").code == "empty"


def test_size_is_bounded_before_anything_else():
    refusal = refused(b"%PDF-1.7" + bytes(20 * 1024 * 1024))
    assert refusal.sentence == "文件“业绩证明.pdf”有 20.0 MB，超过了 20 MB 的上限。请压缩或拆分后重新上传。"
    assert refused(picture() + bytes(10 * 1024 * 1024), "照.jpg").code == "too_large"
    assert refused(picture() + bytes(2 * 1024 * 1024), "照.jpg", Purpose.PHOTO).code == "too_large"


def test_purposes_take_what_they_name(plain_pdf):
    assert refused(plain_pdf, purpose=Purpose.PHOTO).sentence.count("JPG") == 2
    assert refused(picture(), "照.jpg", Purpose.DOCUMENT).code == "not_allowed"


@pytest.mark.parametrize(("kind", "mime"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/jpeg")])
def test_pictures_are_encoded_anew(kind, mime):
    exif = Image.Exif()
    exif[0x010F] = "maker of a camera"
    said: dict[str, Any] = {"comment": b"said of a camera", "icc_profile": b"profile of a camera"}
    clean = accept(upload(picture(kind, exif=exif, **said) + b"<script>", "照.jpg"))
    assert clean.mime == mime
    assert b"iCCP" not in clean.content
    assert b"script" not in clean.content
    assert b"camera" not in clean.content


def test_a_picture_taken_upright_stays_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    clean = accept(upload(picture(exif=exif), "照.jpg"))
    assert Image.open(io.BytesIO(clean.content)).size == (40, 60)


def test_a_large_picture_is_made_smaller():
    clean = accept(upload(picture(size=(5000, 100)), "照.jpg"))
    assert max(Image.open(io.BytesIO(clean.content)).size) == 4000


def test_a_picture_bomb_is_refused():
    bomb = png_bomb(20_000)
    assert len(bomb) < 100_000
    assert refused(bomb, "照.png").code == "too_many_pixels"


def test_a_truncated_picture_is_refused():
    noise = io.BytesIO()
    Image.effect_noise((300, 300), 90).save(noise, "JPEG")
    assert refused(noise.getvalue()[: noise.tell() // 2], "照.jpg").code == "incomplete"


def test_a_worker_that_dies_refuses(monkeypatch, plain_pdf, tmp_path):
    dying = tmp_path / "worker.py"
    dying.write_text("import os; os.kill(os.getpid(), 9)")
    monkeypatch.setitem(accept_function.__globals__, "WORKER", dying)
    assert refused(plain_pdf).code == "too_complex"


def test_every_refusal_says_what_to_do():
    assert issubclass(UploadRefused, ValidationError)
    assert all("请" in sentence and "！" not in sentence for sentence in SENTENCES.values())
