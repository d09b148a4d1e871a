"""The veto for academic fraud (学术造假一票否决, 衢市人社专〔2021〕61号 三(一)), and the person's hearing."""

from django.db import models
from django.db.models import Q

from zcps.encryption import EncryptedTextField, RowKey


class FraudVeto(models.Model):
    """One veto of one case: on what it rests, what the person says to it, what becomes of it.

    Evidence and statement are read by whoever reads the case: the person has to know what is held against him.
    """

    id = RowKey(verbose_name="ID", primary_key=True)
    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="vetoes")
    reason = EncryptedTextField("事实和理由")
    clause = models.CharField("依据", max_length=120)
    evidence = models.ForeignKey("accounts.StoredFile", models.PROTECT, related_name="+", verbose_name="证据材料")
    body = models.CharField("作出机构", max_length=120)
    # Empty where the employer has spoken.
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("作出时间")
    record = models.OneToOneField("reviews.IntegrityRecord", models.PROTECT, related_name="veto")
    # Where the case stood, so that it can go on from there if the veto does not stand.
    from_stage = models.CharField(max_length=30)
    from_leg = models.PositiveSmallIntegerField()
    statement = EncryptedTextField("陈述申辩", blank=True)
    statement_file = models.ForeignKey("accounts.StoredFile", models.PROTECT, null=True, related_name="+")
    stated_at = models.DateTimeField("陈述时间", null=True)
    # Whether it stands after the person was heard; nothing while nobody has answered.
    upheld = models.BooleanField("维持", null=True)
    answer = EncryptedTextField("答复", blank=True)
    answered_by = models.CharField("答复机构", max_length=120, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        verbose_name = "学术造假一票否决"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(upheld__isnull=True) | Q(upheld=True),
                name="one_standing_veto_per_case",
            ),
        )

    def __str__(self) -> str:
        return f"{self.body} {self.application_id}"
