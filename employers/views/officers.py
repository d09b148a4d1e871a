"""Who acts for the employer."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.http import Request
from employers.enums import OfficerDuty
from employers.forms.officers import OfficerForm
from employers.models import EmployerOfficer
from employers.permissions import acts_for_some_employer, ends_officer
from employers.selectors.officers import employer_of, officers_of
from employers.services import officers
from employers.services.officers import OfficerRefused
from employers.views.asking import own_employer


@require_http_methods(["GET", "POST"])
@allow(acts_for_some_employer)
def employer_officers(request: Request) -> HttpResponseBase:
    """List the officers; name another one."""
    employer = own_employer(request)
    form = OfficerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            officers.invite(employer, said["name"], said["id_number"], OfficerDuty(said["duty"]), request.actor)
        except OfficerRefused as refusal:
            form.add_error("id_number", str(refusal))
        else:
            messages.success(request, f"已添加{said['name']}。此人用本单位的法人账号登录后即可办理。")
            return redirect("employer_officers")
    context = {"employer": employer, "officers": officers_of(employer), "form": form}
    return render(request, "employers/officers.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allow(ends_officer, EmployerOfficer.objects.select_related("employer", "user"))
def employer_officer_end(request: Request, officer: EmployerOfficer) -> HttpResponseBase:
    """End an authorisation, after a second look."""
    if request.method == "GET":
        return render(request, "employers/officer_end.html", {"officer": officer})
    try:
        officers.end(officer, request.actor)
    except OfficerRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{officer.name}的授权已终止。")
    return redirect("employer_officers" if employer_of(request.actor) else "employer_register")
