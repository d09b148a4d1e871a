"""Encrypted columns, and blind indexes by which they can be looked up.

    id_number = EncryptedTextField("证件号码")                  sealed for its table, column and row
    id_index = BlindIndexField(purpose="id_number", of="id_number")      a keyed hash of it, kept in step with it
    answers = SealedJSONField()                                    JSON, sealed whole or in some `parts` of the object

What is sealed for which row, and who reads it: docs/security.md.
"""

from zcps.encryption.envelope import seal, unseal
from zcps.encryption.fields import BlindIndexField, ClearText, EncryptedTextField, RowKey, SealedValues
from zcps.encryption.indexes import blind_index, blind_indexes
from zcps.encryption.json_fields import SealedJSONField

__all__ = [
    "BlindIndexField",
    "ClearText",
    "EncryptedTextField",
    "RowKey",
    "SealedJSONField",
    "SealedValues",
    "blind_index",
    "blind_indexes",
    "seal",
    "unseal",
]
