"""What officers of employers, bureaus and the committee office fill in. The acts check again."""

from collections.abc import Collection
from typing import Any

from django import forms

from accounts.forms.words import Words
from reviews.enums import WithdrawalGround
from reviews.selectors.declared import Declared
from reviews.selectors.statements import ASSESSED, COMPETED, STATEMENTS
from reviews.steps.approve_by_employer import DUTIES
from reviews.steps.opinions import LONGEST_OPINION


def text_of(label: str, rows: int = 4, limit: int = LONGEST_OPINION, *, required: bool = True) -> forms.CharField:
    """Return a field for a longer text, with the sentences for one that is missing or too long."""
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label,
        max_length=limit,
        required=required,
        widget=box,
        error_messages={"required": f"请填写{label}。", "max_length": f"{label}不能超过 {limit} 字，请精简。"},
    )


class ActForm(forms.Form):
    """The form of one act; a case file shows several, so that each has its own names."""

    use_required_attribute = False

    def as_data(self) -> dict[str, Any]:
        """Return what perform() takes."""
        return dict(self.cleaned_data)

    def typed(self) -> dict[str, Any]:
        """Return what has been typed so far, valid or not: the act names everything that is missing at once."""
        # A view that says `request.POST or None` leaves the form unbound where nothing at all was sent.
        self.is_bound = True
        self.is_valid()
        return {name: self.cleaned_data.get(name, self._raw(name)) for name in self.fields}

    def _raw(self, name: str) -> str | None:
        """A text that is refused (too long) is still what was typed; a number that is none counts as not given."""
        is_text = type(self.fields[name]) is forms.CharField
        return self.data.get(self.add_prefix(name), "") if is_text else None


class OpinionForm(ActForm):
    """An opinion."""

    text = text_of("审核意见")


class AssessedForm(OpinionForm):
    """The employer's opinion for an initial determination, with what it states of the person."""

    assessed = forms.BooleanField(
        label=f"{ASSESSED.says}（{ASSESSED.clause}）", error_messages={"required": "请确认申报人经考核合格。"}
    )
    competed = forms.BooleanField(
        label=f"{COMPETED.says}（{COMPETED.clause}）",
        required=False,
        help_text="事业单位在编人员必须有岗位空缺并通过竞聘。",
    )
    field_order = (ASSESSED.key, COMPETED.key, "text")

    def __init__(self, *args: Any, stated: Collection[str] = (ASSESSED.key, COMPETED.key), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for statement in STATEMENTS:
            if statement.key not in stated:
                del self.fields[statement.key]


class DeterminingForm(ActForm):
    """Determining many at once: those of whom the examination left nothing open."""

    everything = forms.BooleanField(
        label="已逐人核对学历、工作年限、岗位和考核材料，均符合初定条件",
        error_messages={"required": "请逐人核对后勾选。"},
    )
    text = text_of("审核意见", required=False)


class ReasonForm(ActForm):
    """A reason against."""

    text = text_of("理由")


class WithdrawalForm(ActForm):
    """On which ground a recommendation is taken back, and why."""

    ground = forms.ChoiceField(label="情形", choices=[("", "请选择"), *WithdrawalGround.choices], required=False)
    text = text_of("事实和理由")


class ApprovalForm(OpinionForm):
    """The employer's opinion, and what it answers for."""

    true = forms.BooleanField(label="已核对原件，材料真实", error_messages={"required": "请核对后勾选。"})
    accurate = forms.BooleanField(label="内容与佐证一致，填报准确", error_messages={"required": "请核对后勾选。"})
    complete = forms.BooleanField(label="应提交的材料齐全、完整", error_messages={"required": "请核对后勾选。"})
    field_order = (*DUTIES, "text")


class CaseApprovalForm(ApprovalForm):
    """With every answer that only the person's word stands for, each to be confirmed by itself."""

    answers = forms.MultipleChoiceField(
        label="申报声明逐项确认",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="以下各项没有档案材料可以证明，由申报人声明。属实的逐项勾选；不属实的，在案卷“申报声明”处记一项补正并退回。",
    )
    field_order = (*DUTIES, "answers", "text")

    def __init__(self, *args: Any, declared: list[Declared], duties: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for duty in DUTIES:
            if duty not in duties:
                del self.fields[duty]
        self.fields["answers"].choices = [(each.path, each.words) for each in declared]  # type: ignore[attr-defined]  # the stubs know a plain Field
        if not declared:
            del self.fields["answers"]


class BatchApprovalForm(ApprovalForm):
    """For many at once: the preview lists the answers of each."""

    answers = forms.BooleanField(
        label="已逐人核实所列申报声明，均属实", error_messages={"required": "请核实各人的申报声明后勾选。"}
    )
    field_order = (*DUTIES, "answers", "text")


class PublicityForm(ActForm):
    """Opening a publicity: what to do where a number stands in the text."""

    hide_numbers = forms.BooleanField(
        label="隐去号码后公示",
        required=False,
        help_text="公示内容中有身份证号、银行卡号或电话号码的，应退回补正；经核对只需隐去号码的，勾选此项。办理记录会注明。",
    )


class PaperForm(ActForm):
    """A sheet that was handed in."""

    code = forms.CharField(label="校验码", max_length=200, required=False, help_text="扫描或输入评审表页脚的校验码。")
    copies = forms.IntegerField(label="份数", min_value=0, max_value=20, required=False)
    seals = forms.MultipleChoiceField(label="盖章齐全", required=False, widget=forms.CheckboxSelectMultiple)

    post_table = forms.CharField(
        label="岗位信息表校验码",
        max_length=200,
        required=False,
        help_text="事业单位在编人员另交纸质《事业单位人员职称申报岗位信息表》，扫描或输入其页脚的校验码。",
    )

    def __init__(self, *args: Any, seals: list[str], owes_sheet: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seals"].choices = [(seal, f"{seal}已盖章") for seal in seals]  # type: ignore[attr-defined]  # the stubs know a plain Field
        if not owes_sheet:
            del self.fields["post_table"]


class DefectForm(forms.Form):
    """One defect, noted while reading."""

    use_required_attribute = False
    target = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    label = forms.CharField(max_length=120, widget=forms.HiddenInput)
    text = Words(
        label="问题与改法",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "哪里不符合、应当怎样改"}),
        error_messages={"required": "请写明问题和改法。", "max_length": "不能超过 500 字，请精简或分成几项。"},
    )
    clause = forms.CharField(label="依据", max_length=120, required=False)
