"""What Django looks at when a process starts: that no seed can decide a draw (TDRAW-1, pitfall 9)."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from reviews.models import Draw

MODULES = (
    "law.draw",
    "law.draw_bundle",
    "law.draw_odds",
    "reviews.services.chance",
    "reviews.services.draw_pool",
    "reviews.services.draws",
    "reviews.services.substitutions",
    "reviews.steps.prepare_draw",
    "reviews.steps.lodge_number",
    "reviews.steps.seal_draw",
    "reviews.steps.draw_panel",
    "reviews.forms.draws",
)


@register
def check_no_seed(**_: Any) -> list[CheckMessage]:
    """Refuse to start where a setting, a column or a parameter could make a draw come out as somebody wishes."""
    return [
        Error(f"{place} could decide a draw.", hint="A draw takes no seed: remove it.", id="reviews.E001")
        for place in _seeds()
    ]


def _seeds() -> Iterator[str]:
    yield from (f"setting {name}" for name in dir(settings) if name.isupper() and "SEED" in name)
    yield from (f"column {field.name}" for field in Draw._meta.get_fields() if "seed" in field.name)
    for name in MODULES:
        yield from _seeds_in(name)


def _seeds_in(name: str) -> Iterator[str]:
    for member, found in inspect.getmembers(import_module(name)):
        if getattr(found, "__module__", None) != name:
            continue
        functions = [found] if inspect.isfunction(found) else _methods(found)
        for function in functions:
            taken = inspect.signature(function).parameters
            yield from (f"parameter {each} of {name}.{member}" for each in taken if "seed" in each.lower())


def _methods(found: object) -> list[Any]:
    return [each for _, each in inspect.getmembers(found, inspect.isfunction)] if inspect.isclass(found) else []
