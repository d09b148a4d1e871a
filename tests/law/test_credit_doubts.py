"""What the rule of recognition leaves open is found, named, and never decided by the machine."""

import pytest

from law.credit_doubts import Activity, doubts_of, is_same
from law.credit_sources import credit_sources
from law.recognition import deemed_routes, recognise
from law.vocabulary import vocabulary

PAPER = Activity("根雕技法初探", 2022, route="CR-4", hours=12)


def codes(activity: Activity, **others) -> list[str]:
    return [doubt.code for doubt in doubts_of(activity, **others)]


def changed(activity: Activity = PAPER, **values) -> Activity:
    from dataclasses import replace

    return replace(activity, **values)


@pytest.mark.parametrize(
    ("activity", "others", "expected"),
    [
        (PAPER, {}, []),
        (Activity("研修班", 2022, route="CR-2", quantity=3, hours=18), {}, []),
        (Activity("研修班", 2022, route="CR-2", quantity=2.5), {}, ["CRA-01"]),
        (Activity("课件", 2022, route="CR-3", quantity=2.5, hours=2), {}, []),
        (changed(is_joint=True), {}, ["CRA-02"]),
        (PAPER, {"of_others": [changed(title="根雕技法初探 ")]}, ["CRA-02"]),
        (PAPER, {"of_others": [changed(title="别的论文")]}, []),
        (Activity("研修班", 2022, route="CR-2", hours=18), {"of_others": [Activity("研修班", 2022, route="CR-2")]}, []),
        (changed(spans_years=True), {}, ["CRA-03"]),
        (PAPER, {"own": [changed(title="《根雕技法初探》")]}, ["CRA-04"]),
        (PAPER, {"own": [changed(year=2021)]}, []),
        (changed(number="ISSN 1000-1"), {"own": [changed(year=2020, title="别名", number="issn1000-1")]}, ["CRA-04"]),
        (PAPER, {"own": [Activity("学时卡", 2022, hours=60, is_card=True)]}, ["CRA-04"]),
        (PAPER, {"own": [Activity("学时卡", 2021, hours=60, is_card=True)]}, []),
        (PAPER, {"booked": 78}, []),
        (PAPER, {"booked": 79}, ["CRA-05"]),
        (changed(is_joint=True, spans_years=True), {"booked": 90}, ["CRA-02", "CRA-03", "CRA-05"]),
    ],
)  # fmt: skip
def test_doubts(activity, others, expected):
    assert codes(activity, **others) == expected


def test_each_doubt_says_what_is_open_why_and_how_it_may_be_read():
    (doubt,) = doubts_of(Activity("研修班", 2022, route="CR-2", quantity=2.5))
    assert "未写明" in doubt.say
    assert "2.5 天" in doubt.because
    assert "附件2 第六条" in doubt.clause
    assert len(doubt.readings) == 3


def test_the_codes_stand_in_the_vocabulary():
    assert {f"CRA-0{number}" for number in range(1, 7)} <= vocabulary().ambiguities.keys()


def test_numbers_make_the_same_thing_and_their_absence_does_not():
    assert is_same(changed(number="ZL2022"), changed(title="另一个", number="zl 2022"))
    assert not is_same(PAPER, changed(title="另一个"))
    assert not is_same(changed(number="-"), changed(title="另一个", number="/"))


def test_training_of_skilled_workers_is_deemed_as_marked():
    (route,) = deemed_routes().values()
    assert "衢市人社专〔2023〕23号" in route.clause
    assert recognise({"route": route.id, "qty": 24}).hours == 24


def test_the_systems_of_the_notices():
    assert {source.proof for source in credit_sources().values()} == {"card", "extract"}
    assert all("号" in source.clause for source in credit_sources().values())
