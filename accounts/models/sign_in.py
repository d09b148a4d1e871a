"""The history of signing in, shown to its owner."""

from django.db import models


class SignIn(models.Model):
    """One sign-in that succeeded."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField("时间")
    way = models.CharField("方式", max_length=40)
    address = models.GenericIPAddressField("地址", null=True)

    class Meta:
        verbose_name = "登录记录"
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.user} {self.at}"
