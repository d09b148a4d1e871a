"""The frame of every page: it reads the context carefully, for an error page may have none."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import NoReverseMatch, reverse

from zcps.templatetags.reading import read, rows

register = template.Library()

ROUTES = ("home", "search", "notices", "help", "sign_in", "sign_out", "switch_hat", "account")


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


def _label(hat: object) -> str:
    return str(read(hat, "hat_label") or read(hat, "label"))


def _hats(context: Context) -> list[dict[str, Any]]:
    worn = read(context.get("hat"), "key")
    return [
        {"key": read(hat, "key"), "label": _label(hat), "worn": read(hat, "key") == worn}
        for hat in context.get("hats") or ()
    ]


def _person(context: Context) -> dict[str, Any]:
    user = context.get("user")
    known = bool(user and user.is_authenticated)
    return {
        "signed_in": known,
        "person": read(user, "name") or str(user) if known else "",
        "hats": _hats(context) if known else [],
        "role": _label(context.get("hat")) if known else "",
    }


@register.inclusion_tag("components/header.html", takes_context=True)
def site_header(context: Context) -> dict[str, Any]:
    """The bar with name, search, notices, person and role, large text, help.

    Reads from the context, all optional: user, hats and hat (with key and hat_label or label), unread, query.
    """
    return {
        **_common(context),
        **_person(context),
        "unread": context.get("unread") or 0,
        "query": context.get("query") or "",
        **{
            f"{name}_url": route(name)
            for name in ("home", "search", "notices", "help", "sign_in", "sign_out", "switch_hat", "account")
        },
    }


@register.inclusion_tag("components/navigation.html", takes_context=True)
def main_nav(context: Context) -> dict[str, Any]:
    """The main navigation from the context's `menu`: label, url, active, count, or a group's label, active, entries."""
    return {"items": rows(context.get("menu"), label="", url="", active=False, count=0, entries=())}


@register.inclusion_tag("components/clock_bar.html", takes_context=True)
def clock_bar(context: Context) -> dict[str, Any]:
    """The striped bar of a demonstration, where the context has a `demo_clock` (a moment, or a thing with `now`)."""
    clock = context.get("demo_clock")
    return {**_common(context), "moment": read(clock, "now", clock), "move_url": route("clock_move")}


@register.inclusion_tag("components/footer.html", takes_context=True)
def site_footer(context: Context) -> dict[str, Any]:
    """Host, the note that nothing is charged, and in a demonstration that all is simulated."""
    urls = {f"{name}_url": route(name) for name in ("help", "verify", "calendar", "accessibility")}
    return {"demo": bool(context.get("demo_clock") or context.get("demo")), **urls}
