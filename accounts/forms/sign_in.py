"""Signing in with an office account."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from accounts.forms.sentences import SentenceForm
from accounts.models import User


class OfficeSignInForm(SentenceForm):
    """User name, password, one-time code. The code is left empty at the first sign-in only."""

    user_name = forms.CharField(
        label="用户名", max_length=60, widget=forms.TextInput({"autocomplete": "username", "class": "input-w-m"})
    )
    password = forms.CharField(
        label="密码",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password", "class": "input-w-m"}),
    )
    code = forms.CharField(
        label="动态口令",
        max_length=24,
        required=False,
        help_text="手机动态口令应用显示的 6 位数字；手机不在身边的，填写恢复码。首次登录不必填写，登录后按提示绑定。",
        widget=forms.TextInput({"autocomplete": "one-time-code", "class": "input-w-m"}),
    )


class EnrolmentForm(SentenceForm):
    """The first code of the phone and the new password, twice."""

    password = forms.CharField(
        label="新密码",
        max_length=128,
        strip=False,
        help_text="至少 12 位，不能全是数字，不能使用常见密码，不能与用户名、姓名相近。",
        widget=forms.PasswordInput({"autocomplete": "new-password", "class": "input-w-m"}),
    )
    again = forms.CharField(
        label="再次输入新密码",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "class": "input-w-m"}),
    )
    code = forms.CharField(
        label="动态口令",
        max_length=6,
        help_text="扫码后，手机上显示的 6 位数字。",
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "class": "input-w-s"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """Refuse a password that is weak, or that is the initial one."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        if self.user.check_password(password):
            raise forms.ValidationError("新密码不能与初始密码相同，请另设一个。")
        return password

    def clean(self) -> dict[str, Any]:
        """Compare the two."""
        cleaned = super().clean() or {}
        if "password" in cleaned and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "两次输入的密码不一致，请重新输入。")
        return cleaned
