"""What the demonstration shows besides the season: a plan that recommends, and data sharing that two officers admit."""

import pytest

from accounts.enums import PartnerStage, Role
from accounts.models import Partner, RecoveryCode, User
from accounts.services.seed import load_regions_and_agencies
from reviews.demo import sharing, upward
from reviews.demo.cast import cast
from reviews.demo.season import open_offices
from reviews.models import Plan
from reviews.services.sweep import close_due
from tests.reviews import cases

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_partners_stand_at_both_stages_and_a_case_between_two_bodies(clock):
    clock.set("2021-07-26 10:00")
    load_regions_and_agencies()
    season = open_offices(str)
    assert RecoveryCode.objects.count() == 10 * User.objects.filter(offices__agency__isnull=False).distinct().count()
    sharing.admit(season)
    sharing.propose(season)
    assert [each.stage for each in Partner.objects.order_by("pk")] == [PartnerStage.ACTIVE, PartnerStage.PROPOSED]
    assert Partner.objects.filter(tokens__ended_at=None, tokens__isnull=False).count() == 1
    season.employers = [cases.make_employer(row["name"], row["region"]) for row in cast()["employers"]]
    season.publish_plan("QZ-2021-GYMS")
    for moment, scene in (
        ("2022-06-06 10:00", upward.announce),
        ("2022-09-06 15:00", upward.file_second),
        ("2022-09-16 15:00", upward.sign_one),
    ):
        clock.set(moment)
        close_due()
        scene(season)
    assert set(Plan.objects.get(code=upward.CODE).accepted_warnings) == {"titles.certificate"}
    case = upward.first()[0]
    assert case.snapshot is not None
    assert case.snapshot.examination["route"] == "贯通"
    assert [row.agency.role for row in case.sign_offs.filter(opinion=None)] == [Role.HR_BUREAU]
    assert case.sign_offs.count() == 2
