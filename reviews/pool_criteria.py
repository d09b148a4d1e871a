"""By what an expert is chosen for a pool: ticked item by item by whoever proposes him (S3 三(四), S4 七)."""

from dataclasses import dataclass

POOL_CLAUSE = "衢市人社专〔2021〕61号 三(四)"
SKILLED_CLAUSE = "衢市人社专〔2023〕23号 七"


@dataclass(frozen=True)
class Criterion:
    """One item, and the clause that asks for it."""

    key: str
    words: str
    clause: str


CRITERIA = (
    Criterion("background", "具有相应的学术、技术背景", POOL_CLAUSE),
    Criterion("authority", "在本行业范围内具有权威性", POOL_CLAUSE),
    Criterion("representative", "在本行业范围内具有代表性", POOL_CLAUSE),
    Criterion("fair", "在本行业范围内具有公正性", POOL_CLAUSE),
    Criterion("system", "能够胜任职称评审系统操作", POOL_CLAUSE),
)
# Besides those, for a skilled worker who won a senior title by review.
SKILLED_CRITERIA = (
    Criterion("ability", "能力水平优秀", SKILLED_CLAUSE),
    Criterion("character", "道德素养过硬", SKILLED_CLAUSE),
    Criterion("match", "专业匹配度高", SKILLED_CLAUSE),
    Criterion("able", "能够胜任评审工作", SKILLED_CLAUSE),
)
BY_KEY = {criterion.key: criterion for criterion in (*CRITERIA, *SKILLED_CRITERIA)}


def wanted(*, is_skilled: bool) -> tuple[Criterion, ...]:
    """Return what has to be ticked for a person."""
    return (*CRITERIA, *SKILLED_CRITERIA) if is_skilled else CRITERIA
