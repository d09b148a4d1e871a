"""What is filled in about objections and publicities, by the public and by the body that published. The acts check."""

from typing import Any

from django import forms

from reviews.forms.bodies import ActForm, text_of
from reviews.steps.confirm_publicity import LONGEST_PLACES, LONGEST_REMARKS
from reviews.steps.inform_objector import WAYS
from reviews.steps.object import LONGEST
from reviews.steps.objections import LONGEST as LONGEST_TEXT
from reviews.steps.objections import OBJECTION_CLAUSE
from reviews.steps.resolve_objection import LONGEST_CLAUSE

# As many as a person may hand in with an objection; each a field of its own, so that each can be refused by itself.
EVIDENCE = ("evidence", "evidence_2", "evidence_3")
# In the place of an entry: against the list as a whole.
WHOLE_LIST = "list"


class ObjectionForm(ActForm):
    """An objection by anybody."""

    entry = forms.CharField(widget=forms.HiddenInput, required=False)
    anonymous = forms.BooleanField(
        label="匿名提出",
        required=False,
        help_text="匿名提出的，须写明具体的人员、时间和事实，并上传能够查证的佐证材料。",
    )
    name = forms.CharField(label="您的姓名", max_length=LONGEST["name"], required=False)
    contact = forms.CharField(
        label="联系方式",
        max_length=LONGEST["contact"],
        required=False,
        help_text="电子邮箱或手机号码，仅供公示单位核实和答复使用，不会公开。填写电子邮箱的，有结论时发邮件告知。",
    )
    text = text_of("异议内容", rows=6, limit=LONGEST["text"])
    evidence = forms.FileField(label="佐证材料", required=False)
    evidence_2 = forms.FileField(label="佐证材料（二）", required=False)
    evidence_3 = forms.FileField(label="佐证材料（三）", required=False)

    def __init__(self, *args: Any, takes_anonymous: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not takes_anonymous:
            del self.fields["anonymous"]


class StatusForm(forms.Form):
    """The receipt, and what only whoever objected knows."""

    use_required_attribute = False
    receipt = forms.CharField(label="受理编号", max_length=20, error_messages={"required": "请填写受理编号。"})
    word = forms.CharField(
        label="查询码",
        max_length=LONGEST["contact"],
        help_text="提交异议时显示的 8 位查询码；也可以填写当时预留的联系方式。",
        error_messages={"required": "请填写查询码，或当时预留的联系方式。"},
    )


class FindingForm(ActForm):
    """What was looked into."""

    text = text_of("核查情况", limit=LONGEST_TEXT, required=False)
    evidence = forms.FileField(label="核查材料", required=False)


class ExtensionForm(ActForm):
    """How much longer, and why."""

    days = forms.IntegerField(label="延长的工作日数", min_value=1, max_value=60, required=False)
    text = text_of("延长理由", rows=3, limit=LONGEST_TEXT, required=False)


class ResolutionForm(ActForm):
    """The decision on an objection."""

    upheld = forms.TypedChoiceField(
        label="核查结论",
        choices=[("no", "异议不成立"), ("yes", "异议成立")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    reasons = text_of("核查情况和理由", limit=LONGEST_TEXT, required=False)
    clause = forms.CharField(
        label="依据", max_length=LONGEST_CLAUSE, required=False, initial=OBJECTION_CLAUSE, help_text="结论所依据的条款"
    )


class AnswerForm(ActForm):
    """How the objector was told."""

    way = forms.ChoiceField(
        label="送达方式", choices=[(way.value, way.label) for way in WAYS], widget=forms.RadioSelect, required=False
    )
    text = text_of("说明", rows=2, limit=LONGEST_TEXT, required=False)


class ListReasonForm(ActForm):
    """Why a whole list is held, released or shown anew."""

    reason = text_of("理由", rows=3, limit=LONGEST_TEXT, required=False)


class ShowAnewForm(ListReasonForm):
    """A list that is shown anew freezes its text anew."""

    hide_numbers = forms.BooleanField(label="隐去号码后公示", required=False)


class ConfirmationForm(ActForm):
    """Where it was shown."""

    places = forms.CharField(
        label="公示地点", max_length=LONGEST_PLACES, required=False, help_text="如：本单位公告栏、单位内部网站"
    )
    remarks = text_of("说明", rows=3, limit=LONGEST_REMARKS, required=False)
