"""The post table of a public institution (事业单位岗位信息表, S2 附件3)."""

from django.db import models


class PostTable(models.Model):
    """A year's posts at one level: approved, filled, and how many may be recommended."""

    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="post_tables")
    year = models.PositiveSmallIntegerField("年度")
    level = models.CharField("等级", max_length=20)
    approved = models.PositiveIntegerField("核准数")
    filled = models.PositiveIntegerField("实聘数")
    # Posts opened this year for review and for initial determination together.
    opened = models.PositiveIntegerField("今年推出空缺岗位数")
    confirmed_at = models.DateTimeField("人社确认时间", null=True)
    confirmed_by = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "岗位信息表"
        constraints = (
            models.UniqueConstraint(fields=["employer", "year", "level"], name="one_post_row_per_level_and_year"),
        )

    def __str__(self) -> str:
        return f"{self.employer} {self.year} {self.level}"

    @property
    def vacant(self) -> int:
        """Vacancies; negative means more people appointed than approved (S2 附件3 L126)."""
        return self.approved - self.filled
