"""Notices: one row for each person and event, sent after the act is safe."""

from django.db import models


class Notice(models.Model):
    """What one person is told about one event; also the outbox from which mail is sent."""

    recipient = models.ForeignKey("accounts.User", models.CASCADE, related_name="notices")
    # Which event this is, so that a repeated act tells nobody twice.
    event = models.CharField(max_length=120)
    title = models.CharField("标题", max_length=120)
    body = models.TextField("内容")
    url = models.CharField("链接", max_length=200, blank=True)
    created_at = models.DateTimeField("时间")
    read_at = models.DateTimeField("已读", null=True)
    mailed_at = models.DateTimeField("已发邮件", null=True)
    mail_error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "消息"
        ordering = ("-created_at", "-pk")
        constraints = (models.UniqueConstraint(fields=["recipient", "event"], name="one_notice_per_person_and_event"),)
        # What still has to be mailed: those without an address must not be passed over again and again.
        indexes = (
            models.Index(fields=["id"], condition=models.Q(mailed_at=None, mail_error=""), name="notice_unsent"),
            models.Index(fields=["recipient", "-created_at", "-id"], name="notice_of_recipient"),
        )

    def __str__(self) -> str:
        return self.title
