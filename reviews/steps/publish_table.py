"""publish_table: a second officer of the bureau publishes the edition; it is frozen from here."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from accounts.actor import Actor
from accounts.services.persons import against_second
from reviews.enums import EditionStage
from reviews.models import TableEdition
from reviews.steps.table_edition import TableStep, day_problems, forget_upload
from zcps import clock

OWN_WORK = "本版由您修改或提交，须由本部门另一名经办人复核发布。"


class PublishTable(TableStep):
    """The edition holds from its day on; the one before it holds for everything until then."""

    name = "publish_table"
    verb = "发布新版"
    awaits_clock = True
    before = frozenset({EditionStage.SUBMITTED})
    after = EditionStage.PUBLISHED

    def obstacles(self, subject: TableEdition, actor: Actor, **data: Any) -> Iterable[str]:
        """Nobody publishes his own work."""
        if against := against_second(actor.user, [*subject.hands, subject.submitted_by_id], OWN_WORK):
            yield against
        yield from day_problems(subject)

    def act(self, subject: TableEdition, actor: Actor, **data: Any) -> dict[str, Any]:
        """Number it, and say who published it when."""
        forget_upload(subject)
        editions = TableEdition.objects.filter(kind=subject.kind)
        subject.number = (editions.aggregate(last=Max("number"))["last"] or 0) + 1
        subject.published_by, subject.published_at = actor.user, clock.now()
        return {
            "kind": subject.kind,
            "number": subject.number,
            "valid_from": str(subject.valid_from),
            "rows_hash": subject.rows_hash,
        }


PUBLISH_TABLE = PublishTable()
