"""The rules of a plan: the overview, and the parts that are tables. Written by the office, read by its bureau."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.http import Request
from reviews.facts.draft_rules import Draft, cutoff_of, digest, documents_of, mapping, rules_of, vectors_of
from reviews.facts.rule_gaps import problems_in
from reviews.facts.rule_overview import policies_in, titles_of, within, written_out
from reviews.facts.rule_words import raised_by
from reviews.forms.conditions import one
from reviews.forms.rearranging import rearranged
from reviews.forms.rulebook_sheets import CUTOFFS, SHEETS, read_gates
from reviews.forms.sheets import Sheet, rows_from, views_of_rows
from reviews.models import Plan
from reviews.permissions import prepares_plan, writes_rules
from reviews.rulebooks import data_of
from reviews.services.rulebook_edit import RulesChangedError, RulesLockedError, change_rules, check_base

PLANS = Plan.objects.select_related("office", "hr_bureau")
LINE_ACTS = {"up": "上移", "down": "下移", "copy": "复制", "remove": "删除"}
CONFLICT = "此部分已被他人修改，您填写的内容还没有保存。请核对后再次保存，再次保存将以您的内容为准。"


@require_safe
@allow(prepares_plan, PLANS)
def plan_rules(request: Request, plan: Plan) -> HttpResponse:
    """Show all rules as sentences, by title and route, with what is still missing."""
    data = data_of(plan)
    problems, documents = problems_in(data), documents_of(data)
    cutoff = mapping(data.get("cutoff"))
    context = {
        "titles": titles_of(data, problems),
        "problems": [(problem.sentence, address_of(plan, data, problem.place)) for problem in problems],
        "line_acts": LINE_ACTS.items(),
        "gates": [(row["title"], written_out(row["clause"], documents)) for row in read_gates(data) if row["applies"]],
        "cutoff": cutoff_of(data),
        "cutoff_kind": dict(CUTOFFS)[SHEETS["basics"].read(data)[0]["cutoff"]],
        "cutoff_clause": written_out(cutoff.get("clause"), documents),
        "policies": policies_in(data),
        "vectors": len(vectors_of(data)),
        "rules": len(rules_of(data)),
        "raised": len(raised_by(data)),
        "readings": len(mapping(data.get("readings"))),
        "awards": mapping(data.get("award_tables")),
        "documents": [documents[code] for code in mapping(data.get("documents")) if code in documents],
    }
    return render(request, "reviews/rules/overview.html", {**frame(request, plan, "overview"), **context})


def frame(request: Request, plan: Plan, here: str) -> dict[str, Any]:
    """Return what every page about the rules of a plan needs."""
    plain = [("overview", "申报条件", reverse("plan_rules", args=[plan.pk]))]
    plain += [(n, s.label, reverse("plan_rules_sheet", args=[plan.pk, n])) for n, s in SHEETS.items()]
    plain += [
        ("credits", "学时要求", reverse("plan_rules_policies", args=[plan.pk])),
        ("vectors", "验证用例", reverse("plan_vectors", args=[plan.pk])),
        ("trials", "试算", reverse("plan_dry_runs", args=[plan.pk])),
        ("files", "导入导出", reverse("plan_rules_import", args=[plan.pk])),
    ]
    chips = [{"label": label, "url": url, "active": name == here} for name, label, url in plain]
    return {"plan": plan, "chips": chips, "may_edit": writes_rules(request.actor, plan)}


def address_of(plan: Plan, data: Draft, place: str) -> str:
    """Return where on which page something is to be mended."""
    part, _, rest = place.partition(".")
    if part == "rules" and rest:
        for number, rule in enumerate(rules_of(data), 1):
            name = str(rule.get("id") or number - 1)
            if rest == name or rest.startswith(f"{name}."):
                inside = rest[len(name) + 1 :]
                return reverse("plan_rule", args=[plan.pk, number]) + (f"#c-{inside}" if inside else "")
    pages = {sheet.place: name for name, sheet in SHEETS.items()} | {"notice": "basics", "name": "basics"}
    if part in pages:
        return reverse("plan_rules_sheet", args=[plan.pk, pages[part]])
    if part == "credit_policies":
        return reverse("plan_rules_policies", args=[plan.pk])
    return reverse("plan_rules", args=[plan.pk])


def check_writer(request: Request, plan: Plan) -> None:
    """Refuse what changes the rules to whoever only reads them, and to everybody once the plan is no draft."""
    if request.method == "POST" and not writes_rules(request.actor, plan):
        raise PermissionDenied("申报条件只由起草计划的评委会办公室在起草阶段修改，您可以查看。")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(prepares_plan, PLANS)
def plan_rules_sheet(request: Request, plan: Plan, name: str) -> HttpResponse:
    """Show a part of the rules as a table; keep what is typed."""
    sheet = SHEETS.get(name)
    if sheet is None:
        raise Http404
    check_writer(request, plan)
    data = data_of(plan)
    if request.method != "POST":
        return _sheet_page(request, plan, sheet, data, sheet.read(data))
    fields = dict(request.POST.lists())
    typed, do = rows_from(sheet, fields), request.POST.get("do", "save")
    if do != "save":
        return _sheet_page(request, plan, sheet, data, rearranged(typed, do))
    return _kept(request, plan, sheet, typed, one(fields, "base"))


def _kept(request: Request, plan: Plan, sheet: Sheet, typed: list[dict[str, Any]], base: str) -> HttpResponse:
    def write(data: dict[str, Any]) -> None:
        check_base(sheet.read(data), base)
        sheet.write(data, typed)

    try:
        change_rules(plan, write)
    except RulesChangedError:
        return _sheet_page(request, plan, sheet, data_of(PLANS.get(pk=plan.pk)), typed, CONFLICT)
    except RulesLockedError as locked:
        messages.error(request, str(locked))
    else:
        messages.success(request, f"“{sheet.label}”已保存。")
    return redirect("plan_rules_sheet", plan.pk, sheet.name)


def _sheet_page(
    request: Request, plan: Plan, sheet: Sheet, data: Draft, rows: list[dict[str, Any]], conflict: str = ""
) -> HttpResponse:
    problems = [each for each in problems_in(data) if address_of(plan, data, each.place) == request.path]
    context = {
        "sheet": sheet,
        "rows": views_of_rows(sheet, rows or [{}], data, documents_of(data)),
        "base": digest(sheet.read(data)),
        "problems": list(dict.fromkeys(problem.sentence for problem in problems)),
        "conflict": conflict,
        "within": within(problems, sheet.place),
    }
    status = 409 if conflict else 200
    return render(request, "reviews/rules/sheet.html", {**frame(request, plan, sheet.name), **context}, status=status)
