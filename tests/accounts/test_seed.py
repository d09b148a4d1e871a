"""Regions and offices."""

import pytest

from accounts.enums import AgencyKind
from accounts.models import Agency, Region
from accounts.services.seed import load_regions_and_agencies

pytestmark = pytest.mark.django_db


def test_every_region_has_both_bureaus():
    load_regions_and_agencies()
    for region in Region.objects.all():
        kinds = list(region.agencies.values_list("kind", flat=True))
        assert kinds.count(AgencyKind.HR_BUREAU) == 1, region
        assert kinds.count(AgencyKind.INDUSTRY_BUREAU) == 1, region


def test_the_counties_of_quzhou():
    load_regions_and_agencies()
    counties = Region.objects.filter(parent__code="330800").values_list("name", flat=True)
    assert list(counties) == ["柯城区", "衢江区", "常山县", "开化县", "龙游县", "江山市"]
    assert Region.objects.filter(code="330800", parent__code="330000").exists()


def test_arts_and_crafts_have_their_offices():
    load_regions_and_agencies()
    city = set(Agency.objects.filter(region__code="330800").values_list("kind", flat=True))
    wanted = {AgencyKind.COMMITTEE_OFFICE, AgencyKind.FOUNDING_BODY, AgencyKind.SUPERVISION, AgencyKind.REGISTRAR}
    assert wanted <= city


def test_loading_again_changes_nothing_and_mends_what_differs():
    load_regions_and_agencies()
    before = list(Agency.objects.order_by("pk").values())
    Agency.objects.filter(kind=AgencyKind.COMMITTEE_OFFICE).update(contact="")
    load_regions_and_agencies()
    assert list(Agency.objects.order_by("pk").values()) == before
