"""Regions and offices as data: loaded at set-up, again after every change of the files."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.db import models, transaction

from accounts.models import Agency, Region

DATA = Path(__file__).resolve().parent.parent / "data"
_Row = TypeVar("_Row", bound=models.Model)


@transaction.atomic
def load_regions_and_agencies() -> None:
    """Create what is missing and correct what differs; running twice changes nothing, nothing is ever removed."""
    _load_agencies(_load_regions())


def _load_regions() -> dict[str, Region]:
    rows, regions = _rows("regions.yaml"), dict[str, Region]()
    known = Region.objects.in_bulk([row["code"] for row in rows], field_name="code")
    for row in rows:
        parent = regions[row["parent"]].pk if row["parent"] else None
        fields = {"code": row["code"], "name": row["name"], "level": row["level"], "parent_id": parent}
        regions[row["code"]] = as_given(Region, known.get(row["code"]), **fields)
    return regions


def _load_agencies(regions: dict[str, Region]) -> None:
    rows, missing = _rows("agencies.yaml"), []
    known = Agency.objects.in_bulk([row["name"] for row in rows], field_name="name")
    for row in rows:
        region, contact = regions[row["region"]], row.get("contact", "")
        fields = {"kind": row["kind"], "level": region.level, "region_id": region.pk, "contact": contact}
        if row["name"] in known:
            as_given(Agency, known[row["name"]], **fields)
        else:
            missing.append(Agency(name=row["name"], **fields))
    Agency.objects.bulk_create(missing)


def as_given(model: type[_Row], found: _Row | None, **fields: Any) -> _Row:
    """Return a row with these values: made where none was found, corrected where it differs, otherwise left alone.

    Args:
        model: of what.
        found: the row that is there, read by the caller for all of them at once.
        fields: its values; of a foreign key its number, so that comparing asks for nothing.
    """
    if found is None:
        return model._default_manager.create(**fields)
    if any(getattr(found, name) != value for name, value in fields.items()):
        for name, value in fields.items():
            setattr(found, name, value)
        found.save()
    return found


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return rows
