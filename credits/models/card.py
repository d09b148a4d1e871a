"""Credit cards (学时卡): the one this platform issues, and those of other systems that people hand in."""

from django.db import models


class CreditCard(models.Model):
    """The annual statement of a person's recognised hours, as it was issued. Whether it still holds is asked anew."""

    profile = models.ForeignKey("applicants.Profile", models.PROTECT, related_name="credit_cards")
    year = models.PositiveSmallIntegerField("年度")
    code = models.CharField("校验码", max_length=12, unique=True)
    # What is printed: name, masked number, totals, entries with their keys.
    content = models.JSONField()
    issued_at = models.DateTimeField("出具时间")
    file = models.ForeignKey("accounts.StoredFile", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "学时卡"
        ordering = ("-pk",)
        indexes = (models.Index(fields=["profile", "year"]),)

    def __str__(self) -> str:
        return f"{self.year} {self.code}"


class CardUpload(models.Model):
    """A card exported from another system (X07); its lines are entries, each with a stage of its own."""

    profile = models.ForeignKey("applicants.Profile", models.PROTECT, related_name="card_uploads")
    # A system of law.credit_sources; `name` says which where it is none of them.
    source = models.CharField("来源系统", max_length=30)
    name = models.CharField("系统名称", max_length=80)
    file = models.ForeignKey("accounts.StoredFile", models.PROTECT, related_name="+", verbose_name="学时卡")
    created_at = models.DateTimeField("提交时间")

    class Meta:
        verbose_name = "其他系统学时卡"

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"
