"""The pieces of a worklist: chips, search, column headers, row checkboxes, batch bar, pages, export."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zcps.templatetags.reading import rows

register = template.Library()


@register.inclusion_tag("components/filter_chips.html")
def filter_chips(chips: Iterable[object], label: str = "筛选") -> dict[str, Any]:
    """Saved filters; a chip has label, url, count (None: not shown), active."""
    return {"chips": rows(chips, label="", url="", count="", active=False), "label": label}


@register.inclusion_tag("components/search_field.html")
def search_field(
    value: str = "",
    placeholder: str = "姓名、单位、编号",
    name: str = "q",
    action: str = "",
    hidden: Iterable[object] | None = None,
    button: str = "查询",
) -> dict[str, Any]:
    """A search over the list; `hidden` are (name, value) pairs that the search must keep."""
    keep = rows(hidden, name="", value="")
    return {
        "value": value or "",
        "placeholder": placeholder,
        "name": name,
        "action": action,
        "hidden": keep,
        "button": button,
    }


@register.inclusion_tag("components/column_headers.html")
def column_headers(columns: Iterable[object], select: bool = False) -> dict[str, Any]:
    """The head of a table; a column is a text, or has label, url (sorts), sort (ascending, descending), css."""
    return {"columns": rows(columns, label="", url="", sort="", css=""), "select": select}


@register.simple_tag
def row_check(value: object, label: str, name: str = "ids", checked: bool = False) -> SafeString:
    """The first cell of a row that can be selected; label names the row for those who hear the page."""
    mark = format_html(" checked") if checked else ""
    return format_html(
        '<td class="check"><input type="checkbox" name="{}" value="{}" aria-label="选择 {}" data-row-check{}></td>',
        name, value, label, mark,
    )  # fmt: skip


@register.inclusion_tag("components/batch_bar.html")
def batch_bar(acts: Iterable[object], note: str = "", elsewhere: str = "", label: str = "") -> dict[str, Any]:
    """The bar of acts for the selected rows, inside the list's form; an act has value, label, kind (primary, stop).

    `elsewhere` is where a further button of this label takes the selected rows, whatever can be done to them.
    """
    return {"acts": rows(acts, value="", label="", kind=""), "note": note, "elsewhere": elsewhere, "label": label}


@register.inclusion_tag("components/keyset_pages.html")
def keyset_pages(previous: str | None = None, following: str | None = None, note: str = "") -> dict[str, Any]:
    """Previous and next page by keyset; a missing address disables its button."""
    return {"previous": previous or "", "following": following or "", "note": note}


@register.simple_tag
def export_button(url: str, label: str = "导出表格") -> SafeString:
    """A download of the list as it is filtered."""
    return format_html('<a class="btn btn-small" href="{}" download>{}</a>', url, label)
