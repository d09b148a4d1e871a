from io import BytesIO

import pikepdf
import pytest

from accounts.models import StoredFile
from accounts.services.files import FileWithheld
from applicants.enums import Module
from law.vocabulary import ambiguity
from reviews.documents.build import build, build_due
from reviews.documents.photo import photo_data
from reviews.documents.review_opinions import publicities_of
from reviews.enums import DocumentKind, PublicityKind, Stage
from reviews.models import AmbiguityDecision, Document
from reviews.services.papers import request, void_all_of
from reviews.services.publicity import open_for
from tests.accounts.people import make_person
from tests.applicants.archives import make_file, make_record, verify_all
from tests.reviews import filed
from tests.reviews.cases import make_applicant, make_case
from tests.reviews.pictures import picture
from tests.zcps.archival import violations
from zcps import clock as platform_clock
from zcps.documents import page_texts
from zcps.templatetags.chinese import cn_datetime

pytestmark = pytest.mark.django_db


def bytes_of(document: Document) -> bytes:
    assert document.file is not None
    with document.file.content.open("rb") as stream:
        return stream.read()


def text_of(document: Document) -> str:
    assert document.failure == ""
    assert document.file is not None
    return "\n".join(page_texts(bytes_of(document)))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture
def case():
    return make_case(stage="employer_review")


def test_every_field_of_the_filing_stands_on_the_form(case):
    document = build(request(DocumentKind.REVIEW_FORM, application=case))
    content, text, at = case.snapshot.content, squeezed(text_of(document)), 0
    records = [r for name in ("titles", "appointments", "education", "work") for r in content[name]]
    records += [*content["achievements"]["before"], *content["achievements"]["after"], *content["papers"]]
    # In the order of the form: a text that stands before the one found last is looked for in vain.
    for wanted in (
        content["profile"]["employer"], case.applicant.user.name, content["application"]["title"],
        content["application"]["specialty"], case.snapshot.short_code,
        "一、基本情况", case.applicant.user.phone, case.applicant.user.id_number,
        *(record["title"] for record in records[:2]), "二、学习培训经历", "三、工作经历",
        "四、任现职前主要专业技术工作业绩登记", "五、任现职后主要专业技术工作业绩登记",
        "六、著作、论文及重要技术报告登记",
        "七、考试成绩及答辩情况", "八、年度及任职期满考核结果", "九、继续教育", "十一、本人述职", content["statement"],
        "十三、公示情况", "十四、本人承诺", "基层单位意见", "呈报单位意见", "专家评议组或同行专家意见",
        "总人数", "人力社保部门审批意见", case.snapshot.sha256,
    ):  # fmt: skip
        at = text.find(squeezed(wanted), at)
        assert at >= 0, wanted
    for record in records:
        for _, said in record["fields"]:
            assert squeezed(said) in text, said
    # The photograph that this person handed in is no picture: the place stays empty, to glue one in.
    assert "（贴照片处）" in text
    with pikepdf.open(BytesIO(bytes_of(document))) as pdf:
        assert violations(pdf) == []


def test_pages_are_numbered_and_bound_to_the_system(case):
    document = build(request(DocumentKind.REVIEW_FORM, application=case))
    pages = page_texts(bytes_of(document))
    assert document.pages == len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"第{number}页共{len(pages)}页" in squeezed(page)
        assert case.snapshot.short_code in page


def test_the_watermark_is_on_the_sheet_and_not_in_its_text(case):
    document = build(request(DocumentKind.REVIEW_FORM, application=case))
    content = bytes_of(document)
    assert squeezed(case.plan.watermark) not in squeezed("".join(page_texts(content)))


def test_asking_twice_gives_one_document_and_building_again_renders_nothing(case):
    first = build(request(DocumentKind.REVIEW_FORM, application=case))
    again = request(DocumentKind.REVIEW_FORM, application=case)
    assert again.pk == first.pk
    assert build(again).file_id == first.file_id


def test_a_changed_case_voids_its_old_sheet(case):
    first = request(DocumentKind.REVIEW_FORM, application=case)
    void_all_of(case)
    second = request(DocumentKind.REVIEW_FORM, application=case)
    assert second.pk != first.pk
    build_due()
    second.refresh_from_db()
    assert second.built_at is not None
    first.refresh_from_db()
    assert first.built_at is None


def test_it_says_where_its_own_version_was_shown_as_it_was_shown_last(clock):
    clock.set("2022-09-01 09:00")
    shown = filed.case(Stage.EMPLOYER_PUBLICITY_DUE)
    handler, first = filed.handler(shown.employer), shown.snapshot

    def again() -> str:
        shown.stage = Stage.EMPLOYER_PUBLICITY_DUE
        shown.save()
        made = open_for(PublicityKind.EMPLOYER, shown.plan, [shown], handler)
        shown.refresh_from_db()
        return cn_datetime(made.opened_at.astimezone(platform_clock.SHANGHAI))

    again()
    clock.set("2022-09-02 09:00")
    before = again()
    clock.set("2022-09-05 09:00")
    shown.snapshot = filed.snapshot(shown)
    after = again()
    assert [row["opened"] for row in publicities_of(shown, first)] == [before]
    assert [row["opened"] for row in publicities_of(shown, shown.snapshot)] == [after]


def test_a_name_no_font_can_write_is_refused_with_the_character(case):
    case.applicant.user.name = "王\U0010fffd"
    # The form is called as in the version under which the case was filed.
    case.version.content["form_name"] = "评审表\U0010fffd"
    case.version.save()
    document = build(request(DocumentKind.REVIEW_FORM, application=case))
    assert document.built_at is None
    assert "“\U0010fffd”（U+10FFFD，表名）" in document.failure
    assert "字库" in document.failure


def test_a_photograph_is_shown_small_and_one_that_cannot_be_drawn_leaves_its_place_empty():
    person = make_person("某人")
    good, broken, gone = (make_file(person, "照片.png", "image/png", content) for content in (picture(), b"x", b"y"))
    gone.content.delete(save=False)
    StoredFile.objects.filter(pk=gone.pk).update(content="away.png")
    assert photo_data(str(good.pk)).startswith("data:image/jpeg;base64,")
    assert [photo_data(str(broken.pk)), photo_data("")] == ["", ""]
    # Without what was filed no paper is made: it waits until the file is back.
    with pytest.raises(FileWithheld, match="从备份恢复"):
        photo_data(str(gone.pk))


def test_five_thousand_characters_in_a_cell_flow_over_pages():
    person = make_applicant("柴𬱖㛃")
    make_record(person, Module.PROJECT, title="长" * 100)
    verify_all(person)
    case = make_case(stage="employer_review", applicant=person)
    content = case.snapshot.content
    content["statement"] = "本人从事工艺美术工作。" * 455
    case.snapshot.content = content
    case.snapshot.save()
    text = squeezed(text_of(build(request(DocumentKind.REVIEW_FORM, application=case))))
    assert text.count("本人从事工艺美术工作。") > 440
    assert "柴𬱖㛃" in text


def test_what_was_declared_and_what_was_settled_stand_beside_the_findings(case, clock):
    clock.set("2022-09-05 09:00")
    case.confirmed_answers = {"person.retired": case.answers["person.retired"]}
    case.save()
    AmbiguityDecision.objects.create(
        application=case, plan=case.plan, code="AMB-09", favours=True, says=ambiguity("AMB-09").favourable,
        reason="聘任证明齐全。", clause="衢经信产融〔2022〕44号 二(二)", decided_by=case.applicant.user,
        agency=case.plan.office, decided_at=platform_clock.now(),
    )  # fmt: skip
    text = squeezed(text_of(build(request(DocumentKind.REVIEW_FORM, application=case))))
    assert "您是否已离休或退休？否（申报人声明，单位已确认）" in text
    assert "（申报人声明，单位尚未确认）" in text
    assert f"年限按有利于申报人的时间起算，年限已满（{case.plan.office.name}核定）" in text
