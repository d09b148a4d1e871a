"""The other notices of the demonstration: a plan at every stage of its life, and a table under revision."""

import pytest

from accounts.services.seed import load_regions_and_agencies
from reviews.demo import notices
from reviews.demo.season import open_offices
from reviews.models import Plan, TableEdition
from reviews.services.plan_life import close_ended

pytestmark = pytest.mark.django_db


def test_the_other_notices_stand_at_every_stage(clock):
    clock.set("2020-09-10 10:00")
    load_regions_and_agencies()
    season = open_offices(str)
    notices.announce_hangzhou(season)
    clock.set("2021-07-26 14:00")
    close_ended()
    notices.publish_tables(season)
    clock.set("2022-08-15 15:00")
    notices.announce_initial(season)
    clock.set("2022-08-29 10:00")
    notices.correct_initial(season)
    clock.set("2022-09-26 15:00")
    notices.approve_for_province(season)
    notices.correct_initial_again(season)
    notices.draft_next_year(season)
    notices.revise_table(season)
    assert dict(Plan.objects.values_list("code", "stage")) == {
        "HZ-2020-GYMS": "closed",
        "QZ-2022-CD": "published",
        "QZ-2022-CD/v2": "merged",
        "QZ-2022-CD/v3": "submitted",
        "QZ-2023-GT": "draft",
        "ZJ-2022-ZG": "approved",
    }
    assert Plan.objects.get(code="QZ-2022-CD").version == 2
    assert TableEdition.objects.filter(stage="draft").count() == 1
