"""Every view is closed unless it names the rule that opens it.

A rule is a predicate of a permissions.py: rule(actor) or, for a view about one object, rule(actor, subject).
HatMiddleware refuses any view of ours that carries no rule: a forgotten one is a closed door and not an open one.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponseBase
from django.shortcuts import resolve_url

from accounts.actor import Actor
from accounts.enums import Role
from accounts.http import Request
from accounts.questions import Questions

View = Callable[..., HttpResponseBase]


Rule = Callable[..., bool]
Rows = models.QuerySet[Any] | type[models.Model]


class Hidden(Http404):
    """There is nothing under the key, or nothing that the rule opens."""


def allow(
    rule: Rule, subject: Rows | None = None, key: str = "pk", *, for_all: bool = False, costs: int = 0
) -> Callable[[View], View]:
    """Open a view to whom the rule lets in.

    Args:
        rule: rule(actor), or rule(actor, subject) where `subject` is given.
        subject: where to look the object up; the view then gets the object instead of its key.
        key: the URL argument, and the field, by which it is looked up.
        for_all: that the rule opens some of these to the public, so that signing in would not help to find one.
        costs: how many questions the answer costs that there is nothing, where rule or view ask more of one row than
            of another (accounts/questions.py).
    """

    def open_view(view: View) -> View:
        @wraps(view)
        def checked(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with Questions() as questions:
                try:
                    if subject is None:
                        return view(request, *args, **kwargs) if rule(request.actor) else _refuse(request)
                    return view(request, _found(request, rule, subject, **{key: kwargs.pop(key)}), *args, **kwargs)
                except Http404 as nothing:
                    questions.fill(costs)
                    return _hide(request, nothing, for_all=for_all)

        checked.rule = rule  # type: ignore[attr-defined]  # read by HatMiddleware and by the access test
        checked.has_subject = subject is not None  # type: ignore[attr-defined]  # the middleware looks for it here
        return checked

    return open_view


def _found(request: Request, rule: Rule, subject: Rows, **key: Any) -> models.Model:
    found = seen(request.actor, rule, subject, **key)
    if found is None:
        raise Hidden("没有找到您要查看的内容，或当前身份无权查看。")
    return found


def seen(actor: Actor, rule: Rule, subject: Rows, **key: Any) -> models.Model | None:
    """Return the object where there is one and the rule opens it.

    Hidden things do not exist: the answer for them is that for a number that was never given out, and it costs the
    same. Where there is none, the rule is asked of another row; where there is one, that row is asked for in vain.
    """
    rows = _rows(subject)
    found: models.Model | None = rows.filter(**key).order_by().first()
    if found is not None and rule(actor, found):
        return found
    # The oldest: a row like most others, and not one that was begun a moment ago.
    other = rows.order_by("pk")[:1]
    if found is not None:
        list(other.values_list("pk"))
    else:
        for decoy in other:
            rule(actor, decoy)
    return None


def _rows(subject: Rows) -> models.QuerySet[Any]:
    # A query set given at import time would keep its first result; all() makes a fresh one.
    return subject.all() if isinstance(subject, models.QuerySet) else subject._default_manager.all()


def _refuse(request: Request) -> HttpResponseBase:
    if request.actor.user is None:
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
    raise PermissionDenied(f"您当前的身份（{request.actor.hat_label}）不能打开此页面。请切换身份后再试。")


def _hide(request: Request, nothing: Http404, *, for_all: bool) -> HttpResponseBase:
    if isinstance(nothing, Hidden) and request.actor.user is None and not for_all:
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
    raise nothing


def anyone(actor: Actor) -> bool:  # noqa: ARG001 - the form of every rule
    """The public may look: plans, publicities, verification, help."""
    return True


def signed_in(actor: Actor) -> bool:
    """Whoever has an account and a capacity."""
    return actor.user is not None


def only(*roles: Role) -> Callable[[Actor], bool]:
    """A rule that lets in these roles."""
    wanted = frozenset(roles)

    def rule(actor: Actor) -> bool:
        return actor.role in wanted

    rule.__name__ = "only_" + "_".join(sorted(wanted))
    return rule
