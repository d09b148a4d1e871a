"""What refers to a kept file: every foreign key there is, and what is frozen as JSON. Nothing referred to is deleted.

Foreign keys are found by asking the models, so that no new one is forgotten. Where an app freezes the ids of files in a
JSON field, it enters the field with frozen_in(); a test knows which JSON fields hold none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, Model, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast

from accounts.models import FileAlarm, StoredFile


@dataclass(frozen=True)
class Frozen:
    """A JSON field that names files by their ids, and how its row leads to their owner, where it always does."""

    model: type[Model]
    field: str
    owner: str = ""


FROZEN: list[Frozen] = []


def frozen_in(model: type[Model], field: str, owner: str = "") -> None:
    """Enter a JSON field that names files."""
    FROZEN.append(Frozen(model, field, owner))


def foreign_keys() -> Iterator[tuple[type[Model], str]]:
    """Yield every model and field that points at files, those of many-to-many tables too."""
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            model = relation.related_model
            if isinstance(model, type) and model is not FileAlarm:
                yield model, relation.field.name  # type: ignore[union-attr]  # a reverse relation has its field


def without_foreign_keys(rows: QuerySet[StoredFile]) -> QuerySet[StoredFile]:
    """Leave those that no row points at."""
    for model, field in foreign_keys():
        rows = rows.filter(~Exists(model._default_manager.filter(**{field: OuterRef("pk")})))
    return rows


def is_frozen(file: StoredFile) -> bool:
    """Whether something frozen names a file."""
    return any(_names(frozen, file) for frozen in FROZEN)


def is_referred_to(file: StoredFile) -> bool:
    """Whether anything needs a file."""
    return not without_foreign_keys(StoredFile.objects.filter(pk=file.pk)).exists() or is_frozen(file)


def _names(frozen: Frozen, file: StoredFile) -> bool:
    rows = frozen.model._default_manager.annotate(_text=Cast(frozen.field, TextField()))
    if frozen.owner and file.owner_id:
        rows = rows.filter(**{frozen.owner: file.owner_id})
    return rows.filter(_text__contains=str(file.pk)).exists()
