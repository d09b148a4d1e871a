"""Endpoint: an address of the API. It is closed unless it names the rule that opens it, as a page is."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.http import Http404
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import MethodNotAllowed, NotAuthenticated, PermissionDenied, Throttled
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import Rows, seen
from accounts.actor import Actor
from accounts.api.identity import BySession, actor_of, asked_by
from accounts.http import counted_as
from accounts.questions import Questions
from zcps.patience import wait


class ByRule(BasePermission):
    """The predicates of permissions.py, as for pages: rule(actor), or rule(actor, subject)."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Look the subject up once, for the endpoint too. What is hidden does not exist."""
        assert isinstance(view, Endpoint)  # noqa: S101 - nobody else asks for this permission
        actor = actor_of(request)
        if view.subject is None:
            return view.rule(actor)
        if view.needs_account and actor.user is None:
            raise NotAuthenticated
        view.found = seen(actor, view.rule, view.subject, **{view.key: view.kwargs[view.key]})
        if view.found is None:
            raise Http404
        return True


def nobody(_: Actor) -> bool:
    """The rule of an endpoint that names none."""
    return False


class Endpoint(APIView):
    """One address. A subclass names `rule`, and `subject` with `key` where it is about one object."""

    rule: ClassVar[Callable[..., bool]] = staticmethod(nobody)
    subject: ClassVar[Rows | None] = None
    key: ClassVar[str] = "pk"
    # What the answer costs that there is nothing: see accounts.access.allow().
    costs: ClassVar[int] = 0
    # Whether the public is told to sign in before anything is looked up.
    needs_account: ClassVar[bool] = True
    authentication_classes: Sequence[type[BaseAuthentication]] = (BySession,)
    permission_classes = (ByRule,)
    http_method_names = ("get", "head", "post")
    found: Any = None

    @classmethod
    def as_view(cls, **given: Any) -> Any:
        """Carry the rule outside, where HatMiddleware and the access test read it."""
        view = super().as_view(**given)
        view.rule = cls.rule  # type: ignore[attr-defined]  # the middleware looks for it here
        view.has_subject = cls.subject is not None  # type: ignore[attr-defined]  # the middleware looks for it here
        return view

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Count what is asked, for the answer that there is nothing."""
        with Questions() as self.questions:
            return super().dispatch(request, *args, **kwargs)

    def handle_exception(self, exc: Exception) -> Response:
        """Have what is hidden and what is not there cost the same."""
        if isinstance(exc, Http404):
            self.questions.fill(self.costs)
        return super().handle_exception(exc)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse a wrong method before anything is looked up."""
        if request.method not in self.allowed_methods:
            raise MethodNotAllowed(str(request.method))
        super().initial(request, *args, **kwargs)

    def permission_denied(self, request: Request, message: str | None = None, code: str | None = None) -> Any:
        """Tell the public to sign in, everybody else that it is not for him."""
        raise NotAuthenticated if actor_of(request).user is None and not request.auth else PermissionDenied

    def check_permissions(self, request: Request) -> None:
        """Count before anything is looked up: who is refused has asked, too."""
        self.count(request)
        super().check_permissions(request)

    def count(self, request: Request) -> None:
        """Count what an account or an address asks; settings say how often in ten minutes."""
        user = asked_by(request).actor.user
        who, kind = (f"user:{user.pk}", "person") if user else (counted_as(asked_by(request)), "public")
        if seconds := wait(who, "api", settings.API_LIMITS[kind]):
            raise Throttled(seconds)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Keep answers out of caches and search engines: a name is public for as long as its list is."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"], response["X-Robots-Tag"] = "no-store", "noindex"
        return response
