"""Another officer."""

from django import forms

from accounts.forms.numbers import IdNumberField
from accounts.forms.sentences import SentenceForm
from employers.enums import OfficerDuty


class OfficerForm(SentenceForm):
    """Who is to act for the employer besides."""

    name = forms.CharField(label="姓名", max_length=60, widget=forms.TextInput({"class": "input-w-m"}))
    id_number = IdNumberField(
        label="身份证号码",
        max_length=20,
        help_text="须与此人在浙江政务服务网登记的号码一致。号码加密保存，不在页面上显示。",
        widget=forms.TextInput({"class": "input-w-m", "autocomplete": "off"}),
    )
    duty = forms.ChoiceField(label="职责", choices=OfficerDuty.choices, initial=OfficerDuty.HANDLER)
