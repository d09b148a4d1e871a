"""What a plan's publisher has to settle: each contradiction of a notice with itself is found in its own words."""

import pytest

from reviews.enums import TitleMode
from reviews.models import Plan
from reviews.rulebooks import as_text, data_of
from reviews.services.plan_lint import notes_on, problems_in, warnings_in
from reviews.services.plans import draft_plan
from tests.reviews import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(clock) -> Plan:
    clock.set("2022-08-15 09:00")
    cases.load_offices()
    office, bureau = cases.office_actor().agency, cases.bureau_actor().agency
    assert office
    assert bureau
    return draft_plan("QZ-2022-GYMS", office, bureau)


def said(plan: Plan, words: str, **terms) -> set[str]:
    """The keys of the warnings about a plan whose notice says these words beside its own."""
    for name, value in terms.items():
        setattr(plan, name, value)
    plan.sections = [{"heading": "一", "text": words}]
    return {warning.key for warning in warnings_in(plan)}


@pytest.mark.parametrize(
    ("key", "words", "harmless"),
    [
        ("paper.receiver", "统一寄到省技术创新服务中心。", "送市经信局产业融合处。"),
        ("paper.copies", "评审表一式三份。", "评审表一式两份。"),
        ("paper.form", "《中级职称评审表》", "《专业技术职务任职资格评审表》"),
        ("paper.watermark", "带有“某平台”水印", "带有“浙江省专业技术任职资格申报与评审管理平台”水印"),
        ("publicity.days", "公示不少于7个工作日", "公示不少于5个工作日"),
        (
            "documents.浙人社函〔2021〕9号",
            "浙人社函〔2021〕9号，又据浙人社发〔2021〕9号",
            "浙人社函〔2021〕9号，浙人社函〔2021〕8号",
        ),
        ("credits.sources", "“甲学时登记系统”“乙学时管理平台”", "“甲学时登记系统”"),
    ],
)
def test_words_that_differ_from_what_is_set_are_found(plan, key, words, harmless):
    assert key in said(plan, words)
    assert key not in said(plan, harmless)


def test_a_number_that_is_listed_as_an_alias_is_settled(plan):
    words = "浙人社函〔2021〕9号，又据浙人社发〔2021〕9号"
    listed = [{"number": "浙人社发〔2021〕9号", "title": "某办法", "aliases": ["浙人社函〔2021〕9号"], "note": "未附"}]
    assert "documents.浙人社函〔2021〕9号" not in said(plan, words, cited_documents=listed)
    assert any("未附" in note.because for note in notes_on(plan))


def test_a_certificate_for_what_is_only_recommended_is_asked_about(plan):
    assert "titles.certificate" not in said(plan, "")
    plan.titles.filter(name="工艺美术师").update(mode=TitleMode.RECOMMEND)
    assert "titles.certificate" in said(plan, "")
    assert "titles.certificate" not in said(plan, "", issues_certificate=False)


def test_fewer_copies_than_seals_are_asked_about(plan):
    assert "paper.stamps" not in said(plan, "")
    assert "paper.stamps" in said(plan, "", stamp_chain=["单位", "主管部门", "受理点"])


def test_what_the_law_finds_in_the_rules_is_told_with_its_number(plan):
    found = {warning.key: warning.code for warning in warnings_in(plan)}
    assert [found[f"law.{number}"] for number in ("X24", "X25", "X26")] == ["AMB-03", "AMB-04", "AMB-28"]
    assert found["deadlines.filing.holiday"] == "X17"


def test_a_case_that_fails_stops_the_plan_and_is_told_once(plan):
    data = data_of(plan)
    assert not [problem for problem in problems_in(plan) if problem.key.startswith("vectors")]
    first = {**data["vectors"][0], "expect": "not_eligible"}
    plan.rules = as_text({**data, "vectors": [first, *data["vectors"][1:]]})
    remarks = [*problems_in(plan), *warnings_in(plan)]
    (told,) = [remark for remark in remarks if "未通过：应为“不符合”" in remark.because]
    assert told in problems_in(plan)
    assert told.key == f"vectors.{first['id']}"
