"""Partners to whom data are given: for what, on which ground, which data, until when; their tokens, their calls."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.enums import PartnerStage, ShareScope


class Partner(models.Model):
    """A consumer of data that a bureau admits (归集共享, 衢市人社专〔2021〕61号 三(五)); its terms never change.

    No person stands in it: who is to be asked is a department.
    """

    name = models.CharField("单位和系统名称", max_length=120)
    department = models.CharField("联系部门", max_length=120)
    purpose = models.TextField("共享用途")
    legal_basis = models.TextField("共享依据")
    scopes = ArrayField(models.CharField(max_length=20, choices=ShareScope), verbose_name="数据范围")
    # Networks from which its tokens are taken; anywhere where there is none.
    networks = ArrayField(models.CharField(max_length=50), default=list, blank=True, verbose_name="访问地址")
    calls_per_minute = models.PositiveSmallIntegerField("每分钟调用上限", default=60)
    expires_on = models.DateField("有效期至")
    # Of its region and those below are the data; by its officers it is kept.
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="partners", verbose_name="开通机构")
    stage = models.CharField("状态", max_length=20, choices=PartnerStage, default=PartnerStage.PROPOSED)
    proposed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="登记人")
    proposed_at = models.DateTimeField("登记时间")
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", verbose_name="复核人")
    decided_at = models.DateTimeField("复核时间", null=True)
    ended_at = models.DateTimeField("停用时间", null=True)
    # Why it was returned or ended.
    reason = models.TextField("理由", blank=True)

    class Meta:
        verbose_name = "数据共享单位"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(decided_by=models.F("proposed_by")), name="a_second_person_admits_a_partner"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def scope_words(self) -> list[str]:
        """What it may ask, in words."""
        return [str(ShareScope(scope).label) for scope in self.scopes]


class PartnerToken(models.Model):
    """A token. Of it only a hash is kept, and the beginning by which people call it."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="tokens")
    prefix = models.CharField("令牌前缀", max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="发放人")
    issued_at = models.DateTimeField("发放时间")
    ended_at = models.DateTimeField("失效时间", null=True)

    class Meta:
        verbose_name = "访问令牌"
        constraints = (
            models.UniqueConstraint(
                fields=["partner"], condition=models.Q(ended_at=None), name="one_token_in_force_per_partner"
            ),
        )

    def __str__(self) -> str:
        return self.prefix


class PartnerUse(models.Model):
    """How often a partner has called on a day, and how many rows it was given; each call itself is in the journal."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="uses")
    on = models.DateField("日期")
    scope = models.CharField("数据范围", max_length=20, choices=ShareScope)
    calls = models.PositiveIntegerField("调用次数", default=0)
    rows = models.PositiveIntegerField("返回条数", default=0)

    class Meta:
        verbose_name = "数据共享统计"
        constraints = (models.UniqueConstraint(fields=["partner", "on", "scope"], name="one_count_per_day_and_scope"),)

    def __str__(self) -> str:
        return f"{self.partner_id} {self.on} {self.scope}"


class RepeatedCall(models.Model):
    """A call that acted, by the key that the caller gave it: sent again, it is answered and not done again."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    # Hash of what was sent: another request under the same key is a mistake of the caller.
    sent = models.CharField(max_length=64)
    answer = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "接口调用去重"
        constraints = (models.UniqueConstraint(fields=["user", "key"], name="one_call_per_key"),)

    def __str__(self) -> str:
        return self.key
