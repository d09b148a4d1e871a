"""Status, QR codes, clauses, charts of one line: the small marks that stand inside other things."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from zcps.documents.symbols import qr_svg

register = template.Library()

KINDS = ("done", "due", "stop", "info", "active")
# Each status has a shape of its own, for those who cannot tell the colours apart and for black-and-white print.
_SHAPES = {
    "done": '<circle cx="8" cy="8" r="7" fill="currentColor"/>'
    '<path d="M4.6 8.3l2.3 2.3 4.5-4.8" fill="none" stroke="#fff" stroke-width="2"/>',
    "due": '<path d="M8 1.2L15.4 14H.6z" fill="currentColor"/>'
    '<path d="M8 5.6v4.2M8 11v1.6" stroke="#fff" stroke-width="1.8"/>',
    "stop": '<path d="M8 .6L15.4 8 8 15.4.6 8z" fill="currentColor"/>'
    '<path d="M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4" stroke="#fff" stroke-width="1.6"/>',
    "active": '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>'
    '<path d="M8 3.5a4.5 4.5 0 0 1 0 9z" fill="currentColor"/>',
    "info": '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>',
}


@register.simple_tag
def shape(kind: str) -> SafeString:
    """The bare shape of a status."""
    drawing = _SHAPES.get(kind, _SHAPES["info"])
    return mark_safe(f'<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{drawing}</svg>')  # noqa: S308 - a drawing of our own


@register.simple_tag
def status_tag(kind: str, word: str) -> SafeString:
    """A status as shape and word; kind is done, due, stop, info, or active (under way, not urgent)."""
    kind = kind if kind in KINDS else "info"
    return format_html('<span class="tag tag-{}">{}<span>{}</span></span>', kind, shape(kind), word)


@register.simple_tag
def clause(citation: str, url: str = "") -> SafeString:
    """The citation of a notice's clause, a link where the text can be read."""
    if url:
        return format_html('<a class="clause" href="{}">{}</a>', url, citation)
    return format_html('<span class="clause">{}</span>', citation)


@register.simple_tag
def qr(text: str, size: str = "", label: str = "二维码") -> SafeString:
    """A QR code as inline SVG; size is s, l or nothing."""
    svg = mark_safe(qr_svg(text, "#1F2933"))  # noqa: S308 - a drawing of ours; the text is only in its squares
    css = f"qr qr-{size}" if size else "qr"
    return format_html('<div class="{}" role="img" aria-label="{}">{}</div>', css, label, svg)
