"""What is a bureau's own is no other bureau's: its tables in draft, the figures of a plan before it is published."""

import pytest

from accounts.actor import Actor
from accounts.enums import AdminLevel, AgencyKind, Role
from accounts.models import Agency, User
from reviews.models import Plan, TableEdition
from reviews.permissions import keeps_table, reads_statistics
from zcps import clock


def _bureau(key: int, level: AdminLevel = AdminLevel.CITY) -> Actor:
    return Actor(Role.HR_BUREAU, User(), Agency(pk=key, kind=AgencyKind.HR_BUREAU, level=level))


@pytest.mark.parametrize(
    ("by", "keeps"), [(_bureau(1), True), (_bureau(2), False), (_bureau(1, AdminLevel.COUNTY), False)]
)
def test_a_table_is_kept_by_the_city_whose_it_is(by: Actor, *, keeps: bool) -> None:
    assert keeps_table(by, TableEdition(keeper_id=1)) == keeps


@pytest.mark.django_db
def test_an_office_reads_no_figures_before_its_plan_is_published() -> None:
    office = Actor(Role.COMMITTEE_OFFICE, User(), Agency(pk=3, kind=AgencyKind.COMMITTEE_OFFICE))
    for published in (None, clock.now()):
        plan = Plan(pk=1, office_id=3, hr_bureau_id=4, published_at=published)
        assert reads_statistics(office, plan) == bool(published)
