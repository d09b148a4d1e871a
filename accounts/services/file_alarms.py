"""Alarms about kept files: raised once, told to the watch and the journal, cleared when it is put right."""

from django.db import transaction

from accounts.actor import CLOCK
from accounts.enums import FileTrouble
from accounts.models import FileAlarm, StoredFile
from accounts.services import journal
from zcps import clock


def raise_alarm(file: StoredFile, trouble: FileTrouble, note: str = "") -> FileAlarm | None:
    """Note what is wrong with a file; None where that is known already."""
    with transaction.atomic():
        alarm, is_new = FileAlarm.objects.get_or_create(
            file=file, trouble=trouble, cleared_at=None, defaults={"note": note[:160], "raised_at": clock.now()}
        )
        if not is_new:
            return None
        journal.record("raise_file_alarm", alarm, CLOCK, file=str(file.pk), trouble=str(trouble), note=alarm.note)
    return alarm


def clear_alarms(file: StoredFile, *troubles: FileTrouble) -> int:
    """Note that a file is again what it was; return how many alarms that ends."""
    with transaction.atomic():
        alarms = list(FileAlarm.objects.filter(file=file, trouble__in=troubles, cleared_at=None))
        for alarm in alarms:
            alarm.cleared_at = clock.now()
            alarm.save(update_fields=["cleared_at"])
            journal.record("clear_file_alarm", alarm, CLOCK, file=str(file.pk), trouble=alarm.trouble)
    return len(alarms)
