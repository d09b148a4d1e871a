"""Forms: the profile's, and one made from the definition of each module.

A draft may be saved with gaps: 必填 is marked, and asked for when the record is submitted, not while somebody types.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms

from accounts.enums import AdminLevel
from accounts.models import Region
from applicants.enums import EmploymentKind, Gender
from applicants.fields import DayOrMonthField, YesNoField
from applicants.models import Profile
from applicants.modules.definition import Definition, Field, Kind, Values
from applicants.modules.words import CRAFTS, ETHNICITIES, POLITICAL_STATUSES
from applicants.selectors.profiles import REQUIRED

TEXT_LIMIT, LONG_LIMIT = 200, 3000
_CHOOSE = ("", "请选择")


class DraftForm(forms.Form):
    """A form that takes gaps, and any part of its fields: autosave sends only what changed."""

    use_required_attribute = False
    marked: frozenset[str] = frozenset()

    def keep_only(self, names: Iterable[str]) -> None:
        """Leave out every field that was not sent."""
        for name in self.fields.keys() - set(names):
            del self.fields[name]

    def full_clean(self) -> None:
        """Check what is given; mark what is 必填 only afterwards, for the page."""
        for field in self.fields.values():
            field.required = False
        super().full_clean()
        self.mark()

    def mark(self) -> None:
        """Show 必填 at the fields that a submission needs."""
        for name, field in self.fields.items():
            field.required = name in self.marked


class RecordForm(DraftForm):
    """The form of a module's record."""

    def __init__(
        self, definition: Definition, values: Values, data: Mapping[str, Any] | None = None, *, partial: bool = False
    ) -> None:
        super().__init__(data, initial=dict(values))
        self.fields.update({field.name: _form_field(field, definition.hint_of(field)) for field in _typed(definition)})
        self.marked = frozenset(field.name for field in definition.fields if field.is_always_required)
        if partial and data is not None:
            self.keep_only(data)
        self.mark()

    @property
    def values(self) -> dict[str, Any]:
        """The checked values as they are stored: JSON has no decimals."""
        return {name: _plain(value) for name, value in self.cleaned_data.items()}


def _typed(definition: Definition) -> Iterable[Field]:
    return (field for field in definition.fields if not (definition.named_by and field.name == "title"))


def _form_field(field: Field, hint: str) -> forms.Field:
    common: dict[str, Any] = {"label": field.label, "help_text": hint}
    match field.kind:
        case Kind.LONG_TEXT:
            return forms.CharField(max_length=LONG_LIMIT, widget=forms.Textarea(attrs={"rows": 4}), **common)
        case Kind.DATE:
            return DayOrMonthField(
                max_length=20, widget=forms.TextInput(attrs={"class": "input-w-m", "autocomplete": "off"}), **common
            )
        case Kind.NUMBER:
            return forms.DecimalField(min_value=0, max_value=Decimal(10**12), decimal_places=2, **common)
        case Kind.CHOICE:
            return forms.ChoiceField(choices=[_CHOOSE, *((choice, choice) for choice in field.choices)], **common)
        case Kind.BOOL:
            return YesNoField(**common)
        case Kind.TEXT:
            return forms.CharField(max_length=TEXT_LIMIT, **common)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value


class RegionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # the stubs make it generic, Django does not
    """A county or city, named with the city it belongs to."""

    def __init__(self, **options: Any) -> None:
        below_province = Region.objects.exclude(level=AdminLevel.PROVINCE).select_related("parent").order_by("code")
        super().__init__(below_province, empty_label="请选择", **options)

    def label_from_instance(self, obj: Region) -> str:
        """衢州市柯城区"""  # noqa: D415 - an example
        is_county = obj.level == AdminLevel.COUNTY and obj.parent is not None
        return f"{obj.parent.name}{obj.name}" if is_county and obj.parent else obj.name


def _chosen(words: Iterable[str]) -> list[tuple[str, str]]:
    return [_CHOOSE, *((word, word) for word in words)]


def _day(label: str, hint: str = "") -> forms.DateField:
    sentence = "请按 2012-07-01 的格式填写日期。"
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hint, widget=picker, error_messages={"invalid": sentence})


class ProfileForm(DraftForm):
    """What a person says of himself; what comes from the sign-in is not in it."""

    marked = frozenset(REQUIRED) - {"photo", "employer"}

    gender = forms.ChoiceField(label="性别", choices=[_CHOOSE, *Gender.choices])
    born_on = _day("出生日期")
    ethnicity = forms.ChoiceField(label="民族", choices=_chosen(ETHNICITIES))
    political_status = forms.ChoiceField(label="政治面貌", choices=_chosen(POLITICAL_STATUSES))
    birthplace = forms.CharField(label="出生地", max_length=60)
    former_name = forms.CharField(label="曾用名", max_length=60)
    health = forms.CharField(label="身体状况", max_length=30)
    languages = forms.CharField(label="懂何种外语、达到何种程度", max_length=120)
    phone = forms.RegexField(
        r"^1\d{10}$", label="手机号码", error_messages={"invalid": "手机号码应为 11 位数字，请核对。"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "tel", "class": "input-w-m"}),
    )  # fmt: skip
    email = forms.EmailField(
        label="电子邮箱", help_text="退回、公示等办理消息和帮助中心的答复发到此邮箱。",
        error_messages={"invalid": "电子邮箱格式有误，请按 name@example.com 的格式填写。"},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    employment = forms.ChoiceField(label="人员类别", choices=[_CHOOSE, *EmploymentKind.choices])
    post = forms.CharField(label="现任岗位", max_length=80)
    administrative_post = forms.CharField(label="现（兼）任行政职务", max_length=80, help_text="没有的，留空。")
    craft = forms.ChoiceField(label="现从事专业", choices=_chosen(CRAFTS))
    craft_started_on = _day("从事本专业起始时间")
    work_started_on = _day("参加工作时间")
    insurance_region = RegionField(label="社会保险所在地")
    file_region = RegionField(label="人事档案所在地")
    contract_region = RegionField(label="劳动关系所在地")

    def __init__(
        self,
        profile: Profile,
        data: Mapping[str, Any] | None = None,
        *,
        fixed: Iterable[str] = (),
        partial: bool = False,
    ) -> None:
        super().__init__(data, initial=_initial(profile))
        for name in fixed:
            # Read from the identity card: shown, never typed.
            del self.fields[name]
        if partial and data is not None:
            self.keep_only(data)
        self.mark()


def _initial(profile: Profile) -> dict[str, Any]:
    account = {"phone": profile.user.phone, "email": profile.user.email}
    names = [name for name in ProfileForm.base_fields if name not in account]
    return {**{name: getattr(profile, name) for name in names}, **account}
