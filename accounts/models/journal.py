"""The journal: append-only and hash-chained. It is the truth about what happened."""

from django.db import models

from accounts.enums import Role


class JournalEntry(models.Model):
    """One act. `digest` covers everything in the row and the digest of the row before."""

    number = models.BigAutoField(primary_key=True)
    at = models.DateTimeField("时间")
    actor = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    role = models.CharField("身份", max_length=30, choices=Role)
    # The name at the time: offices are renamed, people leave.
    actor_label = models.CharField("经办", max_length=160)
    act = models.CharField("行为", max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    # The application whose timeline shows the act, if there is one.
    case_id = models.BigIntegerField(null=True)
    before = models.CharField("原状态", max_length=30, blank=True)
    after = models.CharField("现状态", max_length=30, blank=True)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = "办理日志"
        ordering = ("number",)
        indexes = (
            models.Index(fields=["subject_type", "subject_id"]),
            models.Index(fields=["case_id", "number"], condition=models.Q(case_id__isnull=False), name="journal_case"),
            # The acts that were done while the clock was in doubt (accounts/services/clock_doubt.py): hardly any.
            models.Index(fields=["-number"], condition=models.Q(data__has_key="clock_doubt"), name="journal_in_doubt"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.act}"
