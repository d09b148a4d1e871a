"""A new person or legal person for the demonstration's stand-in of the government service."""

from django import forms

from accounts.enums import AccountKind
from accounts.forms.numbers import IdNumberField, UsccField
from accounts.forms.sentences import SentenceForm
from accounts.identity import GovAssertion, LegalPerson

LEVELS = ((3, "三级（人脸核验）"), (2, "二级（实名核验）"), (1, "一级（仅注册）"))


class PersonForm(SentenceForm):
    """What the service knows of a person."""

    name = forms.CharField(label="姓名", max_length=60, widget=forms.TextInput({"class": "input-w-m"}))
    id_number = IdNumberField(label="身份证号码", max_length=20, widget=forms.TextInput({"class": "input-w-m"}))
    phone = forms.CharField(
        label="手机号码", max_length=20, required=False, widget=forms.TextInput({"class": "input-w-m"})
    )
    level = forms.TypedChoiceField(label="实名等级", choices=LEVELS, coerce=int, initial=3)

    kind = AccountKind.PERSONAL

    def assertion(self) -> GovAssertion:
        """Return what the service says of the person entered."""
        said = self.cleaned_data
        return GovAssertion(
            self.kind, said["name"], said["id_number"], said["level"], said["phone"], legal_person=self.legal_person()
        )

    def legal_person(self) -> LegalPerson | None:
        """Return for whom the person acts: nobody, here."""
        return None


class LegalPersonForm(PersonForm):
    """What the service knows of a legal person and its handling officer."""

    legal_name = forms.CharField(label="法人名称", max_length=120)
    uscc = UsccField(label="统一社会信用代码", max_length=20, widget=forms.TextInput({"class": "input-w-m"}))
    representative = forms.CharField(label="法定代表人", max_length=60, widget=forms.TextInput({"class": "input-w-m"}))

    kind = AccountKind.LEGAL_PERSON
    field_order = ("legal_name", "uscc", "representative", "name", "id_number", "phone", "level")

    def __init__(self, data: object = None) -> None:
        super().__init__(data)
        self.fields["name"].label = "经办人姓名"
        self.fields["id_number"].label = "经办人身份证号码"
        self.fields["phone"].label = "经办人手机号码"

    def legal_person(self) -> LegalPerson | None:
        """Return for whom the officer acts."""
        said = self.cleaned_data
        return LegalPerson(said["uscc"], said["legal_name"], said["representative"])
