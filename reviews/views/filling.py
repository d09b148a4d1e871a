"""The sections of a draft, a page each; every field saves itself."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.http import Request
from applicants.enums import Module, RecordStage
from applicants.models import ArchiveRecord
from applicants.modules import chinese_date
from applicants.selectors.records import live_records
from applicants.views.worklist import key_of
from reviews.enums import Stage
from reviews.facts import questions_of
from reviews.forms.filling import AnswersForm, StatementForm, TargetForm, answers_as_text
from reviews.models import Application
from reviews.permissions import owns
from reviews.selectors.applications import CASES
from reviews.selectors.findings import OUTCOMES, credit_lines, groups_of
from reviews.selectors.task_list import SECTIONS, Section, open_defects, section_of
from reviews.services.credit_board import board_of_application
from reviews.services.drafts import DraftClosedError, save_answers, save_fields, take_records
from reviews.services.readiness import Readiness, readiness_of, wanted_materials
from reviews.services.snapshots import content_of
from reviews.terms import materials_for
from reviews.views.summary import summary_of

View = Callable[..., HttpResponseBase]
_BY_KEY = {section.key: section for section in SECTIONS}
_SOURCES = {"extracted": "系统自动提取", "archive": "业绩档案提取", "filled": "系统填报"}


def while_draft(view: View) -> View:
    """A case that has been filed is read on its own page; there is nothing to fill in any more."""

    @wraps(view)
    def checked(request: Request, application: Application) -> HttpResponseBase:
        return (
            view(request, application) if application.stage == Stage.DRAFT else redirect("application", application.pk)
        )

    return checked


@require_http_methods(["GET", "HEAD", "POST"])
@allow(owns, CASES)
@while_draft
def application_target(request: Request, application: Application) -> HttpResponseBase:
    """Title and specialty."""
    initial = {"title": application.title, "specialty": application.specialty}
    form = TargetForm(application.plan, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _stored(request, application, "target", lambda: save_fields(application, form.cleaned_data))
    return _page(request, application, "target", {"form": form}, form.is_bound)


@require_safe
@allow(owns, CASES)
@while_draft
def application_profile(request: Request, application: Application) -> HttpResponse:
    """What the profile says and lacks; it is changed on its own page."""
    ready = readiness_of(application)
    part = next(part for part in summary_of(ready) if part.key == "profile")
    return _page(request, application, "profile", {"part": part}, ready=ready)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(owns, CASES)
@while_draft
def application_records(request: Request, application: Application) -> HttpResponseBase:
    """Choose among the verified records; the others are shown with the reason why they cannot be taken."""
    if request.method == "POST":
        return _stored(request, application, "records", lambda: take_records(application, _numbers(request.POST)))
    modules = _modules(application)
    context = {
        "modules": [group for group in modules if group["rows"] or group["wanted"]],
        "others": [group for group in modules if not group["rows"] and not group["wanted"]],
        "gaps": readiness_of(application).gaps_in("records"),
    }
    return _page(request, application, "records", context)


def _numbers(data: QueryDict) -> list[int]:
    return [key for key in map(key_of, data.getlist("records")) if key is not None]


def _modules(application: Application) -> list[dict[str, Any]]:
    taken = set(application.records.values_list("pk", flat=True))
    groups: dict[str, list[dict[str, Any]]] = {}
    for record in live_records(application.applicant).order_by("-started", "pk"):
        groups.setdefault(record.module, []).append(_record_row(record, taken))
    wanted = {row["modules"][0] for row in wanted_materials(application) if len(row.get("modules", ())) == 1}
    return [
        {"module": module, "label": Module(module).label, "rows": groups.get(module, []), "wanted": module in wanted}
        for module in Module.values
    ]


_WHY_NOT = {
    RecordStage.DRAFT: "尚未提交单位审核，请先在业绩档案中提交。",
    RecordStage.SUBMITTED: "正在单位审核，审核通过后即可选取。",
    RecordStage.RETURNED: "单位已退回修改，请修改后重新提交审核。",
}


def _record_row(record: ArchiveRecord, taken: Iterable[int]) -> dict[str, Any]:
    why_not = _WHY_NOT.get(RecordStage(record.stage), "")
    return {"record": record, "taken": record.pk in taken, "why_not": why_not, "span": _span(record)}


def _span(record: ArchiveRecord) -> str:
    """The time of a record in words: a day, a month, from and to."""
    times = [chinese_date(time) for time in (record.started, record.ended) if time]
    return "至".join(times) or str(record.data.get("year", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@allow(owns, CASES)
@while_draft
def application_statement(request: Request, application: Application) -> HttpResponseBase:
    """The statement."""
    form = StatementForm(request.POST or None, initial={"statement": application.statement})
    if request.method == "POST" and form.is_valid():
        return _stored(request, application, "statement", lambda: save_fields(application, form.cleaned_data))
    return _page(request, application, "statement", {"form": form}, form.is_bound)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(owns, CASES)
@while_draft
def application_answers(request: Request, application: Application) -> HttpResponseBase:
    """Questions that no record answers."""
    questions = questions_of(application)
    form = AnswersForm(questions, request.POST or None, initial=answers_as_text(questions, application.answers))
    if request.method == "POST" and form.is_valid():
        return _stored(request, application, "answers", lambda: save_answers(application, form.cleaned_data))
    return _page(request, application, "answers", {"form": form}, form.is_bound)


@require_safe
@allow(owns, CASES)
@while_draft
def application_findings(request: Request, application: Application) -> HttpResponse:
    """What the plan's rules say of the application as it is."""
    ready = readiness_of(application)
    found = ready.examination
    kind, word = OUTCOMES[found.outcome] if found else ("due", "选择申报资格后可以预检")
    context = {"examination": found, "kind": kind, "word": word, "groups": _groups(ready)}
    return _page(request, application, "findings", context, ready=ready)


def _groups(ready: Readiness) -> list[dict[str, Any]]:
    materials = [each.as_json() for each in ready.materials]
    return groups_of({**ready.examination.as_json(), "materials": materials}) if ready.examination else []


@require_safe
@allow(owns, CASES)
@while_draft
def application_credits(request: Request, application: Application) -> HttpResponse:
    """Recognised hours by year, and what the plan asks for."""
    ready = readiness_of(application)
    hours = content_of(application, None)["credits"]
    kinds = ("general_public", "industry_public", "professional", "total")
    years = [(year, [row.get(kind, 0) for kind in kinds]) for year, row in sorted(hours.items(), reverse=True)]
    found = ready.examination
    lines = credit_lines(found.as_json() if found else None)
    context = {"years": years, "lines": lines, "board": board_of_application(application)}
    return _page(request, application, "credits", context, ready=ready)


@require_safe
@allow(owns, CASES)
@while_draft
def application_materials(request: Request, application: Application) -> HttpResponse:
    """Every material that is asked for the title: where it comes from, whether it must be there, whether it is."""
    ready = readiness_of(application)
    return _page(request, application, "materials", {"rows": _material_rows(ready)}, ready=ready)


def _material_rows(ready: Readiness) -> list[dict[str, Any]]:
    return [_material_row(ready, row, needed=row["required"]) for row in materials_for(ready.application)]


def _material_row(ready: Readiness, row: dict[str, Any], *, needed: bool) -> dict[str, Any]:
    count = sum(record.module in row.get("modules", ()) for record in ready.records)
    if row["source"] == "archive":
        state = ("done", f"已选取 {count} 项") if count else ("stop", "尚未选取") if needed else ("info", "未选取")
    elif row["key"] not in _BY_KEY:
        state = ("info", "由单位办理")
    else:
        missing = ready.gaps_in(row["key"])
        state = ("stop" if needed else "due", "尚未完成") if missing else ("done", "已完成")
    # What the employer has to do for the person (a post) has no section of its own.
    section = "records" if row["source"] == "archive" else row["key"] if row["key"] in _BY_KEY else "findings"
    url = reverse(f"application_{section}", args=[ready.application.pk])
    return {**row, "note": row.get("note", ""), "needed": needed, "kind": state[0], "state": state[1], "url": url,
            "source_label": _SOURCES[row["source"]]}  # fmt: skip


@require_POST
@allow(owns, CASES)
def application_autosave(request: Request, application: Application) -> JsonResponse:
    """Save the fields that changed; say when, or what is wrong with which."""
    names = [name for name in request.POST if name != "csrfmiddlewaretoken"]
    try:
        moment, errors = _save(application, request.POST, names)
    except DraftClosedError as closed:
        return JsonResponse({"errors": dict.fromkeys(names, str(closed))}, status=409)
    shown = moment.isoformat() if moment else None
    return JsonResponse({"saved_at": shown, "errors": errors}, status=422 if errors else 200)


def _save(application: Application, data: QueryDict, names: list[str]) -> tuple[Any, dict[str, str]]:
    moment = application.saved_at
    errors: dict[str, str] = {}
    if "records" in names:
        moment = take_records(application, _numbers(data))
    answers = {name: str(data[name]) for name in names if "." in name}
    if answers:
        moment = save_answers(application, answers)
    values: dict[str, Any] = {}
    for form in (TargetForm(application.plan, data), StatementForm(data)):
        form.is_valid()
        values |= {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}
        errors |= {name: " ".join(str(line) for line in form.errors[name]) for name in names if name in form.errors}
    return (save_fields(application, values) if values else moment), errors


def _stored(request: Request, application: Application, key: str, save: Callable[[], object]) -> HttpResponseBase:
    """Save a whole page where no script saves its fields, and go on to the next section."""
    try:
        save()
    except DraftClosedError as closed:
        messages.error(request, str(closed))
        return redirect("application", application.pk)
    following = _next(key)
    return redirect(following.page, application.pk) if following else redirect("application", application.pk)


def _next(key: str) -> Section | None:
    place = [section.key for section in SECTIONS].index(key)
    return SECTIONS[place + 1] if place + 1 < len(SECTIONS) else None


def _page(
    request: Request,
    application: Application,
    key: str,
    context: dict[str, Any],
    wrong: bool = False,  # noqa: FBT001, FBT002 - whether what was sent could not be kept
    ready: Readiness | None = None,
) -> HttpResponse:
    """Render a section with its defects, what is missing in it, and the way on."""
    following = _next(key)
    frame = {
        "application": application,
        "section": _BY_KEY[key],
        "defects": [defect for defect in open_defects(application) if section_of(defect) == key],
        "gaps": ready.gaps_in(key) if ready else [],
        "following": following,
        "following_url": reverse(following.page, args=[application.pk]) if following else "",
    }
    return render(request, f"reviews/applicant/{key}.html", {**frame, **context}, status=422 if wrong else 200)
