"""Certificate numbers, and what the public verification tells and does not tell."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from reviews.certificate_numbers import is_well_formed, key_of, make_number, normal_number
from reviews.enums import Level
from reviews.models import Certificate
from tests.reviews import filed
from tests.reviews.committee.factory import hall, revoked

DIGITS = "0123456789"


def test_the_form_of_a_number() -> None:
    number = make_number("330800", 2022, Level.INTERMEDIATE)
    assert re.fullmatch(r"ZC330820223\d{7}[0-9X]", number)
    assert is_well_formed(number)


@given(st.integers(0, 15), st.sampled_from(DIGITS))
def test_every_wrong_digit_is_caught(place: int, digit: str) -> None:
    number = make_number("330800", 2022, Level.ASSISTANT)
    changed = number[: place + 2] + digit + number[place + 3 :]
    assert is_well_formed(changed) == (changed == number)


@given(st.integers(0, 14))
def test_every_exchange_of_neighbours_is_caught(place: int) -> None:
    number = make_number("330800", 2022, Level.ASSISTANT)
    at = place + 2
    changed = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    assert is_well_formed(changed) == (changed == number)


@pytest.mark.parametrize(
    "typed", ["zc 3308 2022 3 0482177 {c}", "ZC-3308-2022-3-0482177-{c}", "ＺＣ３３０８２０２２３０４８２１７７{c}"]
)
def test_how_it_is_typed_does_not_matter(typed: str) -> None:
    from stdnum.iso7064 import mod_11_2

    check = mod_11_2.calc_check_digit("3308202230482177")
    assert normal_number(typed.format(c=check)) == f"ZC3308202230482177{check}"
    assert is_well_formed(normal_number(typed.format(c=check)))


def test_digits_of_other_scripts_are_no_digits() -> None:
    assert not is_well_formed("ZC٣308202230482177X")


@pytest.fixture
def issued(db, empty_cache) -> Certificate:
    hall(cases=1).approved()
    return Certificate.objects.select_related("application__applicant__user", "application__plan").get()


def ask(client: Client, number: str, name: str) -> str:
    answer = client.post(reverse("verify"), {"number": number, "name": name})
    return answer.content.decode()


def test_number_and_name_answer_valid_with_a_masked_number(issued: Certificate, client: Client) -> None:
    page = ask(client, issued.number, issued.content["name"])
    assert "证书有效" in page
    assert issued.content["committee"] in page
    assert "330***********4517" in page
    assert filed.ID_NUMBER not in page
    assert filed.PHONE not in page


def test_a_wrong_name_and_an_unknown_number_get_the_same_answer(issued: Certificate, client: Client) -> None:
    unknown = make_number("330800", 2022, Level.INTERMEDIATE)
    pages = [ask(client, issued.number, "冒名"), ask(client, unknown, issued.content["name"])]
    assert "没有查到" in pages[0]
    assert _without_times(pages[0]) == _without_times(pages[1])
    assert issued.content["name"] not in pages[0]


def _without_times(page: str) -> str:
    return re.sub(r"nonce=\S+|value=\"[0-9A-Za-z]{64}\"|data-\S*time\S*|\d{2}:\d{2}", "", page)


def test_a_slip_of_the_pen_is_told_before_anything_is_looked_up(
    issued: Certificate, client: Client, django_assert_num_queries
) -> None:
    wrong = issued.number[:-1] + ("0" if issued.number[-1] != "0" else "1")
    with django_assert_num_queries(0):
        answer = client.post(reverse("verify"), {"number": wrong, "name": issued.content["name"]})
    assert answer.status_code == 422
    assert "请对照证书逐位核对" in answer.content.decode()


def test_a_revoked_certificate_says_when_and_why(issued: Certificate, client: Client) -> None:
    bureau = filed.officer(issued.application.plan.hr_bureau)
    revoked(issued.application, bureau)
    page = ask(client, issued.number, issued.content["name"])
    assert "证书已撤销" in page
    assert "提供虚假业绩材料。" in page


def test_the_qr_code_needs_its_key(issued: Certificate, client: Client) -> None:
    address = reverse("verify_qr", args=[issued.number])
    assert "证书有效" in client.get(f"{address}?k={key_of(issued.number)}").content.decode()
    assert "没有查到" in client.get(f"{address}?k=0000000000000000").content.decode()
    assert "没有查到" in client.get(f"{address}?k=密").content.decode()
    bare = client.get(address).content.decode()
    assert issued.number in bare
    assert issued.content["name"] not in bare


def test_whoever_asks_without_end_is_slowed_down(issued: Certificate, client: Client) -> None:
    for _ in range(30):
        ask(client, issued.number, "冒名")
    answer = client.post(reverse("verify"), {"number": issued.number, "name": issued.content["name"]})
    assert answer.status_code == 429
    assert "10 分钟后再试" in answer.content.decode()


def test_a_sheet_says_whether_it_is_the_present_version(issued: Certificate, client: Client) -> None:
    case = issued.application
    old = case.snapshot
    page = client.get(reverse("verify_sheet", args=[old.short_code])).content.decode()
    assert "现行版本" in page
    assert case.applicant.user.name not in page
    case.snapshot = filed.snapshot(case)
    case.save()
    assert "已被新版本替代" in client.get(reverse("verify_sheet", args=[old.short_code])).content.decode()
    found = client.get(reverse("verify_sheet_search"), {"code": case.snapshot.short_code.lower()}).content.decode()
    assert "第 2 版" in found
    assert "没有查到" in client.get(reverse("verify_sheet", args=["NONE22"])).content.decode()


def test_a_paper_that_was_voided_says_so(issued: Certificate, client: Client) -> None:
    document = issued.application.documents.get()
    bureau = filed.officer(issued.application.plan.hr_bureau)
    revoked(issued.application, bureau)
    page = client.get(reverse("verify_sheet", args=[document.short_code])).content.decode()
    assert "已作废" in page


def test_the_content_is_frozen(issued: Certificate) -> None:
    user = issued.application.applicant.user
    user.name = "改了名"
    user.save()
    issued.refresh_from_db()
    assert issued.content["name"] != "改了名"
    assert set(issued.content) == {
        "name", "gender", "id_type", "id_masked", "series", "specialty", "title", "level", "way", "employer",
        "committee", "obtained_on", "document_number", "issued_by", "issued_on",
    }  # fmt: skip
