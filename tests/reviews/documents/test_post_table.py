"""The post table on paper: the annexed form, with what makes it checkable."""

import pytest

from accounts.actor import Actor
from accounts.enums import Role
from accounts.steps.base import perform
from employers.enums import EmployerKind, PostTableStage
from employers.models import PostTable
from employers.services.post_tables import fingerprint
from employers.steps.confirm_post_table import confirm_post_table
from employers.steps.revise_post_table import revise_post_table
from reviews.documents.build import build
from reviews.enums import DocumentKind
from reviews.models import Document
from reviews.permissions import may_read_document
from reviews.selectors.certificates import sheet
from reviews.services.papers import request
from tests.accounts import people
from tests.employers.tables import make_table
from zcps.documents import page_texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(clock):
    clock.set("2022-08-22 09:00")
    return people.make_employer("衢州某职业学校", kind=EmployerKind.PUBLIC_INSTITUTION)


@pytest.fixture
def examiner(school):
    bureau = people.make_agency(region=school.region)
    return Actor(Role.HR_BUREAU, people.make_office_user(bureau), bureau)


def confirmed(school, examiner, number=2) -> PostTable:
    listed = [people.make_person(f"某人{at}") for at in range(number)]
    figures = {"opened": number, "approved": 40, "filled": 40 - number}
    table = make_table(school, listed=listed, stage=PostTableStage.SUBMITTED, **figures)
    return perform(confirm_post_table, table, examiner, seen=fingerprint(table))


def printed(table) -> tuple[Document, list[str]]:
    document = build(request(DocumentKind.POST_TABLE, post_table=table.versions.last()))
    assert document.failure == ""
    with document.file.content.open("rb") as stream:
        return document, ["".join(text.split()) for text in page_texts(stream.read())]


def test_the_sheet_is_the_annexed_form(school, examiner):
    document, [text] = printed(confirmed(school, examiner))
    for words in (
        "事业单位人员中级职称申报岗位信息表",
        "今年全年本单位共新推出2个空缺中级专业技术岗位用于晋升中级职务任职资格人员（含使用空缺岗位的转评人员）竞聘",
        "同意2人参加中级评审，0人申报中级初定，并承诺在取得资格后，按规定及时聘任，聘任后，本单位共使用中级岗位40个",
        "单位负责岗位设置和竞聘的业务科（处）室负责人（某科长）签字",
        "盖章，两页以上加盖骑缝章",
        "骑缝章处",
        "有空缺岗位的，用正数表示",
        document.short_code,
    ):
        assert words in text
    person = school.post_tables.get().people.first()
    assert person.id_number in text


def test_a_long_list_goes_on_over_the_page_with_a_place_for_the_seal_across(school, examiner):
    _, pages = printed(confirmed(school, examiner, 30))
    assert len(pages) == 2
    assert all("骑缝章处" in page for page in pages)
    assert "身份证号码" in pages[1]


def test_a_revised_sheet_no_longer_verifies_as_present(school, examiner):
    table = confirmed(school, examiner)
    document, _ = printed(table)
    assert sheet(document.short_code).word == "现行版本"
    assert sheet(document.short_code).name == ""
    perform(revise_post_table, table, Actor(Role.EMPLOYER, people.make_officer(school)))
    assert sheet(document.short_code).word == "已被修改，须重新确认"


def test_whole_numbers_are_read_by_the_institution_and_its_bureau_alone(school, examiner):
    document, _ = printed(confirmed(school, examiner))
    officer = Actor(Role.EMPLOYER, people.make_officer(school))
    elsewhere = people.make_agency(region=people.make_region("330803", "衢江区"))
    stranger = Actor(Role.EMPLOYER, people.make_officer(people.make_employer("另一学校")))
    readers = (officer, examiner, Actor(Role.HR_BUREAU, None, elsewhere), stranger, Actor(Role.PUBLIC))
    assert [may_read_document(reader, document) for reader in readers] == [True, True, False, False, False]
