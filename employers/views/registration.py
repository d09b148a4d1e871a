"""The employer's own side of its registration."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import allow, only
from accounts.enums import Role
from accounts.http import Request, user_of
from accounts.steps.base import ActRefused, perform
from employers.enums import EmployerStage
from employers.forms.affiliation import AffiliationRequestForm
from employers.forms.registration import RegistrationForm, initial_of
from employers.models import Employer
from employers.permissions import acts_for_some_employer
from employers.selectors.officers import employer_of, last_office, officers_of
from employers.selectors.registrations import bureau_for, registration_of
from employers.services.registration import OPEN, RegistrationClosedError, save_draft
from employers.steps.request_affiliation import request_affiliation
from employers.steps.submit_registration import submit_registration
from zcps import clock

AN_OFFICER = only(Role.EMPLOYER)


@require_GET
@allow(AN_OFFICER)
def employer_entry(request: Request) -> HttpResponseBase:
    """Lead an officer to where he can go on: the employer's home, or the registration."""
    return redirect("employer_home" if employer_of(request.actor) else "employer_register")


@require_http_methods(["GET", "POST"])
@allow(AN_OFFICER)
def employer_register(request: Request) -> HttpResponseBase:
    """Fill in and submit; afterwards, see how it stands and what was registered."""
    employer = registration_of(request.actor)
    if employer and employer.stage not in OPEN:
        return _standing(request, employer)
    if request.method == "GET":
        return _form_page(request, employer, RegistrationForm(initial=initial_of(employer)))
    return _save(request) if "save" in request.POST else _submit(request)


@require_POST
@allow(AN_OFFICER)
def employer_register_autosave(request: Request) -> JsonResponse:
    """Save the fields that were sent and say when; what cannot be saved is named by field."""
    form = RegistrationForm(request.POST, only=request.POST.keys())
    form.full_clean()
    try:
        moment = save_draft(user_of(request), form.values())
    except RegistrationClosedError as closed:
        return JsonResponse({"errors": dict.fromkeys(request.POST, str(closed))}, status=409)
    errors = {name: str(sentences[0]) for name, sentences in form.errors.items()}
    return JsonResponse({"saved_at": moment.isoformat(), "errors": errors})


def _save(request: Request) -> HttpResponseBase:
    form = RegistrationForm(request.POST, request.FILES, only=RegistrationForm.base_fields)
    form.full_clean()
    return _stored(request, form) or redirect("employer_register")


def _submit(request: Request) -> HttpResponseBase:
    form = RegistrationForm(request.POST, request.FILES)
    form.full_clean()
    refused = _stored(request, form)
    employer = registration_of(request.actor)
    if employer is None or (refused and employer.stage not in OPEN):
        return redirect("employer_register")
    if not employer.authorisation_letter_id and "authorisation_letter" not in form.errors:
        form.add_error("authorisation_letter", form.fields["authorisation_letter"].error_messages["required"])
    if form.errors:
        return _form_page(request, employer, form)
    try:
        perform(submit_registration, employer, by=request.actor)
    except ActRefused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        return _form_page(request, employer, form)
    messages.success(request, "单位注册已提交。审核结果将在消息和电子邮箱中通知您。")
    return redirect("employer_register")


def _stored(request: Request, form: RegistrationForm) -> HttpResponseBase | None:
    """Keep what is valid; an answer only where that is all there is to say."""
    try:
        save_draft(user_of(request), form.values())
    except RegistrationClosedError as closed:
        messages.error(request, str(closed))
        return redirect("employer_register")
    if "save" not in request.POST:
        return None
    if form.errors:
        return _form_page(request, registration_of(request.actor), form)
    messages.success(request, "草稿已保存。")
    return None


def _form_page(request: Request, employer: Employer | None, form: RegistrationForm) -> HttpResponse:
    defects = {defect["field"]: defect["text"] for defect in employer.defects} if employer else {}
    fields = [(form[name], defects.get(name, "")) for name in form.fields if name != "authorisation_letter"]
    context: dict[str, Any] = {"employer": employer, "form": form, "fields": fields, "defects": defects}
    context["letter_defect"] = defects.get("authorisation_letter", "")
    context["moment"] = clock.now() if employer else None
    return render(request, "employers/register.html", context, status=422 if form.errors else 200)


@require_POST
@allow(acts_for_some_employer)
def employer_affiliation(request: Request) -> HttpResponseBase:
    """Ask the bureau to settle to whom the employer belongs."""
    employer, form = registration_of(request.actor), AffiliationRequestForm(request.POST)
    assert employer is not None  # noqa: S101 - whoever acts for one has registered it
    try:
        perform(request_affiliation, employer, by=request.actor, text=form.data.get("text", ""))
    except ActRefused as refusal:
        return _standing(request, employer, form, refusal.reasons)
    messages.success(request, "申请已送达人力社保部门，核定后将在消息中通知您。")
    return redirect("employer_register")


def _standing(
    request: Request,
    employer: Employer,
    asking: AffiliationRequestForm | None = None,
    reasons: Sequence[str] = (),
) -> HttpResponse:
    bureau = bureau_for(employer.region)
    context: dict[str, Any] = {"employer": employer, "bureau": bureau.name if bureau else "所在地人力社保部门"}
    if employer.stage == EmployerStage.BOUND and employer_of(request.actor) is None:
        context["office"] = last_office(user_of(request), employer)
        return render(request, "employers/not_authorised.html", context, status=403)
    context["officers"] = officers_of(employer).filter(ended_on=None)
    context |= {"asking": asking or AffiliationRequestForm(), "reasons": reasons}
    return render(request, "employers/registered.html", context, status=422 if reasons else 200)
