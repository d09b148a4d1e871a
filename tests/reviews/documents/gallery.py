"""Every paper as pictures: as a season makes it, empty, and with the most that can stand in it (`make papers`).

Not a test by its name: a person looks at what it makes. The papers are those that the tests' own seasons leave behind;
the empty and the full ones are made of their contents.
"""

import inspect
import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Job
from applicants.enums import Module
from credits.documents.card import html_of as html_of_card
from credits.models import CreditCard
from employers.enums import EmployerKind
from reviews.documents import many
from reviews.documents.build import VIEWS, address_of, html_of
from reviews.documents.bundle import Line, Order, _cover, review_form_of
from reviews.documents.case_parts import PARTS
from reviews.documents.paper import Paper
from reviews.documents.preflight import missing_in
from reviews.enums import DocumentKind, Stage
from reviews.models import Document, Publicity, Roster
from reviews.services import papers
from tests.accounts import people
from tests.applicants.archives import make_record, verify_all
from tests.reviews import filed
from tests.reviews.cases import make_applicant, make_case
from tests.reviews.committee import test_entrusted_in, test_recommended_upward
from tests.reviews.committee.factory import hall
from tests.reviews.documents import test_direct_recommendation, test_letters, test_post_table
from tests.reviews.initial import test_whole_way
from tests.reviews.steps import test_entrustments
from zcps import clock as platform_clock
from zcps.documents import add_watermark, bind, render_pdf
from zcps.documents.reading import pages_as_pictures
from zcps.signed.contents import LISTED

pytestmark = pytest.mark.django_db
MOST = 8
WHERE = Path(os.environ.get("ZCPS_PAPERS", "papers"))
NAME = "阿卜杜热西提·买买提艾力𮧵·努尔麦麦提"
LONG_NAME = "浙江省衢州市柯城区某某传统工艺美术品设计制作与非物质文化遗产保护传承发展有限责任公司开化分公司"
CELL = "主持完成根雕作品的选材、造型与雕刻，独立解决大件拼接的开裂问题，经鉴定达到省内领先水平。"


def kept(document: Document) -> None:
    """Draw a paper three times; a kind that was drawn already is not drawn again."""
    if not (WHERE / f"{document.kind}-full-1.png").exists():
        paper = VIEWS[document.kind](document)
        drawn(document, paper)


def drawn(document: Document, paper: Paper) -> None:
    contents = {"full": paper.context, "empty": emptied(paper.context), "extreme": filled(paper.context)}
    for way, context in contents.items():
        shown = Paper(paper.template, paper.title, context, paper.watermark, paper.is_bound)
        assert missing_in(shown) == []
        pdf = render_pdf(html_of(document, shown), title=paper.title)
        if shown.is_bound:
            pdf, _ = bind(pdf, address_of(document))
        pictured(f"{document.kind}-{way}", add_watermark(pdf, paper.watermark) if paper.watermark else pdf)


def pictured(name: str, pdf: bytes) -> None:
    WHERE.mkdir(exist_ok=True)
    for number, page in enumerate(pages_as_pictures(pdf, 80), start=1):
        page.save(WHERE / f"{name}-{number}.png")


@pytest.fixture(scope="session", autouse=True)
def contact_sheets() -> Iterator[None]:
    """Lay the pages of each paper beside one another once all are drawn: at most eight of each."""
    for old in WHERE.glob("*.png"):
        old.unlink()
    yield
    for kind, way in itertools.product([*DocumentKind.values, "credit_card"], ("full", "empty", "extreme")):
        pages = sorted(WHERE.glob(f"{kind}-{way}-*.png"), key=lambda path: int(path.stem.rsplit("-", 1)[1]))[:MOST]
        if pages:
            together([Image.open(page) for page in pages]).save(WHERE / f"contact-{kind}-{way}.png")
    undrawn = [kind for kind in DocumentKind.values if not list(WHERE.glob(f"contact-{kind}-*.png"))]
    assert undrawn == [], "a kind of paper that nobody has drawn"


def together(pages: list[Image.Image], columns: int = 4) -> Image.Image:
    """Return one picture of several."""
    width, height = (max(page.size[side] for page in pages) for side in (0, 1))
    sheet = Image.new("RGB", (width * min(columns, len(pages)), height * -(-len(pages) // columns)), "grey")
    for number, page in enumerate(pages):
        sheet.paste(page, (number % columns * width, number // columns * height))
    return sheet


def emptied(value: Any, key: str = "") -> Any:
    """Return the same content with nothing filled in: no rows, no texts; what heads the paper stays."""
    if key in HEADS:
        return value
    if isinstance(value, dict):
        return {name: emptied(each, name) for name, each in value.items()}
    if isinstance(value, list):
        if value and _is_pairs(value[0]):
            return [emptied(each) for each in value]
        return [(label, "") for label, _ in value] if _is_pairs(value) else []
    return "" if isinstance(value, str) else value


HEADS = {"basics", "cover", "sheet", "figures", "form_name", "plan", "title", "heading", "columns", "levels", "photo"}


def filled(value: Any, key: str = "") -> Any:
    """Return the same content with long names, sixty rows where there are some, and 5,000 characters in one text."""
    if isinstance(value, dict):
        return {name: filled(each, name) for name, each in value.items()}
    if isinstance(value, list | tuple):
        rows = [filled(each) for each in value]
        return rows * (60 // len(rows)) if rows and isinstance(rows[0], dict | list) and key in ROWS else rows
    texts = {"name": NAME, "person": NAME, "employer": LONG_NAME, "statement": CELL * 120, "text": CELL * 20}
    return texts.get(key, value) if isinstance(value, str) else value


SPECIMEN = {"number": "YG20220905ABCDEF", "short_code": "ABCD234567"}
ROWS = {"rows", "people", "after", "work", "papers", "items", "roll", "signatures", "confirmations", "findings"}


def _is_pairs(value: Any) -> bool:
    pairs = isinstance(value, list) and bool(value)
    return pairs and all(
        isinstance(each, list | tuple) and [type(part) for part in each] == [str, str] for each in value
    )


def all_kept() -> None:
    for document in Document.objects.filter(voided_at=None).order_by("pk"):
        kept(document)


def test_the_season(clock) -> None:
    room = hall(cases=3)
    room.approved()
    all_kept()


def test_the_review_form(clock) -> None:
    person = make_applicant("程一")
    for module in (Module.PROJECT, Module.PATENT, Module.CREDENTIAL, Module.ACADEMIC_POST, Module.BOOK, Module.ADOPTED):
        make_record(person, module)
    make_record(person, Module.TITLE_HELD, title="一级造价工程师", way="考试")
    verify_all(person)
    case = make_case(stage="employer_review", applicant=person)
    kept(papers.request(DocumentKind.REVIEW_FORM, application=case))


def test_the_determined(clock) -> None:
    test_whole_way.test_from_the_public_column_to_the_certificate(clock)
    all_kept()
    for publicity in Publicity.objects.all():
        kept(Document(kind=DocumentKind.PUBLICITY_CONFIRMATION, publicity=publicity, **SPECIMEN))


def test_the_recommended(clock) -> None:
    test_recommended_upward.test_who_is_recommended_gets_a_letter_and_no_title()
    all_kept()


def test_the_entrusted(clock) -> None:
    test_entrusted_in.test_a_university_gets_a_proof_and_its_list_and_nothing_is_announced_of_its_people()
    all_kept()


def test_the_letter(clock) -> None:
    test_entrustments.test_from_the_request_to_the_letter_and_back_over_http()
    all_kept()


@pytest.mark.parametrize("letter", [name for name in vars(test_letters) if name.startswith("test_")])
def test_the_letters(letter, clock, empty_cache) -> None:
    told = vars(test_letters)[letter]
    told(**{name: given for name, given in (("clock", clock), ("empty_cache", empty_cache)) if name in _asked(told)})
    all_kept()


def test_the_refusals(clock) -> None:
    case = test_letters.refused(clock)
    all_kept()
    for kind in (DocumentKind.NOT_ACCEPTED_LETTER, DocumentKind.NOT_DETERMINED_LETTER):
        kept(Document(kind=kind, application=case, **SPECIMEN))


def test_the_experts_form() -> None:
    form = test_direct_recommendation.FORM
    reason = {"kind": form, "reason": test_direct_recommendation.REASON}
    row = filed.record(9, Module.CREDENTIAL, form) | {"data": reason}
    case = filed.case(Stage.EMPLOYER_REVIEW, content={**filed.content(), "others": [row]})
    kept(papers.request(DocumentKind.DIRECT_RECOMMENDATION, application=case))


def test_the_tables_of_people(clock) -> None:
    under, moment = filed.plan(), platform_clock.now()
    cases = [filed.case(Stage.READY, under=under, name=name) for name in ("陈一鸣", "李二宝", "王三立")]
    by = filed.officer(under.office)
    job = Job.objects.create(kind=many.KIND, owner=by.user, role=by.role, created_at=moment, heartbeat_at=moment)
    said = {"body": by.hat_label, "plans": under.name, "made_on": platform_clock.today()}
    roster = Roster.objects.create(job=job, **said)
    roster.snapshots.set([case.snapshot for case in cases])
    for kind in (DocumentKind.ROSTER, DocumentKind.SUMMARY):
        kept(papers.request(kind, roster=roster))


def test_the_list_of_many_papers() -> None:
    document = Document(kind=DocumentKind.PAPERS_LIST, **SPECIMEN)
    lines = [Line("程一", 1, "PSB20221109ABCDEF", "ABCD234567", 8, "", 3), Line("𮧵二", 2, failure="照片文件损坏。")]
    order = Order("专业技术职务任职资格评审表", "衢州市评委会办公室于2022年11月9日提取", document, review_form_of)
    drawn(document, _cover(order, lines))


def test_the_cover_of_a_case() -> None:
    of = {"kind": "职称电子证书", "number": "ZS20221109ABCDEF", "code": "ABCD234567", "pages": 1, "state": "有效"}
    context = {
        "heading": "申报案卷", "person": "程一", "plan": "2022年度工艺美术中、初级专业技术资格评审",
        "title": "工艺美术师",
        "employer": "衢州市某某雕刻艺术有限公司", "code": "ABCD2345", "taken": "衢州市评委会办公室于2022年11月9日提取",
        "is_own": False, "parts": [(part.name, 1) for part in PARTS], "papers": [{**of, "sha256": "0f" * 32}],
        "evidence": 12, "acts": 31, "stamped": 29,
        "why": {"purpose": "诉讼", "reason": "送某某区人民法院，（2022）浙0106行初12号"},
        "files": 46, "listed": LISTED, "manifest": "0f" * 32,
    }  # fmt: skip
    document = Document(kind=DocumentKind.CASE_BUNDLE, **SPECIMEN)
    drawn(document, Paper("reviews/documents/case_bundle.html", "案卷包封面和目录", context))


def _asked(told: Any) -> set[str]:
    return set(inspect.signature(told).parameters)


def test_the_post_table(clock) -> None:
    clock.set("2022-08-22 09:00")
    school = people.make_employer("衢州某职业学校", kind=EmployerKind.PUBLIC_INSTITUTION)
    bureau = people.make_agency(region=school.region)
    examiner = Actor(Role.HR_BUREAU, people.make_office_user(bureau), bureau)
    table = test_post_table.confirmed(school, examiner, 3)
    kept(papers.request(DocumentKind.POST_TABLE, post_table=table.versions.last()))


def test_the_credit_card() -> None:
    """It is no Document: its content is frozen on the card itself."""
    for way, rows, name in (("full", 3, "程一"), ("empty", 0, "程一"), ("extreme", 60, NAME)):
        line = {
            "kind": "专业科目",
            "title": LONG_NAME,
            "hours": 12,
            "source": "培训机构登记",
            "recognised": "2022-05-01",
        }
        kinds = {"general_public": 9, "industry_public": 9, "public": 18, "professional": 72, "deemed": 0, "total": 90}
        said = {"name": name, "id_masked": "3308**********0011", "employer": LONG_NAME if rows else "", "hours": kinds}
        content = {**said, "needs": {"public": 18, "professional": 60, "total": 90}, "entries": [line] * rows}
        card = CreditCard(year=2022, code="ABCD234567", content=content, issued_at=platform_clock.now())
        pictured(f"credit_card-{way}", render_pdf(html_of_card(card), title="学时卡"))
