"""What is filled in about ties: an officer's report and opinion, an applicant's request."""

from typing import Any, cast

from django import forms

from reviews.enums import ConflictKind, ConflictStage
from reviews.forms.bodies import ActForm
from reviews.models import Application, Expert, Meeting

_REPORTED = tuple(kind for kind in ConflictKind if kind not in {ConflictKind.OWN_APPLICATION, ConflictKind.REQUESTED})


def _reason(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=1000, required=False, widget=forms.Textarea({"rows": 4}))


class _Named(forms.ModelChoiceField):  # type: ignore[type-arg]  # the stubs make it generic, Django does not
    """A choice that says where somebody works."""

    def label_from_instance(self, obj: Any) -> str:
        """Name and employer."""
        if isinstance(obj, Expert):
            return f"{obj.user.name}（{obj.employer_name}）"
        employer = obj.employer.name if obj.employer else "无工作单位"
        return f"{obj.applicant.user.name}（{employer}）"


class ReportForm(ActForm):
    """A tie that an office has learnt of."""

    expert = _Named(Expert.objects.none(), label="专家", error_messages={"required": "请选择专家。"})
    case = _Named(
        Application.objects.none(),
        label="申报人",
        required=False,
        empty_label="与整次会议有关，不限申报人",
        help_text="因任务较重、多次未到会不参加本次抽取的，选择“与整次会议有关”。",
    )
    kind = forms.ChoiceField(label="类别", choices=[(kind.value, kind.label) for kind in _REPORTED])
    note = _reason("情况和来源")

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        """Take the meeting whose pool and agenda are chosen from."""
        super().__init__(*args, **kwargs)
        pool = meeting.committee.experts.filter(left_on=None).select_related("user").order_by("user__name", "pk")
        cases = Application.objects.filter(meeting_items__meeting=meeting).select_related("applicant__user", "employer")
        cast("_Named", self.fields["expert"]).queryset = pool
        cast("_Named", self.fields["case"]).queryset = cases.order_by("meeting_items__order")


class RulingForm(ActForm):
    """An officer's opinion on a tie."""

    proposal = forms.ChoiceField(
        label="核查意见",
        choices=[
            (ConflictStage.CONFIRMED.value, "认定：该专家回避该申报人"),
            (ConflictStage.DISMISSED.value, "不成立：不影响公正评审"),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    reason = _reason("核查情况和理由")


class RequestForm(ActForm):
    """Whom an applicant does not want to be judged by."""

    name = forms.CharField(label="姓名", max_length=60, required=False)
    employer_name = forms.CharField(
        label="工作单位", max_length=120, required=False, help_text="知道的请填写，便于核查。"
    )
    reason = forms.CharField(
        label="理由", max_length=500, required=False, widget=forms.Textarea({"rows": 3}),
        error_messages={"max_length": "理由不能超过 500 字，请精简。"},
    )  # fmt: skip
