"""Showing once more who one is, before a decisive act: what was sent is kept, and goes on afterwards.

The page that asks carries everything that was sent. An office account types a code, and HatMiddleware takes it before
the view sees the form; persons and legal persons go to the government service and come back to a page that carries the
same.
"""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from accounts.access import allow, signed_in
from accounts.enums import AccountKind
from accounts.forms.proving import ProofForm
from accounts.gov.refusals import IN_A_PROOF
from accounts.http import Request, user_of
from accounts.identity import GovAssertion, SignInRefused, provider, require_assurance, service_name
from accounts.selectors.landing import safe_next
from accounts.services import proof
from accounts.services.office_sign_in import prove
from accounts.services.sign_in import is_same
from zcps.encryption import seal, unseal

# What the page sends besides the form: the verb, whose presence says that the page was answered, and the way back.
VERB, PATH, ASKED_BY_GET = "proof_verb", "proof_path", "proof_get"
_OWN = frozenset({VERB, PATH, ASKED_BY_GET, "proof_code", "csrfmiddlewaretoken"})
PROVING = "proving"
_PLACE = "session.proving"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
OTHER_PERSON = "验证的不是当前登录的账号本人，事项没有办理。请用本人的账号重新验证。"


def ask(request: Request, verb: str, form: ProofForm | None = None) -> HttpResponse:
    """Ask who it is, with everything that was sent; a program is told in its own way."""
    if request.path.startswith("/api/"):
        said = {"detail": f"办理“{verb}”前须再次验证身份，请在网页上办理。", "code": "proof_needed"}
        return JsonResponse(said, status=403)
    by_get = _only_looks(request)
    pairs = [(VERB, verb), (PATH, request.get_full_path()), *([(ASKED_BY_GET, "yes")] if by_get else [])]
    context = {**_page(request, verb), "form": form or ProofForm(), "pairs": pairs + _sent(request)}
    context["only_looks"] = by_get
    context["lost_files"] = [file.name for name in request.FILES for file in request.FILES.getlist(name)]
    return _whole(request, render(request, "accounts/proof.html", context, status=403 if form is None else 422))


def answered(request: Request) -> HttpResponse | None:
    """Take the code that the page brings; None where the view may go on with what else was sent."""
    if request.content_type not in _FORMS or VERB not in request.POST or PATH not in request.POST:
        return None
    if request.actor.user is None or "proof_code" not in request.POST:
        return None
    if not getattr(request, "csrf_processing_done", False):
        # An address to which other sites may post: what they send is nobody's answer.
        return None
    form = ProofForm(request.POST)
    if form.is_valid() and _is_right(request, form):
        proof.give(request)
        request.actor = replace(request.actor, is_proven=True)
        return redirect(request.get_full_path()) if ASKED_BY_GET in request.POST else None
    return ask(request, request.POST[VERB], form)


@never_cache
@sensitive_post_parameters()
@require_POST
@allow(signed_in)
def proof_begin(request: Request) -> HttpResponseBase:
    """Go to the government service to show who one is; what was sent waits in the session, sealed."""
    user = user_of(request)
    if user.kind == AccountKind.OFFICE:
        return redirect("account")
    path = safe_next(request, request.POST.get(PATH, "")) or "/"
    kept = {
        "verb": request.POST.get(VERB, ""),
        "path": path,
        "by_get": ASKED_BY_GET in request.POST,
        "pairs": _sent(request),
    }
    request.session[PROVING] = seal(json.dumps(kept), _PLACE, user.pk)
    try:
        return provider().begin(request, AccountKind(user.kind), again=True)
    except SignInRefused as refusal:
        return refused(request, refusal)


def returned(request: Request, assertion: GovAssertion) -> HttpResponseBase:
    """Come back from the service: it must be the same person, and nobody is signed in anew.

    Raises:
        SignInRefused: it is another, or the service does not vouch for him.
    """
    require_assurance(assertion.assurance)
    user = request.actor.user
    if user is None or not is_same(user, assertion):
        raise SignInRefused(OTHER_PERSON)
    proof.give(request, assertion.asked_at)
    return redirect("proof_continue")


def refused(request: Request, refusal: SignInRefused) -> HttpResponseBase:
    """Say why it is not proven, on the page that asks again with what waits."""
    messages.error(request, IN_A_PROOF.get(str(refusal), str(refusal)))
    return redirect("proof_continue")


def waits(request: Request) -> bool:
    """Whether something that was sent waits for its sender to show that it is he."""
    return request.actor.user is not None and PROVING in request.session


@never_cache
@require_GET
@allow(signed_in)
def proof_continue(request: Request) -> HttpResponseBase:
    """Show what waits to go on; where it is not proven yet, or no longer, ask again with the same."""
    if not waits(request):
        return redirect("account")
    kept = json.loads(unseal(request.session[PROVING], _PLACE, user_of(request).pk))
    if not proof.is_recent(request):
        return _ask_again(request, kept)
    del request.session[PROVING]
    if kept["by_get"]:
        return redirect(kept["path"])
    context = {**_page(request, kept["verb"]), "pairs": kept["pairs"], "path": kept["path"]}
    return _whole(request, render(request, "accounts/proof_continue.html", context))


def _ask_again(request: Request, kept: dict[str, Any]) -> HttpResponse:
    pairs = [(VERB, kept["verb"]), (PATH, kept["path"]), *([(ASKED_BY_GET, "yes")] if kept["by_get"] else [])]
    context = {**_page(request, kept["verb"]), "pairs": [*pairs, *kept["pairs"]], "only_looks": kept["by_get"]}
    context |= {"form": ProofForm(), "lost_files": [], "back": "/" if kept["by_get"] else kept["path"]}
    return _whole(request, render(request, "accounts/proof.html", context, status=403))


def _is_right(request: Request, form: ProofForm) -> bool:
    try:
        prove(request, user_of(request), form.cleaned_data["proof_code"])
    except SignInRefused as refusal:
        form.add_error("proof_code", str(refusal))
        return False
    return True


def _sent(request: Request) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, values in request.POST.lists() for value in values if name not in _OWN]


def _page(request: Request, verb: str) -> dict[str, Any]:
    return {
        "verb": verb,
        "account": user_of(request),
        "stand_in": settings.DEMO_IDENTITY,
        "service": service_name(),
        "back": _way_back(request),
    }


def _only_looks(request: Request) -> bool:
    """Whether a page was asked for, and nothing was sent to it."""
    return request.method == "GET" or ASKED_BY_GET in request.POST


def _way_back(request: Request) -> str:
    """Where somebody goes who would rather not: whence he came, and never to a page that asks again."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc == request.get_host() and came_from.path != request.path:
        return safe_next(request, came_from.path) or "/"
    return "/" if _only_looks(request) else request.path


def _whole(request: Request, page: HttpResponse) -> HttpResponse:
    # A part of a page that asked must not hold a page: the whole page is shown instead.
    if request.headers.get("HX-Request"):
        page["HX-Retarget"], page["HX-Reswap"] = "body", "innerHTML"
    page["Cache-Control"] = "no-store"
    return page
