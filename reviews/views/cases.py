"""The case file, and the acts done in it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allow
from accounts.actor import Actor
from accounts.enums import Role
from accounts.http import Request
from accounts.questions import DEARLY
from employers.selectors.officers import employer_of
from reviews import workflow
from reviews.enums import ObjectionStage
from reviews.forms import panel
from reviews.forms.bodies import DefectForm
from reviews.models import Application, NotedDefect, Objection, Snapshot
from reviews.permissions import (
    BODIES,
    has_turn,
    may_read_case,
    may_read_history,
    may_resolve,
    may_take_bundle,
)
from reviews.selectors import case_file, worklists
from reviews.selectors.declared import declared_of
from reviews.selectors.findings import groups_of
from reviews.selectors.inspections import standing_inspections
from reviews.selectors.inspections import words_of as words_of_inspection
from reviews.selectors.joint import fetch_round, words_of
from reviews.selectors.timeline import standing_of, timeline_of
from reviews.services import defects
from reviews.steps.base import ActRefused, CaseStep, perform
from reviews.steps.opinions import TurnStep
from reviews.views.settled import settled_context

CASES = Application.objects.select_related(
    "plan__office",
    "plan__hr_bureau",
    "title__committee",
    "employer__region",
    "applicant__user",
    "holder",
    "snapshot",
    "version",
)
_PUBLISHERS = ("publicity__employer", "publicity__agency")
DONE = {
    "approve_by_employer": "已审核通过{name}的申报，请在“待公示”中开始单位公示。",
    "submit_employer_opinion": "已提交{name}的推荐意见，申报已报送{holder}。",
    "recommend": "已推荐{name}的申报，现由{holder}办理。",
    "not_recommend": "已对{name}的申报作出不予推荐的决定，申报人已收到理由。",
    "return_for_correction": "已退回{name}的申报，全部补正事项已告知申报人。",
    "receive_paper": "已签收{name}的纸质材料。",
    "withdraw_recommendation": "已取消对{name}的推荐，本次申报终止，有关各方已收到理由。",
    "order_re_review": "已决定对{name}复评，请列入下一次评审会议。",
    "not_determine": "已对{name}的申报作出不予初定的决定，申报人和单位已收到理由。",
    "not_accept": "已对{name}的申报作出不予受理的决定，申报人和单位已收到理由。",
}


@require_safe
@allow(may_read_case, CASES, costs=DEARLY)
def case(request: Request, application: Application) -> HttpResponse:
    """Show the file with everything that was filed, said and done."""
    return _page(request, application)


@require_POST
@allow(may_read_case, CASES, costs=DEARLY)
def case_act(request: Request, application: Application, name: str) -> HttpResponse:
    """Do an act of the panel; what was refused comes back with every reason and with what was typed."""
    step = next((step for step in workflow.PROCEDURE if step.name == name and name in panel.FORMS), None)
    if not isinstance(step, CaseStep):
        raise Http404
    data = panel.data_of(name, application, request.actor, request.POST)
    try:
        done = perform(step, application, request.actor, **data)
    except ActRefused as refused:
        application = CASES.get(pk=application.pk)
        reasons = _gone(request, application, step) or refused.reasons
        return _page(request, application, {name: request.POST}, {name: reasons}, status=422)
    words = {"name": done.applicant.user.name, "holder": done.holder.name if done.holder else ""}
    messages.success(request, DONE[name].format(**words))
    return redirect(_next_address(request, done))


def _gone(request: Request, application: Application, step: CaseStep) -> list[str]:
    """Somebody else was quicker, and the case is no longer the actor's: say so, and not that he has no right."""
    if not isinstance(step, TurnStep) or has_turn(request.actor, application):
        return []
    standing = standing_of(application)
    holder = f"，由{standing['holder']}办理" if standing["holder"] else ""
    return [f"该申报可能已由他人办理，现为“{standing['where']}”{holder}，本次没有办理。您填写的内容保留在下方。"]


def _next_address(request: Request, done: Application) -> str:
    """The file stays open where the actor may still read it; from there he goes on to the next one."""
    return reverse("case", args=[done.pk]) if may_read_case(request.actor, done) else reverse("worklist")


def _page(
    request: Request,
    application: Application,
    typed: dict[str, Any] | None = None,
    refused: dict[str, list[str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    snapshot = case_file.frozen_of(application)
    if snapshot is None:
        raise Http404("该申报尚未提交，没有案卷。")
    fetch_round(application)
    acting = _acting(request, application, typed, refused or {})
    sections = [section for section in case_file.sections_of(snapshot) if not section.is_empty]
    context = {
        "case": application,
        "snapshot": snapshot,
        "sections": sections,
        **_examined(request.actor, application, snapshot),
        **_told(application),
        **acting,
        "objections": _objections(request, application),
        "index": _index(sections, acting["noted"], application),
        "may_take_bundle": may_take_bundle(request.actor, application),
        "may_read_history": request.actor.role == Role.SUPERVISION and may_read_history(request.actor, application),
        "is_officer": request.actor.role in BODIES or request.actor.role == Role.EMPLOYER,
    }
    return render(request, "reviews/bodies/case.html", context, status=status)


def _examined(actor: Actor, application: Application, snapshot: Snapshot) -> dict[str, Any]:
    """What the law found at the filing, and what it finds since an ambiguity was settled."""
    settled = settled_context(actor, application)
    return {
        "groups": groups_of(settled["reexamined"] or snapshot.examination),
        "groups_at_filing": groups_of(snapshot.examination) if settled["reexamined"] else [],
        **settled,
    }


def _told(application: Application) -> dict[str, Any]:
    """What bodies said and did so far."""
    return {
        "declared": declared_of(application),
        "opinions": application.opinions.select_related("sign_off").order_by("pk"),
        "joint": words_of(application),
        "inspections": [(each, words_of_inspection(each)) for each in standing_inspections(application)],
        "vetoes": application.vetoes.order_by("-pk"),
        "publicities": application.publicity_entries.select_related("publicity").order_by("pk"),
        "case_timeline": timeline_of(application),
        "standing": standing_of(application),
    }


def _acting(
    request: Request, application: Application, typed: dict[str, Any] | None, refused: dict[str, list[str]]
) -> dict[str, Any]:
    """What the actor may do, with what he typed and why it was refused."""
    found = panel.offers(application, request.actor, typed)
    for offer in found:
        offer.refused = refused.get(offer.step.name, [])
    # Where somebody else was quicker the act is no longer in the panel; its reasons still are on the page.
    reasons = [reason for each in refused.values() for reason in each]
    lost = [] if any(offer.refused for offer in found) else reasons
    return {
        "offers": found,
        "lost": lost,
        "typed": _typed(typed) if lost else "",
        "may_note": _may_note(found),
        "noted": list(defects.noted_by(request.actor.user, application)) if _may_note(found) else [],
        "following": _following(request, application) if not found else None,
    }


def _typed(typed: dict[str, Any] | None) -> str:
    """The opinion that was typed for an act that is no longer in the panel."""
    return next((data.get(f"{name}-text", "") for name, data in (typed or {}).items()), "")


def _objections(request: Request, application: Application) -> list[Objection]:
    """The open objections to this person, for the body that decides on them."""
    waiting = Objection.objects.filter(entry__application=application, stage=ObjectionStage.OPEN)
    return [one for one in waiting.select_related(*_PUBLISHERS).order_by("pk") if may_resolve(request.actor, one)]


def _may_note(found: list[panel.Offer]) -> bool:
    return any(offer.step.name == "return_for_correction" and not offer.obstacles for offer in found)


def _index(
    sections: list[case_file.Section], noted: list[NotedDefect], application: Application
) -> list[dict[str, str]]:
    labels = [defect.label for defect in noted]
    waiting = f"{application.open_doubts} 项待核定" if application.open_doubts else ""
    entries = [{"label": "预检结论", "anchor": "findings", "mark": waiting}]
    for section in sections:
        found = sum(label.startswith(section.label) for label in labels)
        entries.append({"label": section.label, "anchor": section.anchor, "mark": f"{found} 处待补" if found else ""})
    return [
        *entries,
        *([{"label": "申报声明", "anchor": "answers", "mark": ""}] if declared_of(application) else []),
        {"label": "审核意见", "anchor": "opinions", "mark": ""},
        {"label": "办理进度", "anchor": "timeline", "mark": ""},
    ]


def _following(request: Request, application: Application) -> Application | None:
    """The next case that waits for the actor, so that he need not go back to the list."""
    if request.actor.role not in BODIES and request.actor.role != Role.EMPLOYER:
        return None
    bench = worklists.bench_of(request.actor, employer_of(request.actor))
    first = bench.filters[0].narrow(bench.cases).exclude(pk=application.pk)
    return next(iter(worklists.page_of(first.only("due_at"), size=1).cases), None)


@require_POST
@allow(may_read_case, CASES, costs=DEARLY)
def note_defect(request: Request, application: Application) -> HttpResponse:
    """Note a defect while reading; it stays until the case is returned or the officer strikes it out."""
    officer = request.actor.user
    if officer is None or not _may_note(panel.offers(application, request.actor)):
        return _noted(request, application, "本件当前不能退回补正，补正事项没有记录。请刷新页面查看最新进展。")
    form = DefectForm(request.POST)
    if not form.is_valid():
        return _noted(request, application, "".join(str(error) for errors in form.errors.values() for error in errors))
    defects.note(officer, application, **form.cleaned_data)
    return _noted(request, application)


@require_POST
@allow(may_read_case, CASES, costs=DEARLY)
def strike_defect(request: Request, application: Application, defect: int) -> HttpResponse:
    """Strike out a defect of one's own."""
    if request.actor.user is not None:
        defects.strike(request.actor.user, application, defect)
    return _noted(request, application)


def _noted(request: Request, application: Application, problem: str = "") -> HttpResponse:
    noted = list(defects.noted_by(request.actor.user, application))
    if request.htmx:
        context = {"case": application, "noted": noted, "problem": problem}
        return render(request, "reviews/bodies/noted_defects.html", context)
    if problem:
        messages.warning(request, problem)
    return redirect("case", application.pk)
