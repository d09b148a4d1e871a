"""What an HR bureau fills in for a committee. The acts check again: a form only helps to type."""

import datetime as dt
import re
from typing import Any, cast

from django import forms

from accounts.enums import AgencyKind
from accounts.models import Agency
from reviews.enums import Level
from reviews.forms.bodies import ActForm
from reviews.models import Committee

_DAY = {"type": "date", "class": "input-w-m"}
_BETWEEN = re.compile(r"[、，,；;\n]+")
FOUNDERS = (
    AgencyKind.FOUNDING_BODY,
    AgencyKind.INDUSTRY_BUREAU,
    AgencyKind.COMPETENT_DEPARTMENT,
    AgencyKind.HR_BUREAU,
)


def day(label: str, hint: str = "") -> forms.DateField:
    """Return a field for a day; an empty one is judged by the act."""
    wrong = {"invalid": f"{label}无法识别，请按“2022-11-10”的形式填写。"}
    return forms.DateField(
        label=label,
        required=False,
        help_text=hint,
        widget=forms.DateInput(_DAY, format="%Y-%m-%d"),
        error_messages=wrong,
    )


def document() -> forms.CharField:
    """Return the field for the document by which something holds."""
    return forms.CharField(
        label="依据文件",
        max_length=160,
        required=False,
        help_text="批复或通知的文号，例如“衢人社发〔2022〕1号”。",
    )


def number(label: str, hint: str, most: int = 12) -> forms.IntegerField:
    """Return a field for a small number that may be left out."""
    wrong = {
        "invalid": f"{label}应为整数。",
        "max_value": f"{label}不能超过 {most}。",
        "min_value": f"{label}至少为 1。",
    }
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        required=False,
        help_text=hint,
        error_messages=wrong,
        widget=forms.NumberInput({"class": "input-w-s"}),
    )


class TitlesField(forms.CharField):
    """Titles in one line, between 、."""

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # the stubs of a field say str
        """Return each once, in their order."""
        return list(dict.fromkeys(part.strip() for part in _BETWEEN.split(str(value or "")) if part.strip()))

    def prepare_value(self, value: Any) -> Any:
        """Write a list as it is typed."""
        return "、".join(value) if isinstance(value, list) else value


def _titles(label: str) -> TitlesField:
    return TitlesField(label=label, required=False, help_text="几项之间用顿号隔开，例如：工艺美术员、助理工艺美术师。")


class FoundForm(ActForm):
    """A new committee."""

    name = forms.CharField(label="评委会名称", max_length=120, error_messages={"required": "请填写评委会名称。"})
    level = forms.ChoiceField(label="级别", choices=Level.choices)
    founding_body = forms.ModelChoiceField(
        Agency.objects.none(), label="组建单位", error_messages={"required": "请选择组建单位。"}
    )
    office = forms.ModelChoiceField(
        Agency.objects.none(),
        label="评委会办公室",
        required=False,
        help_text="列表中没有的，选择“新设”，在下一栏填写名称。",
        empty_label="新设办公室",
    )
    new_office = forms.CharField(label="新设办公室名称", max_length=80, required=False)
    supervisor = forms.ModelChoiceField(
        Agency.objects.none(), label="监督机构", required=False, empty_label="未设，由本局监督"
    )
    titles = _titles("评审资格")
    recommends = _titles("推荐资格")
    specialties = forms.CharField(label="所评专业", required=False, widget=forms.Textarea({"rows": 3}))
    scope = forms.CharField(label="对象范围", max_length=120, required=False)
    founded_on = day("组建日期")
    starts_on = day("本届任期起", "没有核定任期的可以留空。")
    ends_on = day("本届任期止", "含当日。")
    document = document()

    def __init__(self, *args: Any, bureau: Agency, **kwargs: Any) -> None:
        """Take the bureau in whose region the bodies are chosen."""
        super().__init__(*args, **kwargs)
        offer_bodies(self, bureau)

    def clean(self) -> dict[str, Any]:
        """Ask for an office, and for a name that no other body has."""
        cleaned = super().clean() or {}
        new = (cleaned.get("new_office") or "").strip()
        if not cleaned.get("office") and not new:
            self.add_error("new_office", "请选择评委会办公室，或填写新设办公室的名称。")
        elif not cleaned.get("office") and Agency.objects.filter(name=new).exists():
            self.add_error("new_office", f"已有名为“{new}”的机构，请在上一栏选择，或改用其他名称。")
        return cleaned


class RenameForm(ActForm):
    """Another name."""

    new_name = forms.CharField(label="新名称", max_length=120, required=False)
    valid_from = day("启用日期", "此前的申报、会议和证书仍用当时的名称。")
    document = document()


class FunctionsForm(ActForm):
    """What it reviews and recommends."""

    titles = _titles("评审资格")
    recommends = _titles("推荐资格")
    specialties = forms.CharField(label="所评专业", required=False, widget=forms.Textarea({"rows": 3}))
    scope = forms.CharField(label="对象范围", max_length=120, required=False)
    valid_from = day("调整日期")
    document = document()


class TermForm(ActForm):
    """A term."""

    starts_on = day("任期起")
    ends_on = day("任期止", "含当日。任期内方可召开评审会议。")
    document = document()


class BodiesForm(ActForm):
    """Its founding body, office and supervisor."""

    founding_body = forms.ModelChoiceField(
        Agency.objects.none(), label="组建单位", error_messages={"required": "请选择组建单位。"}
    )
    office = forms.ModelChoiceField(
        Agency.objects.none(), label="评委会办公室", error_messages={"required": "请选择评委会办公室。"}
    )
    supervisor = forms.ModelChoiceField(
        Agency.objects.none(), label="监督机构", required=False, empty_label="未设，由本局监督"
    )
    document = document()


class PoolTermsForm(ActForm):
    """How long experts stay."""

    expert_term_years = number("每届任期（年）", "留空则不设任期。")
    most_terms = number("最多连任（届）", "留空则不限。任满的专家隔一届可以重新提名。")
    document = document()


class EndForm(ActForm):
    """The end of a committee."""

    ended_on = day("撤销日期")
    document = document()


def offer_bodies(form: forms.Form, bureau: Agency) -> None:
    """Fill the choices of bodies: those of the bureau's region."""
    here = Agency.objects.filter(region_id=bureau.region_id)
    _choices(form, "founding_body", here.filter(kind__in=FOUNDERS))
    _choices(form, "office", here.filter(kind=AgencyKind.COMMITTEE_OFFICE))
    _choices(form, "supervisor", here.filter(kind=AgencyKind.SUPERVISION))


def _choices(form: forms.Form, name: str, rows: Any) -> None:
    cast("forms.ModelChoiceField[Agency]", form.fields[name]).queryset = rows


def initial_of(committee: Committee) -> dict[str, Any]:
    """Return what the forms of an act begin with: the committee as it stands."""
    last = committee.terms.order_by("-number").first()
    return {
        "titles": committee.titles,
        "recommends": committee.recommends,
        "specialties": committee.specialties,
        "scope": committee.scope,
        "founding_body": committee.founding_body_id,
        "office": committee.office_id,
        "supervisor": committee.supervisor_id,
        "expert_term_years": committee.expert_term_years,
        "most_terms": committee.most_terms,
        "starts_on": last.ends_on + dt.timedelta(days=1) if last else None,
    }
