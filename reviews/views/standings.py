"""How somebody stands to the titles of the plans, as the self-check shows it: a row to compare, a card to read."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from law.examination import Group
from law.vocabulary import ambiguity, label
from reviews.models import Plan
from reviews.selectors.findings import groups_of
from reviews.selectors.plans import STATES
from reviews.services.exam_series import won_by_examination
from reviews.services.self_check import Rank, Standing
from zcps.templatetags.chinese import cn_date, cn_deadline

Row = dict[str, Any]

WORDS = {
    Rank.ELIGIBLE: ("done", "符合"),
    Rank.PERSON: ("due", "需人工核定"),
    Rank.FACTS: ("due", "还需要知道"),
    Rank.NEAREST: ("stop", "还差一项"),
    Rank.REST: ("stop", "未达到"),
}
_WITH_WAY = (Rank.ELIGIBLE, Rank.PERSON, Rank.FACTS)
_EXAMINED = "须参加考试"
_ENDED = "申报已截止，下一年度以当年公告为准。"
# Where the form asks for what is missing.
_FIELDS = {
    "edu.level": "edu_level",
    "edu.mode": "edu_mode",
    "edu.related": "edu_related",
    "tenure.craft": "craft_from",
    "tenure.pre_and_post_degree": "craft_from",
    "tenure.post_degree": "graduated",
    "tenure.enterprise_plus_appointed_assistant": "combined_years",
    "work.probation_completed": "probation_completed",
    "work.moved_from_enterprise": "moved_from_enterprise",
    "skill.still_in_field": "still_in_field",
    "contest.rank": "contest_rank",
    "assess.doctor_examined": "doctor_examined",
    "docs.expert_recommendation_form": "recommended",
}
_PARTS = {"titles": "part-titles", "skill": "part-skills", "credits": "part-credits", "awards": "part-honours"}
_OF_TENURE = {"skill": "part-skills", "assistant": "part-titles", "clerk": "part-titles", "senior": "part-titles"}


def groups_in(standings: Iterable[Standing], chosen: tuple[str, str] = ("", "")) -> list[Row]:
    """Return the standings by the state of their plans; the title that was asked for stands first in its group."""
    rows = [card_of(standing, is_chosen=(standing.plan.code, standing.title.name) == chosen) for standing in standings]
    rows.sort(key=lambda row: not row["is_chosen"])
    found = [
        {"state": state, "label": word, "rows": [r for r in rows if r["state"] == state]}
        for state, word in STATES.items()
    ]
    return [group for group in found if group["rows"]]


def card_of(standing: Standing, *, is_chosen: bool = False) -> Row:
    """Return everything the page says of one title of one plan."""
    kind, word = WORDS[standing.rank]
    shut = next(won_by_examination(standing.plan), "")
    if shut:
        kind, word = "stop", _EXAMINED
    return {
        "anchor": f"title-{standing.title.pk}",
        "plan": standing.plan,
        "name": _name(standing),
        "state": standing.state,
        "kind": kind,
        "word": word,
        "is_chosen": is_chosen,
        "route": standing.found.route if not shut and standing.rank in _WITH_WAY else "",
        "clause": standing.clause,
        "lacks": [{"text": shut, "to": ""}] if shut else list(_lacks(standing)),
        "day": None if shut else standing.day,
        "closes": "" if standing.state == "ended" else cn_deadline(standing.plan.filing_closes),
        "groups": groups_of(standing.found.as_json()),
        "next": _elsewhere(standing.plan) if shut else list(_next(standing)),
    }


def _elsewhere(plan: Plan) -> list[Row]:
    """Where a title is won by examination nobody files; the plan says which series those are."""
    return [{"text": f"咨询：{plan.contact}。", "url": reverse("plan", args=[plan.code]), "action": "查看计划"}]


def _name(standing: Standing) -> str:
    """The title with its level, where it does not say it itself."""
    name, level = standing.title.name, standing.title.get_level_display()
    return name if name == level else f"{name}（{level}）"


def _lacks(standing: Standing) -> Iterator[Row]:
    """Say what stands in the way, in a few words, each with the place of the form that it concerns."""
    if standing.rank in (Rank.PERSON, Rank.FACTS):
        yield from ({"text": f"还需要知道：{label(path)}", "to": _place(path)} for path in standing.waits.missing)
        yield from ({"text": f"须核定：{ambiguity(code).open}", "to": ""} for code in standing.waits.ambiguities)
    elif standing.rank is Rank.NEAREST and standing.found.nearest:
        yield {"text": standing.found.nearest.asks, "to": ""}
    elif standing.rank is Rank.REST:
        yield from ({"text": text, "to": ""} for text in _refusals(standing))


def _refusals(standing: Standing) -> Iterator[str]:
    """Everything at once: gates and credits one by one, and the nearest of the ways where all are closed."""
    failures = standing.found.failures
    yield from (finding.asks for finding in failures if finding.group is not Group.ROUTE)
    if standing.is_closed_to_all:
        yield str(groups_of(standing.found.as_json(), everybody=False)[0]["title"])


def _place(path: str) -> str:
    if path in _FIELDS:
        return f"id_{_FIELDS[path]}"
    section, _, name = path.partition(".")
    if section == "tenure":
        return next((part for beginning, part in _OF_TENURE.items() if name.startswith(beginning)), "")
    return _PARTS.get(section, "")


def _next(standing: Standing) -> Iterator[Row]:
    """Say what to do now: file, complete the archive, ask the office, or wait for a day."""
    plan, rank = standing.plan, standing.rank
    if standing.state == "ended":
        yield {"text": _ENDED}
    elif standing.state == "coming":
        yield {"text": f"{cn_date(plan.filing_opens)}开始申报。"}
    elif rank in (Rank.ELIGIBLE, Rank.PERSON):
        yield {"text": "可以申报。", "url": reverse("application_start", args=[plan.code]), "action": "开始申报"}
    if rank is Rank.FACTS:
        yield {"text": "补充上述信息后重新自测。", "url": "#self-check-form", "action": "补充信息"}
    if rank is Rank.PERSON:
        yield {"text": f"需人工核定的事项不影响提交，由受理部门或评委会办公室核定；可以先向{plan.contact}咨询。"}
    if rank in (Rank.NEAREST, Rank.REST) and standing.day:
        yield {"text": f"其他情况不变的，{cn_date(standing.day)}起达到年限要求，届时以当年公告为准。"}
    if rank in (Rank.NEAREST, Rank.REST):
        yield {
            "text": "已有相应证书、聘任或业绩而没有计入的，请先在业绩档案登记，经单位审核。",
            "url": reverse("archive"),
            "action": "登记业绩档案",
        }
    yield {"text": f"咨询：{plan.contact}。", "url": reverse("plan", args=[plan.code]), "action": "查看计划"}
