"""The bureau's desk for people who changed name or document, and for people with two accounts."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import allow, only
from accounts.enums import AccountKind, Role
from accounts.http import Request, agency_of
from accounts.models import User
from accounts.questions import DEARLY
from accounts.selectors.keyset import page_of
from accounts.services.persons import holder_of
from applicants.enums import ChangeStage, MergeStage
from applicants.models import AccountMerge, PersonChange
from applicants.permissions import decides_change, decides_merge
from applicants.person_forms import AnswerForm, MergeForm
from applicants.selectors.duplicates import is_pair, pairs_of
from applicants.selectors.holdings import moved_words, with_holdings
from applicants.services import merges, person_changes
from applicants.services.merges import MergeRefused
from applicants.services.person_changes import ChangeRefused
from zcps.templatetags.masking import mask_id

CHANGES = PersonChange.objects.select_related("user", "bureau", "evidence", "decided_by")
MERGES = AccountMerge.objects.select_related("kept", "ended", "bureau", "proposed_by", "decided_by")
# What can be decided about a request: its button → how it is done, and what is said then.
_Decisions = dict[str, tuple[Callable[[], object], str]]
_LISTS = {"": "身份信息变更", "duplicates": "疑似重复账号", "merges": "账号合并"}


@require_GET
@allow(only(Role.HR_BUREAU))
def persons(request: Request) -> HttpResponse:
    """List changes, likely duplicates, or merges."""
    show, query, bureau = request.GET.get("show", ""), request.GET.get("q", "").strip(), agency_of(request)
    show = show if show in _LISTS else ""
    chips = [{"label": word, "url": f"?show={key}", "active": key == show} for key, word in _LISTS.items()]
    context: dict[str, Any] = {"show": show, "chips": chips, "query": query, "keep": [("show", show)] if show else []}
    if show == "duplicates":
        context["pairs"] = pairs_of(bureau, query)
    elif show == "merges":
        named = Q(kept__name__contains=query) | Q(ended__name__contains=query)
        context["page"] = page_of(MERGES.filter(named, bureau=bureau), "proposed_at", request.GET)
    else:
        found = CHANGES.filter(Q(name__contains=query) | Q(user__name__contains=query), bureau=bureau)
        context["page"] = page_of(found, "declared_at", request.GET)
    return render(request, "applicants/persons.html", context)


@require_http_methods(["GET", "POST"])
@allow(decides_change, CHANGES)
def person_change(request: Request, change: PersonChange) -> HttpResponseBase:
    """Look at what was declared beside its evidence; confirm it or send it back."""
    form = AnswerForm("请填写退回理由，说明缺少什么或哪里不符。", request.POST or None)
    decisions: _Decisions = {
        "confirm": (lambda: person_changes.confirm(change, request.actor), "身份信息变更已确认，本人已收到通知。"),
        "return": (
            lambda: person_changes.send_back(change, request.actor, form.cleaned_data["answer"]),
            "身份信息变更已退回，本人已收到通知。",
        ),
    }
    if _decided(request, form, decisions):
        return redirect("persons")
    other = holder_of(change.id_number) if change.stage == ChangeStage.SUBMITTED else None
    context = {"change": change, "form": form, "other": other if other and other.pk != change.user_id else None}
    return render(request, "applicants/person_change.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@allow(only(Role.HR_BUREAU), costs=DEARLY)
def merge_new(request: Request, first: int, second: int) -> HttpResponseBase:
    """Propose to make one of two accounts that this bureau was shown as a likely pair."""
    pair = _pair(request, first, second)
    choices = [(str(user.pk), f"{user.name}（{user.id_type} {mask_id(user.id_number)}）") for user in pair]
    form = MergeForm(choices, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        kept, ended = pair if form.cleaned_data["kept"] == str(pair[0].pk) else pair[::-1]
        try:
            made = merges.propose(kept, ended, form.cleaned_data["reason"], request.actor)
        except MergeRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "合并已提出，请由另一名经办人复核。")
            return redirect("merge", made.pk)
    return render(
        request,
        "applicants/merge_new.html",
        {"pair": with_holdings(pair), "form": form},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@allow(decides_merge, MERGES)
def merge(request: Request, made: AccountMerge) -> HttpResponseBase:
    """Look at both accounts; confirm that they are one person's, or drop it."""
    form = AnswerForm("请填写不予合并的理由。", request.POST or None)
    decisions: _Decisions = {
        "confirm": (
            lambda: merges.confirm(made, request.actor),
            "两个账号已合并，并入的账号已停用，本人已收到通知。",
        ),
        "drop": (
            lambda: merges.drop(made, request.actor, form.cleaned_data["answer"]),
            "已记录不予合并。",
        ),
    }
    if _decided(request, form, decisions):
        return redirect(reverse("persons") + "?show=merges")
    context = {"merge": made, "form": form, "is_open": made.stage == MergeStage.PROPOSED}
    context["pair"] = with_holdings([made.kept, made.ended]) if context["is_open"] else []
    context["moved"] = moved_words(made.moved)
    context["is_mine"] = request.actor.user is not None and made.proposed_by_id == request.actor.user.pk
    return render(request, "applicants/merge.html", context, status=422 if form.errors else 200)


def _decided(request: Request, form: AnswerForm, decisions: _Decisions) -> bool:
    """Do what was pressed, and say so; False where nothing was, or where it was refused: the form then says why."""
    if request.method != "POST" or not form.is_valid():
        return False
    act, told = decisions.get(request.POST.get("act", ""), (None, ""))
    if act is None:
        form.add_error(None, "请选择办理结果。")
        return False
    try:
        act()
    except (ChangeRefused, MergeRefused) as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, told)
    return True


def _pair(request: Request, first: int, second: int) -> tuple[User, User]:
    """Return two accounts that the bureau was shown together; they do not exist for it otherwise."""
    found = {user.pk: user for user in User.objects.filter(pk__in=[first, second], kind=AccountKind.PERSONAL)}
    if len(found) == 2:  # noqa: PLR2004 - a pair
        pair = found[first], found[second]
        if _is_declared(request, *pair) or is_pair(agency_of(request), *pair):
            return pair
    raise Http404("没有找到您要查看的内容，或当前身份无权查看。")


def _is_declared(request: Request, first: User, second: User) -> bool:
    """Whether one of them declared to this bureau the document that the other has."""
    declared = PersonChange.objects.filter(bureau=agency_of(request), stage=ChangeStage.SUBMITTED)
    return any(
        declared.filter(user=one, id_index__in=other.id_indexes).exists()
        for one, other in ((first, second), (second, first))
    )
