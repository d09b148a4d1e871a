"""The institution's post table: filled in, handed in, revised (S2 附件3)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from accounts.http import Request
from accounts.steps.base import ActRefused, perform
from employers.forms.post_acts import AppointmentForm, PersonForm
from employers.forms.posts import PostTableForm
from employers.models import Employer, PostPerson, PostTable
from employers.permissions import acts_for_some_employer, owns_posts
from employers.selectors.posts import lines_of, table_of
from employers.services.post_tables import OPEN, PostTableClosed, add_people, remove_person, save_draft
from employers.steps.record_appointment import record_appointment
from employers.steps.revise_post_table import revise_post_table
from employers.steps.submit_post_table import submit_post_table
from employers.views.asking import own_employer
from employers.views.years import year_chips, year_of

PEOPLE = PostPerson.objects.select_related("table__employer__region")


@require_http_methods(["GET", "POST"])
@allow(acts_for_some_employer)
def post_table(request: Request) -> HttpResponseBase:
    """Fill in a year's table and hand it in; afterwards, see how it stands."""
    employer, year = own_employer(request), year_of(request)
    if not employer.is_public_institution:
        return render(request, "employers/no_post_table.html", {"employer": employer})
    table = table_of(employer, year)
    if request.method == "POST":
        return _revise(request, table) if "revise" in request.POST else _store(request, employer, year)
    return _page(request, employer, year, PostTableForm(employer, table))


@require_POST
@allow(acts_for_some_employer)
def post_table_autosave(request: Request) -> JsonResponse:
    """Save the fields that were sent and say when; what cannot be saved is named by field."""
    employer, year = own_employer(request), year_of(request)
    if not employer.is_public_institution:
        return JsonResponse({"errors": dict.fromkeys(request.POST, "本单位不是事业单位，不需要填报。")}, status=409)
    form = PostTableForm(employer, None, request.POST, only=request.POST.keys())
    form.full_clean()
    try:
        moment = save_draft(employer, year, form.values())
    except PostTableClosed as closed:
        return JsonResponse({"errors": dict.fromkeys(request.POST, str(closed))}, status=409)
    errors = {name: str(sentences[0]) for name, sentences in form.errors.items()}
    return JsonResponse({"saved_at": moment.isoformat(), "errors": errors})


@require_POST
@allow(acts_for_some_employer)
def post_person_add(request: Request) -> HttpResponseBase:
    """Put somebody on the list by hand."""
    employer, year = own_employer(request), year_of(request)
    person = PersonForm(request.POST)
    if not employer.is_public_institution:
        return redirect("post_table")
    if not person.is_valid():
        return _page(request, employer, year, PostTableForm(employer, table_of(employer, year)), person)
    try:
        added = add_people(employer, year, [person.listed()])
    except PostTableClosed as closed:
        messages.error(request, str(closed))
        return _back(year)
    word = f"已将{person.cleaned_data['name']}加入名单。" if added else "此人已在名单中，不必重复添加。"
    (messages.success if added else messages.error)(request, word)
    return _back(year)


@require_POST
@allow(owns_posts, PEOPLE)
def post_person_remove(request: Request, person: PostPerson) -> HttpResponseBase:
    """Take somebody off the list."""
    name, year = person.name, person.table.year
    try:
        remove_person(person)
        messages.success(request, f"已将{name}移出名单。")
    except PostTableClosed as closed:
        messages.error(request, str(closed))
    return _back(year)


@require_http_methods(["GET", "POST"])
@allow(owns_posts, PEOPLE)
def post_appoint(request: Request, person: PostPerson) -> HttpResponseBase:
    """Record the appointment of somebody on the confirmed list."""
    known = person.table.appointments.filter(id_index=person.id_index).first()
    before = {"post": known.post, "appointed_on": known.appointed_on, "document": known.document} if known else {}
    form = AppointmentForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            perform(record_appointment, person.table, by=request.actor, person=person, **form.cleaned_data)
            messages.success(request, f"已登记{person.name}的聘任。")
            return _back(person.table.year)
        except ActRefused as refusal:
            for reason in refusal.reasons:
                form.add_error(None, reason)
    context = {"person": person, "form": form, "table": person.table}
    return render(request, "employers/post_appoint.html", context, status=422 if form.errors else 200)


def _revise(request: Request, table: PostTable | None) -> HttpResponseBase:
    if table is not None:
        try:
            perform(revise_post_table, table, by=request.actor)
            messages.success(request, "岗位信息表已可修改。改后请重新提交确认；确认前名单中的人员暂不能审核推荐。")
        except ActRefused as refusal:
            messages.error(request, "".join(refusal.reasons))
    return _back(year_of(request))


def _store(request: Request, employer: Employer, year: int) -> HttpResponseBase:
    """Keep what is valid; hand it in where that was asked for and nothing stands in the way."""
    form = PostTableForm(employer, table_of(employer, year), request.POST)
    form.full_clean()
    try:
        save_draft(employer, year, form.values())
        if not form.errors and "submit" in request.POST:
            table = table_of(employer, year)
            assert table is not None  # noqa: S101 - it was saved just now
            perform(submit_post_table, table, by=request.actor)
            messages.success(request, f"{year} 年度岗位信息表已提交。办理结果将在消息和电子邮箱中通知您。")
            return _back(year)
    except PostTableClosed as closed:
        messages.error(request, str(closed))
        return _back(year)
    except ActRefused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
    if form.errors:
        return _page(request, employer, year, form)
    messages.success(request, "岗位信息表草稿已保存。")
    return _back(year)


def _page(
    request: Request, employer: Employer, year: int, form: PostTableForm, person: PersonForm | None = None
) -> HttpResponse:
    table = table_of(employer, year)
    wrong = bool(form.errors or (person and person.errors))
    context: dict[str, Any] = {"employer": employer, "year": year, "table": table, "form": form}
    context["chips"] = year_chips(year, with_next=True)
    context["saved_at"] = table.saved_at if table else None
    context |= {"person_form": person or PersonForm(), "is_open": table is None or table.stage in OPEN}
    if table is not None:
        context |= {"lines": lines_of(table), "people": table.people.all(), "versions": table.versions.all()}
        context["appointed"] = {each.id_index: each for each in table.appointments.all()}
        context["checks"] = table.checks.select_related("checked_by")
    return render(request, "employers/post_table.html", context, status=422 if wrong else 200)


def _back(year: int) -> HttpResponseBase:
    return redirect(f"{reverse('post_table')}?year={year}")
