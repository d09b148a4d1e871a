"""The registrar recognises an entry; from then on its hours count (S0 附件2 第六条, 第七条)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.services.notices import Message
from credits.enums import CreditStage
from credits.hours import MOST_HOURS, estimate
from credits.models import CreditDecision, CreditEntry
from credits.selectors.doubts import doubts_about
from credits.steps.entries import RegistrarStep
from law.credit_doubts import Doubt
from zcps import clock

REASON_LIMIT = 500
# By ambiguity: {"reading": …, "reason": …, "clause": …}.
Settled = Mapping[str, Mapping[str, str]]


class RecogniseEntry(RegistrarStep):
    """Hours follow from the rule; where the rule is silent the registrar reads it, with a reason that is kept."""

    name = "recognise_entry"
    verb = "认定学时"
    clause = "衢经信产融〔2022〕44号 附件2 第六条"
    before = frozenset({CreditStage.SUBMITTED})
    after = CreditStage.RECOGNISED

    def obstacles(self, subject: CreditEntry, actor: Actor, **data: Any) -> Iterable[str]:
        """Refuse where the rule is silent and nobody said how to read it, why, and how many hours that makes."""
        found = estimate(subject.kind, subject.route, subject.quantity, subject.hours)
        given, most = data.get("hours"), MOST_HOURS if found.hours is None else found.hours
        if found.hours is None and not _is_number(given, MOST_HOURS):
            yield f"{found.because}请逐条办理，填写认定的学时数（1 至 {MOST_HOURS} 的整数）。"
        doubts = doubts_about(subject)
        if found.hours is not None and doubts and given and not _is_number(given, most):
            yield f"认定的学时数应为 1 至 {most} 的整数：按规定最多 {most} 学时。"
        for doubt in doubts:
            yield from _unsettled(doubt, data.get("settled") or {})

    def act(self, subject: CreditEntry, actor: Actor, **data: Any) -> dict[str, Any]:
        """Book the hours; keep how each open question was read."""
        found = estimate(subject.kind, subject.route, subject.quantity, subject.hours)
        doubts = doubts_about(subject)
        # Without an open question the rule alone says how many.
        is_free = found.hours is None or doubts
        subject.hours = int(data["hours"]) if is_free and data.get("hours") else found.hours or 0
        subject.recognised_by, subject.recognised_at = actor.user, clock.now()
        settled = [_decision(subject, doubt, data["settled"][doubt.code], actor) for doubt in doubts]
        CreditDecision.objects.bulk_create(settled)
        decided = [{"code": each.code, "reading": each.reading, "reason": each.reason} for each in settled]
        kept = {"year": subject.year, "kind": subject.kind, "hours": subject.hours}
        return {**kept, "decisions": decided} if decided else kept

    def messages(self, subject: CreditEntry, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the person."""
        title = f"“{subject.title}”已认定 {subject.hours} 学时"
        body = f"{actor.hat_label}已认定您 {subject.year} 年度{subject.get_kind_display()} {subject.hours} 学时。"
        body += "".join(f"核定：{each.reading}。{each.reason}" for each in subject.decisions.all())
        yield Message(subject.profile.user, title, body, reverse("credit_entry", args=[subject.pk]))


def _is_number(hours: object, most: int) -> bool:
    text = str(hours if hours is not None else "")
    return text.isdecimal() and len(text) <= len(str(most)) and 1 <= int(text) <= most


def _unsettled(doubt: Doubt, settled: Settled) -> Iterator[str]:
    given = settled.get(doubt.code, {})
    if given.get("reading") not in doubt.readings:
        yield f"{doubt.because}。{doubt.say}（{doubt.code}），请逐条办理，选择读法并写明理由。"
    elif not given.get("reason", "").strip():
        yield f"请写明对“{doubt.say}”（{doubt.code}）选择“{given['reading']}”的理由，将留存并供以后参照。"
    if len(given.get("reason", "")) > REASON_LIMIT:
        yield f"{doubt.code} 的理由超过 {REASON_LIMIT} 字，请精简。"


def _decision(entry: CreditEntry, doubt: Doubt, given: Mapping[str, str], actor: Actor) -> CreditDecision:
    return CreditDecision(
        entry=entry,
        code=doubt.code,
        reading=given["reading"],
        reason=given["reason"].strip(),
        clause=(given.get("clause", "").strip() or doubt.clause)[:120],
        hours=entry.hours,
        agency=actor.agency,
        decided_by=actor.user,
        decided_at=clock.now(),
    )


recognise_entry = RecogniseEntry()
