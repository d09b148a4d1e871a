"""Objections (异议) to a publicity: a case of its own, from the receipt to the answer.

Name and contact lie encrypted. Who reads them: the officers of the body that published, on the page of the objection,
and nobody else; neither stands in the journal, in a notice or on the page where the objector looks.
"""

from django.db import models
from django.db.models import Q

from reviews.enums import AnswerWay, ObjectionNoteKind, ObjectionStage
from zcps.encryption import EncryptedTextField, RowKey


class Objection(models.Model):
    """An objection to one entry, or to the list as a whole. While it is open, what it concerns does not end."""

    id = RowKey(verbose_name="ID", primary_key=True)
    publicity = models.ForeignKey("reviews.Publicity", models.PROTECT, related_name="objections")
    # Absent: against the list or its procedure as a whole.
    entry = models.ForeignKey("reviews.PublicityEntry", models.PROTECT, null=True, related_name="objections")
    receipt = models.CharField("受理编号", max_length=20, unique=True)
    # SHA-256 of the code that was shown once to whoever raised it.
    secret = models.CharField(max_length=64, blank=True)
    is_anonymous = models.BooleanField("匿名", default=False)
    name = EncryptedTextField("姓名", blank=True)
    contact = EncryptedTextField("联系方式", blank=True)
    text = models.TextField("异议内容")
    files = models.ManyToManyField("accounts.StoredFile", related_name="+", blank=True)
    raised_at = models.DateTimeField("提出时间")
    due_at = models.DateTimeField("答复期限")
    stage = models.CharField("状态", max_length=20, choices=ObjectionStage, default=ObjectionStage.OPEN)
    accepted_at = models.DateTimeField("受理时间", null=True)
    reasons = models.TextField("核查结论及理由", blank=True)
    clause = models.CharField("依据", max_length=160, blank=True)
    resolved_at = models.DateTimeField("答复时间", null=True)
    resolved_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    # How the answer reached whoever raised it, and when; by mail the worker writes it down.
    answer_way = models.CharField("答复方式", max_length=10, choices=AnswerWay, blank=True)
    answered_at = models.DateTimeField("答复送达时间", null=True)
    # When the body and its supervisors were told that the time limit has passed.
    warned_at = models.DateTimeField("逾期提醒时间", null=True)

    class Meta:
        verbose_name = "异议"
        ordering = ("pk",)
        indexes = (
            models.Index(fields=["entry"], condition=Q(stage="open"), name="objection_open"),
            models.Index(fields=["due_at"], condition=Q(stage="open"), name="objection_due"),
        )

    def __str__(self) -> str:
        return self.receipt


class ObjectionNote(models.Model):
    """What the resolving body wrote down on the way: what it looked into, why it needs longer, how it answered."""

    objection = models.ForeignKey("reviews.Objection", models.PROTECT, related_name="notes")
    kind = models.CharField("事项", max_length=12, choices=ObjectionNoteKind)
    text = models.TextField("内容")
    files = models.ManyToManyField("accounts.StoredFile", related_name="+", blank=True)
    written_at = models.DateTimeField("记录时间")
    written_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "异议核查记录"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.objection_id} {self.kind}"
