"""How a registrar read what the rule leaves open."""

from django.db import models


class CreditDecision(models.Model):
    """One open question of one entry, settled: which reading, why, by which clause, by whom. Offered as precedent."""

    entry = models.ForeignKey("credits.CreditEntry", models.PROTECT, related_name="decisions")
    code = models.CharField("未明事项", max_length=10)
    reading = models.CharField("读法", max_length=120)
    reason = models.TextField("理由")
    clause = models.CharField("依据", max_length=120)
    hours = models.PositiveSmallIntegerField("认定学时")
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="+")
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("核定时间")

    class Meta:
        verbose_name = "学时核定"
        ordering = ("-pk",)
        indexes = (models.Index(fields=["code", "agency", "-id"]),)
        constraints = (models.UniqueConstraint(fields=["entry", "code"], name="one_decision_per_question"),)

    def __str__(self) -> str:
        return f"{self.code} {self.reading}"
