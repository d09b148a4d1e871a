"""The notices that are cited, and how a clause of one is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from law.errors import BadInput


@dataclass(frozen=True, slots=True)
class Notice:
    """An official document. `number` is what a citation begins with."""

    code: str
    number: str
    title: str
    year: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A place in a notice, cited as `衢经信产融〔2022〕44号 二(二)`."""

    notice: Notice
    section: str

    def __str__(self) -> str:
        """Return the citation as it is shown to people."""
        return f"{self.notice.number} {self.section}".strip()


NOTICES = {
    notice.code: notice
    for notice in (
        Notice(
            "S0", "衢经信产融〔2022〕44号", "关于开展2022年全市工艺美术专业初级、中级专业技术资格申报工作的通知", 2022
        ),
        Notice(
            "S1", "浙经信消费〔2022〕203号", "关于开展2022年度浙江省正高级工艺美术师职务任职资格评审工作的通知", 2022
        ),
        Notice("S2", "杭州市2020年工艺美术中级职称评审通知", "2020年度杭州市工艺美术中级职称申报评审通知附件", 2020),
        Notice("S3", "衢市人社专〔2021〕61号", "关于做好2021年度职称评审工作的通知", 2021),
        Notice("S4", "衢市人社专〔2023〕23号", "关于进一步加强高技能人才与专业技术人才职业发展贯通的通知", 2023),
    )
}


def clause(citation: str, documents: Mapping[str, Notice] = NOTICES) -> Clause:
    """Parse `S0 二(二)` into a clause.

    Raises BadInput when the short code is none of `documents`.
    """
    code, _, section = citation.strip().partition(" ")
    if code not in documents:
        raise BadInput(f"引用“{citation}”未以已登记的通知代号开头，请使用 {'、'.join(documents)} 之一。")
    return Clause(documents[code], section)


def cite(citations: str, documents: Mapping[str, Notice] = NOTICES) -> str:
    """Write out one or several citations, separated by `; `, in full."""
    return "；".join(str(clause(part, documents)) for part in citations.split(";"))


def registered(own: Mapping[str, Mapping[str, Any]]) -> dict[str, Notice]:
    """Return the notices that a rulebook may cite: the registered ones, and its own `{code: {number, title, year}}`.

    Raises BadInput when an own code is taken by another document or a number is missing.
    """
    documents = dict(NOTICES)
    for code, row in own.items():
        notice = Notice(code, str(row.get("number", "")).strip(), str(row.get("title", "")), int(row.get("year", 0)))
        if not notice.number:
            raise BadInput(f"文件“{code}”没有文号，请填写发文字号；没有文号的，填写文件名称。")
        if code in NOTICES and NOTICES[code] != notice:
            raise BadInput(f"文件代号“{code}”已用于{NOTICES[code].number}，请换一个代号。")
        documents[code] = notice
    return documents
