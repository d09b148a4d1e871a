"""A column of JSON that is sealed, whole or in some of its parts; queries go on by what stays open.

Sealed whole, the column holds one JSON text, the envelope; sealed in parts, the object holds an envelope in the place
of each such part. Rows give the clear value, so that hashes are computed over the whole as ever. Texts are padded,
since whether a short answer is yes or no would show in the length of its envelope.
"""

import json
from typing import Any

from django.db import models
from django.db.models.fields.json import KeyTransform

from zcps.encryption.envelope import seal, unseal
from zcps.encryption.fields import ClearText, Opening, Sealed, SealedForRow

_PADDED_TO = 256


class SealedParts(dict[str, Any]):
    """An object as it came from the database or is about to go there: some of its values are envelopes."""


class _OpeningJson(Opening):
    marks = (Sealed, SealedParts)


class SealedJSONField(SealedForRow, models.JSONField):
    """JSON that lies encrypted in the database, in `parts` (keys of the object) or, without them, whole."""

    descriptor_class = _OpeningJson
    empty = (None, {}, [], "")

    def __init__(self, *args: Any, parts: tuple[str, ...] = (), **options: Any) -> None:
        """Say which keys of the object are sealed; none: everything is. A part's place has the key behind it."""
        self.parts = parts
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """What of it a migration needs to know: nothing but a column of JSON."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options

    def sealed(self, value: Any, row: object) -> Any:
        """Return a value as it goes into the database for a row."""
        return sealed_json(value, self.place, row, self.parts)

    def opened(self, sealed: Any, row: object) -> Any:
        """Return the clear value of what lies in the database for a row; values() gives it so."""
        return opened_json(sealed, self.place, row, self.parts)

    def envelopes(self, sealed: Any) -> list[str]:
        """Return the envelopes: the whole, or those of its parts."""
        return [sealed[name] for name in self.parts if name in sealed] if self.parts else [sealed]

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Let through what is sealed, and nothing."""
        if value not in self.empty and not isinstance(value, Sealed | SealedParts):
            raise ClearText(f"{self.place} is sealed for its row: set it on the row and save that")
        return super().get_db_prep_save(value, connection)

    def get_transform(self, name: str) -> Any:
        """Offer the keys that stay open; what is sealed cannot be asked for."""
        return super().get_transform(name) if self.parts and name not in self.parts else None

    def get_lookup(self, lookup_name: str) -> Any:
        """Offer what says whether there is anything."""
        return super().get_lookup(lookup_name) if lookup_name in {"exact", "isnull"} else None

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Mark what comes as sealed; the row opens it."""
        value = super().from_db_value(value, expression, connection)
        if isinstance(expression, KeyTransform):
            return value
        if not self.parts:
            return Sealed(value) if isinstance(value, str) and value else value
        return SealedParts(value) if isinstance(value, dict) and value else value


def sealed_json(value: Any, place: str, row: object, parts: tuple[str, ...]) -> Any:
    """Seal a value for a place and row: the whole of it, or these of its keys."""
    if not parts:
        return Sealed(_sealed(value, place, row))
    return SealedParts(
        {name: _sealed(each, f"{place}.{name}", row) if name in parts else each for name, each in value.items()}
    )


def opened_json(value: Any, place: str, row: object, parts: tuple[str, ...]) -> Any:
    """Open what sealed_json() made."""
    if not parts:
        return json.loads(unseal(value, place, row)) if isinstance(value, str) and value else value
    return {
        name: json.loads(unseal(each, f"{place}.{name}", row)) if name in parts else each
        for name, each in value.items()
    }


def _sealed(value: Any, place: str, row: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    length = len(text.encode())
    # Spaces behind a JSON text mean nothing.
    return seal(text + " " * (-length % _PADDED_TO), place, row)
