"""New time stamps behind old ones: a signed paper outlives every certificate (PAdES B-LTA), if it is stamped in time.

Idempotent, by beat or `manage.py restamp`: notes until when the last stamp of each signed file lasts, and stamps again
what ends within half a year. The file is exchanged once the new one was verified; its former hash is remembered.
"""

import datetime as dt
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accounts.actor import CLOCK
from accounts.models import StoredFile
from accounts.services import journal
from accounts.services.files import FileWithheld, StorageGone, content_of, forget, keep_pdf
from credits.models import CreditCard
from reviews.documents.sealing import LOOKS
from reviews.models import Document, PaperStamp
from zcps import clock
from zcps.signed.errors import CannotSign, PaperNotSigned
from zcps.signed.papers import restamp, verdict

AHEAD = dt.timedelta(days=183)
Holder = Document | CreditCard
log = logging.getLogger(__name__)


@dataclass
class Restamped:
    """What one sweep did; `why` is the reason for which it ended early."""

    noted: int = 0
    stamped: int = 0
    failed: int = 0
    why: str = ""


def restamp_due(limit: int = 500) -> Restamped:
    """Note what was signed since, and stamp what ends soon. Where no stamp is to be had, one paper finds it out."""
    done = Restamped(noted=sum(_note(holder) for holder in _unnoted(limit)))
    for key in _ending()[:limit].values_list("pk", flat=True):
        try:
            done.stamped += _stamp(key)
        except (FileWithheld, PaperNotSigned) as reason:
            PaperStamp.objects.filter(pk=key).update(failure=str(reason)[:300])
            log.error("a paper was not stamped again: %s", reason)  # noqa: TRY400 - a sentence, said on the watch too
            done.failed += 1
        except (CannotSign, StorageGone) as reason:
            done.why = str(reason)
            return done
    return done


def _ending() -> QuerySet[PaperStamp]:
    return PaperStamp.objects.filter(replaced_at=None, ends__lte=clock.now() + AHEAD).order_by("failure", "ends")


def _unnoted(limit: int) -> Iterator[Holder]:
    noted = Exists(PaperStamp.objects.filter(sha256=OuterRef("file__sha256")))
    documents = Document.objects.filter(kind__in=LOOKS, file__isnull=False).exclude(noted)
    cards = CreditCard.objects.filter(file__isnull=False).exclude(noted)
    yield from documents.select_related("file").order_by("pk")[:limit]
    yield from cards.select_related("file").order_by("pk")[:limit]


def _note(holder: Holder) -> bool:
    """Note until when the stamp of a file lasts; what does not verify is noted as failed, for somebody to look at."""
    assert holder.file is not None, "only papers that were made are noted"  # noqa: S101 - so they were asked for
    try:
        found = verdict(content_of(holder.file))
    except (FileWithheld, StorageGone, CannotSign) as reason:
        log.warning("the stamp of %s was not read: %s", holder, reason)
        return False
    facts = {"number": found.number or str(holder), "ends": found.stamp_ends, "noted_at": clock.now()}
    failure = "" if found.holds else found.sentence[:300]
    _, is_new = PaperStamp.objects.get_or_create(sha256=holder.file.sha256, defaults={**facts, "failure": failure})
    return is_new


@transaction.atomic
def _stamp(key: int) -> bool:
    """Exchange the file of one paper; whoever comes second, on another machine, does nothing."""
    rows = PaperStamp.objects.select_for_update(of=("self",), skip_locked=True)
    stamp = rows.filter(pk=key, replaced_at=None).first()
    holder = _holder_of(stamp) if stamp else None
    if stamp is None or holder is None or holder.file is None:
        return False
    former: StoredFile = holder.file
    pdf, found = restamp(content_of(former))
    holder.file = keep_pdf(former.name, pdf, former.pages)
    holder.save(update_fields=["file"])
    moment = clock.now()
    PaperStamp.objects.create(sha256=holder.file.sha256, number=found.number, ends=found.stamp_ends, noted_at=moment)
    stamp.replaced_at, stamp.failure = moment, ""
    stamp.save(update_fields=["replaced_at", "failure"])
    forget(former)
    hashes = {"former": former.sha256, "present": holder.file.sha256}
    journal.record("restamp_paper", holder, CLOCK, number=found.number, hashes=hashes)
    return True


def _holder_of(stamp: PaperStamp) -> Holder | None:
    of = {"file__sha256": stamp.sha256}
    document = Document.objects.select_for_update(of=("self",)).filter(kind__in=LOOKS, **of).first()
    return document or CreditCard.objects.select_for_update(of=("self",)).filter(**of).first()
