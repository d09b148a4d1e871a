"""What the owner of an account may change himself."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from accounts.forms.sentences import SentenceForm
from accounts.models import User


class EmailForm(SentenceForm):
    """Where mail goes (S2 附件2-1: the help centre answers by mail)."""

    email = forms.EmailField(
        label="电子邮箱",
        help_text="用于接收办理通知和帮助中心的答复。",
        error_messages={"invalid": "电子邮箱的格式不正确，请按 name@example.com 的形式填写。"},
    )


class PasswordForm(SentenceForm):
    """An office account's new password. Whether the old one is right is asked at the door, which counts guesses."""

    WRONG = "现用密码不正确，请重新输入。"

    old = forms.CharField(
        label="现用密码",
        strip=False,
        max_length=128,
        widget=forms.PasswordInput({"autocomplete": "current-password", "class": "input-w-m"}),
    )
    new = forms.CharField(
        label="新密码",
        strip=False,
        max_length=128,
        help_text="至少 12 位，不能全是数字，不能使用常见密码，不能与用户名、姓名相近。",
        widget=forms.PasswordInput({"autocomplete": "new-password", "class": "input-w-m"}),
    )
    again = forms.CharField(
        label="再次输入新密码",
        strip=False,
        max_length=128,
        widget=forms.PasswordInput({"autocomplete": "new-password", "class": "input-w-m"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_new(self) -> str:
        """Refuse a weak password."""
        new: str = self.cleaned_data["new"]
        validate_password(new, self.user)
        return new

    def clean(self) -> dict[str, Any]:
        """Compare the two."""
        cleaned = super().clean() or {}
        if "new" in cleaned and cleaned.get("again") and cleaned["new"] != cleaned["again"]:
            self.add_error("again", "两次输入的密码不一致，请重新输入。")
        return cleaned
