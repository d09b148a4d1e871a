"""What two accounts that may be one person's hold, side by side: which to keep is seen by that."""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.enums import SignInOutcome
from accounts.models import User
from applicants.models import Profile

# What belongs to a profile, as it is related to it.
_HELD = ("records", "applications", "credit_entries")
# Kept in the journal as what was done, and of no use to whoever looks.
_NOT_TOLD = frozenset({"accounts.Notice", "accounts.SignIn", "accounts.FormerIdentity"})


def with_holdings(users: Iterable[User]) -> list[User]:
    """Return these accounts, in their order, with `records`, `applications`, `credit_entries` and `last_seen`."""
    wanted = [user.pk for user in users]
    entered = Q(sign_ins__outcome=SignInOutcome.ENTERED)
    rows = User.objects.filter(pk__in=wanted).select_related("profile__employer").order_by("pk")
    counted = {name: Coalesce(_number_of(name), 0) for name in _HELD}
    found = {user.pk: user for user in rows.annotate(**counted, last_seen=Max("sign_ins__at", filter=entered))}
    return [found[pk] for pk in wanted]


def moved_words(moved: Mapping[str, int]) -> list[str]:
    """Return what went over when two accounts became one, in words."""
    told = {label: number for label, number in moved.items() if label not in _NOT_TOLD}
    return [f"{apps.get_model(label)._meta.verbose_name} {number} 条" for label, number in told.items()]


def _number_of(name: str) -> Subquery:
    relation = next(one for one in Profile._meta.related_objects if one.name == name)
    rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__user": OuterRef("pk")})
    owned = rows.order_by().annotate(owner=F(f"{relation.field.name}__user")).values("owner")
    return Subquery(owned.annotate(number=Count("pk")).values("number"))
