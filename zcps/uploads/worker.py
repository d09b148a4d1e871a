"""Rebuilds one file from standard input to standard output, under limits that only its own process feels.

Run by path and isolated from the project: what attacks a decoder here finds neither settings nor keys. The answer is a
line of JSON (mime, extension, pages; or refused), then the bytes.
"""

import io
import json
import resource
import sys
import zlib
from typing import Any

GIGABYTE = 1024**3
CPU_SECONDS = 20
LONGEST_SIDE = 4000  # pixels; an A4 page at 300 dpi has 3508
JPEG_QUALITY = 88
MOST_PIXELS = 150_000_000  # of one picture inside a PDF; an A3 scan at 600 dpi has 70 million
MOST_WRITTEN = 100_000_000  # bytes of one stream that zlib has packed and that is no picture
DEEPEST = 100  # of nested objects in a PDF

# Wherever these stand in a PDF, they do something or carry something that paper could not.
ACTIVE_KEYS = (
    *("/AA", "/AF", "/JS", "/JavaScript", "/XFA", "/NeedsRendering", "/OpenAction"),
    *("/RichMediaContent", "/RichMediaSettings", "/3DD", "/Sound", "/Movie"),
    # A file in the file, wherever it hangs; a page of another file.
    *("/EF", "/Ref"),
)
# Of a stream: its content lies in another file.
FOREIGN_KEYS = ("/F", "/FFilter", "/FDecodeParms")
ACTIVE_NAMES = ("/JavaScript", "/EmbeddedFiles", "/Renditions", "/AlternatePresentations")
HARMLESS_ACTIONS = {"/GoTo", "/Named", "/URI"}
# Where an address may lead: to a page or a letter, and into no program or file of whoever reads.
HARMLESS_ADDRESSES = ("http://", "https://", "mailto:")
ACTIVE_ANNOTATIONS = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
# What keeps such a kind wherever it hangs is no longer one; a program in PostScript is no picture.
ACTIVE_SUBTYPES = {*ACTIVE_ANNOTATIONS, "/PS"}
PACKED = {"/FlateDecode", "/Fl"}
# Older ways of packing and of writing bytes as letters. What lies behind them is packed anew when the file is written,
# so that what was not looked at here would be a bomb afterwards.
PACKED_OTHERWISE = {"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
LETTERS = {"/ASCIIHexDecode", "/AHx", "/ASCII85Decode", "/A85"}
CARRIED_BY_CATALOGUE = ("/OpenAction", "/AA", "/AF", "/Collection", "/Perms", "/Metadata", "/PieceInfo")


class Refused(Exception):
    """The file is refused; the argument is the code of the sentence."""


def rebuild_image(content: bytes, limits: dict[str, int]) -> tuple[bytes, dict[str, Any]]:
    """Decode a picture and encode it anew: what was not pixels is gone."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None
    try:
        image: Image.Image = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused("broken") from error
    if image.width * image.height > limits["megapixels"] * 1_000_000:
        raise Refused("too_many_pixels")
    lossless = image.format == "PNG"
    try:
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image.load()
        image = ImageOps.exif_transpose(image)
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused("incomplete") from error
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    image = _opaque(image)
    # Comments and colour profiles would be written again.
    image.info.clear()
    output = io.BytesIO()
    if lossless:
        image.save(output, "PNG")
        return output.getvalue(), {"mime": "image/png", "extension": "png", "pages": 1}
    image.save(output, "JPEG", quality=JPEG_QUALITY)
    return output.getvalue(), {"mime": "image/jpeg", "extension": "jpg", "pages": 1}


def _opaque(image: Any) -> Any:
    """Lay a picture on white paper, in grey or in colour."""
    from PIL import Image

    if image.mode in {"L", "RGB"}:
        return image
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    image = image.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def rebuild_pdf(content: bytes, limits: dict[str, int]) -> tuple[bytes, dict[str, Any]]:
    """Write a PDF anew without anything active, and make sure that it opens and its first page can be drawn."""
    import pikepdf

    if b"%%EOF" not in content[-4096:]:
        raise Refused("incomplete")
    try:
        pdf = pikepdf.open(io.BytesIO(content))
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise Refused("broken") from error
    if pdf.is_encrypted:
        raise Refused("encrypted")
    pages = _count_pages(pdf, limits)
    _strip(pdf)
    output = io.BytesIO()
    pdf.save(output, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    _draw_first_page(output.getvalue())
    return output.getvalue(), {"mime": "application/pdf", "extension": "pdf", "pages": pages}


def _count_pages(pdf: Any, limits: dict[str, int]) -> int:
    try:
        pages = len(pdf.pages)
    except Exception as error:
        raise Refused("broken") from error
    if not pages:
        raise Refused("no_pages")
    if pages > limits["pages"]:
        raise Refused("too_many_pages")
    return pages


def _strip(pdf: Any) -> None:
    import pikepdf

    for key in CARRIED_BY_CATALOGUE:
        _drop(pdf.Root, key)
    names = pdf.Root.get("/Names")
    for key in ACTIVE_NAMES:
        _drop(names, key)
    _drop(pdf.trailer, "/Info")
    for page in pdf.pages:
        _strip_annotations(pdf, page.obj)
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            _unpack(item, 3 * MOST_PIXELS if item.get("/Subtype") == "/Image" else MOST_WRITTEN)
        _scrub(item, 0)
    pdf.remove_unreferenced_resources()


def _unpack(stream: Any, most: int) -> None:
    """Unpack a stream layer by layer; refuse where a few kilobytes become more than its readers can bear."""
    filters = _filters(stream)
    if {*filters} & (PACKED_OTHERWISE | LETTERS):
        _unpack_whole(stream, filters, most)
        return
    held = stream.read_raw_bytes()
    for name in filters:
        if name not in PACKED:
            return
        try:
            held = zlib.decompressobj().decompress(held, most + 1)
        except zlib.error:
            # Readers show nothing of it either.
            return
        if len(held) > most:
            raise Refused("too_complex")


def _unpack_whole(stream: Any, filters: list[str], most: int) -> None:
    """Unpack it at once, within the memory of this process: nobody writes large things in these ways any more."""
    import pikepdf

    try:
        size = len(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    except pikepdf.PdfError as error:
        # A picture in letters ends with its own coding and unpacks into its pixels; anything else is not to be read.
        if {*filters[:-1]} <= LETTERS and filters[-1] not in PACKED | PACKED_OTHERWISE:
            return
        raise Refused("too_complex") from error
    if size > most:
        raise Refused("too_complex")


def _filters(stream: Any) -> list[str]:
    import pikepdf

    named = stream.get("/Filter")
    return [str(each) for each in named] if isinstance(named, pikepdf.Array) else [str(named)] if named else []


def _strip_annotations(pdf: Any, page: Any) -> None:
    import pikepdf

    annotations = page.get("/Annots")
    if annotations is None:
        return
    kept = [one for one in annotations if not _carries(one)]
    page["/Annots"] = pdf.make_indirect(pikepdf.Array(kept))


def _carries(annotation: Any) -> bool:
    try:
        return str(annotation.get("/Subtype")) in ACTIVE_ANNOTATIONS
    except (AttributeError, TypeError, ValueError):
        return True


def _scrub(item: Any, depth: int) -> None:
    """Remove what is active from a dictionary and from those written inside it."""
    if depth > DEEPEST:
        raise Refused("too_complex")
    for value in _inner(item):
        if not getattr(value, "is_indirect", True):
            _scrub(value, depth + 1)


def _inner(item: Any) -> list[Any]:
    """Return what an object holds, after dropping what is active from it."""
    import pikepdf

    if isinstance(item, pikepdf.Array):
        return list(item.as_list())
    if not isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        return []
    if _pixels(item) > MOST_PIXELS:
        raise Refused("too_complex")
    for key in (*ACTIVE_KEYS, *(FOREIGN_KEYS if isinstance(item, pikepdf.Stream) else ())):
        _drop(item, key)
    if str(item.get("/Subtype", "")) in ACTIVE_SUBTYPES:
        _drop(item, "/Subtype")
    for key in ("/A", "/PA", "/Next"):
        if _acts(item.get(key), key):
            _drop(item, key)
    return [value for _, value in item.items()]


def _pixels(item: Any) -> int:
    try:
        return int(item.get("/Width", 0)) * int(item.get("/Height", 0))
    except (TypeError, ValueError):
        return 0


def _acts(action: Any, key: str) -> bool:
    """Tell whether an action does more than lead elsewhere; elements of a page's structure use /A for attributes."""
    import pikepdf

    if isinstance(action, pikepdf.Array):
        return key == "/Next" and any(_acts(one, key) for one in action.as_list())
    if not isinstance(action, pikepdf.Dictionary) or "/S" not in action:
        return False
    leads_in = "/URI" in action and not str(action["/URI"]).strip().lower().startswith(HARMLESS_ADDRESSES)
    return str(action["/S"]) not in HARMLESS_ACTIONS or leads_in


def _drop(holder: Any, key: str) -> None:
    if holder is not None and key in holder:
        del holder[key]


def _draw_first_page(content: bytes) -> None:
    """Draw small: a page that takes more memory or time than this process has would do the same to its readers."""
    import pypdfium2

    try:
        pypdfium2.PdfDocument(content)[0].render(scale=0.3)
    except pypdfium2.PdfiumError as error:
        raise Refused("broken") from error


def main(kind: str, limits: str) -> None:
    """Limit this process, rebuild, answer."""
    resource.setrlimit(resource.RLIMIT_AS, (GIGABYTE, GIGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    rebuild = {"pdf": rebuild_pdf, "image": rebuild_image}[kind]
    clean = b""
    try:
        clean, facts = rebuild(sys.stdin.buffer.read(), json.loads(limits))
    except Refused as refusal:
        facts = {"refused": str(refusal)}
    except MemoryError:
        facts = {"refused": "too_complex"}
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + clean)


if __name__ == "__main__":
    main(*sys.argv[1:])
