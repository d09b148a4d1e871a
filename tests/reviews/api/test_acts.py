"""Acts through the API: as on the pages, once for each key, and refused with everything at once."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import JournalEntry, Notice, RepeatedCall
from law.yaml_data import read_yaml
from reviews.enums import Stage
from reviews.models import Application, Opinion
from reviews.rulebooks import as_text
from reviews.steps.recommend import RECOMMEND
from tests.accounts.people import id_number
from tests.reviews import filed
from tests.reviews.api.asking import act, as_, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]


def written() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (JournalEntry, Opinion, Notice, RepeatedCall))


@pytest.fixture
def case(clock):
    clock.set("2022-09-25 09:00")
    rules = as_text(read_yaml("rulebooks/QZ-2022-GYMS.yaml"))
    return filed.case(Stage.RECOMMENDATION, under=filed.plan(rules=rules))


@pytest.fixture
def body(case):
    return as_(filed.officer(case.holder))


def test_the_list_says_what_is_open_and_what_stands_in_the_way(case, body, clock):
    offered = {row["name"]: row for row in ask(body, "api_acts", case.pk).json()["acts"]}
    assert offered["recommend"] == {
        "name": "recommend", "verb": "审核推荐", "clause": RECOMMEND.clause, "obstacles": [], "in_api": True,
        "takes": [{"name": "text", "label": "审核意见", "choices": []}],
    }  # fmt: skip
    assert [field["name"] for field in offered["return_for_correction"]["takes"]] == ["defects"]
    assert offered["veto"]["in_api"] is False
    clock.set("2022-10-02 09:00")
    late = {row["name"]: row for row in ask(body, "api_acts", case.pk).json()["acts"]}
    assert "逾期不再受理" in late["recommend"]["obstacles"][0]


def test_an_act_is_done_once_however_often_it_is_sent(case, body):
    first = act(body, case.pk, "recommend", "0000-once", text="同意推荐。")
    assert first.status_code == 200
    assert (first.json()["act"], first.json()["stage"]) == ("recommend", "recommendation")
    before = written()
    again = act(body, case.pk, "recommend", "0000-once", text="同意推荐。")
    assert (again.status_code, again.json(), again["Idempotent-Replayed"]) == (200, first.json(), "true")
    other = act(body, case.pk, "recommend", "0000-once", text="另一意见。")
    assert (other.status_code, written()) == (422, before)
    assert Opinion.objects.get().text == "同意推荐。"


def test_where_the_case_has_moved_on_it_is_409(case, body):
    handler = as_(filed.handler(case.employer))
    before = written()
    answer = act(handler, case.pk, "submit_employer_opinion", text="同意。")
    assert (answer.status_code, answer.json()["code"], written()) == (409, "wrong_stage", before)
    assert answer.json()["clause"]
    assert "不能" in answer.json()["reasons"][0]


def test_everything_that_stands_in_the_way_is_said_at_once_and_nothing_written(case, body):
    before = written()
    sent = [{"label": "获奖", "text": " "}, {"label": "论文", "text": ""}]
    answer = act(body, case.pk, "return_for_correction", defects=sent)
    assert (answer.status_code, len(answer.json()["reasons"]), written()) == (422, 2, before)
    assert "人社部令第40号" in answer.json()["clause"]


def test_no_number_of_a_person_comes_in_with_the_words_of_an_act(case, body):
    before, number = written(), id_number()
    for name, sent in (
        ("recommend", {"text": f"经核对身份证{number}，同意推荐。"}),
        ("return_for_correction", {"defects": [{"label": "获奖", "text": f"请联系{filed.PHONE}补交。"}]}),
    ):
        answer = act(body, case.pk, name, **sent)
        assert (answer.status_code, written()) == (422, before)
        assert "请删去后再提交" in answer.json()["reasons"][0]
        assert number not in answer.text
        assert filed.PHONE not in answer.text


def test_defects_that_are_sent_reach_the_person(case, body):
    answer = act(body, case.pk, "return_for_correction", defects=[{"label": "获奖", "text": "请补证书。"}])
    assert answer.json()["stage"] == "draft"
    told = ask(as_(Actor(Role.APPLICANT, case.applicant.user)), "api_application", case.pk)
    assert told.json()["defects"] == [{"label": "获奖", "text": "请补证书。", "clause": ""}]


def test_the_applicant_takes_his_case_back_and_nobody_elses(case):
    own = as_(Actor(Role.APPLICANT, case.applicant.user))
    stranger = as_(Actor(Role.APPLICANT, filed.applicant(case.employer).user))
    assert [row["name"] for row in ask(own, "api_acts", case.pk).json()["acts"]] == ["withdraw"]
    missing, hidden = (act(stranger, pk, "withdraw", reason="不报了") for pk in (case.pk + 1000, case.pk))
    assert (missing.status_code, missing.content) == (hidden.status_code, hidden.content)
    assert hidden.status_code == 404
    assert act(own, case.pk, "withdraw").status_code == 422
    assert act(own, case.pk, "withdraw", reason="不报了").json()["stage"] == "withdrawn"
    assert act(own, case.pk, "recommend", text="同意。").status_code == 403


def test_an_employer_answers_for_what_it_confirms(clock):
    clock.set("2022-08-25 09:00")
    case = filed.case(Stage.EMPLOYER_REVIEW)
    handler = as_(filed.handler(case.employer))
    takes = next(row["takes"] for row in ask(handler, "api_acts", case.pk).json()["acts"])
    refused = act(handler, case.pk, "approve_by_employer", text="真实。", **{takes[0]["name"]: False})
    assert refused.status_code == 422
    ticked = {field["name"]: True for field in takes if field["name"] not in {"text", "answers"}}
    stated = {field["name"]: [one["value"] for one in field["choices"]] for field in takes if field["choices"]}
    done = act(handler, case.pk, "approve_by_employer", text="真实。", **ticked, **stated)
    assert (done.status_code, done.json()["stage"]) == (200, "employer_publicity_due")


def test_acts_that_need_a_persons_eyes_or_a_second_proof_are_refused(case, body, monkeypatch):
    before = written()
    for name in ("file", "sign", "qualify", "revoke"):
        answer = act(body, case.pk, name, text="同意。")
        assert (answer.status_code, "页面" in answer.json()["reasons"][0]) == (422, True), name
    monkeypatch.setattr(type(RECOMMEND), "decisive", True, raising=False)
    answer = act(body, case.pk, "recommend", text="同意。")
    assert (answer.status_code, written()) == (422, before)
    assert "重新验证身份" in answer.json()["reasons"][0]
    assert act(body, case.pk, "no-such-act").status_code == 404


@pytest.mark.parametrize(
    ("key", "sent"),
    [
        ("short", {"text": "同意。"}),
        ("x" * 81, {"text": "同意。"}),
        ("good-key-1", {"text": ["一"]}),
        ("good-key-1", []),
    ],
)
def test_what_is_malformed_is_400_and_writes_nothing(case, body, key, sent):
    before = written()
    address = reverse("api_act", args=[case.pk, "recommend"])
    answer = body.post(address, sent, content_type="application/json", headers={"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["code"], written()) == (400, "invalid", before)


def test_a_page_from_elsewhere_can_not_act(case):
    officer = filed.officer(case.holder)
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(officer.user, backend="django.contrib.auth.backends.ModelBackend")
    answer = act(careful, case.pk, "recommend", text="同意。")
    assert answer.status_code == 403
    assert Application.objects.get(pk=case.pk).leg == 0
