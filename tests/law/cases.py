"""The vectors of the law, read once: cases with the outcome that the notices give. All persons are invented."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "vectors"


@cache
def _vectors(name: str) -> dict[str, list[dict[str, Any]]]:
    data: dict[str, list[dict[str, Any]]] = yaml.load((FOLDER / name).read_text("utf-8"), yaml.CSafeLoader)
    return data


def vectors(kind: str) -> list[dict[str, Any]]:
    """The cases of the notices, and beside them those on either side of every threshold of the tables."""
    return _vectors("vectors.yaml")[kind] + _vectors("boundaries.yaml").get(kind, [])


def vector_id(vector: dict[str, Any]) -> str:
    return str(vector["id"])


def publicity_periods() -> list[dict[str, Any]]:
    periods: list[dict[str, Any]] = json.loads((FOLDER / "workdays.json").read_text("utf-8"))
    return periods


@cache
def draw_vector() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((FOLDER / "draw_vectors.json").read_text("utf-8"))
    return data


@cache
def ambiguous_cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.load((FOLDER / "ambiguities.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return cases
