import json

import pytest

from applicants.enums import Module
from reviews.enums import Stage
from reviews.services.snapshots import content_of, digest_to_sign
from tests.applicants import archives
from tests.reviews import cases
from zcps.canonical import digest
from zcps.codes import ALPHABET

pytestmark = pytest.mark.django_db
# The hash of a list with one object: a is the word 字, b is 1.5, written without spaces.
HASHED = "f1db3c036d1aa6e0c42ad29c12e06a9412f33592d3f50b42eb66d90544ce2c43"


def test_neither_id_number_nor_phone_nor_mail_is_frozen():
    filed = cases.make_case(Stage.EMPLOYER_REVIEW)
    user = filed.applicant.user
    text = json.dumps(filed.snapshot.content, ensure_ascii=False)
    for hidden in (user.id_number, user.phone, user.email):
        assert hidden
        assert hidden not in text
    assert filed.snapshot.content["profile"]["id_masked"] == f"{user.id_number[:3]}***********{user.id_number[-4:]}"


def test_a_record_is_frozen_with_the_hash_of_its_evidence():
    filed = cases.make_case()
    paper = filed.snapshot.content["papers"][0]
    assert paper["title"] == "论根雕的留白"
    assert ["名称", "论根雕的留白"][1] in [text for _, text in paper["fields"]]
    assert all(len(proof["sha256"]) == 64 for proof in paper["evidence"])


def test_achievements_are_parted_by_the_present_title():
    profile = cases.make_applicant()
    archives.make_record(profile, Module.AWARD, title="早年奖项", started="2015-05")
    archives.verify_all(profile)
    content = content_of(cases.make_draft(profile=profile), None)
    assert [r["title"] for r in content["achievements"]["before"]] == ["早年奖项"]
    assert [r["title"] for r in content["achievements"]["after"]] == ["百花杯金奖"]


def test_what_is_signed_does_not_change_with_the_day(clock):
    draft = cases.fill_in(cases.make_draft())
    before = digest_to_sign(draft)
    clock.set("2022-09-05 15:00")
    assert digest_to_sign(cases.fresh(draft)) == before


def test_the_short_code_can_be_read_aloud():
    code = cases.make_case().snapshot.short_code
    assert 8 <= len(code) <= 10
    assert set(code) <= set(ALPHABET)


def test_the_digest_is_over_the_canonical_form():
    assert digest({"b": 1, "a": "字"}) == digest({"a": "字", "b": 1})
    assert digest({"a": "字"}) != digest({"a": "宇"})
    # Written down: what was hashed years ago must hash so for ever.
    assert digest([{"b": 1.5, "a": "字"}]) == HASHED
