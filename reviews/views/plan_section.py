"""The sections of a plan that is being drawn up, its attachments, and the settling of its warnings."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from accounts.http import Request, user_of
from accounts.services.files import UploadRefused, store
from applicants.views.worklist import key_of
from reviews.enums import PlanStage
from reviews.forms.plan_rows import Row, RowForm, formset_of, rows_of, stored_rows, with_keys
from reviews.forms.plan_sections import SPECS, AttachmentForm, SectionForm, SectionSpec, SettleForm, rows_in
from reviews.forms.rearranging import rearranged
from reviews.models import Plan
from reviews.permissions import runs_plan
from reviews.plan_sections import BY_KEY, SECTIONS
from reviews.routes import TEMPLATES
from reviews.selectors.office_plans import PLANS
from reviews.services.plan_drafts import (
    PlanFrozenError,
    accept_warning,
    attach,
    detach,
    forget_acceptance,
    move_attachment,
    save_terms,
    save_titles,
)
from reviews.services.plan_lint import open_warnings, problems_in, warnings_in
from reviews.standard_materials import STANDARD
from reviews.views.office_plans import plan_page

View = Callable[..., HttpResponseBase]


def while_draft(view: View) -> View:
    """What has been reported or published is read on the plan's page; a change that comes too late is refused."""

    @wraps(view)
    def checked(request: Request, plan: Plan, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            if request.method == "POST" or plan.stage == PlanStage.DRAFT:
                return view(request, plan, *args, **kwargs)
        except PlanFrozenError as frozen:
            messages.error(request, str(frozen))
        return redirect("office_plan", plan.pk)

    return checked


@require_http_methods(["GET", "HEAD", "POST"])
@allow(runs_plan, PLANS)
@while_draft
def plan_section(request: Request, plan: Plan, section: str) -> HttpResponseBase:
    """Fill in a section. Buttons that add, move and remove rows save nothing; what was typed stays typed."""
    if section == "attachments":
        return _attachments(request, plan)
    spec = SPECS.get(section)
    if spec is None:
        raise Http404
    act = request.POST.get("do", "save")
    if request.method == "POST" and act != "save":
        return _reshaped(request, plan, section, spec, act)
    form = spec.form(request.POST or None, plan=plan)
    rows = _rows(plan, spec, request) if spec.row else None
    if request.method == "POST" and form.is_valid() and (rows is None or rows.is_valid()):
        _save(plan, spec, form, rows)
        messages.success(request, f"“{BY_KEY[section].name}”已保存。")
        return redirect("plan_section", plan.pk, section)
    return _page(request, plan, section, form, rows)


def _rows(plan: Plan, spec: SectionSpec, request: Request) -> "BaseFormSet[RowForm]":
    assert spec.row is not None, "asked for a section with rows"  # noqa: S101 - for the type checker
    shown = [{**spec.row.shown(row), "was": n} for n, row in enumerate(rows_in(plan, spec))]
    return formset_of(spec.row, plan, request.POST or None, shown)


def _reshaped(request: Request, plan: Plan, section: str, spec: SectionSpec, act: str) -> HttpResponse:
    form = spec.form(initial=request.POST.dict(), plan=plan)
    if spec.row is None:
        raise Http404
    typed = [*rows_of(request.POST, spec.row), *_offered(section, act, spec.row)]
    return _page(request, plan, section, form, formset_of(spec.row, plan, None, rearranged(typed, act)), act)


def _offered(section: str, act: str, row: type[RowForm]) -> list[Row]:
    """The rows of a template: a route of one of the notices, the materials that every application has."""
    name = act.removeprefix("template:")
    if section == "route" and name in TEMPLATES:
        return [row.shown(leg) for leg in TEMPLATES[name][1]]
    return [row.shown(each) for each in STANDARD] if section == "materials" and name == "standard" else []


def _save(plan: Plan, spec: SectionSpec, form: SectionForm, rows: "BaseFormSet[RowForm] | None") -> None:
    if rows is None or spec.row is None:
        save_terms(plan, form.terms())
        return
    found = stored_rows(rows, [] if spec.field == "titles" else rows_in(plan, spec))
    if spec.field == "titles":
        save_titles(plan, found)
    else:
        kept = with_keys(found) if spec.field == "materials" else found
        save_terms(plan, {**form.terms(), spec.field: kept})


def _page(
    request: Request, plan: Plan, section: str, form: SectionForm, rows: "BaseFormSet[RowForm] | None", act: str = ""
) -> HttpResponse:
    spec, names = SPECS[section], [each.key for each in SECTIONS]
    following = names[names.index(section) + 1]
    context = {
        "plan": plan,
        "section": BY_KEY[section],
        "word": spec.word,
        "form": form,
        "rows": rows,
        "errors": _errors(form, rows),
        "following": BY_KEY[following],
        "templates": [(key, words) for key, (words, _) in TEMPLATES.items()] if section == "route" else [],
        "offers_standard": section == "materials" and not plan.materials,
        "focus": act,
        **_remarks(plan, section),
    }
    bad = bool(context["errors"])
    return render(request, "reviews/plans/plan_section.html", context, status=422 if bad else 200)


def _remarks(plan: Plan, section: str) -> dict[str, Any]:
    return {
        "problems": [each for each in problems_in(plan) if each.section == section],
        "warnings": [each for each in open_warnings(plan) if each.section == section],
    }


def _errors(form: SectionForm, rows: "BaseFormSet[RowForm] | None") -> list[tuple[str, str]]:
    found = [
        (f"{form[name].label}：{sentence}", str(form[name].id_for_label))
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]
    if rows is None or not rows.is_bound:
        return found
    found += [
        (f"第 {number} 行，{row[name].label}：{sentence}", row[name].id_for_label)
        for number, row in enumerate(rows.forms, 1)
        for name, sentences in row.errors.items()
        for sentence in sentences
    ]
    return [*found, *((str(sentence), "") for sentence in rows.non_form_errors())]


def _attachments(request: Request, plan: Plan) -> HttpResponseBase:
    form = AttachmentForm(request.POST or None, request.FILES or None)
    act, _, typed = request.POST.get("do", "").partition(":")
    key = key_of(typed)
    if request.method == "POST" and act in ("remove", "up", "down") and key is not None:
        if act == "remove":
            detach(plan, key)
        else:
            move_attachment(plan, key, -1 if act == "up" else 1)
        return redirect("plan_section", plan.pk, "attachments")
    if request.method == "POST" and form.is_valid():
        try:
            attach(plan, store(form.cleaned_data["file"], user_of(request)), form.cleaned_data["name"])
        except UploadRefused as refused:
            form.add_error("file", refused)
        else:
            messages.success(request, f"附件“{form.cleaned_data['name']}”已上传。")
            return redirect("plan_section", plan.pk, "attachments")
    context = {
        "plan": plan,
        "section": BY_KEY["attachments"],
        "form": form,
        "attachments": plan.attachments.select_related("file"),
    }
    return render(request, "reviews/plans/plan_attachments.html", context, status=422 if form.errors else 200)


@require_POST
@allow(runs_plan, PLANS)
@while_draft
def plan_warning(request: Request, plan: Plan) -> HttpResponseBase:
    """Accept a warning as it stands, with a reason; or take that back."""
    key = request.POST.get("key", "")
    if request.POST.get("do") == "forget":
        forget_acceptance(plan, key, request.actor)
        return redirect("office_plan", plan.pk)
    warning = next((each for each in warnings_in(plan) if each.key == key), None)
    form = SettleForm(request.POST, auto_id=f"id_{key}_%s")
    if warning is None or not form.is_valid():
        return plan_page(request, plan, settling=form)
    accept_warning(plan, key, warning.because, form.cleaned_data["reason"].strip(), request.actor)
    messages.success(request, "已确认该提示，理由会一并报人力社保部门。")
    return redirect("office_plan", plan.pk)
