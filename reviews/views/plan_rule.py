"""One rule of a plan: its conditions as a tree of fields, what they will say to people, kept as typed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from accounts.http import Request
from reviews.facts.draft_rules import Draft, digest, documents_of, mapping, texts
from reviews.facts.rule_gaps import problems_in
from reviews.facts.rule_overview import within, written_out
from reviews.facts.rule_preview import preview_of
from reviews.forms.conditions import one
from reviews.forms.rule_sheet import Rule, RulePage, rule_from, worked_rule
from reviews.models import Plan
from reviews.permissions import prepares_plan, writes_rules
from reviews.rulebooks import data_of
from reviews.selectors.plans import condition_row
from reviews.services.rulebook_edit import (
    RulesChangedError,
    RulesLockedError,
    change_rules,
    check_base,
    free_id,
)
from reviews.views.plan_rules import CONFLICT, LINE_ACTS, PLANS, check_writer, frame


@require_http_methods(["GET", "HEAD", "POST"])
@allow(writes_rules, PLANS)
def plan_rule_new(request: Request, plan: Plan) -> HttpResponse:
    """Write another rule."""
    data = data_of(plan)
    if request.method == "POST":
        return _posted(request, plan, data, None)
    target = request.GET.get("target") or next(iter(mapping(data.get("targets"))), "")
    route = next(iter(texts(data.get("routes"))), "")
    rule = {"id": free_id(data, target, route), "target": target, "route": route, "clause": "", "asks": ""}
    return _page(request, plan, data, {**rule, "for": {"fact": ""}, "needs": []}, None)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(prepares_plan, PLANS)
def plan_rule(request: Request, plan: Plan, number: int) -> HttpResponse:
    """Show a rule, change it."""
    check_writer(request, plan)
    data = data_of(plan)
    rule = _rule_at(data, number)
    if request.method == "POST":
        return _posted(request, plan, data, number)
    return _page(request, plan, data, rule, number)


def _rule_at(data: Draft, number: int) -> Rule:
    rules = data.get("rules")
    if not isinstance(rules, list) or not 0 < number <= len(rules) or not isinstance(rules[number - 1], dict):
        raise Http404
    rule: Rule = rules[number - 1]
    return rule


def _posted(request: Request, plan: Plan, data: dict[str, Any], number: int | None) -> HttpResponse:
    fields, do = dict(request.POST.lists()), request.POST.get("do", "save")
    if do != "save":
        rule = _proposed(fields, data) if do == "propose" else worked_rule(fields, do)
        return _page(request, plan, data, rule, number)
    return _kept(request, plan, rule_from(fields), number, one(fields, "base"))


def _proposed(fields: dict[str, list[str]], data: Draft) -> Rule:
    """Put the sentence that the conditions make into the field for it."""
    rule = rule_from(fields)
    return {**rule, "asks": preview_of(rule, data).proposed or rule["asks"]}


def _kept(request: Request, plan: Plan, rule: Rule, number: int | None, base: str) -> HttpResponse:
    at: list[int] = []

    def put(data: dict[str, Any]) -> None:
        rules = data.setdefault("rules", [])
        if number is None:
            rules.append(rule)
        else:
            check_base(rules[number - 1] if number <= len(rules) else None, base)
            rules[number - 1] = rule
        at.append(number or len(rules))

    try:
        changed = change_rules(plan, put)
    except RulesChangedError:
        return _page(request, plan, data_of(PLANS.get(pk=plan.pk)), rule, number, CONFLICT)
    except RulesLockedError as locked:
        messages.error(request, str(locked))
        return redirect("plan_rules", plan.pk)
    left = within(problems_in(data_of(changed)), f"rules.{rule['id'] or at[0] - 1}")
    if left:
        count = sum(map(len, left.values()))
        messages.warning(request, f"规则 {rule['id']} 已保存为草稿，还有 {count} 处需要补充，补充后才能报审。")
        return redirect("plan_rule", plan.pk, at[0])
    messages.success(request, f"规则 {rule['id']} 已保存。")
    return redirect("plan_rules", plan.pk)


def _page(
    request: Request, plan: Plan, data: dict[str, Any], rule: Rule, number: int | None, conflict: str = ""
) -> HttpResponse:
    context = {
        **_sheet_context(data, rule, number),
        "conflict": conflict,
        "rule": rule,
        "base": digest(_rule_at(data, number)) if number else "",
    }
    status = 409 if conflict else 200
    return render(request, "reviews/rules/rule.html", {**frame(request, plan, "overview"), **context}, status=status)


def _sheet_context(data: dict[str, Any], rule: Rule, number: int | None) -> dict[str, Any]:
    """Return the fields and the preview of a rule as it stands on the page, saved or not."""
    rules = list(data.get("rules") or [])
    place = len(rules) if number is None else number - 1
    trial = {**data, "rules": [*rules[:place], rule, *rules[place + 1 :]]}
    problems = within(problems_in(trial), f"rules.{rule.get('id') or place}")
    clause = written_out(rule.get("clause"), documents_of(data))
    return {
        "page": RulePage(rule, data, problems),
        "number": number,
        "problems": list(dict.fromkeys(said for each in problems.values() for said in each)),
        "rest": problems.get("", []),
        "preview": preview_of(rule, data),
        "row": condition_row(str(rule.get("asks") or ""), clause),
    }


@require_POST
@allow(writes_rules, PLANS)
def plan_rule_preview(request: Request, plan: Plan, number: int) -> HttpResponse:
    """Answer with what the rule, as it is typed just now, would say to people; nothing is kept."""
    data = data_of(plan)
    rule = rule_from(dict(request.POST.lists()))
    context = _sheet_context(data, rule, number or None)
    return render(request, "reviews/rules/preview.html", {**context, "plan": plan})


@require_POST
@allow(writes_rules, PLANS)
def plan_rule_act(request: Request, plan: Plan, number: int, act: str) -> HttpResponse:
    """Move, copy or remove a rule; `base` tells which rule was meant."""
    rule, base = _rule_at(data_of(plan), number), request.POST.get("base", "")
    if act not in LINE_ACTS:
        raise Http404
    try:
        change_rules(plan, lambda data: _act_on(data, number, act, base))
    except RulesChangedError:
        messages.error(request, "规则已被他人修改或移动，没有办理。请核对列表后再操作。")
    except RulesLockedError as locked:
        messages.error(request, str(locked))
    else:
        messages.success(request, f"规则 {rule.get('id', '')} 已{LINE_ACTS[act]}。")
    return redirect("plan_rules", plan.pk)


def _act_on(data: dict[str, Any], number: int, act: str, base: str) -> None:
    rules, place = data["rules"], number - 1
    check_base(rules[place] if number <= len(rules) else None, base)
    rule = rules[place]
    if act == "remove":
        rules.pop(place)
    elif act == "copy":
        rules.insert(place + 1, {**rule, "id": free_id(data, str(rule.get("target")), str(rule.get("route")))})
    else:
        other = place + (1 if act == "down" else -1)
        if 0 <= other < len(rules):
            rules[place], rules[other] = rules[other], rule
