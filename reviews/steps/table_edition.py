"""The form of the acts on an edition of a table, by the bureau that keeps it."""

from collections.abc import Iterable, Iterator

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import User
from accounts.selectors.offices import users_of
from accounts.services.notices import Message
from accounts.steps.base import Step
from reviews.models import TableEdition, TableUpload
from reviews.permissions import keeps_table
from zcps import clock


class TableStep(Step[TableEdition]):
    """An act on an edition: only of the bureau whose table it is (动态调整)."""

    clause = "衢市人社专〔2023〕23号 附件1 注"
    roles = frozenset({Role.HR_BUREAU})

    def concerns(self, subject: TableEdition, actor: Actor) -> bool:
        """An officer of the bureau that keeps the table."""
        return keeps_table(actor, subject)


def colleagues(edition: TableEdition, actor: Actor) -> Iterable[User]:
    """Return everybody else who works in the bureau now."""
    return [user for user in users_of(edition.keeper) if user != actor.user]


def tell(people: Iterable[User], edition: TableEdition, title: str, body: str) -> Iterator[Message]:
    """Yield one message to each, with the way to the edition."""
    for user in people:
        yield Message(user, title, body, f"/office/tables/{edition.pk}/")


def forget_upload(edition: TableEdition) -> None:
    """Take away a file that was handed in and not applied: as it is, it may say what a public table must not."""
    TableUpload.objects.filter(edition=edition).delete()


def day_problems(edition: TableEdition) -> Iterator[str]:
    """Yield what is wrong with the day from which an edition shall be valid."""
    if edition.valid_from is None:
        yield "请填写施行日期。"
    elif edition.valid_from < clock.today():
        yield f"施行日期 {edition.valid_from} 已过。此前的申报已按原表办理，请改为今天或以后的日期。"
    elif edition.base and edition.base.valid_from and edition.valid_from <= edition.base.valid_from:
        yield f"施行日期应晚于上一版的施行日期 {edition.base.valid_from}，请修改。"
