"""A city with its registrar and a person whose hours are registered there."""

import pytest

from accounts.enums import AdminLevel
from tests.accounts.people import make_employer, make_person, make_region
from tests.applicants.archives import make_profile
from tests.credits.hours import make_registrar


@pytest.fixture
def region(clock):
    clock.set("2022-08-22 09:00")
    return make_region("330800", "衢州市", AdminLevel.CITY)


@pytest.fixture
def profile(region):
    return make_profile(make_person("林清和"), make_employer(region=region))


@pytest.fixture
def registrar(region):
    return make_registrar(region)
