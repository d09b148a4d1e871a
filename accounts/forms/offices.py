"""A new office account."""

from django import forms

from accounts.forms.numbers import IdNumberField
from accounts.forms.sentences import SentenceForm


class OfficeAccountForm(SentenceForm):
    """Who is to work for the office, and under which user name."""

    name = forms.CharField(label="姓名", max_length=60, widget=forms.TextInput({"class": "input-w-m"}))
    user_name = forms.RegexField(
        r"^[a-z][a-z0-9_.-]{3,29}$",
        label="用户名",
        help_text="4 至 30 位，以小写字母开头，可用小写字母、数字、点、下划线和短横线。",
        widget=forms.TextInput({"class": "input-w-m", "autocomplete": "off"}),
        error_messages={"invalid": "用户名应为 4 至 30 位，以小写字母开头，只含小写字母、数字、点、下划线和短横线。"},
    )
    id_number = IdNumberField(
        label="身份证号码",
        help_text="用来核对须由两人办理的事项是否由不同的人办理，同一人在同一机构只能有一个账号。加密保存，页面上只显示掩码。",
        widget=forms.TextInput({"class": "input-w-m", "autocomplete": "off"}),
    )
    is_namesake = forms.BooleanField(label="本机构已有同名账号，此人是同名的另一人", required=False)


class OfficeNumberForm(SentenceForm):
    """Whose an account is that was given without a number."""

    id_number = IdNumberField(
        label="身份证号码",
        help_text="请对照居民身份证填写 18 位号码。加密保存，页面上只显示掩码。",
        widget=forms.TextInput({"class": "input-w-m", "autocomplete": "off"}),
    )
