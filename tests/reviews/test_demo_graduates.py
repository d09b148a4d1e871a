"""The initial determinations of the demonstration: one at every stage, two of them certified."""

from collections import Counter

import pytest

from accounts.services.seed import load_regions_and_agencies
from reviews.demo import graduates, notices
from reviews.demo.cast import cast
from reviews.demo.season import open_offices
from reviews.models import Application, Certificate, ResultFiling
from reviews.services.sweep import close_due
from tests.reviews import cases

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_graduates_stand_at_every_stage(clock):
    clock.set("2022-08-15 15:00")
    load_regions_and_agencies()
    season = open_offices(str)
    season.employers = [cases.make_employer(row["name"], row["region"]) for row in cast()["employers"]]
    notices.announce_initial(season)
    for moment, scene in (
        ("2022-08-23 09:00", graduates.file),
        ("2022-08-31 10:00", graduates.put_forward),
        ("2022-09-01 10:00", graduates.determine),
        ("2022-09-09 15:00", graduates.announce),
        ("2022-09-28 16:00", graduates.go_on),
    ):
        clock.set(moment)
        close_due()
        scene(season)
    stages = Counter(Application.objects.values_list("stage", flat=True))
    assert stages == {
        "announced": 2, "not_determined": 1, "result_publicity": 1, "determination": 1, "employer_opinion_due": 1,
        "employer_review": 1,
    }  # fmt: skip
    assert set(Certificate.objects.values_list("content__way", flat=True)) == {"初定"}
    assert ResultFiling.objects.get().publication_number
