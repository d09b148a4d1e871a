"""What is filled in to ask an office, to answer, and to publish an answer for everybody."""

from typing import Any

from django import forms

from accounts.models import Agency
from reviews.enums import InquiryTopic
from reviews.forms.bodies import ActForm, text_of
from reviews.selectors.inquiries import offices_to_ask
from reviews.steps.answer_inquiry import LONGEST, LONGEST_CLAUSE


class AskForm(ActForm):
    """A question, and where its answer goes."""

    topic = forms.ChoiceField(
        label="咨询事项",
        choices=[("", "请选择"), *InquiryTopic.choices],
        error_messages={"required": "请选择咨询事项。"},
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="咨询机构",
        empty_label="请选择",
        help_text="评委会办公室解答本评委会的申报和评审；人力社保部门解答职称政策。",
        error_messages={"required": "请选择咨询机构。", "invalid_choice": "咨询机构请从列表中选择。"},
    )
    text = text_of("问题", rows=6, limit=LONGEST)
    name = forms.CharField(label="您的姓名", max_length=60, error_messages={"required": "请填写姓名。"})
    employer = forms.CharField(
        label="工作单位", max_length=120, required=False, help_text="企业技能人才请填写，便于逐人解答。"
    )
    email = forms.EmailField(
        label="电子邮箱",
        help_text="答复发送至此邮箱，不公开，不作他用。",
        error_messages={
            "required": "请填写电子邮箱，答复将发送至该邮箱。",
            "invalid": "电子邮箱的格式不正确，请按 name@example.com 的形式填写。",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = offices_to_ask()  # type: ignore[attr-defined]  # the stubs know a plain Field

    def clean(self) -> dict[str, Any]:
        """Who is answered one by one says where he works."""
        found = super().clean() or self.cleaned_data
        if found.get("topic") == InquiryTopic.SKILLED and not found.get("employer", "").strip():
            self.add_error("employer", "企业技能人才请填写工作单位。")
        return found


class AnswerForm(ActForm):
    """The answer; the act says what is missing."""

    text = text_of("答复", rows=6, limit=LONGEST, required=False)
    clause = forms.CharField(
        label="依据",
        max_length=LONGEST_CLAUSE,
        required=False,
        help_text="文号和条款，例如“衢经信产融〔2022〕44号 二(二)”。",
    )


class QuestionForm(ActForm):
    """What is published for everybody; the act says what is missing."""

    topic = forms.ChoiceField(label="类别", choices=InquiryTopic.choices)
    question = forms.CharField(label="问题", max_length=200, required=False)
    answer = text_of("解答", rows=8, limit=LONGEST, required=False)
    clause = forms.CharField(label="依据", max_length=LONGEST_CLAUSE, required=False)


class ReasonForm(ActForm):
    """Why an answer is taken off."""

    reason = forms.CharField(label="撤下的理由", max_length=300, required=False)
