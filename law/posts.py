"""The post table of a public institution: whether its numbers allow the people it recommends.

Source: 杭州市2020年工艺美术中级职称评审通知 附件2 7、附件3; 衢市人社专〔2021〕61号 二(四).
"""

import enum
from dataclasses import dataclass

from law.errors import BadInput


class PostAnswer(enum.StrEnum):
    """What a post table comes to."""

    PASS = "pass"  # noqa: S105 - an answer, not a secret
    REJECT = "reject"
    NEEDS_HUMAN = "needs_human"


@dataclass(frozen=True, slots=True)
class PostTable:
    """The intermediate column of a post table.

    approved 核准数, filled 实聘数, vacancy 空缺数 as written; recommended for review 评审 and for initial determination
    初定; `listed` people in the table's list, None when not counted; `is_exception`: a shared regional post or an
    exchange such as 退二进一 is claimed.
    """

    approved: int
    filled: int
    vacancy: int
    recommend_review: int
    recommend_cd: int
    listed: int | None = None
    is_exception: bool = False


@dataclass(frozen=True, slots=True)
class PostFinding:
    """The answer with every reason."""

    answer: PostAnswer
    because: str


def judge_posts(table: PostTable) -> PostFinding:
    """Judge a post table: every defect at once. Raises BadInput for a negative number where none can be."""
    counts = (table.approved, table.filled, table.recommend_review, table.recommend_cd, table.listed or 0)
    if any(count < 0 for count in counts):
        raise BadInput("核准数、实聘数和推荐人数不能为负数，请核对。")
    if defects := _defects(table):
        return PostFinding(PostAnswer.REJECT, "；".join(defects) + "。请更正岗位信息表。")
    recommended = table.recommend_review + table.recommend_cd
    if recommended <= table.vacancy:
        return PostFinding(PostAnswer.PASS, f"推荐 {recommended} 人，不超过空缺 {table.vacancy} 个。")
    if table.vacancy < 0 or table.is_exception:
        return PostFinding(PostAnswer.NEEDS_HUMAN, _exception(table, recommended))
    return PostFinding(
        PostAnswer.REJECT,
        f"推荐评审 {table.recommend_review} 人、初定 {table.recommend_cd} 人，合计 {recommended} 人，"
        f"超过空缺 {table.vacancy} 个。请减少推荐人数。",
    )


def _defects(table: PostTable) -> list[str]:
    defects = []
    if table.approved - table.filled != table.vacancy:
        right = table.approved - table.filled
        defects.append(f"核准数 {table.approved} − 实聘数 {table.filled} = {right}，与空缺数 {table.vacancy} 不符")
    recommended = table.recommend_review + table.recommend_cd
    if table.listed is not None and table.listed != recommended:
        defects.append(f"名单 {table.listed} 人，与同意推荐的 {recommended} 人不符")
    return defects


def _exception(table: PostTable, recommended: int) -> str:
    state = f"空缺数为 {table.vacancy}，推荐 {recommended} 人"
    return f"{state}；仅限统筹岗位或退二进一、退三进二等情形，请写明情形，由岗位管理部门签署意见后核定（AMB-37）。"
