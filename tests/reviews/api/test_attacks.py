"""What is sent to the API to break it: wrong kinds, half signs."""

import json

import pytest

from law.yaml_data import read_yaml
from reviews.enums import Stage
from reviews.rulebooks import as_text
from tests.reviews import filed
from tests.reviews.api.asking import act, as_, partner, share

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]
HALF = "\ud800"


@pytest.fixture
def case(clock):
    clock.set("2022-09-25 09:00")
    return filed.case(Stage.RECOMMENDATION, under=filed.plan(rules=as_text(read_yaml("rulebooks/QZ-2022-GYMS.yaml"))))


def test_a_text_is_a_text(clock):
    _, token = partner()
    for wrong in (7, 7.5, True, None, HALF, ["某"], {"某": 1}):
        certificates = {"certificates": [{"number": "ZC1", "name": wrong}]}
        people = {"people": [{"id_number": "330802199003074517", "name": "某"}, {"id_number": wrong, "name": "某"}]}
        for name, sent in (("api_shared_certificates", certificates), ("api_shared_titles", people)):
            assert share(token, name, json.dumps(sent)).status_code == 400, sent


def test_an_act_takes_the_kinds_that_are_described_and_no_others(case):
    officer = as_(filed.officer(case.holder))
    for sent in (
        {"text": HALF}, {"text": 5}, {"accurate": "yes"}, {"accurate": 1}, {"copies": "3"}, {"copies": True},
        {"seals": [7]}, {"answers": [HALF]}, {"ground": 1}, {"defects": [{"label": HALF, "text": "某"}]},
    ):  # fmt: skip
        assert act(officer, case.pk, "recommend", **sent).status_code == 400, sent
