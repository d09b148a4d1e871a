"""Which columns of the database are sealed, and which hold blind indexes: asked of the models, listed nowhere else."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from zcps.encryption.fields import BlindIndexField, EncryptedTextField, SealedValues
from zcps.encryption.json_fields import SealedJSONField


def sealed_columns() -> Iterator[tuple[type[models.Model], EncryptedTextField]]:
    """Yield every sealed column with its model."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield model, field


def sealed_objects() -> Iterator[tuple[type[models.Model], SealedValues]]:
    """Yield every column that holds a JSON object of envelopes."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, SealedValues):
                yield model, field


def sealed_json_columns() -> Iterator[tuple[type[models.Model], SealedJSONField]]:
    """Yield every column of JSON that is sealed, whole or in parts."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, SealedJSONField):
                yield model, field


def index_columns() -> Iterator[tuple[type[models.Model], BlindIndexField]]:
    """Yield every column of blind indexes."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, BlindIndexField):
                yield model, field
