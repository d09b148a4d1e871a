"""The people on a post table, and what its confirmation, signature, return and check ask for."""

from django import forms

from employers.enums import PostFinding, PostLevel, PostWay
from employers.services.post_tables import Listed
from law.identity import check_idcard
from zcps import clock


class PersonForm(forms.Form):
    """One row of the list."""

    use_required_attribute = False
    name = forms.CharField(label="姓名", max_length=60, error_messages={"required": "请填写姓名。"})
    id_number = forms.CharField(
        label="身份证号码",
        max_length=18,
        help_text="加密保存，页面上只显示首尾。",
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": "请填写身份证号码。"},
    )
    present_title = forms.CharField(
        label="现有专业技术职务任职资格", max_length=80, required=False, help_text="没有的，填“无”。"
    )
    level = forms.ChoiceField(label="拟聘专业技术岗位等级", choices=[("", "请选择"), *PostLevel.choices])
    grade = forms.CharField(label="岗位级别", max_length=20, required=False, help_text="例如：专业技术十级。")
    way = forms.ChoiceField(label="方式", choices=PostWay.choices)

    def clean_id_number(self) -> str:
        """A wrong check digit is a slip of the pen."""
        found = check_idcard(str(self.cleaned_data["id_number"]), clock.today())
        if not found.valid:
            raise forms.ValidationError(found.because)
        return found.value

    def listed(self) -> Listed:
        """Return the row."""
        return Listed(**self.cleaned_data)


def _text(label: str, most: int, rows: int = 0, hint: str = "") -> forms.CharField:
    """Return a field whose act says itself that it is missing; the form says that it is too long."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=False,
        help_text=hint,
        widget=forms.Textarea({"rows": rows}) if rows else forms.TextInput,
        error_messages={"max_length": f"{label}不能超过 {most} 字，请精简。"},
    )


class ConfirmationForm(forms.Form):
    """What the bureau adds when it confirms."""

    # Which state of the sheet it looked at; the act refuses another one.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    checked_in_system = forms.BooleanField(
        label="已在省事业单位人事工资管理服务系统核对核准数和实聘数",
        required=False,
        help_text="名单中有申报省级评审的人员时，须核对（浙经信消费〔2022〕203号 四(四)）。",
    )


class SigningForm(forms.Form):
    """The opinion of the office that manages the pool."""

    use_required_attribute = False
    signer = _text("业务处室负责人", 60)
    opinion = _text("签署意见", 500, rows=3)


class ReturnTableForm(forms.Form):
    """Everything that is wrong, at once."""

    use_required_attribute = False
    note = _text("退回意见", 1000, rows=4, hint="请一次写明全部问题和改法。")


class AppointmentForm(forms.Form):
    """An appointment as it was made."""

    use_required_attribute = False
    post = forms.CharField(label="聘任岗位", max_length=80, error_messages={"required": "请填写聘任岗位。"})
    appointed_on = forms.DateField(
        label="聘任日期",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写聘任日期。", "invalid": "请按年月日填写聘任日期。"},
    )
    document = forms.CharField(label="聘任文号", max_length=80, required=False)


class CheckForm(forms.Form):
    """What the bureau found afterwards."""

    use_required_attribute = False
    finding = forms.ChoiceField(
        label="核查结论",
        choices=PostFinding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择核查结论。"},
    )
    note = forms.CharField(
        label="核查情况",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "请写明核查情况。"},
    )
