"""rename_committee: the HR bureau records another name of a committee from a day on."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.models import Committee
from reviews.services.committee_history import take_name
from reviews.steps.committees import CommitteeStep, wrong_day, wrong_document
from reviews.steps.found_committee import name_taken
from zcps.templatetags.chinese import cn_date


class RenameCommittee(CommitteeStep):
    """Cases and papers of earlier days keep the name of their day."""

    name = "rename_committee"
    verb = "变更名称"

    def obstacles(
        self, subject: Committee, actor: Actor, *, new_name: str, valid_from: dt.date | None, document: str, **data: Any
    ) -> Iterable[str]:
        """Another name that nobody else has, from a day after the one before."""
        yield from wrong_document(document)
        yield from wrong_day(valid_from, "启用日期")
        if not new_name.strip():
            yield "请填写新名称。"
        elif new_name.strip() == subject.name:
            yield "新名称与现名称相同，无需变更。"
        else:
            yield from name_taken(new_name.strip(), subject)
        present = subject.names.filter(valid_until=None).first()
        if present and present.valid_from and valid_from and valid_from <= present.valid_from:
            yield f"现名称自{cn_date(present.valid_from)}起启用，新名称的启用日期应在其后，请修改。"

    def act(
        self, subject: Committee, actor: Actor, *, new_name: str, valid_from: dt.date, document: str, **data: Any
    ) -> dict[str, Any]:
        """Write it down."""
        former = subject.name
        take_name(subject, new_name.strip(), valid_from, document.strip())
        return {
            "former": former,
            "name": subject.name,
            "from": valid_from.isoformat(),
            "document": document.strip(),
        }


RENAME_COMMITTEE = RenameCommittee()
