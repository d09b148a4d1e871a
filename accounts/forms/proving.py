"""Showing once more who one is."""

from django import forms

from accounts.forms.sentences import SentenceForm


class ProofForm(SentenceForm):
    """The code of an office account. Its name is one that no other form has, for both are sent together."""

    proof_code = forms.CharField(
        label="动态口令",
        max_length=24,
        help_text="手机动态口令应用显示的 6 位数字；刚刚用过的，请等待下一个。手机不在身边的，填写一个恢复码。",
        widget=forms.TextInput({"autocomplete": "one-time-code", "class": "input-w-m"}),
    )
