"""Titles that are not for people of self-appointing institutions (自主评聘单位除外, S3 附件; R107)."""

from collections.abc import Iterator

from employers.models import Employer
from employers.selectors.self_appointing import appoints_itself
from reviews.enums import TitleScope
from reviews.models import PlanTitle


def excluded_from(title: PlanTitle | None, employer: Employer | None) -> Iterator[str]:
    """Yield why somebody of this employer cannot apply for this title, and where he goes instead."""
    if title is None or employer is None or title.scope != TitleScope.NOT_SELF_APPOINTING:
        return
    standing = appoints_itself(employer, title.plan.series)
    if standing is not None:
        yield (
            f"{title.name}的对象范围为“自主评聘单位除外”，您所在的“{employer.name}”是自主评聘单位"
            f"（{standing.document_number}），不能按“{title.plan.name}”申报。"
            "请按本单位当年的评聘方案申报，具体咨询本单位人事部门。"
        )
