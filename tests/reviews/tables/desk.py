"""The tables as loaded, and the two officers of the bureau that keeps them."""

from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Agency
from accounts.steps.base import perform
from reviews.enums import TableKind
from reviews.models import TableEdition
from reviews.services.committees import HR_BUREAU
from reviews.services.table_rows import Change, Changes
from reviews.services.tables import begin, load_tables
from reviews.steps.describe_table import DESCRIBE_TABLE
from reviews.steps.publish_table import PUBLISH_TABLE
from reviews.steps.revise_table import REVISE_TABLE
from reviews.steps.submit_table import SUBMIT_TABLE
from tests.accounts.people import make_office_user, sign_in
from tests.conftest import Clock
from tests.reviews.cases import load_offices
from zcps import clock

NEW = {
    "no": "23",
    "series": "工艺美术",
    "specialty": "传统和现代工艺美术创作、设计、研究、生产制作",
    "occupation": "竹编工艺师",
    "aliases": ["竹编艺人"],
    "rule": "",
    "remark": "",
}


def load(at: str = "2024-03-01 09:00") -> None:
    """Offices and first editions; the clock stands at a moment at which all of them hold."""
    Clock().set(at)
    load_offices()
    load_tables()


def officer(name: str) -> Actor:
    """An officer of the bureau of the city, made where there is none of this name."""
    bureau = Agency.objects.get(name=HR_BUREAU)
    known = bureau.officers.filter(user__name=name).select_related("user").first()
    return Actor(bureau.role, known.user if known else make_office_user(bureau, name), bureau)


def client_of(actor: Actor) -> Client:
    """A browser of this officer."""
    client = Client()
    sign_in(client, actor.user, actor)
    return client


def draft(kind: str = TableKind.SKILL_MAP, by: str = "钱某") -> TableEdition:
    """A draft begun from the newest edition."""
    return begin(TableKind(kind), officer(by))


def revise(edition: TableEdition, before: dict | None, after: dict | None, by: str = "钱某") -> TableEdition:
    """Change one row."""
    return perform(REVISE_TABLE, edition, officer(by), changes=Changes([Change(before, after)]))


def describe(edition: TableEdition, by: str = "钱某", **fields) -> TableEdition:
    """Say everything that a submission needs."""
    given = {"valid_from": clock.today(), "note": "新增一个职业。", **fields}
    return perform(DESCRIBE_TABLE, edition, officer(by), **given)


def published(edition: TableEdition) -> TableEdition:
    """Submitted by the first officer, published by the second."""
    edition = perform(SUBMIT_TABLE, edition, officer("钱某"))
    return perform(PUBLISH_TABLE, edition, officer("孙某"))


def row_of(edition: TableEdition, **data) -> dict:
    """The data of the row that has these values."""
    return edition.rows.get(**{f"data__{name}": value for name, value in data.items()}).data


def page(client: Client, name: str, *args, **query) -> str:
    """What a page says."""
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.text
