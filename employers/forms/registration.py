"""The registration of an employer, and what a bureau finds wrong with it."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from accounts.models import Agency, Region
from employers.affiliation import contradictions
from employers.enums import EmployerKind
from employers.models import Employer
from employers.selectors.registrations import counties, departments, personnel_agencies, regions_served
from employers.steps.return_registration import FIELDS, Defect
from employers.steps.submit_registration import NEEDED
from zcps.uploads import CleanFileField


class RegistrationForm(forms.Form):
    """What an employer tells of itself; name, code and representative come from the sign-in and have no field."""

    kind = forms.ChoiceField(label="单位性质", choices=[("", "请选择"), *EmployerKind.choices])
    region = forms.ModelChoiceField(
        Region.objects.none(),
        label="所在地",
        empty_label="请选择",
        help_text="注册由所在地人力社保部门审核。市属单位请选择市。",
    )
    competent_department = forms.ModelChoiceField(
        Agency.objects.none(),
        label="主管部门",
        empty_label="无主管部门",
        required=False,
        help_text="省直、市直单位由主管部门推荐的，申报将送到这里所选的部门。",
    )
    personnel_agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="人事代理机构",
        empty_label="不通过人事代理机构",
        required=False,
        help_text="无主管部门的单位，可通过其人事代理机构申报（浙经信消费〔2022〕203号 附件1第13条）。",
    )
    seat = forms.ModelChoiceField(
        Region.objects.none(),
        label="实际所在县（市、区）",
        empty_label="与所在地相同",
        required=False,
        help_text="所在地选择市或省的，请选择单位实际所在的县（市、区）；按属地受理的申报由该地办理。",
    )
    address = forms.CharField(label="地址", max_length=200)
    phone = forms.RegexField(
        r"^[0-9+()\- ]{7,20}$",
        label="联系电话",
        help_text="单位人事部门的固定电话或手机号码。",
        widget=forms.TextInput({"class": "input-w-m", "inputmode": "tel"}),
        error_messages={"invalid": "联系电话应为 7 至 20 位数字，可用短横线、括号和空格分隔。"},
    )
    email = forms.EmailField(
        label="电子邮箱",
        widget=forms.EmailInput({"class": "input-w-m"}),
        error_messages={"invalid": "电子邮箱的格式不正确，请按 name@example.com 的形式填写。"},
    )
    authorisation_letter = CleanFileField(
        label="授权委托书", required=False, help_text="写明经办人姓名和授权事项，加盖单位公章，扫描或拍照上传。"
    )

    def __init__(self, *args: Any, only: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Take a whole form, or for a draft only the fields named, each of which may be empty."""
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Region]", self.fields["region"]).queryset = regions_served()
        offer_affiliation(self)
        for name, sentence in NEEDED.items():
            self.fields[name].error_messages["required"] = sentence
        if only is not None:
            self._keep(frozenset(only))

    def _keep(self, wanted: frozenset[str]) -> None:
        for name in [*self.fields]:
            self.fields[name].required = False
            if name not in wanted:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Say at the field what contradicts itself."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        parts = [found.get(name) for name in ("region", "competent_department", "personnel_agency", "seat")]
        for sentence in contradictions(*parts):
            self.add_error("personnel_agency" if "人事代理" in sentence else "seat", sentence)
        return found

    def values(self) -> dict[str, Any]:
        """Return what is valid, also beside fields that are not; a letter that was not sent again stays as it is."""
        found = dict(self.cleaned_data)
        if not found.get("authorisation_letter"):
            found.pop("authorisation_letter", None)
        return found


def initial_of(employer: Employer | None) -> dict[str, Any]:
    """Return what a form begins with."""
    if employer is None:
        return {}
    fields = ("kind", "address", "phone", "email")
    return {
        **{name: getattr(employer, name) for name in fields},
        "region": employer.region_id,
        **affiliation_of(employer),
    }


def affiliation_of(employer: Employer) -> dict[str, Any]:
    """Return to whom an employer belongs, as a form begins with it."""
    names = ("competent_department", "personnel_agency", "seat")
    return {name: getattr(employer, f"{name}_id") for name in names}


def offer_affiliation(form: forms.Form) -> None:
    """Give the fields of a form their choices as they are now."""
    choices = {"competent_department": departments(), "personnel_agency": personnel_agencies(), "seat": counties()}
    for name, rows in choices.items():
        cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = rows


class ReturnForm(forms.Form):
    """One line for each thing that can be wrong; the empty ones are right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in FIELDS.items():
            widget = forms.TextInput({"placeholder": "没有问题的，留空"})
            self.fields[name] = forms.CharField(label=label, required=False, max_length=200, widget=widget)

    def defects(self) -> list[Defect]:
        """Return every line that was filled in."""
        return [{"field": name, "text": text} for name, text in self.cleaned_data.items() if text]
