"""Returns for correction: every defect at once (一次性告知)."""

from django.db import models


class Correction(models.Model):
    """One return of one application, with all its defects and a deadline."""

    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="corrections")
    from_stage = models.CharField(max_length=30)
    body = models.CharField("退回机构", max_length=120)
    returned_at = models.DateTimeField("退回时间")
    due_at = models.DateTimeField("补正期限")
    answered_at = models.DateTimeField("重新提交时间", null=True)

    class Meta:
        verbose_name = "退回补正"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.body} {self.returned_at:%Y-%m-%d}"


class Defect(models.Model):
    """One thing that is wrong, at the place it concerns, and what to do about it."""

    correction = models.ForeignKey("reviews.Correction", models.CASCADE, related_name="defects")
    # "statement", "title", "record:123", "credits", "profile.photo", "material:<key>", "" for the whole.
    target = models.CharField("位置", max_length=60, blank=True)
    label = models.CharField("位置名称", max_length=120)
    text = models.CharField("问题与改法", max_length=500)
    clause = models.CharField("依据", max_length=120, blank=True)

    class Meta:
        verbose_name = "补正事项"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text


class NotedDefect(models.Model):
    """A defect that an officer noted while reading. It leaves with the return for correction, or is struck out."""

    application = models.ForeignKey("reviews.Application", models.CASCADE, related_name="noted_defects")
    officer = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    target = models.CharField("位置", max_length=60, blank=True)
    label = models.CharField("位置名称", max_length=120)
    text = models.CharField("问题与改法", max_length=500)
    clause = models.CharField("依据", max_length=120, blank=True)
    noted_at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = "待补正事项"
        ordering = ("pk",)
        indexes = (models.Index(fields=["application", "officer"]),)

    def __str__(self) -> str:
        return self.text
