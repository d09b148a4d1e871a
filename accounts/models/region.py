"""Regions: Zhejiang, its cities, their counties."""

from django.db import models

from accounts.enums import AdminLevel


class Region(models.Model):
    """An administrative region by its six-digit code."""

    code = models.CharField("行政区划代码", max_length=6, unique=True)
    name = models.CharField("名称", max_length=40)
    level = models.CharField("级别", max_length=10, choices=AdminLevel)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        verbose_name = "行政区划"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name
