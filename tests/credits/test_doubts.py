"""What the rule leaves open in an entry: told to the person, settled by the registrar with a reason, a precedent."""

from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import JournalEntry, Notice
from accounts.steps.base import ActRefused, perform
from credits.enums import CreditStage
from credits.facts import credits_by_year
from credits.models import CreditDecision, CreditEntry
from credits.selectors.doubts import doubts_about, precedents
from credits.steps.recognise_entry import recognise_entry
from tests.accounts.people import make_employer, make_person, make_region, sign_in
from tests.applicants.archives import make_profile
from tests.credits.hours import make_entry, make_registrar, submit_all

pytestmark = pytest.mark.django_db

HALF = {"title": "半天研讨", "quantity": Decimal("2.5")}
READ = {"reading": "按实际数量折算", "reason": "会议通知写明两天半。"}


def codes(entry: CreditEntry) -> list[str]:
    return [doubt.code for doubt in doubts_about(CreditEntry.objects.get(pk=entry.pk))]


def sent(profile, **values) -> CreditEntry:
    entry = make_entry(profile, **values)
    submit_all(profile)
    return CreditEntry.objects.get(pk=entry.pk)


def test_half_days_need_a_reading_a_reason_and_hours(profile, registrar):
    entry = sent(profile, **HALF)
    with pytest.raises(ActRefused, match="CRA-01"):
        perform(recognise_entry, entry, by=registrar, hours="15")
    with pytest.raises(ActRefused, match="理由"):
        perform(recognise_entry, entry, by=registrar, hours="15", settled={"CRA-01": {**READ, "reason": " "}})
    with pytest.raises(ActRefused, match="填写认定的学时数"):
        perform(recognise_entry, entry, by=registrar, settled={"CRA-01": READ})
    with pytest.raises(ActRefused, match="选择读法"):
        perform(recognise_entry, entry, by=registrar, hours="15", settled={"CRA-01": {**READ, "reading": "随便"}})
    perform(recognise_entry, entry, by=registrar, hours="15", settled={"CRA-01": READ})
    assert credits_by_year(profile)[2022]["professional"] == 15
    decision = CreditDecision.objects.get()
    assert (decision.reading, decision.hours, decision.agency) == (READ["reading"], 15, registrar.agency)
    assert "附件2 第六条" in decision.clause
    assert JournalEntry.objects.get(act="recognise_entry").data["decisions"][0]["code"] == "CRA-01"
    assert READ["reason"] in Notice.objects.get(recipient=profile.user).body


def test_the_same_thing_twice_of_one_person(profile, registrar):
    first, second = sent(profile), sent(profile, title="《根艺创作研修班》")
    assert (codes(first), codes(second)) == (["CRA-04"], ["CRA-04"])
    sent(profile, title="另一个班", year=2021)
    other = sent(profile, title="别名", year=2021, number="QZ-1")
    again = sent(profile, title="又一名", year=2020, number="qz 1")
    assert (codes(other), codes(again)) == (["CRA-04"], ["CRA-04"])


def test_dashes_for_a_number_make_nothing_the_same(profile, region):
    mine = sent(profile, number="-", route="CR-4", title="论文甲", quantity=Decimal(1))
    assert codes(sent(profile, title="另一个班", year=2021, number="/")) == []
    colleague = make_profile(make_person("方静"), make_employer("乙单位", region=region))
    theirs = sent(colleague, number="—", route="CR-4", title="论文乙", quantity=Decimal(1))
    assert (codes(mine), codes(theirs)) == ([], [])


def test_drafts_returned_and_cancelled_ones_are_nobodys_double(profile):
    draft = make_entry(profile)
    entry = sent(profile, year=2021)
    assert codes(entry) == []
    CreditEntry.objects.filter(pk=draft.pk).update(stage=CreditStage.CANCELLED)
    assert codes(sent(profile)) == []


def test_the_same_work_of_two_people(profile, region):
    paper = {"route": "CR-4", "title": "根雕技法初探", "quantity": Decimal(1)}
    colleague = make_profile(make_person("方静"), make_employer("乙单位", region=region))
    mine, theirs = sent(profile, **paper), sent(colleague, **paper)
    assert (codes(mine), codes(theirs)) == (["CRA-02"], ["CRA-02"])
    assert codes(sent(colleague, title="同一个培训班")) == []
    assert codes(sent(profile, title="同一个培训班")) == [], "a course has many students"


def test_a_registrar_may_go_below_the_rule_but_not_above(profile, registrar):
    paper = sent(profile, route="CR-4", title="合著论文", quantity=Decimal(1), is_joint=True)
    settled = {"CRA-02": {"reading": "按完成人数平均认定", "reason": "两位作者。"}}
    with pytest.raises(ActRefused, match="最多 12 学时"):
        perform(recognise_entry, paper, by=registrar, hours="13", settled=settled)
    perform(recognise_entry, paper, by=registrar, hours="6", settled=settled)
    assert CreditEntry.objects.get(pk=paper.pk).hours == 6


def test_without_an_open_question_the_rule_alone_says_how_many(profile, registrar):
    entry = sent(profile)
    perform(recognise_entry, entry, by=registrar, hours="3")
    assert CreditEntry.objects.get(pk=entry.pk).hours == 18


def test_one_route_beyond_a_whole_year(profile, registrar):
    perform(recognise_entry, sent(profile, quantity=Decimal(13)), by=registrar)
    assert codes(sent(profile, title="第二班")) == ["CRA-05"]
    assert codes(sent(profile, title="论文", route="CR-4", quantity=Decimal(1))) == []


def test_precedents_are_those_of_the_body_and_name_nobody(profile, registrar, client):
    perform(recognise_entry, sent(profile, **HALF), by=registrar, hours="15", settled={"CRA-01": READ})
    entry = sent(profile, title="又半天", quantity=Decimal("0.5"))
    sign_in(client, registrar.user, registrar)
    page = client.get(reverse("credit_review", args=[entry.pk])).content.decode()
    assert "本机构以前的核定（1）" in page
    assert page.count(READ["reason"]) == 2
    elsewhere = make_registrar(make_region("330802", "柯城区"))
    assert precedents("CRA-01", elsewhere.agency) == []


def test_the_registrar_settles_it_on_the_page(profile, registrar, client):
    entry = sent(profile, **HALF)
    sign_in(client, registrar.user, registrar)
    review = reverse("credit_review", args=[entry.pk])
    posted = {"act": "recognise", "hours": "12", "reading-CRA-01": "不足一个单位的部分不计", "reason-CRA-01": ""}
    refused = client.post(review, posted)
    assert refused.status_code == 422
    assert 'value="不足一个单位的部分不计" checked' in refused.content.decode()
    client.post(review, {**posted, "reason-CRA-01": "半天无签到。", "clause-CRA-01": "衢州登记细则"})
    assert (CreditDecision.objects.get().clause, CreditEntry.objects.get().hours) == ("衢州登记细则", 12)


def test_a_batch_leaves_open_questions_to_one_by_one(profile, registrar, client):
    plain, odd = sent(profile, title="甲班"), sent(profile, **HALF)
    sign_in(client, registrar.user, registrar)
    chosen = {"act": "recognise", "ids": [plain.pk, odd.pk], "confirmed": "yes"}
    client.post(reverse("credits_batch"), chosen)
    stages = dict(CreditEntry.objects.values_list("title", "stage"))
    assert stages == {"甲班": CreditStage.RECOGNISED, "半天研讨": CreditStage.SUBMITTED}


def test_the_person_is_told_while_he_fills_it_in(profile, client):
    sign_in(client, profile.user)
    mine = sent(profile)
    asked = {"kind": "professional", "route": "CR-2", "quantity": "2.5", "year": "2022", "title": mine.title}
    text = client.get(reverse("credit_estimate"), asked).content.decode()
    assert "CRA-01" in text
    assert "CRA-04" in text
    again = client.get(reverse("credit_estimate"), {**asked, "quantity": "3", "entry": mine.pk}).content.decode()
    assert "CRA-04" not in again, "an entry is not its own double"
    works = {**asked, "route": "CR-4", "quantity": "1", "is_joint": "on", "spans_years": "on", "title": "论文"}
    assert "CRA-02" in client.get(reverse("credit_estimate"), works).content.decode()
    trained = {**works, "route": "CR-2"}
    assert "CRA-02" not in client.get(reverse("credit_estimate"), trained).content.decode()


def test_training_of_a_skilled_worker_counts_and_is_marked(profile, registrar):
    perform(recognise_entry, sent(profile, route="SK-1", title="高级工培训", quantity=Decimal(24)), by=registrar)
    perform(recognise_entry, sent(profile, title="研修班"), by=registrar)
    assert credits_by_year(profile)[2022] == {
        "general_public": 0,
        "industry_public": 0,
        "professional": 42,
        "deemed": 24,
        "total": 42,
    }
