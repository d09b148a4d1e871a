"""The columns: a sealed text, a blind index, a row key that is known before the row is written.

A value is sealed for its row, so it is sealed where Django hands over the row: in pre_save(), which save(), create()
and bulk_create() all pass. Whatever writes without a row (update(), bulk_update(), a filter by the clear value) is
refused with ClearText. A text that has not changed stays in its envelope, as long as that opens for the row and the
newest key made it. It is opened where it is read from a row, and only then: rows that are fetched for their names
decrypt nothing, and values() gives sealed text.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from django.db import connections, models, router
from django.db.models.query_utils import DeferredAttribute

from zcps.encryption.envelope import newest_head, seal, unseal
from zcps.encryption.indexes import blind_index, blind_indexes


class ClearText(TypeError):
    """Something was about to go into the database, or into a look-up, as it is."""


class Sealed(str):
    """An envelope as it came from the database or is about to go there."""

    __slots__ = ()


class RowKey(models.BigAutoField):  # type: ignore[type-arg]  # the stubs make it generic, Django does not
    """A running number that is taken before the row is written, because what the row seals is bound to it."""

    def deconstruct(self) -> Any:
        """What of it a migration needs to know: the column is a running number as Django makes it by itself."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.BigAutoField", args, {**options, "auto_created": True, "serialize": False}

    def get_pk_value_on_save(self, instance: models.Model) -> Any:
        """Take the next number of the table's sequence."""
        meta = instance._meta
        with connections[router.db_for_write(type(instance), instance=instance)].cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s))", [f'"{meta.db_table}"', self.column])
            return cursor.fetchone()[0]

    def take_for(self, rows: Sequence[models.Model]) -> None:
        """Give keys to many new rows in one question, before they are written at once."""
        table = f'"{self.model._meta.db_table}"'
        with connections[router.db_for_write(self.model)].cursor() as cursor:
            taken = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(taken, [table, self.column, len(rows)])
            for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
                row.pk = key


class Opening(DeferredAttribute):
    """Opens a sealed value when it is asked of its row for the first time."""

    # What marks a value as sealed.
    marks: tuple[type, ...] = (Sealed,)

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, self.marks):
            field: Any = self.field
            instance.__dict__[field.envelope_name] = value
            value = instance.__dict__[field.attname] = field.opened(value, instance.pk)
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedForRow(models.Field):  # type: ignore[type-arg]  # as above
    """What the sealed columns share: a value is sealed where its row is saved, and only where it has changed."""

    descriptor_class = Opening
    # What is nothing, and stays open.
    empty: tuple[Any, ...] = (None, "")

    @property
    def place(self) -> str:
        """What its values are bound to besides the row."""
        return f"{self.model._meta.db_table}.{self.column}"

    @property
    def envelope_name(self) -> str:
        """Under what a row remembers the envelope from which its value came, or in which it was last saved."""
        return f"_envelope_of_{self.attname}"

    def sealed(self, value: Any, row: object) -> Any:
        """Return a value as it goes into the database for a row."""
        raise NotImplementedError

    def opened(self, sealed: Any, row: object) -> Any:
        """Return the clear value of what lies in the database for a row."""
        raise NotImplementedError

    def envelopes(self, sealed: Any) -> Iterable[str]:
        """Return the envelopes in what lies in the database: by their heads it is known which key made them."""
        return [sealed]

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's signature
        """Seal for the row; what is empty stays empty, and what has not changed stays in its envelope.

        Otherwise every save would change the column, and the history of the row would tell of changes that are none.
        """
        row, kept = model_instance.pk, model_instance.__dict__.get(self.attname)
        if isinstance(kept, self.descriptor_class.marks) and not add and not self._opens_with_an_older_key(kept, row):
            # Never opened; what no key opens is left for who looks into it.
            return kept
        value = getattr(model_instance, self.attname)
        if value in self.empty:
            return value
        envelope = model_instance.__dict__.get(self.envelope_name)
        if envelope is None or not self._is_current(envelope) or self._said_by(envelope, row) != value:
            envelope = model_instance.__dict__[self.envelope_name] = self.sealed(value, row)
        return envelope

    def _opens_with_an_older_key(self, sealed: Any, row: object) -> bool:
        return not self._is_current(sealed) and self._said_by(sealed, row) is not None

    def _said_by(self, sealed: Any, row: object) -> Any:
        try:
            return self.opened(sealed, row)
        except InvalidTag:
            return None

    def _is_current(self, sealed: Any) -> bool:
        return all(str(each).startswith(newest_head()) for each in self.envelopes(sealed))


class EncryptedTextField(SealedForRow, models.TextField):  # type: ignore[type-arg]  # as above
    """Text that lies encrypted in the database. It cannot be filtered on: use a blind index beside it."""

    def sealed(self, value: str, row: object) -> Sealed:
        """Return the envelope of a text for a row."""
        return Sealed(seal(value, self.place, row))

    def opened(self, sealed: str, row: object) -> str:
        """Return the text in an envelope of a row."""
        return unseal(sealed, self.place, row)

    def get_prep_value(self, value: Any) -> Any:
        """Let through what is sealed, and nothing."""
        if value is None or value == "" or isinstance(value, Sealed):
            return value
        raise ClearText(f"{self.place} is sealed for its row: set it on the row and save that")

    def get_lookup(self, lookup_name: str) -> Any:
        """Offer what says whether there is anything, and no search in what cannot be searched."""
        return super().get_lookup(lookup_name) if lookup_name in {"exact", "in", "isnull"} else None

    def from_db_value(self, value: Any, expression: object, connection: object) -> Any:
        """Mark what comes as sealed; the row opens it."""
        return Sealed(value) if value else value


class SealedValues(models.JSONField):
    """A JSON object of envelopes, each made by seal() for "table.column.name" and its row; rotated like a column."""

    def deconstruct(self) -> Any:
        """What of it a migration needs to know: nothing but a column of JSON."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options


class BlindIndexField(models.CharField):  # type: ignore[type-arg]  # as above
    """The blind index of a value: of the sealed column `of` in the same row, or of one that lies elsewhere."""

    def __init__(self, *args: Any, purpose: str = "", of: str = "", copied_in: str = "", **options: Any) -> None:
        """Say what is indexed.

        Args:
            *args: as for any field.
            purpose: what kind of value: equal values of two purposes have different indexes.
            of: the sealed column of the same row; empty where the value is not kept in this row.
            copied_in: another column of the row whose text contains the index.
            **options: as for any field.
        """
        self.purpose, self.of, self.copied_in = purpose, of, copied_in
        super().__init__(*args, **{"max_length": 64, **options})

    def deconstruct(self) -> Any:
        """What of it a migration needs to know: nothing but a column of characters."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's signature
        """Keep in step with the value; what was never opened has not changed."""
        if self.of and not isinstance(model_instance.__dict__.get(self.of), Sealed):
            setattr(model_instance, self.attname, self._index_of(model_instance))
        return super().pre_save(model_instance, add)

    def _index_of(self, row: models.Model) -> str:
        value, present = getattr(row, self.of), getattr(row, self.attname)
        # During a rotation the command changes a person's indexes all at once; a row alone stays as it is.
        if value and present in blind_indexes(value, self.purpose):
            return str(present)
        return blind_index(value, self.purpose) if value else ""
