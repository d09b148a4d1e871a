"""What is asked of whom: the words from the vocabulary, the clause from the plan's own rulebook."""

import pytest

from applicants.enums import Module
from law.rulebook import load, parse
from law.vocabulary import vocabulary
from law.yaml_data import read_yaml
from reviews.facts.questions import Question, merged, questions_for

GYMS = load("QZ-2022-GYMS")
BACHELOR = {"edu": {"level": "本科"}, "tenure": {"craft": {"from": "2012-07-01"}}}


def asked(book, target, recorded) -> dict[str, Question]:
    return {question.path: question for question in questions_for(book, target, recorded)}


def test_every_word_of_the_vocabulary_can_be_asked():
    assert [path for path, word in vocabulary().words.items() if "？" not in word.ask] == []


def test_every_question_that_a_record_settles_names_its_module():
    proofs = {word.path: word.proof for word in vocabulary().words.values() if word.whether}
    assert set(proofs.values()) <= set(Module.labels)
    assert "titles.assistant" in proofs


def test_the_clause_is_the_one_of_the_gate_that_asks():
    hangzhou = load("HZ-2020-GYMS")
    recorded = {"person": {"employer_type": "事业单位"}, "edu": {"level": "本科"}}
    clauses = {
        book.plan: asked(book, "工艺美术师", recorded)["post.won_competition_for_vacancy"].clause
        for book in (GYMS, hangzhou)
    }
    assert clauses == {
        "QZ-2022-GYMS": "衢经信产融〔2022〕44号 二(一)；衢市人社专〔2021〕61号 二(四)",
        "HZ-2020-GYMS": "杭州市2020年工艺美术中级职称评审通知 附件2 7；杭州市2020年工艺美术中级职称评审通知 附件3",
    }


def test_a_rule_for_others_asks_nothing_more():
    assert "assess.doctor_examined" not in asked(GYMS, "工艺美术师", BACHELOR)
    assert "assess.doctor_examined" in asked(GYMS, "工艺美术师", {"edu": {"level": "博士"}})
    assert "work.traditional_craft" not in asked(GYMS, "工艺美术师", BACHELOR)
    assert asked(GYMS, "工艺美术师", {"edu": {"level": "中专"}})["work.traditional_craft"].clause.endswith(
        "附件1 二(二)4"
    )


def test_hangzhou_asks_what_hangzhou_needs():
    found = asked(load("HZ-2020-GYMS"), "工艺美术师", {"edu": {"level": "本科"}, "person": {"employer_type": "企业"}})
    assert {"work.backbone"} <= found.keys()
    assert found["work.backbone"].clause == "杭州市2020年工艺美术中级职称评审通知 附件1 一(2)"
    assert found["work.backbone"].hint == "由用人单位认定。"


def test_what_a_record_tells_is_not_asked():
    told = {**BACHELOR, "person": {"on_post": True}, "titles": {"assistant": True}}
    assert {"person.on_post", "titles.assistant"}.isdisjoint(asked(GYMS, "工艺美术师", told))
    assert {"person.on_post", "titles.assistant"} <= asked(GYMS, "工艺美术师", BACHELOR).keys()


def test_a_plan_written_by_an_office_has_its_questions_and_its_own_clauses():
    data = read_yaml("rulebooks/QZ-2022-GYMS.yaml")
    documents = {
        "HZ27": {"number": "杭经信〔2027〕1号", "title": "杭州市2027年度工艺美术中级职称评审通知", "year": 2027}
    }
    rule = {
        "id": "HZ27-1",
        "target": "工艺美术师",
        "route": "正常评审",
        "clause": "HZ27 二",
        "asks": "企业业务骨干，从事工艺美术工作满 5 年",
        "for": {"fact": "edu.level", "is": "本科"},
        "needs": [{"fact": "work.backbone", "holds": True}, {"tenure": "craft", "years": 5}],
    }
    mine = {
        **data, "plan": "HZ-2027", "notice": "HZ27", "documents": documents, "routes": ["正常评审"],
        "targets": {"工艺美术师": {"level": "intermediate", "grade": "中级"}}, "gates": {"G-CIVIL": "HZ27 一"},
        "rules": [rule], "cutoff": {"date": "2027-12-31", "clause": "HZ27 二"},
    }  # fmt: skip
    found = asked(parse(mine), "工艺美术师", BACHELOR)
    assert {path: question.clause for path, question in found.items()} == {
        "person.civil_servant": "杭经信〔2027〕1号 一",
        "work.backbone": "杭经信〔2027〕1号 二",
    }


@pytest.mark.parametrize("stated", [{"tenure": {"craft": {"from": "some day"}}}, {"tenure": {"craft": "?"}}])
def test_a_date_that_nobody_can_read_does_not_stop_the_questions(stated):
    assert "person.on_post" in asked(GYMS, "工艺美术师", {"edu": {"level": "本科"}, **stated})


def test_the_one_answer_denies_and_the_other_wants_its_record():
    recorded = {"skill": {"level": "高级技师"}}
    question = asked(load("QZ-2023-GT"), "中级", recorded)["skill.no_js_cert"]
    assert question.wants_record(False)
    assert not question.wants_record(True)
    assert merged(recorded, {"skill.no_js_cert": True}, [question]) == {
        "skill": {"level": "高级技师", "no_js_cert": True},
        "tenure": {"skill_js": 0},
    }
    assert merged(recorded, {"skill.no_js_cert": False}, [question]) == recorded


def test_without_an_appointment_the_service_is_none():
    recorded = {**BACHELOR, "titles": {"assistant": True}}
    question = asked(GYMS, "工艺美术师", recorded)["tenure.assistant_post"]
    assert question.text == "您是否被聘任担任助理级职务？"
    assert merged(recorded, {"tenure.assistant_post": False}, [question])["tenure"]["assistant_post"] == 0
    assert "assistant_post" not in merged(recorded, {"tenure.assistant_post": True}, [question])["tenure"]


def test_sanctions_are_chosen_and_others_are_yes_or_no():
    found = asked(GYMS, "工艺美术师", BACHELOR)
    sanction, retired = found["person.sanction_active"], found["person.retired"]
    assert [sanction.read("记过"), sanction.read("杖责"), retired.read("true"), retired.read("记过")] == [
        "记过", None, True, None,
    ]  # fmt: skip
    assert (sanction.shown("无"), retired.shown(False)) == ("无", "否")
