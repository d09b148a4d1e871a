"""The registrar brings in a checked table: one act, one journal entry for all its rows (S0 附件2 第六条, 第七条)."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import User
from accounts.services.notices import Message
from accounts.steps.base import Step
from credits.enums import CreditOrigin, CreditStage, ImportStage
from credits.models import CreditEntry, CreditImport
from credits.permissions import is_of_agency
from credits.services.import_rows import Row
from law.credit_doubts import normal
from zcps import clock

BATCH = 1000


class ImportCredits(Step[CreditImport]):
    """The one bulk path by which entries come to be recognised.

    Thousands of rows are no thousand acts: the registrar decides once, about a table, whose file and hash the journal
    names. The rows are written here and nowhere else, with the stage that this one act gives them; entries have no
    encrypted fields, which a bulk write would pass by.
    """

    name = "import_credits"
    verb = "导入学时"
    clause = "衢经信产融〔2022〕44号 附件2 第六条"
    roles = frozenset({Role.REGISTRAR})
    before = frozenset({ImportStage.CHECKED})
    after = ImportStage.IMPORTED

    def concerns(self, subject: CreditImport, actor: Actor) -> bool:
        """The body that handed the table in."""
        return is_of_agency(actor, subject)

    def obstacles(self, subject: CreditImport, actor: Actor, **data: Any) -> Iterable[str]:
        """Refuse where nothing is left, or bad rows were not skipped on purpose."""
        if not any(True for _ in _good(data["rows"])):
            yield "没有可以导入的行。请按核对结果修改表格后重新上传。"
        if any(row.reasons for row in data["rows"]) and not data.get("skips"):
            yield "表格还有问题行，请修改后重新上传，或确认跳过这些行。"

    def act(self, subject: CreditImport, actor: Actor, **data: Any) -> dict[str, Any]:
        """Write the entries."""
        rows = list(_good(data["rows"]))
        CreditEntry.objects.bulk_create(_entries(rows, subject, actor), batch_size=BATCH)
        subject.imported_at = clock.now()
        subject.rows, subject.hours = len(data["rows"]), sum(row.hours for row in rows)
        subject.people = len({row.profile for row in rows})
        skipped = [row.line for row in data["rows"] if row.reasons]
        return {
            "kind": subject.kind,
            "file_sha256": subject.file.sha256,
            "entries": len(rows),
            "people": subject.people,
            "hours": subject.hours,
            "skipped": skipped,
        }

    def messages(self, subject: CreditImport, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell each person once, with what was booked for him."""
        hours: dict[int, int] = {}
        for row in _good(data["rows"]):
            hours[row.profile] = hours.get(row.profile, 0) + row.hours
        people = User.objects.filter(profile__in=hours).defer("id_number", "phone")
        for user in people.select_related("profile"):
            total = hours[user.profile.pk]
            body = f"{actor.hat_label}导入了您的继续教育学时，共 {total} 学时。如有出入，请与该机构联系。"
            yield Message(user, f"已登记您的 {total} 学时", body, reverse("credits"))


def _good(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if not row.reasons)


def _entries(rows: Iterable[Row], batch: CreditImport, actor: Actor) -> Iterator[CreditEntry]:
    moment = clock.now()
    for row in rows:
        yield CreditEntry(
            profile_id=row.profile,
            year=row.year,
            kind=row.kind,
            route=row.route,
            title=row.title,
            quantity=row.quantity if row.route else 1,
            hours=row.hours,
            number=row.number,
            title_key=normal(row.title),
            number_key=normal(row.number),
            origin=CreditOrigin.IMPORT,
            imported_in=batch,
            stage=CreditStage.RECOGNISED,
            recognised_by=actor.user,
            recognised_at=moment,
            created_at=moment,
        )


import_credits = ImportCredits()
