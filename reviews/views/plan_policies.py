"""The credit policies of a plan's rules: those of the notices to choose from, those of its own to write."""

import copy
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.http import Request
from law.credits import policies
from law.yaml_data import read_yaml
from reviews.facts.draft_rules import Draft, digest, documents_of, mapping, rows
from reviews.facts.rule_gaps import problems_in
from reviews.facts.rule_overview import policies_in
from reviews.facts.rule_words import check_sentence
from reviews.forms.citations import citation_control
from reviews.forms.conditions import one
from reviews.forms.policy_checks import LineControls, policy_from
from reviews.forms.rearranging import rearranged
from reviews.models import Plan
from reviews.permissions import prepares_plan, writes_rules
from reviews.rulebooks import data_of
from reviews.services.rulebook_edit import RulesChangedError, RulesLockedError, change_rules, check_base
from reviews.views.plan_rules import CONFLICT, PLANS, check_writer, frame


@require_safe
@allow(prepares_plan, PLANS)
def plan_rules_policies(request: Request, plan: Plan) -> HttpResponse:
    """Show what credits the titles ask for, the plan's own policies, and those of the notices."""
    data = data_of(plan)
    targets = mapping(data.get("targets"))
    used = [(name, str(mapping(row).get("credits") or "")) for name, row in targets.items()]
    known = [
        (name, row["clause"], [check_sentence(line) for line in row["checks"]] or ["不要求学时"])
        for name, row in policies().items()
    ]
    context = {"used": used, "own": policies_in(data), "known": known}
    return render(request, "reviews/rules/policies.html", {**frame(request, plan, "credits"), **context})


@require_POST
@allow(writes_rules, PLANS)
def plan_policy_new(request: Request, plan: Plan) -> HttpResponse:
    """Begin a policy of the plan's own: empty, or as a copy of one of the notices'."""
    source = request.POST.get("source", "")
    shipped = mapping(read_yaml("data/credit_policies.yaml").get(source))
    made: list[str] = []

    def put(data: dict[str, Any]) -> None:
        own = data.setdefault("credit_policies", {})
        name = next(n for k in range(1, len(own) + 2) if (n := f"CP-{plan.year}-{k}") not in own)
        own[name] = copy.deepcopy(shipped) or {"clause": "", "checks": []}
        made.append(name)

    try:
        change_rules(plan, put)
    except RulesLockedError as locked:
        messages.error(request, str(locked))
        return redirect("plan_rules_policies", plan.pk)
    messages.success(request, f"已建立学时要求 {made[0]}，请填写各项要求，并在“申报资格”中选定。")
    return redirect("plan_policy", plan.pk, made[0])


@require_http_methods(["GET", "HEAD", "POST"])
@allow(prepares_plan, PLANS)
def plan_policy(request: Request, plan: Plan, name: str) -> HttpResponse:
    """Show a policy of the plan's own, change it, remove it."""
    check_writer(request, plan)
    data = data_of(plan)
    policy = mapping(data.get("credit_policies")).get(name)
    if policy is None:
        raise Http404
    if request.method != "POST":
        return _page(request, plan, name, policy, policy)
    fields, do = dict(request.POST.lists()), request.POST.get("do", "save")
    typed = policy_from(fields, mapping(policy))
    typed["checks"] = rearranged(typed["checks"], do)
    if do not in {"save", "delete"}:
        return _page(request, plan, name, typed, policy)
    return _kept(request, plan, name, None if do == "delete" else typed, one(fields, "base"))


def _kept(request: Request, plan: Plan, name: str, typed: dict[str, Any] | None, base: str) -> HttpResponse:
    def put(data: dict[str, Any]) -> None:
        check_base(data.get("credit_policies", {}).get(name), base)
        if typed is None:
            del data["credit_policies"][name]
        else:
            data["credit_policies"][name] = typed

    try:
        change_rules(plan, put)
    except RulesChangedError:
        now = mapping(data_of(PLANS.get(pk=plan.pk)).get("credit_policies")).get(name, {})
        return _page(request, plan, name, typed or now, now, CONFLICT)
    except RulesLockedError as locked:
        messages.error(request, str(locked))
    else:
        messages.success(request, f"学时要求 {name} 已{'删除' if typed is None else '保存'}。")
    return redirect("plan_rules_policies", plan.pk)


def _page(request: Request, plan: Plan, name: str, policy: Any, kept: Any, conflict: str = "") -> HttpResponse:
    data: Draft = data_of(plan)
    lines = [(n, LineControls(line, f"checks.{n}")) for n, line in enumerate(_lines(policy))]
    place = f"credit_policies.{name}"
    context = {
        "name": name,
        "policy": policy,
        "clause": citation_control("clause", "依据条款", mapping(policy).get("clause"), documents_of(data)),
        "lines": [(number, controls.kind(), controls.all()) for number, controls in lines],
        "base": digest(kept),
        "conflict": conflict,
        "problems": [each.sentence for each in problems_in(data) if each.place == place],
    }
    status = 409 if conflict else 200
    return render(request, "reviews/rules/policy.html", {**frame(request, plan, "credits"), **context}, status=status)


def _lines(policy: Any) -> list[dict[str, Any]]:
    return rows(mapping(policy).get("checks"))
