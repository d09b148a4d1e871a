"""Writing blind indexes anew with the newest INDEX_KEY, while the platform runs.

A person is changed all at once: every row of every table that lies under an old index of a number gets the new one in
one transaction, so that rows about the same person are found by one another before and after. Look-ups ask for both
meanwhile. Rows that keep no number (an invitation that nobody has taken up) follow only with one that does; what is
left under an old key is counted, and that key has to stay until nothing is.
"""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Replace

from zcps.encryption.columns import index_columns
from zcps.encryption.fields import BlindIndexField
from zcps.encryption.indexes import blind_indexes


def reindex(model: type[models.Model], field: BlindIndexField, batch: int) -> Iterator[tuple[int, int]]:
    """Go through the rows that keep the value; yield after each batch how many were looked at and how many changed."""
    looked = changed = 0
    rows = model._default_manager.exclude(**{field.of: ""}).order_by("pk").only("pk", field.of)
    last = None
    while page := list((rows.filter(pk__gt=last) if last is not None else rows)[:batch]):
        last = page[-1].pk
        waiting = _under_old_keys([getattr(row, field.of) for row in page], field.purpose)
        for value in waiting:
            _move(value, field.purpose)
        looked, changed = looked + len(page), changed + len(waiting)
        yield looked, changed


def keeping_values() -> Iterator[tuple[type[models.Model], BlindIndexField]]:
    """Yield the columns of indexes whose rows keep the value itself."""
    return ((model, field) for model, field in index_columns() if field.of)


def left_behind() -> int:
    """Return how many rows without a value lie under an index to which no value leads: an old key finds them."""
    found = 0
    for model, field in index_columns():
        if not field.of:
            rows = model._default_manager.exclude(**{field.attname: ""}).order_by()
            for other, own in keeping_values():
                rows = rows.exclude(**{f"{field.attname}__in": other._default_manager.order_by().values(own.attname)})
            found += rows.count()
    return found


def is_changing() -> bool:
    """Whether there is more than one key."""
    return len(settings.INDEX_KEYS) > 1


def _under_old_keys(values: Sequence[str], purpose: str) -> list[str]:
    """Return the values about which some row lies under an old index."""
    olds = {old: value for value in values for old in blind_indexes(value, purpose)[1:]}
    found = {
        index
        for model, field in _columns_of(purpose)
        for index in model._default_manager.filter(**{f"{field.attname}__in": olds})
        .order_by()
        .values_list(field.attname, flat=True)
    }
    return sorted({olds[index] for index in found})


@transaction.atomic
def _move(value: str, purpose: str) -> None:
    """Bring everything that lies under an old index of a value under the new one."""
    new, *olds = blind_indexes(value, purpose)
    for model, field in _columns_of(purpose):
        for old in olds:
            changes: dict[str, object] = {field.attname: new}
            if field.copied_in:
                changes[field.copied_in] = Replace(F(field.copied_in), Value(old), Value(new))
            model._default_manager.filter(**{field.attname: old}).update(**changes)


def _columns_of(purpose: str) -> Iterator[tuple[type[models.Model], BlindIndexField]]:
    return ((model, field) for model, field in index_columns() if field.purpose == purpose)
