"""Uploaded and produced files: stored under random names, served only through a permission check."""

import uuid

from django.db import models


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

    class Meta:
        verbose_name = "文件"

    def __str__(self) -> str:
        return self.name
