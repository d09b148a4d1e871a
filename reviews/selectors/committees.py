"""Reading committees over time: under which name, in which term, with which functions on a day."""

import datetime as dt
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Agency, AgencyOfficer, JournalEntry
from reviews.enums import CommitteeStage
from reviews.models import Committee, CommitteeTerm, Expert, Meeting
from reviews.selectors.meetings import convening_day
from zcps import clock
from zcps.templatetags.chinese import cn_date

# What the list of a bureau is filtered by.
STATES = {
    "all": "全部",
    "in": "任期内",
    "ending": "半年内届满",
    "over": "任期已满",
    "unknown": "未登记任期",
    "gone": "已撤销",
}
_SOON = dt.timedelta(days=183)


def committees_of(bureau: Agency | None) -> QuerySet[Committee]:
    """Return a bureau's committees with their last term (`until`), experts in the pool and live accounts."""
    officers = AgencyOfficer.objects.filter(agency=OuterRef("office"), ended_on=None).order_by().values("agency")
    pool = Expert.objects.filter(committees=OuterRef("pk"), left_on=None).order_by().values("committees")
    return (
        Committee.objects.filter(hr_bureau=bureau)
        .select_related("office", "founding_body")
        .annotate(
            until=_last_term("ends_on"),
            number=_last_term("number"),
            accounts=Coalesce(Subquery(officers.annotate(n=Count("pk")).values("n")), 0),
            pool=Coalesce(Subquery(pool.annotate(n=Count("pk")).values("n")), 0),
        )
    )


def _last_term(what: str) -> Subquery:
    terms = CommitteeTerm.objects.filter(committee=OuterRef("pk")).order_by("-number")
    return Subquery(terms.values(what)[:1])


def _states() -> dict[str, Q]:
    today, gone = clock.today(), Q(stage=CommitteeStage.DISSOLVED)
    return {
        "in": Q(until__gte=today) & ~gone,
        "ending": Q(until__gte=today, until__lt=today + _SOON) & ~gone,
        "over": Q(until__lt=today) & ~gone,
        "unknown": Q(until=None) & ~gone,
        "gone": gone,
    }


def in_state(rows: QuerySet[Committee], state: str) -> QuerySet[Committee]:
    """Keep those whose term stands so."""
    wanted = _states().get(state)
    return rows if wanted is None else rows.filter(wanted)


def counts_by_state(bureau: Agency | None) -> dict[str, int]:
    """Return how many stand so, in one query."""
    rows = Committee.objects.filter(hr_bureau=bureau).order_by().annotate(until=_last_term("ends_on"))
    numbers = {state: Count("pk", filter=which) for state, which in _states().items()}
    return dict(rows.aggregate(**numbers, all=Count("pk")))


def searched(rows: QuerySet[Committee], words: str) -> QuerySet[Committee]:
    """Keep those in whose names, titles, specialties or bodies every word stands."""
    for word in words.split()[:6]:
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(former_names__icontains=word)
            | Q(titles__icontains=word)
            | Q(recommends__icontains=word)
            | Q(specialties__icontains=word)
            | Q(office__name__icontains=word)
            | Q(founding_body__name__icontains=word)
        )
    return rows


def name_on(committee: Committee, day: dt.date) -> str:
    """Return what a committee was called on a day; its present name where nothing else was recorded."""
    named = committee.names.filter(Q(valid_from=None) | Q(valid_from__lte=day))
    found = named.filter(Q(valid_until=None) | Q(valid_until__gt=day)).order_by("-valid_from").first()
    return found.name if found else committee.name


def name_at(meeting: Meeting) -> str:
    """Return the name under which the committee met."""
    return name_on(meeting.committee, convening_day(meeting))


def term_of(committee: Committee, day: dt.date) -> CommitteeTerm | None:
    """Return the term that runs on a day."""
    return committee.terms.filter(starts_on__lte=day, ends_on__gte=day).first()


# What the history calls the acts.
_ACTS = {
    "found_committee": "组建评审委员会",
    "rename_committee": "变更名称",
    "set_functions": "调整评审职能",
    "renew_term": "办理换届",
    "change_bodies": "变更组建单位和办公室",
    "set_pool_terms": "设定专家任期",
    "dissolve_committee": "撤销评审委员会",
}


def history_of(committee: Committee) -> list[dict[str, Any]]:
    """Return what was done with a committee, newest first, each with its document."""
    entries = JournalEntry.objects.filter(subject_type="reviews.committee", subject_id=committee.pk, act__in=_ACTS)
    return [
        {
            "title": _ACTS[entry.act],
            "who": entry.actor_label,
            "when": entry.at,
            "note": _told(entry.act, entry.data),
            "document": entry.data.get("document", ""),
        }
        for entry in entries.order_by("-number")
    ]


def _told(act: str, data: dict[str, Any]) -> str:
    if act == "rename_committee":
        return f"由“{data['former']}”变更为“{data['name']}”，自{_day(data['from'])}起"
    if act == "set_functions":
        told = [f"评审：{'、'.join(data['titles'])}"] if data["titles"] else []
        told += [f"推荐：{'、'.join(data['recommends'])}"] if data["recommends"] else []
        return f"{'；'.join(told)}，自{_day(data['from'])}起"
    if act == "renew_term":
        return f"第 {data['number']} 届，{_day(data['from'])}至{_day(data['until'])}"
    if act == "change_bodies":
        return f"由{'、'.join(data['bodies']['before'])}变更为{'、'.join(filter(None, data['bodies']['now']))}"
    if act == "set_pool_terms":
        years = f"每届 {data['years']} 年" if data["years"] else "不设任期"
        return f"{years}，最多连任 {data['most']} 届" if data["most"] else years
    return f"自{_day(data['from'])}起" if data.get("from") else ""


def _day(written: str) -> str:
    return cn_date(dt.date.fromisoformat(written))


def names_of(committee: Committee) -> list[Any]:
    """Return its names, the present one first."""
    return list(committee.names.order_by(F("valid_from").desc(nulls_last=True)))
