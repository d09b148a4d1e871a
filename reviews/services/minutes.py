"""Minutes of a meeting: written from what the meeting left behind, signed by the platform, countersigned by experts."""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from accounts.models import JournalEntry
from accounts.services.journal import GENESIS
from reviews.enums import DocumentKind, RoundStage
from reviews.models import Draw, Meeting, MeetingItem, Minutes, MinutesSignature, PanelSeat, VoteRound
from reviews.services.papers import request as ask_for
from reviews.services.results import quorum_of
from zcps import clock, signing
from zcps.canonical import digest

FORMAT = "ZCPS-MINUTES-1"
COUNTERSIGNED = "ZCPS-MINUTES-1/countersignature"


def write(meeting: Meeting) -> Minutes:
    """Write the minutes of a meeting that ends, and sign them; the paper is made by a worker."""
    seats = list(meeting.panel.select_related("expert__user", "group").prefetch_related("stays").order_by("label"))
    roster = _roster(seats)
    content = {
        "format": FORMAT,
        "meeting": _meeting(meeting),
        "roll": [_seat(seat) for seat in seats],
        "roster_sha256": digest(roster),
        "quorum": quorum_of(meeting, sum(bool(seat.arrived_at) for seat in seats)).because,
        "tally_base": meeting.plan.tally_base,
        "items": [_item(item) for item in _items(meeting)],
        "draw": _draw(meeting),
        "journal": _anchor(),
    }
    sha256 = digest(content)
    signature, key = signing.sign(FORMAT, sha256)
    minutes = Minutes.objects.create(
        meeting=meeting, content=content, sha256=sha256, signature=signature, key=key, roster=roster,
        made_at=clock.now(),
    )  # fmt: skip
    ask_for(DocumentKind.MINUTES, meeting=meeting)
    return minutes


def countersign(minutes: Minutes, seat: PanelSeat, objection: str) -> MinutesSignature:
    """Keep that one who was there has read and signs; the paper is made anew where it was made before."""
    moment = clock.now()
    signature, key = signing.sign(COUNTERSIGNED, countersigned(minutes.sha256, seat.label, moment, objection))
    kept = MinutesSignature.objects.create(
        minutes=minutes, seat=seat, objection=objection, signed_at=moment, signature=signature, key=key
    )
    made = minutes.meeting.documents.filter(kind=DocumentKind.MINUTES, voided_at=None).exclude(built_at=None)
    if made.update(voided_at=moment):
        ask_for(DocumentKind.MINUTES, meeting=minutes.meeting)
    return kept


def countersigned(sha256: str, label: str, moment: dt.datetime | str, objection: str) -> str:
    """Return what a countersignature is given for."""
    return digest([sha256, label, moment if isinstance(moment, str) else _at(moment), objection])


def file_of(minutes: Minutes) -> dict[str, Any]:
    """Return the file that leaves the platform: everything from which a stranger verifies it."""
    return {
        "format": FORMAT,
        "content": minutes.content,
        "sha256": minutes.sha256,
        "signature": minutes.signature,
        "key": minutes.key,
        "countersignatures": [
            {
                "label": each.seat.label,
                "role": office_of(each.seat),
                "signed_at": _at(each.signed_at),
                "objection": each.objection,
                "signature": each.signature,
                "key": each.key,
            }
            for each in minutes.signatures.select_related("seat")
        ],
        "public_keys": signing.public_keys(),
    }


def office_of(seat: PanelSeat) -> str:
    """Return what somebody is in the panel."""
    return "主任委员" if seat.is_chair else "副主任委员" if seat.is_deputy else "执行委员"


def _at(moment: dt.datetime | None) -> str:
    return moment.astimezone(clock.SHANGHAI).isoformat(timespec="seconds") if moment else ""


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "number": meeting.number,
        "name": meeting.name,
        "committee": meeting.committee.name,
        "office": meeting.plan.office.name,
        "plan": f"{meeting.plan.code} v{meeting.plan.version}",
        "place": meeting.place,
        "convenes_at": _at(meeting.convenes_at),
        "confirmed_at": _at(meeting.confirmed_at),
        "convened_at": _at(meeting.convened_at),
        "closed_at": _at(meeting.closed_at),
        "seats": meeting.seats,
    }


def _seat(seat: PanelSeat) -> dict[str, Any]:
    stays = [{"arrived": _at(s.arrived_at), "left": _at(s.left_at), "reason": s.reason} for s in seat.stays.all()]
    group = {"group": seat.group.name} if seat.group and seat.group.votes_alone else {}
    return {"label": seat.label, "role": office_of(seat), "stays": stays, "absent": seat.absence_reason, **group}


def _roster(seats: list[PanelSeat]) -> dict[str, Any]:
    """Who the labels are: kept by the office, proven by its digest; the salt keeps names from being guessed."""
    experts = [
        {"label": seat.label, "name": seat.expert.user.name, "employer": seat.expert.employer_name} for seat in seats
    ]
    return {"salt": secrets.token_hex(16), "experts": experts}


def _items(meeting: Meeting) -> list[MeetingItem]:
    related = ("application__applicant__user", "application__title", "group")
    known = meeting.items.select_related(*related).prefetch_related("rounds__roll__seat", "recusals__seat")
    return list(known.order_by("order"))


def _item(item: MeetingItem) -> dict[str, Any]:
    case = item.application
    return {
        "order": item.order,
        "case": case.pk,
        "name": case.applicant.user.name,
        "title": case.title.name if case.title else "",
        "specialty": case.specialty,
        "recusals": sorted(
            ({"label": each.seat.label, "reason": each.reason} for each in item.recusals.all()),
            key=lambda row: row["label"],
        ),
        # The group that voted alone; empty where the whole panel did.
        "voted_by": item.voting_group.name if item.voting_group else "",
        "rounds": [_round(vote) for vote in item.rounds.all()],
        "passed": item.passed,
        "result": item.get_stage_display() if item.passed is None else "通过" if item.passed else "未通过",
        "deferred": item.deferred_reason,
    }


def _round(vote: VoteRound) -> dict[str, Any]:
    roll = sorted(vote.roll.all(), key=lambda entry: entry.seat.label)
    numbers = ("present", "recused", "cast", "yes", "no", "abstained", "spoiled", "base", "passed", "arithmetic")
    return {
        "number": vote.number,
        "counted": vote.stage == RoundStage.COUNTED,
        "opened_at": _at(vote.opened_at),
        "closed_at": _at(vote.closed_at),
        "reason": vote.reason,
        "void": vote.void_reason,
        "on_roll": [each.seat.label for each in roll if each.present],
        "stepped_back": [each.seat.label for each in roll if each.present and each.recused],
        "absent": [each.seat.label for each in roll if not each.present],
        **{name: getattr(vote, name) for name in numbers},
    }


def _draw(meeting: Meeting) -> Mapping[str, str]:
    draw = Draw.objects.filter(meeting=meeting, drawn_at__isnull=False).first()
    if draw is None:
        return {}
    return {
        "id": draw.draw_id,
        "manifest_sha256": draw.manifest_hash,
        "bundle_sha256": digest(draw.bundle),
        "sealed_at": _at(draw.sealed_at),
        "drawn_at": _at(draw.drawn_at),
    }


def _anchor() -> dict[str, Any]:
    """The newest entry of the journal: everything before it can no longer be changed unnoticed."""
    last = JournalEntry.objects.order_by("-number").values("number", "digest").first()
    return dict(last or {"number": 0, "digest": GENESIS})
