"""Lists of people that leave the platform as a file: who took which, and how many rows it had (个人信息保护法 51).

Such files show numbers as masks, as the pages do; what tells a number in clear asks for a reason besides
(accounts/services/clear_reading.py).
"""

from django.db import transaction

from accounts.actor import Actor
from accounts.services import journal

EXPORTED = "export_list"


def note(by: Actor, what: str, rows: int) -> None:
    """Write an export into the journal; what the public takes names nobody who is not shown to everybody."""
    if by.user is not None:
        with transaction.atomic():
            journal.record(EXPORTED, by.user, by, list=what, rows=rows)
