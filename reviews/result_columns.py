"""What the list of people who were passed says of each; ID numbers only masked."""

from collections.abc import Callable

from reviews.enums import CredentialKind
from reviews.models import ResultLine
from zcps.templatetags.masking import mask_id


def _of_profile(key: str) -> Callable[[ResultLine], str]:
    def told(line: ResultLine) -> str:
        snapshot = line.application.snapshot
        return str(snapshot.content["profile"].get(key) or "") if snapshot else ""

    return told


def _number(line: ResultLine) -> str:
    found = line.application.certificate
    return found.number if found else ""


def _title(line: ResultLine) -> str:
    """The title; one that is only recommended says so."""
    name = line.application.title.name if line.application.title else ""
    return f"{name}（推荐）" if line.credential == CredentialKind.RECOMMENDATION else name


COLUMNS: tuple[tuple[str, Callable[[ResultLine], str]], ...] = (
    ("序号", lambda line: str(line.order)),
    ("姓名", _of_profile("name")),
    ("性别", _of_profile("gender")),
    ("出生日期", _of_profile("born_on")),
    ("证件号码", lambda line: mask_id(line.application.applicant.user.id_number)),
    ("工作单位", _of_profile("employer")),
    ("资格名称", _title),
    ("级别", lambda line: line.application.title.get_level_display() if line.application.title else ""),
    ("专业", lambda line: line.application.specialty),
    ("核准意见", lambda line: line.get_outcome_display()),
    ("证书编号", _number),
)


def row_of(line: ResultLine) -> list[str]:
    """Return one person in the order of the columns."""
    return [show(line) for _, show in COLUMNS]
