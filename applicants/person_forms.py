"""Forms about who somebody is; those of the archive are in applicants.forms."""

from typing import Any

from django import forms

from accounts.forms.sentences import SentenceForm
from accounts.forms.words import Words
from accounts.models import Agency, User
from applicants.services.person_changes import bureaus
from law.identity import check_idcard
from zcps import clock
from zcps.uploads.field import CleanFileField

ID_CARD = "身份证"
DOCUMENTS = (
    ID_CARD,
    "护照",
    "港澳居民居住证",
    "台湾居民居住证",
    "港澳居民来往内地通行证",
    "台湾居民来往大陆通行证",
    "外国人永久居留身份证",
)


class PersonChangeForm(SentenceForm):
    """The name and the document as they are now, and what shows it."""

    name = forms.CharField(label="变更后的姓名", max_length=60, widget=forms.TextInput({"class": "input-w-m"}))
    id_type = forms.ChoiceField(label="变更后的证件类型", choices=[(word, word) for word in DOCUMENTS])
    id_number = forms.CharField(
        label="变更后的证件号码",
        max_length=30,
        help_text="只变更姓名的，填写现有证件号码。加密保存，页面上只显示掩码。",
        widget=forms.TextInput({"class": "input-w-m", "autocomplete": "off"}),
    )
    reason = forms.CharField(
        label="变更情况",
        max_length=500,
        help_text="如：居民身份证由 15 位换为 18 位；取得居民身份证；公安机关批准更名。",
        widget=forms.Textarea({"rows": 3}),
    )
    bureau: Any = forms.ModelChoiceField(
        label="办理机构",
        queryset=Agency.objects.none(),
        empty_label="请选择",
        help_text="工作单位所在地的人力社保部门。",
    )
    evidence = CleanFileField(
        label="证明材料",
        help_text="户口簿变更页、公安机关证明、新旧证件等，合并为一个 PDF 或图片。",
        error_messages={"required": "请上传证明材料。"},
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["bureau"].queryset = bureaus()  # type: ignore[attr-defined]  # it is a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        """Refuse a number that no identity card has, and that of a card given for another document."""
        said = super().clean() or {}
        number = str(said.get("id_number", "")).strip().upper()
        if said.get("id_type") == ID_CARD and number:
            found = check_idcard(number, clock.today())
            if not found.valid:
                self.add_error("id_number", found.because)
            number = found.value
        elif number and check_idcard(number, clock.today()).valid:
            self.add_error("id_number", "这是居民身份证号码，证件类型请选择“身份证”；不是的，请核对号码。")
        return {**said, "id_number": number}


class MergeForm(SentenceForm):
    """Which account stays, and how it was found that both are one person's."""

    kept = forms.ChoiceField(label="保留的账号", widget=forms.RadioSelect)
    reason = Words(
        label="认定为同一人的理由",
        max_length=500,
        help_text="写明核对过的材料，如户籍证明、新旧证件、单位证明。",
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].choices = choices  # type: ignore[attr-defined]  # it is a ChoiceField


class AnswerForm(SentenceForm):
    """Why something is sent back; what is confirmed needs no reason."""

    answer = Words(label="理由", max_length=500, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, lacking: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lacking = lacking

    def clean_answer(self) -> str:
        """Ask for the reason at its field."""
        answer = str(self.cleaned_data["answer"]).strip()
        if not answer and self.data.get("act") != "confirm":
            raise forms.ValidationError(self.lacking)
        return answer
