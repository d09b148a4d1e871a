"""A seed anywhere near the draw stops the platform from starting."""

import sys
import types

import pytest
from django.core.checks import run_checks

from reviews import checks


def test_nothing_near_the_draw_takes_a_seed() -> None:
    assert checks.check_no_seed() == []
    assert not [found for found in run_checks() if found.id == "reviews.E001"]


def test_a_setting_with_a_seed_is_refused(settings) -> None:
    settings.RANDOM_NUMBER_SEED = 7
    assert "RANDOM_NUMBER_SEED" in checks.check_no_seed()[0].msg


def test_a_parameter_with_a_seed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def compute(draw: object, random_seed: int) -> None: ...

    found = types.ModuleType("draws_with_a_seed")
    compute.__module__ = found.__name__
    found.compute = compute  # type: ignore[attr-defined]
    monkeypatch.setattr(checks, "MODULES", (found.__name__,))
    monkeypatch.setitem(sys.modules, found.__name__, found)
    assert "random_seed" in checks.check_no_seed()[0].msg
