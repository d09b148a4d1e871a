"""Asking for new recovery codes."""

from django import forms

from accounts.forms.sentences import SentenceForm


class RenewForm(SentenceForm):
    """The password and the phone's code: whoever found the screen unlocked has neither."""

    password = forms.CharField(
        label="密码",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password", "class": "input-w-m"}),
    )
    code = forms.CharField(
        label="动态口令",
        max_length=24,
        help_text="手机动态口令应用显示的 6 位数字；手机遗失的，填写一个未用的恢复码。",
        widget=forms.TextInput({"autocomplete": "one-time-code", "class": "input-w-m"}),
    )
