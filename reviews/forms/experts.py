"""What is filled in for the expert pool."""

from typing import Any, cast

from django import forms

from accounts.models import Agency
from law.identity import check_idcard, check_uscc
from reviews.forms.bodies import ActForm
from reviews.models import Committee


class ExpertForm(ActForm):
    """A person who is admitted to the pool of one or more of the office's committees."""

    name = forms.CharField(label="姓名", max_length=60, error_messages={"required": "请填写姓名。"})
    id_number = forms.CharField(
        label="身份证号",
        max_length=20,
        help_text="用于绑定专家本人的个人账号；加密保存，列表中不显示。",
        widget=forms.TextInput({"class": "input-w-m", "autocomplete": "off"}),
        error_messages={"required": "请填写身份证号。"},
    )
    committees = forms.ModelMultipleChoiceField(
        Committee.objects.none(),
        label="入库评委会",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选择一个评委会。"},
    )
    specialty = forms.CharField(label="专业", max_length=40, error_messages={"required": "请填写专业。"})
    title = forms.CharField(label="职称", max_length=40, error_messages={"required": "请填写职称。"})
    employer_name = forms.CharField(label="工作单位", max_length=120, error_messages={"required": "请填写工作单位。"})
    employer_code = forms.CharField(
        label="单位统一社会信用代码",
        max_length=18,
        required=False,
        help_text="抽取时按此判断同单位回避和人数上限；没有的可以留空，按单位名称判断。",
        widget=forms.TextInput({"class": "input-w-m"}),
    )
    is_skilled = forms.BooleanField(label="高技能人才（取得高级职称后推荐入库）", required=False)

    def __init__(self, *args: Any, office: Agency | None, **kwargs: Any) -> None:
        """Take the office whose committees can be chosen."""
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelMultipleChoiceField[Committee]", self.fields["committees"])
        field.queryset = Committee.objects.filter(office=office)

    def clean_id_number(self) -> str:
        """Check form and check digit."""
        found = check_idcard(self.cleaned_data["id_number"])
        if not found.valid:
            raise forms.ValidationError(found.because)
        return found.value

    def clean_employer_code(self) -> str:
        """Check the code where one is given."""
        code = self.cleaned_data["employer_code"]
        if not code:
            return ""
        found = check_uscc(code)
        if not found.valid:
            raise forms.ValidationError(found.because)
        return found.value
