"""The tables of the notices in dated editions; a published edition and its rows never change (a trigger holds that)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from reviews.enums import EditionStage, TableKind

_OPEN = (EditionStage.DRAFT, EditionStage.SUBMITTED)


class TableEdition(models.Model):
    """One edition of a table: where it comes from, from which day it holds, who prepared and who published it."""

    kind = models.CharField("表", max_length=30, choices=TableKind)
    # Given when it is published, so that the public's numbers have no gaps.
    number = models.PositiveIntegerField("版次", null=True)
    stage = models.CharField("状态", max_length=20, choices=EditionStage, default=EditionStage.DRAFT)
    keeper = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="+", verbose_name="维护部门")
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name="上一版")
    source_number = models.CharField("依据文号", max_length=60, blank=True)
    source_title = models.CharField("依据文件", max_length=160, blank=True)
    source_section = models.CharField("所在位置", max_length=60, blank=True)
    source_dated = models.DateField("成文日期", null=True)
    valid_from = models.DateField("施行日期", null=True)
    note = models.TextField("修改说明", blank=True)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField("起草时间")
    # Everybody who changed a row of it: none of them may publish it.
    hands = ArrayField(models.BigIntegerField(), default=list)
    submitted_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField("提交时间", null=True)
    published_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField("发布时间", null=True)
    row_count = models.PositiveIntegerField("行数", default=0)
    # SHA-256 over the rows in their order.
    rows_hash = models.CharField("校验值", max_length=64, blank=True)

    class Meta:
        verbose_name = "对照表版本"
        ordering = ("kind", "number")
        constraints = (
            models.UniqueConstraint(fields=["kind", "number"], name="one_table_edition_per_number"),
            models.UniqueConstraint(fields=["kind"], condition=Q(stage__in=_OPEN), name="one_open_edition_per_table"),
            models.CheckConstraint(
                condition=~Q(stage=EditionStage.PUBLISHED)
                | Q(number__isnull=False, valid_from__isnull=False, published_at__isnull=False, rows_hash__gt=""),
                name="published_edition_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(published_by=F("submitted_by")), name="edition_published_by_a_second_person"
            ),
        )
        indexes = (models.Index(fields=["kind", "stage", "valid_from"]),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.edition_label}"

    @property
    def edition_label(self) -> str:
        """How the edition is called on screens."""
        return f"第 {self.number} 版" if self.number else "修订草稿"


class TableRow(models.Model):
    """A row: its values by the columns of its table (reviews/table_forms.py)."""

    edition = models.ForeignKey(TableEdition, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField("次序")
    # SHA-256 of what tells the row from the others, and by which it is known again in another edition.
    key = models.CharField(max_length=64)
    # Normalised names by which it is found exactly.
    names = ArrayField(models.TextField(), default=list)
    data = models.JSONField("内容")
    search = models.TextField()

    class Meta:
        verbose_name = "对照表的行"
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=["edition", "key"], name="one_row_per_key"),)
        indexes = (
            models.Index(fields=["edition", "position"]),
            GinIndex(fields=["names"], name="table_row_names"),
        )

    def __str__(self) -> str:
        return self.search


class TableUpload(models.Model):
    """A CSV file between its preview and its being applied or replaced; it does not outlive the draft."""

    edition = models.OneToOneField(TableEdition, models.CASCADE, related_name="upload")
    name = models.CharField("文件名", max_length=160)
    content = models.TextField()
    # Rows of the draft that the file does not name stay where this is set.
    keeps_others = models.BooleanField(default=False)
    # The draft as it was when the preview was made.
    rows_hash = models.CharField(max_length=64)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "待导入文件"

    def __str__(self) -> str:
        return self.name
