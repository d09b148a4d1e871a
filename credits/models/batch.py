"""Tables of hours that a registrar brings in at once."""

from django.db import models

from credits.enums import ImportKind, ImportStage


class CreditImport(models.Model):
    """One table: the file as it was handed in, what was wrong with it, and what became of it."""

    kind = models.CharField("类别", max_length=20, choices=ImportKind)
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="+", verbose_name="登记机构")
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    file = models.ForeignKey("accounts.StoredFile", models.PROTECT, related_name="+", verbose_name="表格")
    stage = models.CharField("状态", max_length=10, choices=ImportStage, default=ImportStage.CHECKING)
    rows = models.PositiveIntegerField("行数", default=0)
    bad = models.PositiveIntegerField("问题行", default=0)
    people = models.PositiveIntegerField("人数", default=0)
    hours = models.PositiveIntegerField("学时合计", default=0)
    # [{"row": 12, "name": "…", "title": "…", "reasons": ["…"]}]: every bad row; no identity number is kept here.
    problems = models.JSONField(default=list)
    # The latest job that checks or imports it.
    job = models.ForeignKey("accounts.Job", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField("提交时间")
    imported_at = models.DateTimeField("导入时间", null=True)

    class Meta:
        verbose_name = "学时导入"
        ordering = ("-pk",)
        indexes = (models.Index(fields=["agency", "created_at"]),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def good(self) -> int:
        """How many rows can be imported."""
        return self.rows - self.bad
