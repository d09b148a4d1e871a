"""What is filled in around a meeting. The acts check again: a form only helps to type."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.models import Agency
from reviews.forms.bodies import ActForm
from reviews.models import Application, Committee, Meeting, PanelSeat, Plan
from reviews.selectors.deadlines import first_meeting_day
from reviews.selectors.meetings import possible_observers, waiting_cases
from zcps import clock

_DEFAULT_SEATS = 9


class MeetingForm(ActForm):
    """Name, time, place, seats and agenda of a meeting."""

    name = forms.CharField(label="会议名称", max_length=120, error_messages={"required": "请填写会议名称。"})
    date = forms.DateField(
        label="召开日期",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请选择召开日期。", "invalid": "召开日期无法识别，请按“2022-11-10”的形式填写。"},
    )
    time = forms.TimeField(
        label="召开时间",
        initial=dt.time(9),
        widget=forms.TimeInput({"type": "time", "class": "input-w-s"}, format="%H:%M"),
        error_messages={"required": "请填写召开时间。", "invalid": "召开时间无法识别，请按“09:00”的形式填写。"},
    )
    place = forms.CharField(label="会议地点", max_length=120, error_messages={"required": "请填写会议地点。"})
    seats = forms.IntegerField(
        label="执行委员会人数",
        min_value=1,
        max_value=101,
        initial=_DEFAULT_SEATS,
        help_text="从专家库中随机抽取的人数。人数不是 3 的倍数时，三分之二不会恰为整数。",
        error_messages={"required": "请填写执行委员会人数。", "invalid": "执行委员会人数应为整数。"},
    )
    observer = forms.ModelChoiceField(
        Agency.objects.none(),
        label="抽取观察方",
        required=False,
        empty_label="不设观察方",
        help_text="与办公室、监督方一同提交随机数的第三方。",
    )
    reason = forms.CharField(
        label="变更理由",
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="变更召开时间、地点、人数、评审对象的，原备案失效，须重新报送备案并经确认。",
    )
    applications = forms.ModelMultipleChoiceField(
        Application.objects.none(),
        label="评审对象",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "有评审对象已不在待评审状态，或已列入其他会议，请核对后重新选择。"},
    )

    def __init__(
        self, *args: Any, plan: Plan, committee: Committee, meeting: Meeting | None = None, **kwargs: Any
    ) -> None:
        """Take what the agenda is chosen from; `meeting` is the one that is being changed."""
        super().__init__(*args, **kwargs)
        self.plan, self.committee = plan, committee
        observer = cast("forms.ModelChoiceField[Agency]", self.fields["observer"])
        observer.queryset = Agency.objects.filter(pk__in=[each.pk for each in possible_observers(plan, committee)])
        if meeting is None or meeting.filed_at is None:
            del self.fields["reason"]
        self.choices = list(waiting_cases(plan, committee)) + _already_on(meeting)
        field = cast("forms.ModelMultipleChoiceField[Application]", self.fields["applications"])
        field.queryset = Application.objects.filter(pk__in=[case.pk for case in self.choices]).select_related(
            "applicant__user", "title"
        )

    @property
    def chosen(self) -> set[str]:
        """The ids that are ticked."""
        return {str(value) for value in self["applications"].value() or ()}

    def as_data(self) -> dict[str, Any]:
        """Return what schedule_meeting and revise_meeting take."""
        data = dict(self.cleaned_data)
        moment = dt.datetime.combine(data.pop("date"), data.pop("time"), clock.SHANGHAI)
        return {**data, "convenes_at": moment, "committee": self.committee, "applications": list(data["applications"])}


def _already_on(meeting: Meeting | None) -> list[Application]:
    if meeting is None:
        return []
    items = meeting.items.select_related(
        "application__applicant__user", "application__employer", "application__title"
    ).order_by("order")
    return [item.application for item in items]


def initial_of(plan: Plan, committee: Committee, meeting: Meeting | None, waiting: list[Application]) -> dict[str, Any]:
    """Return what the form begins with: the meeting as it stands, or everything that waits."""
    if meeting is None:
        name = f"{plan.year}年度{committee.name}评审会议"
        observer = next(iter(possible_observers(plan, committee)), None)
        applications = [case.pk for case in waiting]
        return {"name": name, "date": first_meeting_day(plan), "observer": observer, "applications": applications}
    moment = meeting.convenes_at.astimezone(clock.SHANGHAI)
    return {
        "name": meeting.name,
        "date": moment.date(),
        "time": moment.time(),
        "place": meeting.place,
        "seats": meeting.seats,
        "observer": meeting.observer_id,
        "applications": list(meeting.items.values_list("application_id", flat=True)),
    }


class ReasonForm(ActForm):
    """A reason, in full."""

    reason = forms.CharField(
        label="理由",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"max_length": "理由不能超过 1000 字，请精简。"},
    )


class ClosingForm(ActForm):
    """Whether the chair waits no longer."""

    without_missing = forms.BooleanField(label="未投票的不再等待", required=False)


class ReplacementForm(forms.Form):
    """Who cannot come, each with the reason: a box and a line for each seat."""

    def __init__(self, *args: Any, seats: list[PanelSeat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        for seat in seats:
            self.fields[f"gone_{seat.pk}"] = forms.BooleanField(label=f"{seat.label} 不能到会", required=False)
            self.fields[f"reason_{seat.pk}"] = forms.CharField(
                label=f"{seat.label} 不能到会的理由", max_length=200, required=False
            )
            self.fields[f"evidence_{seat.pk}"] = forms.FileField(label=f"{seat.label} 的证明", required=False)

    def unavailable(self) -> dict[PanelSeat, str]:
        """Return the seats that were ticked, with their reasons."""
        self.is_valid()
        found = self.cleaned_data
        return {seat: found.get(f"reason_{seat.pk}", "") for seat in self.seats if found.get(f"gone_{seat.pk}")}

    def papers(self) -> "dict[PanelSeat, UploadedFile[bytes]]":
        """Return what was handed in to show that somebody cannot come."""
        self.is_valid()
        found = {seat: self.cleaned_data.get(f"evidence_{seat.pk}") for seat in self.unavailable()}
        return {seat: file for seat, file in found.items() if file}

    def rows(self) -> list[tuple[PanelSeat, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Return each seat with its three fields."""
        return [
            (seat, self[f"gone_{seat.pk}"], self[f"reason_{seat.pk}"], self[f"evidence_{seat.pk}"])
            for seat in self.seats
        ]
