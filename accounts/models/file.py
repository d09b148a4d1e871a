"""Uploaded and produced files: stored under random names, served only through a permission check."""

import uuid

from django.conf import settings
from django.db import models

from accounts.enums import FileTrouble, ScanState


def stored_name(file: "StoredFile", original: str) -> str:  # noqa: ARG001 - Django's signature
    """Return a random path; the name a person gave never reaches the disk."""
    return f"{file.pk.hex[:2]}/{file.pk.hex}"


class StoredFile(models.Model):
    """One file, already sniffed and sanitised by zcps.uploads."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    content = models.FileField(upload_to=stored_name, max_length=80)
    name = models.CharField("文件名", max_length=160)
    mime = models.CharField("类型", max_length=60)
    size = models.PositiveIntegerField("字节")
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField("页数", default=1)
    # Empty for what the platform itself produced.
    owner = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="files")
    uploaded_at = models.DateTimeField("上传时间")
    scan = models.CharField("病毒检查", max_length=12, choices=ScanState, default=ScanState.UNSCANNED)
    # The name of what was found, or why nothing could be said.
    scan_note = models.CharField("检查说明", max_length=160, blank=True, default="")
    scanned_at = models.DateTimeField("检查时间", null=True)
    # Deleted for everybody; its bytes stay until the retention has ended (accounts.services.kept_files).
    forgotten_at = models.DateTimeField("删除时间", null=True)

    class Meta:
        verbose_name = "文件"
        indexes = (
            models.Index(
                fields=["uploaded_at"],
                condition=models.Q(scan__in=[ScanState.UNSCANNED, ScanState.WAITING, ScanState.FAILED]),
                name="file_to_scan",
            ),
            models.Index(
                fields=["forgotten_at"], condition=models.Q(forgotten_at__isnull=False), name="file_forgotten"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def withheld(self) -> str:
        """Why it cannot be opened now, in the words of its state; empty where it can."""
        is_known = self.scan in {ScanState.CLEAN, ScanState.OWN}
        waits = bool(settings.CLAMD_ADDRESS) and not is_known
        return str(ScanState(self.scan).label) if waits or self.scan == ScanState.INFECTED else ""

    @property
    def withheld_kind(self) -> str:
        """How urgent that is, as a status tag shows it."""
        return "stop" if self.scan == ScanState.INFECTED else "due"


class FileAlarm(models.Model):
    """Something is wrong with a kept file; it stands until somebody has put it right."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="alarms")
    trouble = models.CharField("问题", max_length=12, choices=FileTrouble)
    note = models.CharField("说明", max_length=160, blank=True)
    raised_at = models.DateTimeField("发现时间")
    cleared_at = models.DateTimeField("解除时间", null=True)

    class Meta:
        verbose_name = "文件异常"
        constraints = (
            models.UniqueConstraint(
                fields=["file", "trouble"], condition=models.Q(cleared_at=None), name="one_open_alarm_per_file"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_trouble_display()} {self.file_id}"
