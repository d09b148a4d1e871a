"""What the committee office looks at one by one: what the rulebook asked at filing, and the plan's materials."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from accounts.enums import AdminLevel
from law.answers import MISSING
from law.vocabulary import ambiguity
from reviews.models import Application
from reviews.outcomes import ENTRUST_CLAUSE, RECOMMEND_CLAUSE, doubts_about, letter_of
from reviews.selectors.ambiguities import examination_in_force
from reviews.selectors.statements import stated_by_employer, statements_of
from reviews.terms import materials_for

# The city's own notice says whose titles it recognises; other places' notices are silent.
_CITY = "330800"
_RECOGNITION = "衢市人社专〔2021〕61号 二(一)"
_OWN_ISSUERS = ("衢州", "浙江省")
# What the rulebook's answers become for the officer; "" where there was nothing to compute.
ANSWERS = {"met": "符合", "not_met": "未达到", "unknown": "需人工审核", "": "由经办人核对"}


@dataclass(frozen=True)
class Item:
    """One thing to decide on: what is asked, where it stands, and what the examination at filing said."""

    key: str
    item: str
    clause: str
    because: str = ""
    answer: str = ""
    # The ambiguities on which alone the answer waits.
    doubts: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """The answer in a word."""
        return ANSWERS.get(self.answer, ANSWERS["unknown"])


def unsettled(item: Item) -> str:
    """Say that somebody has to settle an ambiguity before the item can be decided; empty where nobody has to."""
    if not item.doubts:
        return ""
    named = "；".join(f"{ambiguity(code).open}（{code}）" for code in item.doubts)
    return f"“{item.item}”取决于尚未核定的歧义事项：{named}。请先核定歧义事项，再作出审查结论。"


def items_of(application: Application) -> list[Item]:
    """Return the items in the order of the notice: gates, the way of applying, credits, materials.

    Where ambiguities were settled the items answer by what was examined after.
    """
    examination = examination_in_force(application)
    # What was found about the materials at filing; decisions on ambiguities do not touch it.
    checked = application.snapshot.examination.get("materials", ()) if application.snapshot else ()
    findings: list[dict[str, Any]] = examination.get("findings", [])
    return [
        *(_gate(finding) for finding in findings if finding.get("group") == "gate"),
        *_way(examination, [finding for finding in findings if finding.get("group") == "route"]),
        *_titles(application),
        *_letters(application),
        *_assessed(application),
        *_credits([finding for finding in findings if finding.get("group") == "credits"]),
        *(_material(material, checked) for material in _asked(application)),
    ]


def _gate(finding: dict[str, Any]) -> Item:
    words = (finding["asks"], finding["clause"], finding["because"], finding["answer"])
    return Item(f"gate:{finding['id']}", *words, _doubts([finding]))


def _doubts(findings: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """What a decision alone can answer; where a fact is missing too, no decision can."""
    waiting = [found for found in findings if found["answer"] == "unknown"]
    if any(found.get("missing") for found in waiting):
        return ()
    return tuple(sorted({code for found in waiting for code in found.get("ambiguities", ())} - {MISSING}))


def _way(examination: dict[str, Any], findings: list[dict[str, Any]]) -> Iterator[Item]:
    chosen = next((found for found in findings if found.get("id") == examination.get("rule")), None)
    for found in [chosen] if chosen else findings[:1]:
        name = f"学历、资历条件（{found.get('route') or examination.get('route') or '申报方式待定'}）：{found['asks']}"
        yield Item("way", name, found["clause"], found["because"], found["answer"], _doubts([found]))


def _titles(application: Application) -> Iterator[Item]:
    """A title won elsewhere without entrustment is not recognised in the city (R324): an officer looks into each."""
    if application.plan.region.code != _CITY or application.snapshot is None:
        return
    for record in application.snapshot.content.get("titles", ()):
        issuer = str(record.get("data", {}).get("issuer") or "")
        if issuer and not any(name in issuer for name in _OWN_ISSUERS):
            number = str(record["data"].get("entrustment_number") or "").strip()
            told = f"填写的委托评审函为{number}，请在“委托市外评审”登记簿核对" if number else "没有填写委托评审函文号"
            because = f"审批机关“{issuer}”不属于本市或本省，{told}；未经人力社保部门委托取得的不予认可。"
            yield Item(f"title:{record.get('id')}", f"职称认可：{record['title']}", _RECOGNITION, because, "unknown")


def _assessed(application: Application) -> Iterator[Item]:
    """What the employer has stated of a person to be determined; without its statement somebody has to look."""
    opinion = stated_by_employer(application) if application.plan.is_initial else None
    said = {row["item"] for row in opinion.items} if opinion else set()
    for each in statements_of(application):
        is_stated = opinion is not None and each.says in said
        because = f"{opinion.body}在推荐意见中确认。" if opinion and is_stated else "用人单位的推荐意见中没有确认。"
        name = f"用人单位确认：{each.says}"
        yield Item(f"statement:{each.key}", name, each.clause, because, "met" if is_stated else "unknown")


def _letters(application: Application) -> Iterator[Item]:
    """Whose review was entrusted, by whom and for what (S3 二(一)); who was recommended by a lower committee."""
    letter, employer = letter_of(application), application.employer
    if letter is not None:
        said, doubts = letter["data"], doubts_about(application, letter)
        told = f"{said.get('issuer', '')}（{said.get('issuer_kind') or '未写明类别'}）{said.get('number', '')}"
        because = "；".join(doubts) if doubts else f"{told}，{letter.get('started', '')}出具"
        because += "，请核对原件。"
        yield Item("entrustment", f"委托评审函：{told}", ENTRUST_CLAUSE, because, "unknown" if doubts else "")
    elif employer and employer.region and _is_above(employer.region.level, application.plan.region.level):
        because = f"{employer.name}登记在{employer.region.name}，请核对是否属部属、省部属单位而须提供委托评审函。"
        yield Item("entrustment", "委托评审函", ENTRUST_CLAUSE, because, "unknown")
    stated = application.snapshot.content["application"] if application.snapshot else {}
    if number := stated.get("recommendation"):
        because = f"{stated['recommended_by']}于{stated['recommended_on']}推荐，推荐函编号 {number}。"
        yield Item("recommendation", "下级评委会推荐", RECOMMEND_CLAUSE, because, "met")


_LEVELS = (AdminLevel.PROVINCE, AdminLevel.CITY, AdminLevel.COUNTY)


def _is_above(one: str, other: str) -> bool:
    return _LEVELS.index(AdminLevel(one)) < _LEVELS.index(AdminLevel(other))


def _credits(findings: list[dict[str, Any]]) -> Iterator[Item]:
    if findings:
        answers = {found["answer"] for found in findings}
        worst = next((answer for answer in ("not_met", "unknown") if answer in answers), "met")
        because = "".join(found["because"] for found in findings)
        doubts = _doubts(findings) if worst == "unknown" else ()
        yield Item("credits", "继续教育学时", findings[0]["clause"], because, worst, doubts)


def _asked(application: Application) -> Iterator[dict[str, Any]]:
    # The credits are judged by their policy above.
    return (material for material in materials_for(application) if material["key"] != "credits")


def _material(material: dict[str, Any], found: Iterable[dict[str, Any]]) -> Item:
    """What was found at filing stands beside the material, the worst first; without a check the officer looks."""
    need = "必备" if material.get("required") else "如有"
    own = [each for each in found if each["key"] == material["key"]]
    return Item(
        f"material:{material['key']}",
        f"材料：{material['name']}（{need}）",
        material.get("clause", ""),
        "".join(each["because"] for each in own),
        own[0]["answer"] if own else "",
    )


def decided(items: Iterable[Item], answers: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what an opinion keeps of the decisions: [{"item", "clause", "ok", "reason"}], undecided as None."""
    return [
        {
            "item": item.item,
            "clause": item.clause,
            "ok": answers.get(item.key, {}).get("ok"),
            "reason": str(answers.get(item.key, {}).get("reason", "")).strip(),
        }
        for item in items
    ]
