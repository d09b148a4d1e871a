"""Forms of the person who applies: what is applied for, statement, answers, withdrawal, signature."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from reviews.enums import TitleMode
from reviews.facts import Question
from reviews.models import Plan, PlanTitle

# Strokes as an SVG path of whole numbers: nothing else can stand in it, so it can be drawn again as it is.
_STROKES = re.compile(r"(?:[ML]\d{1,4} \d{1,4}){2,4000}")


class TitleChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django has none at run time
    """A title of the plan, with its level."""

    def label_from_instance(self, obj: PlanTitle) -> str:
        """Name and level."""
        upward = "，由本评委会推荐至上级评委会" if obj.mode == TitleMode.RECOMMEND else ""
        return f"{obj.name}（{obj.get_level_display()}{upward}）"


class TargetForm(forms.Form):
    """What is applied for."""

    title = TitleChoice(
        queryset=PlanTitle.objects.none(),
        label="申报资格",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "请选择申报资格。", "invalid_choice": "请从列表中选择申报资格。"},
    )
    specialty = forms.ChoiceField(
        label="申报专业",
        help_text="选择与您设计、制作的作品相符的一项。",
        error_messages={"required": "请选择申报专业。", "invalid_choice": "请从列表中选择申报专业。"},
    )

    def __init__(self, plan: Plan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].queryset = plan.titles.all()  # type: ignore[attr-defined]  # the stubs know a plain Field
        self.fields["specialty"].choices = [("", "请选择"), *((name, name) for name in plan.specialties)]  # type: ignore[attr-defined]  # the stubs know a plain Field


class StatementForm(forms.Form):
    """The statement of one's work (述职)."""

    statement = forms.CharField(
        label="本人述职",
        required=False,
        max_length=10_000,
        help_text="从事现专业技术工作以来的工作总结：主要工作、代表作品及本人所起作用、技艺传承和今后打算。内容将用于单位公示、评审表和专家评审。",
        widget=forms.Textarea(attrs={"rows": 16, "class": "input"}),
        error_messages={"max_length": "本人述职最多 10,000 字，请精简后保存。"},
    )


class AnswersForm(forms.Form):
    """One field for each question, named by the path of its fact."""

    def __init__(self, questions: Iterable[Question], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question.path] = _answer_field(question)


def _answer_field(question: Question) -> forms.ChoiceField:
    hint = f"{question.hint}　依据：{question.clause}" if question.hint else f"依据：{question.clause}"
    wrong = {"invalid_choice": "请从给出的答案中选择。"}
    if question.choices:
        choices = [("", "请选择"), *question.options]
        return forms.ChoiceField(
            label=question.text, choices=choices, required=False, help_text=hint, error_messages=wrong
        )
    return forms.ChoiceField(
        label=question.text,
        choices=question.options,
        required=False,
        help_text=hint,
        widget=forms.RadioSelect,
        error_messages=wrong,
    )


def answers_as_text(questions: Iterable[Question], answers: Mapping[str, Any]) -> dict[str, str]:
    """Return stored answers as the form's values."""
    given = ((question, answers.get(question.path)) for question in questions)
    return {
        question.path: str(value) if question.choices else str(value).lower()
        for question, value in given
        if value is not None
    }


class WithdrawForm(forms.Form):
    """Why an application is taken back."""

    reason = forms.CharField(
        label="撤回理由",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "class": "input"}),
        help_text="用人单位和已经办理的审核机构会看到。",
    )


class SignForm(forms.Form):
    """A signature on the phone: the name, the end of the ID number, and the handwriting where the phone can draw."""

    name = forms.CharField(
        label="申报人姓名",
        max_length=60,
        help_text="请填写您本人的姓名，视同签名。",
        error_messages={"required": "请填写您本人的姓名。"},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    last_four = forms.CharField(
        label="证件号码后四位",
        min_length=4,
        max_length=4,
        help_text="用于确认是您本人签署。",
        error_messages={
            "required": "请填写证件号码后四位。",
            "min_length": "请填写证件号码的后四位。",
            "max_length": "请只填写证件号码的后四位。",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input-w-s"}),
    )
    signature = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_signature(self) -> str:
        """A drawing that is none is left out: the typed name stands."""
        drawn: str = self.cleaned_data["signature"]
        return drawn if _STROKES.fullmatch(drawn) else ""
