"""Series whose titles are won by examination: nobody is determined in one of them (衢市人社专〔2021〕61号 二(三))."""

from collections.abc import Iterator

from reviews.aliases import EXAM_CLAUSE, Examined, examined_by, plain
from reviews.models import Plan


def examined_in(plan: Plan, specialty: str = "") -> Examined | None:
    """Return the series of a plan, or of one of its specialties, that is won by examination; None where none is.

    Args:
        plan: what it lists itself counts first; the list of the notice always counts (reviews/aliases.yaml).
        specialty: that somebody has chosen; a plan for several series names them there.
    """
    for name in (plan.series, specialty):
        listed = next((one for one in plan.exam_series if name and plain(one) == plain(name)), "")
        if listed:
            return Examined(listed, EXAM_CLAUSE)
        if name and (found := examined_by(name)):
            return found
    return None


def won_by_examination(plan: Plan, specialty: str = "") -> Iterator[str]:
    """Yield why nobody is determined here: the series, the clause, and what to do instead."""
    found = examined_in(plan, specialty) if plan.is_initial else None
    if found:
        yield (
            f"{found.series}系列实行以考代评，须参加国家或省统一考试取得职称，不再进行职称初定（{found.clause}）。"
            "请报名参加相应的专业技术资格考试，考试合格后凭证书聘任，不需要在本平台申报。"
        )
