"""How people settled what the notices leave open."""

from django.db import models

from zcps.encryption import BlindIndexField, EncryptedTextField, RowKey, SealedJSONField


class AmbiguityDecision(models.Model):
    """One ambiguity of the plan's rules, settled for one application; a precedent for the next one under the plan."""

    id = RowKey(verbose_name="ID", primary_key=True)
    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="decisions")
    plan = models.ForeignKey("reviews.Plan", models.PROTECT, related_name="decisions")
    # Which ambiguity it is says of some that the person is under a sanction: sealed, and found by its index.
    code = EncryptedTextField("歧义")
    code_index = BlindIndexField(purpose="ambiguity", of="code")
    favours = models.BooleanField("按有利于申报人的理解")
    says = EncryptedTextField("核定的理解")
    reason = EncryptedTextField("理由")
    clause = EncryptedTextField("依据条款")
    # Why it is read otherwise here than in the case before under this plan.
    departs = EncryptedTextField("与先例不同的理由", blank=True)
    # The reply of the HR bureau where it decides and the office writes it down.
    document = models.CharField("人力社保部门复函文号", max_length=60, blank=True)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="核定人")
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="+", verbose_name="核定机构")
    decided_at = models.DateTimeField("核定时间")
    # An earlier decision that this one took the place of stays, for the record.
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "歧义核定"
        ordering = ("-decided_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["application", "code_index"],
                condition=models.Q(replaced_at__isnull=True),
                name="one_standing_decision_per_ambiguity",
            ),
        )
        indexes = (models.Index(fields=["plan", "code_index", "-decided_at"]),)

    def __str__(self) -> str:
        return f"{self.application_id} {self.code}"


class Reexamination(models.Model):
    """What the law says of a filed case once an ambiguity was settled; what was frozen at filing stays as it was."""

    id = RowKey(verbose_name="ID", primary_key=True)
    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="reexaminations")
    # Of the version that was examined: a corrected version is examined by itself.
    snapshot = models.ForeignKey("reviews.Snapshot", models.PROTECT, related_name="reexaminations")
    decision = models.OneToOneField(AmbiguityDecision, models.PROTECT, related_name="reexamination")
    examination = SealedJSONField("复核结论")
    made_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "核定后复核"
        ordering = ("-pk",)
        indexes = (models.Index(fields=["snapshot", "-id"]),)

    def __str__(self) -> str:
        return f"{self.application_id} {self.decision_id}"
