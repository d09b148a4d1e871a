"""Rules as a file: taken away as YAML, brought in after the difference has been seen."""

import json

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.http import Request
from reviews.facts.draft_rules import digest
from reviews.models import Plan
from reviews.permissions import prepares_plan
from reviews.rulebooks import data_of
from reviews.services.rulebook_edit import RulesChangedError, RulesLockedError, replace_rules
from reviews.services.rulebook_files import MOST_BYTES, UnreadableRules, difference, exported, read_rules
from reviews.views.plan_rules import PLANS, check_writer, frame

_SALT = "rules-import"
# Somebody who saw the difference a day ago has to look again.
_LONGEST = 24 * 60 * 60


@require_safe
@allow(prepares_plan, PLANS)
def plan_rules_export(request: Request, plan: Plan) -> HttpResponse:  # noqa: ARG001 - the form of every view
    """Send the rules as YAML, in their order."""
    answer = HttpResponse(exported(data_of(plan)), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{plan.code}.yaml"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@allow(prepares_plan, PLANS)
def plan_rules_import(request: Request, plan: Plan) -> HttpResponse:
    """Read a file, show what would change, replace the rules once that was confirmed."""
    check_writer(request, plan)
    if request.method != "POST":
        return _page(request, plan)
    if "confirmed" in request.POST:
        return _replaced(request, plan)
    upload = request.FILES.get("file")
    if upload is None:
        return _page(request, plan, "请选择要导入的规则文件。")
    try:
        read = read_rules(upload.read(MOST_BYTES + 1))
    except UnreadableRules as wrong:
        return _page(request, plan, str(wrong))
    now = data_of(plan)
    sealed = signing.dumps({"data": json.dumps(read, ensure_ascii=False), "plan": plan.pk}, salt=_SALT, compress=True)
    found = difference(now, read)
    context = {"found": found, "sealed": sealed, "base": digest(now), "file": upload.name}
    return render(request, "reviews/rules/import_preview.html", {**frame(request, plan, "files"), **context})


def _page(request: Request, plan: Plan, error: str = "") -> HttpResponse:
    context = {"error": error, "base": digest(data_of(plan))}
    status = 422 if error else 200
    return render(request, "reviews/rules/files.html", {**frame(request, plan, "files"), **context}, status=status)


def _replaced(request: Request, plan: Plan) -> HttpResponse:
    """Replace the rules by what was shown; the seal tells that nothing else is brought in."""
    try:
        shown = signing.loads(request.POST.get("sealed", ""), salt=_SALT, max_age=_LONGEST)
    except signing.BadSignature:
        return _page(request, plan, "核对内容已过期，请重新选择文件。")
    if shown["plan"] != plan.pk:
        return _page(request, plan, "核对的不是本计划的规则，请重新选择文件。")
    try:
        replace_rules(plan, request.actor, json.loads(shown["data"]), request.POST.get("base", ""))
    except RulesChangedError:
        return _page(request, plan, "核对期间规则已被修改，没有导入。请重新选择文件，核对后再导入。")
    except RulesLockedError as locked:
        messages.error(request, str(locked))
    else:
        messages.success(request, "规则已按文件替换。")
    return redirect("plan_rules", plan.pk)
