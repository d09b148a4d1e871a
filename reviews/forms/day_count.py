"""What the calculator of working days asks for."""

import datetime as dt

from django import forms

_FIRST, _LAST = dt.date(2019, 1, 1), dt.date(2100, 12, 31)
_MOST = 250


class DayCountForm(forms.Form):
    """A period that opens on a day and lasts so many working days."""

    opened = forms.DateField(label="开始日期", widget=forms.DateInput({"type": "date", "class": "input-w-m"}))
    days = forms.IntegerField(
        label="工作日天数", min_value=1, max_value=_MOST, initial=5, widget=forms.NumberInput({"class": "input-w-s"})
    )
    count_start_day = forms.BooleanField(label="开始当日计入", required=False)

    def clean_opened(self) -> dt.date:
        """The calendar begins with 2019."""
        day: dt.date = self.cleaned_data["opened"]
        if not _FIRST <= day <= _LAST:
            raise forms.ValidationError("请填写 2019 年至 2100 年之间的日期。")
        return day
