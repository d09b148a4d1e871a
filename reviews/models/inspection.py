"""On-site inspections and democratic appraisals, recorded before a recommendation (衢市人社专〔2021〕61号 三(一))."""

from django.db import models

from reviews.enums import InspectionKind


class Inspection(models.Model):
    """What a body saw on the spot, or how colleagues appraised a person. A later record replaces an earlier one.

    Who took part is told by role; the names of colleagues are not written down. Its file, which may show them, is read
    by the offices and the employer, not by the applicant and not by experts.
    """

    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="inspections")
    kind = models.CharField("环节", max_length=20, choices=InspectionKind)
    body = models.CharField("组织机构", max_length=120)
    officer = models.CharField("记录人", max_length=60)
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=120)
    participants = models.CharField("参加人员（写明身份和人数）", max_length=300)
    # Of an appraisal only: the sheets, and what they say.
    issued = models.PositiveIntegerField("发出测评表", null=True)
    returned = models.PositiveIntegerField("收回测评表", null=True)
    excellent = models.PositiveIntegerField("优秀", null=True)
    competent = models.PositiveIntegerField("称职", null=True)
    basic = models.PositiveIntegerField("基本称职", null=True)
    incompetent = models.PositiveIntegerField("不称职", null=True)
    invalid = models.PositiveIntegerField("弃权或无效", null=True)
    ethics = models.TextField("职业道德")
    ability = models.TextField("能力水平")
    results = models.TextField("业绩贡献")
    file = models.ForeignKey("accounts.StoredFile", models.PROTECT, related_name="+", verbose_name="原始记录")
    recorded_at = models.DateTimeField("记录时间")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "考察测评记录"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=models.Q(replaced_at=None),
                name="one_standing_inspection_per_kind",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.application_id}"
