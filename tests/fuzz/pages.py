"""The forms of a page, as a browser would send them, and the same with something wrong in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html

from tests.fuzz import values

MOST_CHANGES = 3
Sent = dict[str, Any]


@dataclass(frozen=True)
class Form:
    """Where a form is sent, how, and what it would send as it stands."""

    method: str
    address: str
    fields: Mapping[str, list[str]]
    files: frozenset[str]
    # What a choice, a box or a list offers.
    offered: Mapping[str, list[str]]


def forms_in(page: str, address: str) -> list[Form]:
    """Return the forms that lead to this site."""
    document = lxml.html.fromstring(page, base_url=address)
    found = [_form(form, address) for form in document.forms]
    return [form for form in found if form.address.startswith("/")]


def _form(form: Any, address: str) -> Form:
    to = urlsplit(urljoin(address, form.get("action") or ""))
    inputs = [each for each in form.inputs if each.name]
    offered: dict[str, list[str]] = {}
    for each in inputs:
        if getattr(each, "value_options", None):
            offered[each.name] = list(each.value_options)
        elif each.tag == "input" and each.get("type") in {"radio", "checkbox"}:
            offered.setdefault(each.name, []).append(each.get("value", "on"))
    sent: dict[str, list[str]] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    fields = {each.name: sent.get(each.name, []) for each in inputs if each.get("type") != "file"}
    files = frozenset(each.name for each in inputs if each.get("type") == "file")
    return Form(form.method.upper(), f"{to.path}?{to.query}" if to.query else to.path, fields, files, offered)


def wrongly_filled(form: Form, chance: Random) -> Sent:
    """Return what somebody might send: filled in at random, with up to three things that no page would send."""
    sent: Sent = {name: _likely(form, name, given, chance) for name, given in form.fields.items()}
    sent |= {name: values.file(chance) for name in form.files if chance.random() < 0.7}
    names = [*sent, "unknown"]
    for name in chance.sample(names, min(len(names), chance.randint(0, MOST_CHANGES))):
        _spoil(sent, name, chance)
    return {name: value for name, value in sent.items() if value is not None}


def _likely(form: Form, name: str, given: list[str], chance: Random) -> Any:
    if form.offered.get(name):
        return chance.choice(form.offered[name])
    return given if any(given) else chance.choice(("材料真实，同意。", "2022-09-01", "3", values.text(chance)))


def _spoil(sent: Sent, name: str, chance: Random) -> None:
    kind = chance.randrange(5)
    if kind == 0:
        sent[name] = None
    elif kind == 1:
        sent[name] = [values.text(chance), values.text(chance)]
    elif kind == 2:
        sent[name] = values.file(chance)
    else:
        sent[name] = values.text(chance)
