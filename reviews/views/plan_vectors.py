"""The cases that prove a plan's rules: tried, written, proposed at every threshold, exchanged as files."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.http import Request
from law.errors import RulebookError
from law.examination import Outcome
from law.trial import OUTCOMES
from reviews.facts.boundary_vectors import proposals
from reviews.facts.draft_rules import digest, vectors_of
from reviews.facts.vector_trial import VectorTrial, trial_of, untried
from reviews.forms.conditions import one
from reviews.forms.vector_sheet import OUTCOME_CHOICES, VectorPage, vector_from
from reviews.models import Plan
from reviews.permissions import prepares_plan, writes_rules
from reviews.rulebooks import book_of, data_of
from reviews.services.rulebook_edit import RulesChangedError, RulesLockedError, change_rules, check_base
from reviews.services.rulebook_files import MOST_BYTES, UnreadableRules, as_yaml, read_vectors
from reviews.views.plan_rules import CONFLICT, PLANS, check_writer, frame

_ADOPT = [{"value": "adopt", "label": "采用所选用例", "kind": "primary"}]


def _trial(plan: Plan) -> VectorTrial:
    found = trial_of(plan.rules)
    return found if found.compiles else untried(data_of(plan))


@require_safe
@allow(prepares_plan, PLANS)
def plan_vectors(request: Request, plan: Plan) -> HttpResponse:
    """Show the cases with how they come out, and the thresholds that none of them guards."""
    trial, words = _trial(plan), request.GET.get("q", "").strip()
    only = request.GET.get("show") == "failed"
    lines = [line for line in trial.lines if not only or line.passed is False]
    lines = [line for line in lines if words in f"{line.id}{line.target}{line.expect}{line.why}"]
    here = reverse("plan_vectors", args=[plan.pk])
    shown = [
        {"label": "全部", "url": f"{here}?{urlencode({'q': words})}", "count": len(trial.lines), "active": not only},
        {
            "label": "未通过",
            "url": f"{here}?{urlencode({'q': words, 'show': 'failed'})}",
            "count": trial.failed,
            "active": only,
        },
    ]
    kept = {"show": "failed"} if only else {}
    context = {"trial": trial, "lines": lines, "shown": shown, "query": words, "kept": kept}
    return render(request, "reviews/rules/vectors.html", {**frame(request, plan, "vectors"), **context})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(writes_rules, PLANS)
def plan_vector_new(request: Request, plan: Plan) -> HttpResponse:
    """Write another case."""
    data = data_of(plan)
    if request.method == "POST":
        return _posted(request, plan, data, None)
    taken = {str(vector.get("id")) for vector in vectors_of(data)}
    name = next(n for number in range(1, len(taken) + 2) if (n := f"V{number:03d}") not in taken)
    return _page(request, plan, data, {"id": name, "facts": {}}, None)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(prepares_plan, PLANS)
def plan_vector(request: Request, plan: Plan, number: int) -> HttpResponse:
    """Show a case, change it, remove it."""
    check_writer(request, plan)
    data = data_of(plan)
    vectors = vectors_of(data)
    if not 0 < number <= len(vectors):
        raise Http404
    if request.method == "POST":
        return _posted(request, plan, data, number)
    return _page(request, plan, data, vectors[number - 1], number)


def _posted(request: Request, plan: Plan, data: dict[str, Any], number: int | None) -> HttpResponse:
    fields, do = dict(request.POST.lists()), request.POST.get("do", "save")
    vector = vector_from(fields, data)
    if do not in {"save", "delete"}:
        return _page(request, plan, data, vector, number)

    def put(rules: dict[str, Any]) -> None:
        vectors = rules["vectors"] = vectors_of(rules)
        if number is None:
            vectors.append(vector)
            return
        check_base(vectors[number - 1] if number <= len(vectors) else None, one(fields, "base"))
        vectors[number - 1 : number] = [] if do == "delete" else [vector]

    try:
        change_rules(plan, put)
    except RulesChangedError:
        return _page(request, plan, data_of(PLANS.get(pk=plan.pk)), vector, number, CONFLICT)
    except RulesLockedError as locked:
        messages.error(request, str(locked))
    else:
        messages.success(request, f"用例 {vector['id']} 已{'删除' if do == 'delete' else '保存'}。")
    return redirect("plan_vectors", plan.pk)


def _page(
    request: Request, plan: Plan, data: dict[str, Any], vector: dict[str, Any], number: int | None, conflict: str = ""
) -> HttpResponse:
    vectors, trial = vectors_of(data), _trial(plan)
    has_place = number is not None and number <= len(vectors)
    context = {
        "page": VectorPage(vector, data),
        "vector": vector,
        "number": number,
        "base": digest(vectors[number - 1]) if has_place and number else "",
        "line": trial.lines[number - 1] if has_place and number and number <= len(trial.lines) else None,
        "conflict": conflict,
    }
    status = 409 if conflict else 200
    return render(request, "reviews/rules/vector.html", {**frame(request, plan, "vectors"), **context}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(writes_rules, PLANS)
def plan_vectors_propose(request: Request, plan: Plan) -> HttpResponse:
    """Propose cases at every threshold; those that a person has read and confirmed are kept."""
    try:
        book = book_of(plan)
    except RulebookError:
        messages.error(request, "规则还不完整，请先补充申报条件，再生成边界用例。")
        return redirect("plan_vectors", plan.pk)
    proposed = proposals(book, data_of(plan))
    if request.method != "POST":
        rows = [(vector, OUTCOMES[Outcome(vector["expect"])], as_yaml(vector["facts"])) for vector in proposed]
        context = {"rows": rows, "outcomes": OUTCOME_CHOICES, "acts": _ADOPT}
        return render(request, "reviews/rules/proposals.html", {**frame(request, plan, "vectors"), **context})
    wanted = set(request.POST.getlist("ids"))
    confirmed = [_confirmed(request, vector) for vector in proposed if vector["id"] in wanted]
    return _added(request, plan, confirmed, f"已采用 {len(confirmed)} 个边界用例。")


def _confirmed(request: Request, vector: dict[str, Any]) -> dict[str, Any]:
    """Take the outcome that the person says; where it differs from the rules', only the outcome is expected."""
    expect = request.POST.get(f"expect-{vector['id']}", vector["expect"])
    if expect == vector["expect"] or expect not in dict(OUTCOME_CHOICES):
        return vector
    return {**{key: value for key, value in vector.items() if key not in {"rule", "amb"}}, "expect": expect}


def _added(request: Request, plan: Plan, vectors: list[dict[str, Any]], said: str) -> HttpResponse:
    if not vectors:
        messages.error(request, "没有选择用例，请先勾选。")
        return redirect("plan_vectors_propose", plan.pk)

    def put(rules: dict[str, Any]) -> None:
        rules["vectors"] = [*vectors_of(rules), *vectors]

    try:
        change_rules(plan, put)
    except RulesLockedError as locked:
        messages.error(request, str(locked))
    else:
        messages.success(request, said)
    return redirect("plan_vectors", plan.pk)


@require_safe
@allow(prepares_plan, PLANS)
def plan_vectors_export(request: Request, plan: Plan) -> HttpResponse:  # noqa: ARG001 - the form of every view
    """Send the cases as YAML, in the form in which they are exchanged."""
    rows = [{"id": row.get("id"), "plan": plan.code, **row} for row in vectors_of(data_of(plan))]
    answer = HttpResponse(as_yaml({"eligibility": rows}), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{plan.code}-vectors.yaml"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@allow(writes_rules, PLANS)
def plan_vectors_import(request: Request, plan: Plan) -> HttpResponse:
    """Read cases from a file: those of this plan are added; one with the id of another takes its place."""
    if request.method != "POST":
        return _import_page(request, plan)
    upload = request.FILES.get("file")
    if upload is None:
        return _import_page(request, plan, "请选择要导入的用例文件。")
    try:
        read, skipped = read_vectors(upload.read(MOST_BYTES + 1), plan.code)
    except UnreadableRules as wrong:
        return _import_page(request, plan, str(wrong))

    def put(rules: dict[str, Any]) -> None:
        merged = {str(row.get("id")): row for row in vectors_of(rules)} | {str(row.get("id")): row for row in read}
        rules["vectors"] = list(merged.values())

    try:
        change_rules(plan, put)
    except RulesLockedError as locked:
        messages.error(request, str(locked))
    else:
        others = f"另有 {skipped} 个属于其他计划，没有导入。" if skipped else ""
        messages.success(request, f"已导入 {len(read)} 个用例。{others}")
    return redirect("plan_vectors", plan.pk)


def _import_page(request: Request, plan: Plan, error: str = "") -> HttpResponse:
    context = {**frame(request, plan, "vectors"), "error": error}
    return render(request, "reviews/rules/vectors_import.html", context, status=422 if error else 200)
