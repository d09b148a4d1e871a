"""The history of signing in, shown to its owner; and the codes for somebody whose phone is lost."""

from django.db import models

from accounts.enums import SignInOutcome


class SignIn(models.Model):
    """One attempt to come in: one that succeeded opened a session, the others are told to the account's owner."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField("时间")
    way = models.CharField("方式", max_length=40)
    outcome = models.CharField("结果", max_length=20, choices=SignInOutcome, default=SignInOutcome.ENTERED)
    address = models.GenericIPAddressField("地址", null=True)
    device = models.CharField("设备", max_length=60, blank=True)
    # From a network where the account was not used lately.
    is_unusual = models.BooleanField("不常用网络", default=False)
    # Which session it opened, so that the owner can end that one; empty where none was opened.
    session_key = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = "登录记录"
        ordering = ("-at",)
        indexes = (models.Index(fields=["user", "-at"], name="sign_ins_of_user"),)

    def __str__(self) -> str:
        return f"{self.user} {self.at}"


class RecoveryCode(models.Model):
    """A code that stands in once for the phone of an office account; only its hash is kept."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField("使用时间", null=True)

    class Meta:
        verbose_name = "恢复码"
        constraints = (models.UniqueConstraint(fields=["user", "digest"], name="one_recovery_code_once"),)

    def __str__(self) -> str:
        return f"{self.user} {self.pk}"
