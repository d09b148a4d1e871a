"""The library of documents: one entry under all its numbers, found by any of them, paged, exported."""

import pytest
from django.urls import reverse

from reviews.models import Plan
from reviews.selectors import policies as library
from tests.reviews import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans() -> list[Plan]:
    return [cases.make_plan("QZ-2021-GYMS"), cases.make_plan("QZ-2022-GYMS")]


def page(client, **asked) -> str:
    return client.get(reverse("policies"), asked).content.decode()


@pytest.mark.usefixtures("plans")
def test_one_document_under_three_numbers_is_one_entry():
    (found,) = library.policies("浙人专〔2020〕47号")
    assert (found.number, sorted(found.aliases)) == (
        "浙人社发〔2020〕47号",
        ["浙人专〔2020〕47号", "浙人社函〔2020〕47号"],
    )
    assert [code for code, _ in found.cited_by] == ["QZ-2022-GYMS", "QZ-2021-GYMS"]
    assert found.is_absent


def cite(plan: Plan, number: str, title: str, *aliases: str, note: str = "") -> None:
    row = {"number": number, "title": title, "aliases": list(aliases), "note": note}
    plan.cited_documents = [*plan.cited_documents, row]
    Plan.objects.filter(pk=plan.pk).update(cited_documents=plan.cited_documents)


def test_numbers_that_turn_out_to_be_one_document_lose_no_citation(plans):
    # The newest plan comes first: both numbers are known when the older plan says that they are one.
    older, newer = plans
    cite(newer, "甲发〔2018〕1号", "某办法", note="甲的说明")
    cite(newer, "乙发〔2018〕2号", "某办法", "乙函〔2018〕2号", note="乙的说明")
    cite(older, "丙发〔2018〕3号", "某办法", "甲发〔2018〕1号", "乙发〔2018〕2号")
    (found,) = library.policies("某办法")
    assert found.number == "甲发〔2018〕1号"
    assert sorted(found.aliases) == ["丙发〔2018〕3号", "乙函〔2018〕2号", "乙发〔2018〕2号"]
    assert [code for code, _ in found.cited_by] == [newer.code, older.code]
    assert found.notes == ["甲的说明", "乙的说明"]
    for number in ("甲发〔2018〕1号", "乙函〔2018〕2号", "丙发〔2018〕3号"):
        assert library.policies(number)[0].key == found.key


def test_a_plan_announces_what_another_number_of_its_document_was_cited_for(plans):
    older, newer = plans
    cite(newer, "丁发〔2021〕9号", "某通知")
    cite(older, "戊发〔2021〕8号", "某通知", "丁发〔2021〕9号", older.document_number)
    (found,) = library.policies("丁发〔2021〕9号")
    assert [code for code, _ in found.announces] == [older.code]
    assert [code for code, _ in found.cited_by] == [newer.code]


@pytest.mark.usefixtures("plans")
def test_the_page_names_documents_their_plans_and_what_is_not_attached(client):
    text = page(client)
    for wanted in (
        "衢市人社专〔2022〕2号",
        "又写作：浙人社函〔2020〕47号",
        "原文未附",
        "衢经信产融〔2022〕44号",
        "（计划公告）",
    ):
        assert wanted in text
    assert "衢市人社发〔2019〕91号" in page(client, q="学时管理办法 衢市")
    assert "没有找到相符的文件" in page(client, q="不存在的文件")


def test_a_plan_that_is_not_published_shows_nothing(clock):
    clock.set("2022-08-15 09:00")
    cases.load_offices()
    from reviews.services.plans import draft_plan

    draft_plan("QZ-2022-GYMS", cases.office_actor().agency, cases.bureau_actor().agency)
    assert library.policies() == []


@pytest.mark.usefixtures("plans")
def test_pages_follow_each_other_and_come_back():
    found = library.policies()
    first = library.page_of(found, "", size=4)
    assert (len(first.rows), first.previous) == (4, "")
    second = library.page_of(found, "", after=first.rows[-1].key, size=4)
    assert second.rows == found[4:8]
    assert library.page_of(found, "", before=second.rows[0].key, size=4).rows == first.rows
    last = library.page_of(found, "", after=found[-2].key, size=4)
    assert (last.rows, last.following) == (found[-1:], "")
    assert library.page_of(found, "", after="没有的文件", size=4).rows == first.rows


def test_the_number_of_queries_does_not_grow_with_the_plans(client, django_assert_num_queries):
    cases.make_plan("QZ-2021-GYMS")
    with django_assert_num_queries(1):
        page(client)
    cases.make_plan("QZ-2022-GYMS")
    with django_assert_num_queries(1):
        page(client)


@pytest.mark.usefixtures("plans")
def test_the_export_has_what_was_found(client):
    answer = client.get(reverse("policies_export"), {"q": "收费"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "文号,标题,其他文号,引用的计划,说明"
    assert [line.split(",")[0] for line in lines[1:]] == ["浙价费〔2002〕229号"]
