"""No number of a person is taken in with words that an officer writes: one check at the door of all acts, one field."""

from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.urls import get_resolver

from accounts.actor import Actor
from accounts.enums import Role
from accounts.forms.words import Words
from accounts.models import Agency, User
from accounts.steps.base import Step, reasons_against
from reviews.forms.bodies import ActForm
from reviews.steps.ask_correction import ASK_CORRECTION
from reviews.steps.draw_panel import DRAW_PANEL
from reviews.steps.report_outcome import REPORT_OUTCOME
from tests.accounts.people import id_number

MOBILE = "13812345678"
# Of people in their own affairs.
THEIR_OWN = {
    "AffiliationRequestForm.text",
    "PersonChangeForm.reason",
    "StatementForm.statement",
    "WithdrawForm.reason",
}
# What the view hands to an act.
THROUGH_AN_ACT = {
    "AboutForm.note",
    "CancelForm.reason",
    "CheckForm.note",
    "ReturnTableForm.note",
    "SigningForm.opinion",
}
# Networks, days, and a reason in which every long number is refused.
NO_WORDS = {"HeadForm.pasted", "PartnerForm.networks", "PurposeForm.reason"}


def _step(role: Role) -> Any:
    step: Any = Step()
    step.roles, step.before, step.concerns = frozenset({role}), frozenset({"now"}), lambda *_: True
    return step


def _refused(role: Role, *, agency: Agency | None = None, **data) -> list[str]:
    by = Actor(role, User(name="某甲"), agency)
    return reasons_against(_step(role), SimpleNamespace(stage="now"), by, **data)


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.EXPERT])
def test_an_officer_reads_which_number_stands_in_his_words(role):
    number = id_number()
    (one,) = _refused(role, text=f"经核对{number}，同意推荐。")
    assert f"身份证号码 {number[:3]}***********{number[-4:]}" in one
    (other,) = _refused(role, reason=f"联系{MOBILE}")
    assert "手机号码 138****5678" in other
    assert number not in one
    assert MOBILE not in other


def test_an_office_is_told_too_and_of_defects_lists_and_tables():
    office = Agency(name="某局", kind="hr_bureau")
    defect = SimpleNamespace(target="", label="述职", text=f"请本人（{MOBILE}）补充", clause="")
    for data in ({"defects": [defect]}, {"answers": {"a": {"reason": MOBILE}}}, {"lines": [MOBILE, MOBILE]}):
        assert len(_refused(Role.HR_BUREAU, agency=office, **data)) == 1


def test_a_person_writes_of_himself_what_he_likes_and_office_telephones_stand():
    assert _refused(Role.APPLICANT, text=id_number()) == []
    assert _refused(Role.EMPLOYER, text="请致电0570-3021234，文号衢人社职〔2022〕31号") == []


def test_data_that_are_numbers_by_their_nature_pass():
    taken = [*ASK_CORRECTION.numbers, *DRAW_PANEL.numbers, *REPORT_OUTCOME.numbers]
    assert taken == ["changes", "public_value", "certificate_number"]
    step = _step(Role.EMPLOYER)
    step.numbers = frozenset({"changes"})
    by = Actor(Role.EMPLOYER, User(name="某甲"))
    assert reasons_against(step, SimpleNamespace(stage="now"), by, changes={"id_number": id_number()}) == []


def test_a_field_for_words_names_each_number():
    with pytest.raises(forms.ValidationError) as refused:
        Words().clean(f"{id_number()}，{MOBILE}")
    assert len(refused.value.messages) == 2
    assert Words().clean("同意。") == "同意。"


def test_a_field_for_how_an_office_is_reached_takes_a_telephone_but_no_identity_number():
    field = Words(mobiles=False)
    assert field.clean(f"评审处 {MOBILE}") == f"评审处 {MOBILE}"
    with pytest.raises(forms.ValidationError):
        field.clean(id_number())


def test_every_long_text_is_words_or_goes_through_an_act():
    """An act looks at what it is given; what is saved without one is looked at by its field."""
    get_resolver().url_patterns  # noqa: B018 - loads every view with its forms
    found = {
        f"{form.__name__}.{name}"
        for form in _forms(forms.BaseForm)
        if not issubclass(form, ActForm)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field.widget, forms.Textarea) and not isinstance(field, Words)
    }
    assert found == THEIR_OWN | THROUGH_AN_ACT | NO_WORDS


def _forms(kind: type) -> set[type]:
    below = {each for one in kind.__subclasses__() for each in _forms(one)}
    own = {one for one in kind.__subclasses__() if one.__module__.partition(".")[0] in APPS}
    return own | below


APPS = {"accounts", "employers", "applicants", "credits", "reviews"}
