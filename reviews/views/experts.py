"""The expert pool: the list, one expert, proposals by form and by table, and the decisions of a second person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.actor import Actor
from accounts.http import Request
from accounts.selectors.keyset import page_of
from accounts.steps.base import ActRefused, perform, reasons_against
from applicants.views.worklist import address_with, chosen_keys, key_of, table_of
from reviews.enums import ConflictStage, MembershipStage
from reviews.forms.bodies import ActForm
from reviews.forms.experts import ParticularsForm, ProposalForm, initial_of
from reviews.forms.meetings import ReasonForm
from reviews.models import Conflict, Expert, Membership
from reviews.permissions import handles_membership, is_expert, keeps_expert, keeps_pools, sees_expert, sees_pools
from reviews.pool_criteria import BY_KEY
from reviews.selectors import experts as pool
from reviews.services.experts import AlreadyThere, NameDiffers, revise
from reviews.steps.admit_expert import ADMIT_EXPERT
from reviews.steps.decline_expert import DECLINE_EXPERT
from reviews.steps.keep_expert import KEEP_EXPERT
from reviews.steps.memberships import MembershipStep
from reviews.steps.propose_expert import propose
from reviews.steps.propose_removal import PROPOSE_REMOVAL
from reviews.steps.propose_renewal import PROPOSE_RENEWAL
from reviews.steps.remove_expert import REMOVE_EXPERT
from reviews.steps.renew_expert import RENEW_EXPERT
from reviews.views.acting import attempt
from zcps import clock

EXPERTS = Expert.objects.select_related("user").prefetch_related("committees", "employments")
MEMBERSHIPS = Membership.objects.select_related("expert__user", "committee__office", "committee__hr_bureau")
_MOST = 5000
_BATCH = 200


@dataclass(frozen=True)
class ActPage:
    """One act on a membership, and what it does."""

    step: MembershipStep
    effects: tuple[str, ...]
    form: type[ActForm] | None = None
    stop: bool = False


PAGES = {
    page.step.name: page
    for page in (
        ActPage(ADMIT_EXPERT, ("今后的会议可以抽取该专家。", "本人收到通知，登录后可切换为“评审专家”身份。")),
        ActPage(DECLINE_EXPERT, ("不纳入专家库，提名和理由保留，可以重新提名。",), ReasonForm, stop=True),
        ActPage(PROPOSE_RENEWAL, ("报另一名经办人或人力社保部门审核；审核前任期不变。",), ReasonForm),
        ActPage(RENEW_EXPERT, ("任期顺延一届，通知本人。",)),
        ActPage(PROPOSE_REMOVAL, ("报另一名经办人或人力社保部门审核；审核前仍可能被抽取。",), ReasonForm, stop=True),
        ActPage(
            REMOVE_EXPERT,
            ("今后的会议不再抽取该专家，通知本人。", "已抽取的会议不受影响；不能到会的，请在该会议办理递补。"),
            stop=True,
        ),
        ActPage(KEEP_EXPERT, ("不同意提出的事项，专家仍在库，任期不变。",), ReasonForm),
    )
}  # fmt: skip
BATCH = (ADMIT_EXPERT, RENEW_EXPERT, REMOVE_EXPERT)


@require_safe
@allow(sees_pools)
def experts(request: Request) -> HttpResponse:
    """The pools that concern the office: search, filter, export (`format=csv`), acts on many."""
    asked, known = _asked(request), pool.members_for(request.actor)
    rows = _filtered(known, asked)
    if request.GET.get("format") == "csv":
        return _export(request.actor, rows)
    counts = pool.counts_for(request.actor)
    page = page_of(rows, "pk", request.GET)
    context = {
        **asked,
        "page": page,
        "chips": [
            {"label": label, "url": address_with(request, state=s), "count": counts[s], "active": s == asked["state"]}
            for s, label in pool.STATES.items()
        ],
        "specialties": pool.by_specialty(pool.in_state(known, asked["state"])),
        "pools": list(pool.committees_for(request.actor).values_list("pk", "name")),
        "export": address_with(request, format="csv"),
        "may_propose": keeps_pools(request.actor),
        "acts": _batch_acts(asked["state"]) if keeps_pools(request.actor) else [],
        "today": clock.today(),
    }  # fmt: skip
    return render(request, "reviews/expert/experts.html", context)


def _batch_acts(state: str) -> list[dict[str, str]]:
    return [{"value": step.name, "label": step.verb} for step in BATCH] if state == "waiting" else []


def _asked(request: Request) -> dict[str, str]:
    state = request.GET.get("state", "in")
    return {
        "query": request.GET.get("q", "").strip()[:60],
        "state": state if state in pool.STATES else "in",
        "specialty": request.GET.get("specialty", ""),
        "committee": request.GET.get("committee", ""),
    }


def _filtered(known: Any, asked: dict[str, str]) -> Any:
    rows = pool.search(pool.in_state(known, asked["state"]), asked["query"])
    if committee := key_of(asked["committee"]):
        rows = rows.filter(committee=committee)
    return rows.filter(expert__specialty=asked["specialty"]) if asked["specialty"] else rows


def _export(by: Actor, rows: Any) -> HttpResponse:
    """Send the list as it is filtered; no ID numbers, no telephones."""
    head = [
        "姓名", "评审委员会", "状态", "专业", "可评专业", "职称", "职称级别", "工作单位", "高技能人才", "届次",
        "任期起", "任期止", "本年度会议", "本年度未到会",
    ]  # fmt: skip
    return table_of("experts", head, (_cells(row) for row in rows.order_by("expert__specialty", "pk")[:_MOST]), by=by)


def _cells(row: Any) -> list[object]:
    expert = row.expert
    return [
        expert.user.name, row.committee.name, row.get_stage_display(), expert.specialty, "、".join(expert.specialties),
        expert.title, expert.get_title_level_display(), expert.employer_name, "是" if expert.is_skilled else "否",
        row.term_number or "", row.term_from or "", row.term_until or "", row.sat, row.missed,
    ]  # fmt: skip


@require_safe
@allow(sees_expert, EXPERTS)
def expert(request: Request, expert: Expert) -> HttpResponse:
    """One expert: particulars, terms, load, absences, ties, and what was done."""
    mine = pool.committees_for(request.actor)
    rows = list(MEMBERSHIPS.filter(expert=expert, committee__in=mine).exclude(stage=MembershipStage.DRAFT))
    context = {
        "expert": expert,
        "memberships": [(row, _offers(row, request), _ticked(row)) for row in rows],
        "record": pool.record_of(expert, mine),
        "history": pool.history_of(expert, rows),
        "ties": Conflict.objects.filter(expert=expert, committee__in=mine, stage=ConflictStage.CONFIRMED).count(),
        "may_revise": keeps_expert(request.actor, expert),
        "today": clock.today(),
    }
    return render(request, "reviews/expert/expert.html", context)


def _offers(membership: Membership, request: Request) -> list[tuple[MembershipStep, list[str]]]:
    actor = request.actor
    open_to = [page.step for page in PAGES.values() if page.step.is_open_to(membership, actor)]
    return [(step, list(step.standing(membership, actor))) for step in open_to]


def _ticked(membership: Membership) -> list[str]:
    return [BY_KEY[key].words for key in membership.criteria if key in BY_KEY]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps_pools)
def expert_add(request: Request) -> HttpResponseBase:
    """Propose a person for the pool; a second one admits him."""
    pools = list(pool.committees_for(request.actor).values_list("pk", flat=True))
    initial = {"committees": pools if len(pools) == 1 else []}
    form = ProposalForm(request.POST or None, actor=request.actor, initial=initial)
    reasons: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = propose(request.actor, **form.as_data())
        except NameDiffers as differs:
            form.add_error("name", str(differs))
        except AlreadyThere as there:
            form.add_error("committees", str(there))
        except ActRefused as refused:
            reasons = refused.reasons
        else:
            name = made[0].expert.user.name
            messages.success(request, f"已提名{name}，须由另一名经办人或人力社保部门审核入库。")
            return redirect("expert", made[0].expert_id)
    status = 422 if form.errors or reasons else 200
    return render(request, "reviews/expert/expert_add.html", {"form": form, "reasons": reasons}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps_expert, EXPERTS)
def expert_edit(request: Request, expert: Expert) -> HttpResponseBase:
    """Bring the particulars of an expert up to date."""
    form = ParticularsForm(request.POST or None, initial=initial_of(expert))
    if request.method == "POST" and form.is_valid():
        given = form.person()
        revise(request.actor, expert, given.pop("jobs"), **given)
        messages.success(request, f"已更新{expert.user.name}的专家信息。")
        return redirect("expert", expert.pk)
    context = {"expert": expert, "form": form}
    return render(request, "reviews/expert/expert_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(handles_membership, MEMBERSHIPS)
def membership_act(request: Request, membership: Membership, act: str) -> HttpResponseBase:
    """One act on a membership."""
    page = PAGES.get(act)
    if page is None:
        raise Http404("没有这项办理。请从专家页面进入。")
    form = page.form(request.POST or None) if page.form else None
    reasons: list[str] = []
    if request.method == "POST" and (form is None or form.is_valid()):
        reasons = attempt(request, page.step, membership, **(form.as_data() if form else {}))
        if not reasons:
            messages.success(request, f"{membership.expert.user.name}：已{page.step.verb}。")
            return redirect("expert", membership.expert_id)
    context = {"membership": membership, "page": page, "form": form, "reasons": reasons}
    return render(request, "reviews/expert/membership_act.html", context, status=422 if reasons else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps_pools)
def experts_batch(request: Request) -> HttpResponseBase:
    """What an act would do to each of the chosen; done when that is confirmed."""
    chosen = request.POST if request.method == "POST" else request.GET
    step = next((each for each in BATCH if each.name == chosen.get("act")), None)
    mine = pool.members_for(request.actor).filter(pk__in=chosen_keys(chosen, _BATCH))
    rows = list(mine.order_by("pk"))
    if step is None or not rows:
        messages.error(request, "请先勾选需要办理的专家，再选择办理事项。")
        return redirect("experts")
    if "confirmed" in request.POST:
        return _do_all(request, step, rows)
    lines = [(row, reasons_against(step, row, request.actor)) for row in rows]
    context = {"step": step, "lines": lines, "able": sum(not reasons for _, reasons in lines)}
    return render(request, "reviews/expert/experts_batch.html", context)


def _do_all(request: Request, step: MembershipStep, rows: Iterable[Membership]) -> HttpResponseBase:
    done, refused = 0, []
    for row in rows:
        try:
            perform(step, row, request.actor)
        except ActRefused as refusal:
            refused.append(f"{row.expert.user.name}：{'；'.join(refusal.reasons)}")
        else:
            done += 1
    if done:
        messages.success(request, f"已办理“{step.verb}”{done} 人。")
    for sentence in refused:
        messages.error(request, sentence)
    return redirect("experts")


@require_safe
@allow(is_expert)
def expert_self(request: Request) -> HttpResponse:
    """What is recorded of the expert who looks: particulars, terms, declarations."""
    own = EXPERTS.filter(user=request.actor.user).first()
    if own is None:
        raise Http404("没有找到您的专家信息，请联系评委会办公室。")
    rows = MEMBERSHIPS.filter(expert=own).exclude(stage=MembershipStage.DRAFT)
    seats = own.seats.select_related("meeting__committee", "declaration").order_by("-meeting__convenes_at", "-pk")
    context = {
        "expert": own,
        "memberships": list(rows.order_by("-pk")),
        "seats": list(seats),
        "declared": list(own.conflicts.filter(source="declared").select_related("profile__user", "meeting")),
        "today": clock.today(),
    }
    return render(request, "reviews/expert/expert_self.html", context)
