"""The one thing that reading writes: who took which list of people along."""

from typing import Any

from accounts.models import JournalEntry
from accounts.services.exports import EXPORTED


def is_a_taken_list(sql: str, params: Any) -> bool:
    """Whether a statement does nothing but note an export in the journal."""
    return JournalEntry._meta.db_table in sql and EXPORTED in str(params)
