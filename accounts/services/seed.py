"""Regions and offices as data: loaded at set-up, again after every change of the files."""

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from accounts.models import Agency, Region

DATA = Path(__file__).resolve().parent.parent / "data"


@transaction.atomic
def load_regions_and_agencies() -> None:
    """Create what is missing and correct what differs; running twice changes nothing, nothing is ever removed."""
    regions: dict[str | None, Region | None] = {None: None}
    for row in _rows("regions.yaml"):
        fields = {"name": row["name"], "level": row["level"], "parent": regions[row["parent"]]}
        regions[row["code"]], _ = Region.objects.update_or_create(code=row["code"], defaults=fields)
    for row in _rows("agencies.yaml"):
        region = regions[row["region"]]
        assert region is not None, row  # noqa: S101 - the file names a region it does not have
        fields = {"kind": row["kind"], "level": region.level, "region": region, "contact": row.get("contact", "")}
        Agency.objects.update_or_create(name=row["name"], defaults=fields)


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return rows
