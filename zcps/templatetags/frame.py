"""The frame of every page: it reads the context carefully, for an error page may have none."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import NoReverseMatch, reverse

from zcps.templatetags.reading import read, rows

register = template.Library()


def route(name: str) -> str:
    """Return the address of a named page, or nothing where the page does not exist."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _common(context: Context) -> dict[str, Any]:
    request = context.get("request")
    return {
        "csrf_token": context.get("csrf_token", ""),
        "path": request.get_full_path() if request else "/",
    }


def _hats(context: Context) -> list[dict[str, Any]]:
    worn = context.get("hat") or ""
    worn = read(worn, "key", worn)
    hats = rows(context.get("hats"), key="", label="")
    return [{**hat, "worn": hat["key"] == worn} for hat in hats]


def _person(context: Context) -> dict[str, Any]:
    user = context.get("user")
    known = bool(user and user.is_authenticated)
    hats = _hats(context)
    worn = next((hat["label"] for hat in hats if hat["worn"]), "")
    name = context.get("person_name") or (read(user, "name") or str(user) if known else "")
    return {"signed_in": known, "person": name, "hats": hats, "role": worn or read(context.get("hat"), "label")}


@register.inclusion_tag("components/header.html", takes_context=True)
def site_header(context: Context) -> dict[str, Any]:
    """The bar with name, search, notices, person and role, large text, help.

    Reads from the context, all optional: user, person_name, hats, hat, notice_count, query.
    """
    return {
        **_common(context),
        **_person(context),
        "notice_count": context.get("notice_count") or 0,
        "query": context.get("query") or "",
        **{
            f"{name}_url": route(name)
            for name in ("home", "search", "notices", "help", "sign_in", "sign_out", "switch_hat")
        },
    }


@register.inclusion_tag("components/navigation.html", takes_context=True)
def main_nav(context: Context) -> dict[str, Any]:
    """The main navigation from the context's `menu`: objects with label, url, active, count."""
    return {"items": rows(context.get("menu"), label="", url="", active=False, count=0)}


@register.inclusion_tag("components/clock_bar.html", takes_context=True)
def clock_bar(context: Context) -> dict[str, Any]:
    """The striped bar of a demonstration; nothing where the context's `demo_clock` is empty (a moment, or has one as `now`)."""
    clock = context.get("demo_clock")
    return {**_common(context), "moment": read(clock, "now", clock), "move_url": route("clock_move")}


@register.inclusion_tag("components/footer.html", takes_context=True)
def site_footer(context: Context) -> dict[str, Any]:
    """Host, the note that nothing is charged, and in a demonstration that all is simulated."""
    urls = {f"{name}_url": route(name) for name in ("help", "verify", "accessibility")}
    return {"demo": bool(context.get("demo_clock") or context.get("demo")), **urls}
