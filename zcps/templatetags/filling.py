"""Filling in: fields, errors, files, the saved-at mark and the confirmation of an act."""

from collections.abc import Iterable
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict
from django.template.context import Context

from zcps.templatetags.chinese import Moment
from zcps.templatetags.reading import row, rows

register = template.Library()

_KIND_WORDS = {
    "application/pdf": "PDF",
    "image/jpeg": "JPG",
    "image/png": "PNG",
    "image/*": "图片",
    ".docx": "Word",
    ".xlsx": "Excel",
    ".zip": "ZIP",
}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, unit: str = "", hint: str = "", defect: str = "") -> dict[str, Any]:
    """One form field: label, required mark, hint, error, widget; `defect` is what a reviewer asked to correct."""
    widget = bound.field.widget
    return {
        "bound": bound,
        "widget": bound.as_widget(),
        "unit": unit,
        "hint": hint or bound.help_text,
        "defect": defect,
        "grouped": bound.use_fieldset,
        "single_box": isinstance(widget, forms.CheckboxInput),
        "required": bound.field.required,
        "errors": list(bound.errors),
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: forms.BaseForm | Iterable[object] | None = None, heading: str = "未能办理") -> dict[str, Any]:
    """Everything that is wrong, each a link to its field; takes a form or items of (sentence, anchor).

    The heading counts what is to be mended; where no field is wrong, it says what did not happen.
    """
    if isinstance(form, forms.BaseForm):
        problems = list(_problems(form, form.errors))
    else:
        problems = list(rows(form, sentence="", anchor=""))
    return {"problems": problems, "heading": heading, "to_mend": any(problem["anchor"] for problem in problems)}


def _problems(form: forms.BaseForm, errors: ErrorDict) -> Iterable[dict[str, str]]:
    for name, sentences in errors.items():
        known = name in form.fields
        for sentence in sentences:
            label = f"{form[name].label}：" if known else ""
            anchor = form[name].id_for_label or form[name].auto_id if known else ""
            yield {"sentence": f"{label}{sentence}", "anchor": anchor}


@register.inclusion_tag("components/file_field.html")
def file_field(
    source: BoundField | str,
    label: str = "",
    accept: str = "application/pdf,image/jpeg,image/png",
    limit: int = 10 * 1024 * 1024,
    current: object = None,
    error: str = "",
    hint: str = "",
    required: bool = False,
    upload_url: str = "",
    capture: bool = False,
) -> dict[str, Any]:
    """A file to drop or choose. `source` is a form's field or a name; `current` has name, size, url.

    With `upload_url` the file goes up at once with progress; the answer is JSON with name, size, url, or error.
    """
    given = _of_bound(source) if isinstance(source, BoundField) else {"name": source, "id": f"id_{source}"}
    own = {"label": label, "error": error, "hint": hint, "required": required}
    return {
        "name": given.pop("name"),
        "id": given.pop("id"),
        **{key: value or given.get(key, value) for key, value in own.items()},
        "accept": accept,
        "kinds": kind_words(accept),
        "limit": limit,
        "current": row(current, name="", size=0, url="") if current else None,
        "upload_url": upload_url,
        "capture": capture,
    }


def _of_bound(bound: BoundField) -> dict[str, Any]:
    errors = " ".join(str(error) for error in bound.errors)
    return {
        "name": bound.html_name,
        "id": bound.auto_id or f"id_{bound.html_name}",
        "label": bound.label,
        "error": errors,
        "hint": bound.help_text,
        "required": bound.field.required,
    }


def kind_words(accept: str) -> str:
    """PDF、JPG、PNG: the types of an accept attribute in words."""
    kinds = [kind.strip() for kind in accept.split(",") if kind.strip()]
    return "、".join(_KIND_WORDS.get(kind, kind.rpartition("/")[2].lstrip(".").upper()) for kind in kinds)


@register.inclusion_tag("components/saved_at.html")
def saved_at(moment: Moment = None) -> dict[str, Any]:
    """When the draft was last saved; autosave.js keeps it up to date."""
    return {"moment": moment}


@register.inclusion_tag("components/confirmation.html", takes_context=True)
def confirmation(
    context: Context,
    title: str,
    button: str,
    effects: Iterable[object] = (),
    subjects: Iterable[object] = (),
    told: Iterable[object] = (),
    action: str = "",
    cancel_url: str = "",
    hidden: Iterable[object] | None = None,
    form: forms.BaseForm | None = None,
    stop: bool = False,
    cancel: str = "返回修改",
) -> dict[str, Any]:
    """What cannot be undone: what happens, to whom, who is told; the button repeats the act."""
    return {
        "csrf_token": context.get("csrf_token", ""),
        "title": title, "button": button, "action": action, "stop": stop,
        "effects": _lines(effects), "subjects": _lines(subjects), "told": _lines(told),
        "cancel_url": cancel_url, "cancel": cancel, "hidden": rows(hidden, name="", value=""), "form": form,
    }  # fmt: skip


def _lines(items: Iterable[object]) -> list[object]:
    return [items] if isinstance(items, str) else list(items)
