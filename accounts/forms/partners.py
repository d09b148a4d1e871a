"""What a bureau writes down of a partner before data are given to it."""

import ipaddress
from typing import Any

from django import forms

from accounts.enums import ShareScope
from accounts.forms.sentences import SentenceForm
from accounts.forms.words import Words
from zcps import clock

_MOST_DAYS = 366
_MOST_NETWORKS = 20


class PartnerForm(SentenceForm):
    """Who, for what, on which ground, which data, from where, until when."""

    name = forms.CharField(label="单位和系统名称", max_length=120, help_text="例如：浙江省公共信用信息平台。")
    department = Words(label="联系部门", max_length=120, help_text="填写部门，不填个人姓名和电话。")
    purpose = Words(label="共享用途", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    legal_basis = Words(
        label="共享依据",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="法规、文件的名称、文号和条款。",
    )
    scopes = forms.MultipleChoiceField(
        label="数据范围",
        choices=ShareScope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一项数据范围。"},
    )
    networks = forms.CharField(
        label="访问地址",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="每行一个 IP 地址或网段；不填则不限地址。",
    )
    calls_per_minute = forms.IntegerField(label="每分钟调用上限", min_value=1, max_value=600, initial=60)
    expires_on = forms.DateField(
        label="有效期至",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="最长一年，期满重新登记。",
        error_messages={"invalid": "日期格式有误，请按“2023-06-30”填写。"},
    )

    def clean_networks(self) -> list[str]:
        """Return the networks; name every line that is none."""
        lines = self.cleaned_data["networks"].split()
        wrong = [line for line in lines if not _is_network(line)]
        if wrong:
            raise forms.ValidationError(f"“{'”“'.join(wrong)}”不是 IP 地址或网段，请改正。")
        if len(lines) > _MOST_NETWORKS:
            raise forms.ValidationError(f"访问地址最多 {_MOST_NETWORKS} 个，请合并为网段。")
        return [str(ipaddress.ip_network(line, strict=False)) for line in lines]

    def clean_expires_on(self) -> Any:
        """At most a year, and not over."""
        day = self.cleaned_data["expires_on"]
        left = (day - clock.today()).days
        if left < 0:
            raise forms.ValidationError("有效期已过，请填写今天或以后的日期。")
        if left > _MOST_DAYS:
            raise forms.ValidationError("有效期最长一年，请改为一年以内的日期。")
        return day


class ReasonForm(SentenceForm):
    """Why it is returned or ended."""

    reason = Words(label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


def _is_network(line: str) -> bool:
    try:
        ipaddress.ip_network(line, strict=False)
    except ValueError:
        return False
    return True
