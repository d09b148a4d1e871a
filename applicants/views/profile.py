"""The profile: read, typed field by field, with photo, employer and the three affiliations."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import allow
from accounts.http import Request, user_of
from accounts.models import Region
from accounts.services.files import Purpose, UploadRefused, store
from applicants.forms import ProfileForm
from applicants.models import Profile
from applicants.permissions import is_applicant
from applicants.selectors.employers import found_employers, invitation
from applicants.selectors.profiles import AFFILIATIONS, affiliation_warning, affiliations_differ, missing_of
from applicants.services.profiles import (
    EmployerNotBoundError,
    choose_employer,
    facts_of_card,
    own_profile,
    save_profile,
    set_photo,
)
from applicants.views.asking import shown_profile, wants_json
from applicants.views.worklist import key_of
from employers.enums import EmployerStage
from employers.models import Employer


@require_http_methods(["GET", "HEAD", "POST"])
@allow(is_applicant)
def profile(request: Request) -> HttpResponse:
    """Show the profile; store it as a whole where no script saves it field by field."""
    found = shown_profile(request)
    if request.method != "POST":
        return _page(request, found, ProfileForm(found, fixed=_fixed(found)))
    found = own_profile(user_of(request))
    form = ProfileForm(found, request.POST, fixed=_fixed(found))
    if not form.is_valid():
        return _page(request, found, form, status=422)
    save_profile(found, form.cleaned_data)
    messages.success(request, "个人基本信息已保存。")
    return redirect("profile")


def _fixed(found: Profile) -> list[str]:
    return list(facts_of_card(found.user))


def _page(request: Request, found: Profile, form: ProfileForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "profile": found,
        "form": form,
        "fixed": _fixed(found),
        "missing": missing_of(found),
        "warning": affiliation_warning(found),
        **_search(request, ""),
    }
    return render(request, "applicants/profile.html", context, status=status)


@require_POST
@allow(is_applicant)
def profile_save(request: Request) -> JsonResponse:
    """Store the fields that changed; answer when, or what is wrong with which."""
    found = own_profile(user_of(request))
    form = ProfileForm(found, request.POST, fixed=_fixed(found), partial=True)
    form.is_valid()
    # The good ones are kept even where another is wrong: nothing typed is lost.
    moment = save_profile(found, form.cleaned_data) if form.cleaned_data else found.updated_at
    errors = {name: " ".join(str(line) for line in lines) for name, lines in form.errors.items()}
    return JsonResponse({"saved_at": moment and moment.isoformat(), "errors": errors}, status=422 if errors else 200)


@require_GET
@allow(is_applicant)
def profile_affiliations(request: Request) -> HttpResponse:
    """Answer with the warning for the regions chosen in the page, saved or not."""
    keys = {name: key_of(request.GET.get(name, "")) for name in AFFILIATIONS}
    known = Region.objects.in_bulk([key for key in keys.values() if key is not None])
    chosen = {name: known.get(key or 0) for name, key in keys.items()}
    return render(request, "applicants/parts/affiliations.html", {"warning": affiliations_differ(chosen)})


@require_POST
@allow(is_applicant)
def profile_photo(request: Request) -> HttpResponse:
    """Take the photo in."""
    upload = request.FILES.get("photo")
    if upload is None:
        return _photo_refused(request, "请先选择照片，再上传。")
    try:
        photo = store(upload, user_of(request), Purpose.PHOTO)
    except UploadRefused as refusal:
        return _photo_refused(request, refusal.sentence)
    set_photo(own_profile(user_of(request)), photo)
    if wants_json(request):
        return JsonResponse({"name": photo.name, "size": photo.size, "url": reverse("file", args=[photo.pk])})
    messages.success(request, "照片已保存。")
    return _back("photo")


def _photo_refused(request: Request, sentence: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": sentence}, status=422)
    messages.error(request, sentence)
    return _back("photo")


def _back(section: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('profile')}#{section}")


@require_GET
@allow(is_applicant)
def employer_search(request: Request) -> HttpResponse:
    """Find employers to choose: as a part of the profile, or as a page where there is no script."""
    context = {"profile": shown_profile(request), **_search(request, request.GET.get("q", "")[:60])}
    part = "applicants/parts/employers.html" if request.htmx else "applicants/employer_search.html"
    return render(request, part, context)


def _search(request: Request, query: str) -> dict[str, Any]:
    text = invitation(query.strip(), user_of(request).name, settings.SITE_ADDRESS)
    return {"query": query, "found": list(found_employers(query)), "invitation": text}


@require_POST
@allow(is_applicant)
def profile_employer(request: Request, pk: int) -> HttpResponse:
    """Choose the employer; one that does not exist and one that is not bound are refused alike."""
    employer = Employer.objects.filter(pk=pk).first() or Employer(stage=EmployerStage.DRAFT)
    try:
        choose_employer(own_profile(user_of(request)), employer)
    except EmployerNotBoundError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"现工作单位已设为“{employer.name}”。此后提交的业绩档案由该单位审核。")
    return _back("employer")
