"""The only module that talks to django-guardian.

Grants are held on coarse objects (Employer, Agency, Meeting) through permission models with a direct foreign key; never
one row per application. Who runs a committee needs none of his own: its office is an agency, and he acts for that. The
permissions that exist are listed here, so that a misspelt one fails at once.
"""

from typing import Any

from django.db import models
from guardian.shortcuts import assign_perm, remove_perm
from guardian.utils import get_user_obj_perms_model

from accounts.models import User

ALLOWED = frozenset({"act_for_agency", "act_for_employer", "sit_in_meeting"})


def grant(user: User, permission: str, subject: models.Model) -> None:
    """Let a user act for the subject; granting twice is harmless."""
    assign_perm(_checked(permission), user, subject)


def revoke(user: User, permission: str, subject: models.Model) -> None:
    """Take a grant back; taking back what was not given is harmless."""
    remove_perm(_checked(permission), user, subject)


def allowed_ids(user: User, permission: str, model: type[models.Model]) -> models.QuerySet[Any, int]:
    """Return the ids of all objects of a model the user holds a grant on; inside a filter they cost no query."""
    held = get_user_obj_perms_model(model)._default_manager  # type: ignore[arg-type] # a class does as well
    grants = held.filter(user=user, permission__codename=_checked(permission))
    return grants.values_list("content_object_id", flat=True)


def _checked(permission: str) -> str:
    if permission not in ALLOWED:
        raise ValueError(f"unknown object permission: {permission}")
    return permission
