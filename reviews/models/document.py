"""Documents made by the platform: a job until they are built, then a file."""

from django.db import models
from django.db.models import Q

from reviews.enums import DocumentKind


class Document(models.Model):
    """A document of one subject. The row is written with the act that needs it; a worker builds the file."""

    kind = models.CharField("类别", max_length=30, choices=DocumentKind)
    number = models.CharField("文件编号", max_length=40, unique=True)
    application = models.ForeignKey("reviews.Application", models.PROTECT, null=True, related_name="documents")
    snapshot = models.ForeignKey("reviews.Snapshot", models.PROTECT, null=True, related_name="+")
    meeting = models.ForeignKey("reviews.Meeting", models.PROTECT, null=True, related_name="documents")
    publicity = models.ForeignKey("reviews.Publicity", models.PROTECT, null=True, related_name="documents")
    filing = models.ForeignKey("reviews.ResultFiling", models.PROTECT, null=True, related_name="documents")
    post_table = models.ForeignKey("employers.PostTableVersion", models.PROTECT, null=True, related_name="documents")
    entrustment = models.ForeignKey("reviews.Entrustment", models.PROTECT, null=True, related_name="documents")
    reply = models.ForeignKey("reviews.EntrustedReply", models.PROTECT, null=True, related_name="documents")
    objection = models.ForeignKey("reviews.Objection", models.PROTECT, null=True, related_name="documents")
    complaint = models.ForeignKey("reviews.Complaint", models.PROTECT, null=True, related_name="documents")
    roster = models.ForeignKey("reviews.Roster", models.PROTECT, null=True, related_name="documents")
    short_code = models.CharField("校验码", max_length=12, unique=True)
    requested_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField("失败原因", max_length=300, blank=True)
    built_at = models.DateTimeField("生成时间", null=True)
    file = models.ForeignKey("accounts.StoredFile", models.PROTECT, null=True, related_name="+")
    pages = models.PositiveSmallIntegerField("页数", default=0)
    # Of each page its first words and its hash (zcps.documents.Sheet), as they are printed.
    sheets = models.JSONField(default=list)
    # SHA-256 of the view model: the same content is never rendered twice.
    content_hash = models.CharField(max_length=64, blank=True)
    voided_at = models.DateTimeField("作废时间", null=True)

    class Meta:
        verbose_name = "文书"
        indexes = (models.Index(fields=["id"], condition=Q(built_at=None, voided_at=None), name="document_to_build"),)

    def __str__(self) -> str:
        return self.number
