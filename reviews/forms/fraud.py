"""What is filled in for a veto for academic fraud, by the person who is heard, and in the answer to him."""

from django import forms

from reviews.forms.bodies import ActForm, text_of
from reviews.steps.opinions import LONGEST_OPINION
from reviews.steps.state_defence import LONGEST
from reviews.steps.veto import LONGEST_CLAUSE, VETO_CLAUSE
from zcps.uploads import CleanFileField


class VetoForm(ActForm):
    """Facts, clause, evidence."""

    reason = text_of("事实和理由", rows=5, limit=LONGEST_OPINION, required=False)
    clause = forms.CharField(label="依据", max_length=LONGEST_CLAUSE, required=False, initial=VETO_CLAUSE)
    evidence = CleanFileField(label="证据材料", required=False, help_text="申报人将看到证据材料，请遮盖举报人信息。")


class DefenceForm(ActForm):
    """What the person says to it."""

    text = text_of("陈述和申辩", rows=8, limit=LONGEST, required=False)
    file = CleanFileField(label="佐证材料", required=False)


class AnswerForm(ActForm):
    """Upheld or taken back, and why."""

    upheld = forms.TypedChoiceField(
        label="复核结论",
        choices=[("yes", "维持一票否决"), ("no", "撤销一票否决，恢复办理")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    text = text_of("复核情况和理由", rows=5, limit=LONGEST_OPINION, required=False)
