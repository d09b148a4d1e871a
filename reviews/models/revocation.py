"""Taking a title away: what the person was told, what he answered, what was decided."""

from django.db import models
from django.db.models import Q

from reviews.enums import RevocationStage
from zcps.encryption import EncryptedTextField, RowKey


class Revocation(models.Model):
    """A revocation from the notice to the person on; nobody loses a title before he could answer (陈述申辩)."""

    id = RowKey(verbose_name="ID", primary_key=True)
    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="revocations")
    stage = models.CharField("状态", max_length=20, choices=RevocationStage, default=RevocationStage.PROPOSED)
    reason = EncryptedTextField("拟撤销的事实和理由")
    clause = models.CharField("依据条款", max_length=120)
    proposed_by = models.CharField("告知机构", max_length=120)
    proposed_at = models.DateTimeField("告知时间")
    # Until when the person may answer.
    due_at = models.DateTimeField("陈述申辩期限")
    defence = EncryptedTextField("陈述申辩", blank=True)
    defence_file = models.ForeignKey("accounts.StoredFile", models.PROTECT, null=True, related_name="+")
    # Set also where the person declares that he has nothing to say.
    defended_at = models.DateTimeField("陈述申辩时间", null=True)
    considered = EncryptedTextField("对陈述申辩的审查意见", blank=True)
    decision_number = models.CharField("决定文书号", max_length=60, blank=True)
    decided_at = models.DateTimeField("决定时间", null=True)

    class Meta:
        verbose_name = "撤销职称"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["application"], condition=Q(stage=RevocationStage.PROPOSED), name="one_revocation_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.stage}"
