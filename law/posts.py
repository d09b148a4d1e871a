"""The post table of a public institution: whether its numbers allow the people it recommends.

Source: 杭州市2020年工艺美术中级职称评审通知 附件2 七、附件3; 衢市人社专〔2021〕61号 二(四).
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


@dataclass(frozen=True, slots=True)
class LevelPosts:
    """One level of the whole sheet: its three figures, what the competition came to, and who stands in the list.

    opened 今年新推出空缺岗位数, converted 其中转评人员使用, used_after 聘任后共使用岗位数; lists are counted by way.
    """

    approved: int
    filled: int
    vacancy: int
    opened: int
    converted: int
    for_review: int
    for_initial: int
    used_after: int
    listed_review: int
    listed_initial: int
    is_exception: bool = False

    @property
    def recommended(self) -> int:
        """Everybody of the year, in both ways (S2 附件3)."""
        return self.for_review + self.for_initial


def judge_level(level: LevelPosts) -> list[PostFinding]:
    """Judge one level of a sheet: every finding, the refusals first; one that passes where nothing is wrong."""
    listed = level.listed_review + level.listed_initial
    table = PostTable(
        level.approved,
        level.filled,
        level.vacancy,
        level.for_review,
        level.for_initial,
        listed=listed,
        is_exception=level.is_exception,
    )
    whole = judge_posts(table)
    found = [] if _is_at_rest(level, whole) else [whole]
    found += [PostFinding(PostAnswer.REJECT, sentence) for sentence in _contradictions(level)]
    found += [PostFinding(PostAnswer.NEEDS_HUMAN, sentence) for sentence in _questions(level)]
    found.sort(key=lambda each: (each.answer is not PostAnswer.REJECT, each.answer is not PostAnswer.NEEDS_HUMAN))
    return found or [PostFinding(PostAnswer.PASS, "今年不推出空缺岗位，数字相符。")]


def _is_at_rest(level: LevelPosts, whole: PostFinding) -> bool:
    """Nothing is opened and nobody recommended: too many appointed then asks nobody anything this year."""
    return not level.opened and not level.recommended and whole.answer is not PostAnswer.REJECT


def _contradictions(level: LevelPosts) -> list[str]:
    found = []
    if level.recommended > level.opened:
        found.append(
            f"同意评审和申报初定共 {level.recommended} 人，超过今年新推出的 {level.opened} 个岗位。请核对推出数或人数。"
        )
    if level.opened > max(level.vacancy, 0) and level.vacancy >= 0 and not level.is_exception:
        found.append(f"今年推出 {level.opened} 个，超过空缺 {level.vacancy} 个。请减少推出数，或写明统筹岗位等情形。")
    if level.converted > level.opened:
        found.append(f"转评人员使用 {level.converted} 个，超过今年新推出的 {level.opened} 个岗位。请核对。")
    by_way = (("评审", level.for_review, level.listed_review), ("初定", level.for_initial, level.listed_initial))
    if level.recommended == level.listed_review + level.listed_initial:
        found += [
            f"同意{way} {said} 人，名单中{way} {listed} 人。请核对各人的方式。"
            for way, said, listed in by_way
            if said != listed
        ]
    return found


def _questions(level: LevelPosts) -> list[str]:
    """What may be so for a good reason, as where somebody leaves his post: the bureau asks (AMB-37)."""
    expected = level.filled + level.recommended
    if level.recommended and level.used_after != expected:
        total = f"实聘数 {level.filled} 加同意的 {level.recommended} 人（{expected} 个）"
        return [f"聘任后共使用 {level.used_after} 个，与{total}不同，请在说明中写明，由岗位管理部门核定。"]
    return []
