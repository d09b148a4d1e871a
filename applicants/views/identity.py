"""A person declares that he is called otherwise, or has another document."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.http import Request, user_of
from accounts.services import proof
from applicants.models import PersonChange
from applicants.permissions import is_applicant
from applicants.person_forms import PersonChangeForm
from applicants.services.person_changes import ChangeRefused, declare

VERB = "申报身份信息变更"


@require_http_methods(["GET", "POST"])
@allow(is_applicant)
def identity(request: Request) -> HttpResponseBase:
    """Show what was declared and what came of it; take a new declaration from whoever has just shown who he is."""
    user = user_of(request)
    # Asked before anything is typed or uploaded, and again of whoever takes longer, or sends the form alone.
    proof.demand(request.actor, VERB)
    initial = {"name": user.name, "id_type": user.id_type}
    form = PersonChangeForm(user, request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            declare(request.actor, **form.cleaned_data)
        except ChangeRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "身份信息变更已申报，办理机构确认后通知您。确认前请继续使用原证件登录。")
            return redirect("identity")
    context = {
        "form": form,
        "changes": PersonChange.objects.filter(user=user).select_related("bureau").order_by("-declared_at"),
        "former": user.former_identities.order_by("-until"),
    }
    return render(request, "applicants/identity.html", context, status=422 if form.errors else 200)
