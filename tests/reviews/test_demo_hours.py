"""What the demonstration puts before a registrar."""

import pytest

from accounts.enums import AdminLevel
from credits.enums import CreditStage, ImportStage
from credits.models import CardUpload, CreditDecision, CreditEntry, CreditImport
from reviews.demo.hours import bring_in
from tests.accounts.people import make_employer, make_person, make_region
from tests.applicants.archives import make_profile
from tests.credits.hours import make_registrar

pytestmark = pytest.mark.django_db


def test_a_registrar_finds_something_of_everything(clock):
    clock.set("2022-09-02 15:00")
    region = make_region("330800", "衢州市", AdminLevel.CITY)
    people = [make_profile(make_person(f"某人{n}"), make_employer(f"单位{n}", region=region)) for n in range(5)]
    bring_in(make_registrar(region), people)
    waiting, done = CreditImport.objects.order_by("-pk")
    assert (done.stage, done.good, waiting.stage, waiting.bad) == (ImportStage.IMPORTED, 5, ImportStage.CHECKED, 3)
    assert CreditDecision.objects.get().hours == 3
    sent = CreditEntry.objects.filter(stage=CreditStage.SUBMITTED)
    assert set(sent.values_list("origin", flat=True)) == {"own", "card"}
    assert CardUpload.objects.get().lines.count() == 2
