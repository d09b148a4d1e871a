"""Having files scanned for viruses: by a worker as soon as they came, and by a sweep whatever was left."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.enums import FileTrouble, ScanState
from accounts.models import StoredFile
from accounts.services import files
from accounts.services.file_alarms import raise_alarm
from accounts.services.notices import Message, queue
from zcps import clock
from zcps.uploads import clamd

# One that could not be scanned is tried again after so long; those that wait come first.
AGAIN = timedelta(minutes=10)
_OPEN = (ScanState.UNSCANNED, ScanState.WAITING, ScanState.FAILED)
_TITLE = "文件未通过病毒检查"
_BODY = (
    "您上传的文件“{name}”经检查含有病毒（{found}），已经隔离，任何人都不能打开，也不会随申报材料提供。"
    "请先在本机查杀病毒，用原软件重新导出或扫描该材料，再到原上传处删除此文件并重新上传。"
    "该材料已随申报提交的，请联系受理单位退回补正。"
)


def waiting() -> QuerySet[StoredFile]:
    """Return what has to be scanned, the oldest first; nothing where no scanner is set."""
    rows = StoredFile.objects.filter(scan__in=_OPEN, forgotten_at=None)
    return rows.order_by("uploaded_at", "pk") if settings.CLAMD_ADDRESS else rows.none()


def sweep_scans(limit: int = 200) -> int:
    """Scan what waits; return how many were scanned. Ends where the scanner is gone. Idempotent."""
    tried = Q(scan=ScanState.FAILED, scanned_at__gt=clock.now() - AGAIN)
    keys = list(waiting().exclude(tried).values_list("pk", flat=True)[:limit])
    done = 0
    for key in keys:
        state = scan_file(str(key))
        if state == ScanState.FAILED and _is_gone(str(key)):
            break
        done += state in {ScanState.CLEAN, ScanState.INFECTED}
    return done


def scan_file(key: str) -> ScanState | None:
    """Have one file scanned and note what was said; None where another worker does it, or nothing is to be done."""
    with transaction.atomic():
        row = waiting().filter(pk=key).select_for_update(of=("self",), skip_locked=True).first()
        if row is None:
            return None
        row.scan, row.scan_note = _asked(row)
        row.scanned_at = clock.now()
        row.save(update_fields=["scan", "scan_note", "scanned_at"])
        if row.scan == ScanState.INFECTED:
            _withhold(row)
    return ScanState(row.scan)


GONE = "scanner gone: "


def _is_gone(key: str) -> bool:
    return StoredFile.objects.filter(pk=key, scan_note__startswith=GONE).exists()


def _asked(row: StoredFile) -> tuple[ScanState, str]:
    try:
        content = files.raw(row)
        if isinstance(content, FileTrouble):
            raise_alarm(row, content)
            return ScanState.FAILED, content.label
        with content:
            found = clamd.scan(settings.CLAMD_ADDRESS, content)
    except clamd.ScannerGone as gone:
        return ScanState.FAILED, f"{GONE}{gone}"[:160]
    except (clamd.NotScanned, files.StorageGone) as reason:
        return ScanState.FAILED, str(reason)[:160]
    return (ScanState.INFECTED, found[:160]) if found else (ScanState.CLEAN, "")


def _withhold(row: StoredFile) -> None:
    raise_alarm(row, FileTrouble.INFECTED, row.scan_note)
    if row.owner is not None:
        body = _BODY.format(name=row.name, found=row.scan_note)
        queue(f"infected:{row.pk}", [Message(row.owner, _TITLE, body)])
