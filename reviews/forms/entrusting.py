"""What is filled in for a review elsewhere, and for the results that go back. The acts check again."""

from django import forms

from reviews.enums import EntrustmentGround, Level, OutsideOutcome
from reviews.forms.bodies import ActForm, text_of
from reviews.forms.plan_fields import day
from reviews.steps.entrustments import LONGEST
from zcps.uploads import CleanFileField


def _line(label: str, most: int, hint: str = "") -> forms.CharField:
    wrong = f"{label}不能超过 {most} 字，请精简。"
    return forms.CharField(
        label=label, max_length=most, required=False, help_text=hint, error_messages={"max_length": wrong}
    )


class EntrustmentForm(ActForm):
    """What a person asks for."""

    title = _line("拟评审的资格", 40, "例如：高级工艺美术师。")
    level = forms.ChoiceField(label="级别", choices=[("", "请选择"), *Level.choices], required=False)
    series = _line("系列", 40, "例如：工艺美术。")
    specialty = _line("专业", 40)
    committee = _line("受委托的评审委员会", 120, "写全称，委托评审函抬头使用。")
    place = _line("评审委员会所在地", 60, "例如：浙江省杭州市。")
    ground = forms.ChoiceField(
        label="委托事由", choices=EntrustmentGround.choices, widget=forms.RadioSelect, required=False
    )
    reason = text_of("具体情况", limit=LONGEST, required=False)
    evidence = CleanFileField(label="佐证材料", required=False, help_text="PDF 或图片，可以不上传。")


class AgreeForm(ActForm):
    """An opinion, which may be left out."""

    text = text_of("审核意见", rows=3, limit=LONGEST, required=False)


class ReasonForm(ActForm):
    """A reason, which may not."""

    text = text_of("理由", rows=3, limit=LONGEST, required=False)


class LetterForm(ActForm):
    """The letter's number."""

    letter_number = _line("委托评审函文号", 60, "例如：衢人社函〔2022〕8号。")


class OutcomeForm(ActForm):
    """What came of it."""

    outcome = forms.ChoiceField(
        label="评审结果", choices=OutsideOutcome.choices, widget=forms.RadioSelect, required=False
    )
    outcome_on = day("结果时间")
    certificate_number = _line("证书编号", 60, "评审通过的填写。")
    evidence = CleanFileField(label="资格证书或公布文件", required=False, help_text="评审通过的上传，PDF 或图片。")


class SendForm(ActForm):
    """When and how the results went back."""

    sent_on = day("送达日期")
    sent_how = _line("送达方式", 60, "例如：公文交换、邮寄。")
