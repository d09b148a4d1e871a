"""The achievement archive (业绩档案): one row for each version of each achievement."""

from django.db import models

from applicants.enums import Module, RecordStage


class ArchiveRecord(models.Model):
    """One achievement. Its own fields follow its module (applicants/modules.py) and lie in `data`."""

    profile = models.ForeignKey("applicants.Profile", models.PROTECT, related_name="records")
    module = models.CharField("板块", max_length=20, choices=Module)
    title = models.CharField("名称", max_length=200)
    # A day or a month: certificates often name only the month, and the law then counts differently (AMB-02).
    started = models.CharField("开始时间", max_length=10, blank=True)
    ended = models.CharField("结束时间", max_length=10, blank=True)
    data = models.JSONField(default=dict)
    stage = models.CharField("状态", max_length=20, choices=RecordStage, default=RecordStage.DRAFT)
    version = models.PositiveSmallIntegerField("版本", default=1)
    # Editing a verified record makes a new version that must be verified again.
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    employer = models.ForeignKey(
        "employers.Employer", models.PROTECT, null=True, related_name="+", verbose_name="审核单位"
    )
    return_reason = models.TextField("退回理由", blank=True)
    verified_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField("审核时间", null=True)
    deleted_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "业绩档案"
        ordering = ("module", "-started", "pk")
        indexes = (
            models.Index(fields=["profile", "module"]),
            models.Index(fields=["employer", "id"], condition=models.Q(stage="submitted"), name="record_to_verify"),
        )

    def __str__(self) -> str:
        return self.title


class Evidence(models.Model):
    """A file that proves a record, with what it shows (cover, table of contents, stamp page …)."""

    record = models.ForeignKey("applicants.ArchiveRecord", models.CASCADE, related_name="evidence")
    file = models.ForeignKey("accounts.StoredFile", models.PROTECT, related_name="+")
    label = models.CharField("证明内容", max_length=60)

    class Meta:
        verbose_name = "佐证材料"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.label
