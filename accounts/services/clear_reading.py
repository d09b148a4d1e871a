"""Reading in clear what every screen masks: an act with a purpose and a reason, told to the person concerned.

It is no legal step, since nothing changes; it stands in the journal like one. The subject of the entry is the account
of the person concerned, so that he finds it; where there is no account (an objector, somebody on a post table who has
not been here yet), it is the row that was read.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import JournalEntry, User
from accounts.services import journal

READ, EXPORTED, SHARED = "read_in_clear", "export_in_clear", "share_about"


def note_reading(by: Actor, row: models.Model, person: User | None, what: Sequence[str], why: dict[str, str]) -> None:
    """Write down that somebody read it; in the transaction in which it is shown.

    Args:
        by: who reads.
        row: where it lies.
        person: whom it concerns, if he has an account.
        what: which of it, in Chinese ("证件号码").
        why: purpose and reason, as PurposeForm took them.
    """
    journal.append([_entry(READ, by, person or row, what, why, row)])


def note_export(by: Actor, rows: Iterable[tuple[models.Model, User]], what: Sequence[str], why: dict[str, str]) -> None:
    """Write down, for each person, that it left in a file."""
    journal.append([_entry(EXPORTED, by, person, what, why, row) for row, person in rows])


def readings_about(user: User) -> models.QuerySet[JournalEntry]:
    """Return what was read about a person, under whichever of his accounts and documents, one that was merged too."""
    former = user.former_identities.exclude(id_index="").values("id_index")
    own = User.objects.filter(Q(pk=user.pk) | Q(id_index__in=former))
    own = own | User.objects.filter(id_index=user.id_index) if user.id_index else own
    return JournalEntry.objects.filter(
        subject_type=User._meta.label_lower, subject_id__in=own.values("pk"), act__in=(READ, EXPORTED, SHARED)
    )


def _entry(
    act: str, by: Actor, subject: models.Model, what: Sequence[str], why: dict[str, str], row: models.Model
) -> JournalEntry:
    about = {"what": list(what), "office": by.hat_label, "row": f"{row._meta.label_lower} {row.pk}"}
    kept: dict[str, Any] = {**about, **why}
    return journal.written(act, subject, by, **kept)
