"""dissolve_committee: the HR bureau records the end of a committee."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import CommitteeStage
from reviews.models import Committee
from reviews.steps.base import tell_agency
from reviews.steps.committees import CommitteeStep, busy, wrong_day, wrong_document
from zcps.templatetags.chinese import cn_date


class DissolveCommittee(CommitteeStep):
    """Its plans, cases and certificates stay; no meeting of it can be held any more."""

    name = "dissolve_committee"
    verb = "撤销评审委员会"
    after = CommitteeStage.DISSOLVED

    def obstacles(
        self, subject: Committee, actor: Actor, *, ended_on: dt.date | None, document: str, **data: Any
    ) -> Iterable[str]:
        """Nothing is under way."""
        yield from wrong_document(document)
        yield from wrong_day(ended_on, "撤销日期")
        yield from busy(subject, "撤销")

    def act(self, subject: Committee, actor: Actor, *, ended_on: dt.date, document: str, **data: Any) -> dict[str, Any]:
        """Mark the day."""
        subject.ended_on = ended_on
        return {"from": ended_on.isoformat(), "document": document.strip()}

    def messages(self, subject: Committee, actor: Actor, *, ended_on: dt.date, **data: Any) -> Iterable[Message]:
        """Tell the office."""
        text = f"{subject.name}自{cn_date(ended_on)}起撤销，不能再召开评审会议。已受理的申报请联系本局办理。"
        return tell_agency(subject.office, "评审委员会已撤销", text, "/meetings/")


DISSOLVE_COMMITTEE = DissolveCommittee()
