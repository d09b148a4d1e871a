"""The result filing form (评审结果备案表): printed, sealed by the founding body, sent to the HR bureau (S3 一(五))."""

from typing import Any

from reviews.documents.paper import Paper
from reviews.enums import ItemStage, PublicityKind
from reviews.models import Document, Meeting, MeetingItem
from reviews.selectors.committees import name_at
from zcps.clock import SHANGHAI
from zcps.templatetags.chinese import cn_close, cn_datetime, cn_plain


def view_of(document: Document) -> Paper:
    """Return the form of a closed meeting: figures, publicities, everybody with the four numbers of his ballot."""
    meeting, filing = document.meeting, document.filing
    assert meeting and filing, "a result filing form belongs to a meeting"  # noqa: S101, PT018 - the row's kind promises it
    # Who was put off to the next meeting has no result here.
    voted = meeting.items.exclude(stage=ItemStage.DEFERRED)
    related = ("application__title", "application__snapshot", "re_review", "group")
    items = list(voted.select_related(*related).order_by("order"))
    listed = set(filing.lines.values_list("item_id", flat=True))
    context = {
        "committee": name_at(meeting),
        "founding_body": meeting.committee.founding_body.name,
        "hr_bureau": meeting.committee.hr_bureau.name,
        "figures": _figures(meeting, items),
        "publicities": _publicities(meeting),
        "number": filing.number,
        "batch": filing.order,
        "alone": _alone(items),
        "rows": [_row(item, is_listed=item.pk in listed) for item in items],
        "passed": len(listed),
        "left_out": filing.left_out,
        "co_publisher": meeting.plan.co_publisher.name if meeting.plan.co_publisher else "",
    }
    return Paper("reviews/documents/result_filing_form.html", f"评审结果备案表（{meeting.name}）", context)


def _figures(meeting: Meeting, items: list[MeetingItem]) -> list[tuple[str, str]]:
    present = meeting.panel.exclude(arrived_at=None).count()
    return [
        ("会议编号", meeting.number),
        ("评审时间", cn_datetime(meeting.convenes_at)),
        ("评审地点", meeting.place),
        ("备案确认", cn_plain(meeting.confirmed_at) if meeting.confirmed_at else "—"),
        ("专家库人数", f"{meeting.committee.experts.filter(left_on=None).count()} 人"),
        ("执行委员会人数", f"{meeting.seats} 人"),
        ("出席人数", f"{present} 人"),
        ("评审人数", f"{len(items)} 人"),
        ("通过人数", f"{sum(1 for item in items if item.passed)} 人"),
        ("未通过人数", f"{sum(1 for item in items if item.passed is False)} 人"),
    ]


def _alone(items: list[MeetingItem]) -> list[tuple[str, str, str]]:
    """Return the groups that voted alone: group, the items as numbers, how many of it were there."""
    found: dict[str, list[MeetingItem]] = {}
    for item in items:
        if item.voting_group:
            found.setdefault(item.voting_group.name, []).append(item)
    return [
        (
            name,
            "、".join(str(each.order) for each in own),
            "、".join(sorted({f"{each.present} 人" for each in own if each.present is not None})),
        )
        for name, own in found.items()
    ]


def _publicities(meeting: Meeting) -> list[dict[str, Any]]:
    cases = meeting.items.values("application")
    found = meeting.plan.publicities.filter(
        kind__in=[PublicityKind.PRE_REVIEW, PublicityKind.RESULT], entries__application__in=cases
    )
    return [
        {
            "kind": publicity.get_kind_display(),
            "opened": cn_plain(publicity.opened_at.astimezone(SHANGHAI)),
            "closes": cn_close(publicity.earliest_close.astimezone(SHANGHAI)),
            "days": publicity.working_days,
            "objections": publicity.entries.exclude(objections=None).count(),
        }
        for publicity in found.distinct().order_by("opened_at")
    ]


def _row(item: MeetingItem, *, is_listed: bool) -> dict[str, Any]:
    application = item.application
    profile = application.snapshot.content["profile"] if application.snapshot else {}
    return {
        "order": item.order,
        "name": profile.get("name", ""),
        "gender": profile.get("gender", ""),
        "born": profile.get("born_on", ""),
        "employer": profile.get("employer", ""),
        "title": application.title.name if application.title else "",
        "specialty": application.specialty,
        "yes": item.yes,
        "no": item.no,
        "abstained": item.abstained,
        "spoiled": item.spoiled or 0,
        "result": _result(item),
        "listed": "本批" if is_listed else "",
    }


def _result(item: MeetingItem) -> str:
    if hasattr(item, "re_review"):
        return "复评"
    if item.passed and item.application.is_put_forward:
        return "同意推荐"
    return "通过" if item.passed else "未通过"
