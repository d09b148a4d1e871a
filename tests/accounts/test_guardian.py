"""Object permissions: three, each on one kind of organisation by a direct foreign key, behind one module."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from accounts import guardian
from accounts.enums import AgencyKind
from accounts.models import Agency, AgencyUserPermission
from employers.models import Employer
from reviews.models import Meeting
from tests.accounts.people import make_agency, make_person
from zcps.services import ROOT

ON = {
    "act_for_agency": Agency,
    "act_for_employer": Employer,
    "sit_in_meeting": Meeting,
}


# Where the tables of the grants are declared.
DECLARE = (
    "accounts/models/agency",
    "employers/models/employer",
    "reviews/models/meeting",
)


def declared() -> dict[type, set[str]]:
    return {model: {name for name, _ in model._meta.permissions} for model in apps.get_models()}


def test_each_permission_lies_on_one_kind_of_organisation():
    of_ours = {model: names for model, names in declared().items() if names}
    assert of_ours == {model: {name} for name, model in ON.items()}
    assert set(ON) == guardian.ALLOWED


def test_grants_lie_in_tables_with_a_direct_foreign_key_and_in_none_by_content_type():
    tables = [model for model in apps.get_models() if issubclass(model, UserObjectPermissionBase)]
    own = [model for model in tables if not model.__module__.startswith("guardian")]
    fields = [field for model in own for field in model._meta.get_fields() if field.name == "content_object"]
    ours = {field.related_model for field in fields}
    assert ours == set(ON.values())
    assert not [
        model for model in apps.get_models()
        if issubclass(model, GroupObjectPermissionBase) and model.__module__[:8] != "guardian"
    ]  # fmt: skip


def test_nothing_else_imports_guardian():
    allowed = {"accounts/guardian.py", *(f"{place}.py" for place in DECLARE)}
    found = set()
    for app in ("accounts", "applicants", "credits", "employers", "law", "reviews", "zcps"):
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" not in path.parts and re.search(
                r"^\s*(from|import) guardian\b", path.read_text(), re.MULTILINE
            ):
                found.add(str(path.relative_to(ROOT)))
    assert found == allowed


@pytest.mark.django_db
def test_a_grant_is_given_once_taken_once_and_a_misspelt_one_fails():
    office, user = make_agency(AgencyKind.HR_BUREAU), make_person()
    for _ in range(2):
        guardian.grant(user, "act_for_agency", office)
    assert AgencyUserPermission.objects.filter(user=user).count() == 1
    assert list(guardian.allowed_ids(user, "act_for_agency", Agency)) == [office.pk]
    for _ in range(2):
        guardian.revoke(user, "act_for_agency", office)
    assert not guardian.allowed_ids(user, "act_for_agency", Agency)
    with pytest.raises(ValueError, match="act_for_agancy"):
        guardian.grant(user, "act_for_agancy", office)


@pytest.mark.django_db
def test_what_nobody_was_granted_is_gone_from_djangos_own_tables():
    kind = ContentType.objects.create(app_label="reviews", model="committeeuserpermission")
    of_committees = ContentType.objects.get(app_label="reviews", model="committee")
    Permission.objects.create(codename="run_committee", name="办理评委会事务", content_type=of_committees)
    Permission.objects.create(codename="add_committeeuserpermission", name="x", content_type=kind)
    migration = import_module("reviews.migrations.0010_lists_of_papers_and_no_grants_on_committees")
    migration.forget(apps, None)
    assert not Permission.objects.filter(codename__in=["run_committee", "add_committeeuserpermission"]).exists()
    assert not ContentType.objects.filter(pk=kind.pk).exists()
