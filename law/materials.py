"""What a notice asks of the materials themselves: a small closed vocabulary, judged in three values as all else is.

A row of a plan's materials may carry `check: {kind: …, …}`. What is plainly missing is NOT_MET and says what to upload;
what only a person can see (whether a work belongs to the specialty) is UNKNOWN and goes to him; the rest is MET.
Sources: 浙经信消费〔2022〕203号 一2, 二, 四(四), 附件1; 杭州市2020年工艺美术中级职称评审通知 附件2.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from inspect import signature
from typing import Any

from law.answers import Answer
from law.dossier import Dossier, Found, ask, lacks, met
from law.material_proofs import degree_proof, group_proof, paper_pages, project_pages, work_proof
from law.material_times import achievement_window, assessments

# Where the notice wants what (附件1第9条): words in a title, and the module that is meant.
_PLACES = (
    (("馆藏", "收藏", "个展", "个人作品展"), "adopted", "成果被批示、采纳、运用和推广情况"),
    (("授徒", "带徒", "师徒"), "credential", "资质证书"),
    (("授课", "培训讲师", "职业培训"), "academic_post", "学术技术兼职"),
)
_MOVABLE = ("project", "award", "honour", "adopted", "credential", "academic_post")
# What others issue, as a record of it is called (S1 附件1 4; S3 二(一)).
EXPERT_FORM, ENTRUST_LETTER = "直接申报专家推荐表", "委托评审函"
# What a lower committee issues (S1 四(二)).
RECOMMENDATION_LETTER = "下级评委会推荐函"
# Who issues letters of entrustment (S3 二(一); S1 一2; universities: S1 四(五)).
ENTRUSTERS = ("中央部属单位", "省部属单位", "省级人力社保部门", "市、县人力社保部门", "高等学校")


def statement(dossier: Dossier) -> Iterator[Found]:
    """The person's own account of his work."""
    yield met("个人述职已填写。") if dossier.statement.strip() else lacks("个人述职尚未填写，请在本次申报中填写。")


def commitment(dossier: Dossier) -> Iterator[Found]:
    """The signature under the truthfulness commitment."""
    yield met("材料真实性保证书已签署。") if dossier.is_signed else lacks("材料真实性保证书尚未签署，请扫码签署。")


def placement(dossier: Dossier) -> Iterator[Found]:
    """Whether works collected, apprentices and teaching lie where the notice wants them: a hint for a person."""
    astray = [
        ask(f"“{record.title}”看来应放在“{label}”板块，请核对；放错的，在业绩档案中移至该板块。")
        for record in dossier.of(*_MOVABLE)
        for words, module, label in _PLACES
        if record.module != module and any(word in record.title for word in words)
    ]
    yield from astray or [met("没有发现放错板块的馆藏及个展、授徒、授课业绩。")]


def recommendation_form(dossier: Dossier, *, routes: Sequence[str]) -> Iterator[Found]:
    """The experts' form for those who are put forward without meeting the conditions, with its reason."""
    forms = [record for record in dossier.of("credential") if record.values.get("kind") == EXPERT_FORM]
    if not forms:
        yield _without_form(dossier, routes)
    for form in forms:
        if not str(form.values.get("reason") or "").strip():
            yield lacks(f"《{EXPERT_FORM}》没有填写推荐理由，请在业绩档案中补充，写明取得的标志性业绩成果。")
        else:
            yield ask(f"已提交《{EXPERT_FORM}》，推荐理由是否写明标志性业绩成果，由经办人核对。")


def _without_form(dossier: Dossier, routes: Sequence[str]) -> Found:
    if dossier.route in routes:
        return lacks(
            f"按“{dossier.route}”申报，须有《{EXPERT_FORM}》：请在业绩档案“资质证书”板块登记，写明标志性业绩，经单位审核后选取。"
        )
    return met(f"不按举荐申报的，不需要《{EXPERT_FORM}》。")


def credit_card(dossier: Dossier, *, year: int) -> Iterator[Found]:
    """The year's card, exported from the system that the plan names."""
    systems = {system for card_year, system in dossier.cards if card_year == year}
    if not systems:
        yield lacks(f"缺少{year}年度学时卡，请从学时登记管理系统导出，在“继续教育”中上传。")
    elif dossier.card_sources and not systems & dossier.card_sources:
        yield ask(f"{year}年度学时卡不是由通知指定的系统导出，由经办人核对是否采用。")
    else:
        yield met(f"已上传{year}年度学时卡。")


def approved_post(dossier: Dossier) -> Iterator[Found]:
    """The post of a public institution's person. The employer has it approved, so it never holds up the person here."""
    if dossier.fact("person.employer_type") not in (None, "事业单位"):
        yield met("所在单位不是事业单位，不需要核定岗位。")
    elif dossier.fact("post.won_competition_for_vacancy") and dossier.fact("person.on_establishment") is not False:
        yield met("已通过竞聘取得空缺岗位，岗位由单位办理核定。")
    else:
        yield ask("事业单位人员的岗位由单位办理核定，由经办人核对是否在核定岗位内申报。")


def entrustment_letter(dossier: Dossier) -> Iterator[Found]:
    """The letter of those whose affiliation lies elsewhere."""
    if any(record.values.get("kind") == ENTRUST_LETTER for record in dossier.of("credential")):
        yield met(f"已提交{ENTRUST_LETTER}。")
    elif dossier.fact("person.si_in_area") is False and not dossier.fact("person.dispatched_and_filed"):
        yield lacks(
            f"社会保险不在本计划范围内，须有人事关系所在单位或人力社保部门出具的{ENTRUST_LETTER}：请在业绩档案“资质证书”板块登记。"
        )
    else:
        yield met(f"人事关系在本计划范围内的，不需要{ENTRUST_LETTER}；部属单位人员由经办人核对。")


CHECKS: Mapping[str, Callable[..., Iterator[Found]]] = {
    check.__name__: check
    for check in (
        degree_proof, work_proof, group_proof, achievement_window, paper_pages, project_pages, placement, assessments,
        statement, commitment, recommendation_form, credit_card, approved_post, entrustment_letter,
    )
}  # fmt: skip
_WORST_FIRST = (Answer.NOT_MET, Answer.UNKNOWN, Answer.MET)


def judge(check: Mapping[str, Any], dossier: Dossier) -> list[Found]:
    """Return what a check finds, the worst first; problem_with() must have nothing against it."""
    options = {name: value for name, value in check.items() if name != "kind"}
    return sorted(CHECKS[check["kind"]](dossier, **options), key=lambda found: _WORST_FIRST.index(found.answer))


def problem_with(check: Mapping[str, Any]) -> str:
    """Say what is wrong with a check as it stands in a plan; empty where nothing is."""
    kind = str(check.get("kind"))
    if kind not in CHECKS:
        return f"不认识的材料核对方式“{kind}”，可用的是：{'、'.join(CHECKS)}。"
    wanted = set(list(signature(CHECKS[kind]).parameters)[1:])
    given = check.keys() - {"kind"}
    return "" if wanted == given else f"材料核对方式“{kind}”应写明：{'、'.join(sorted(wanted)) or '无'}。"
