"""What a publicity may show of a person: a plan chooses among these, and nothing else can be chosen (PIPL 25).

Identity numbers, telephone numbers and addresses are not in the list. Where somebody typed one into the name of a work,
it is taken out before the row is frozen.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from reviews.models import Application

Content = dict[str, Any]

# An identity number of 18 or 15 digits, a bank card, a telephone number: any run of digits that long identifies somebody.
_NUMBERS = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|\d{16}|\d{19}|1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}-\d{7,8})(?!\d)")
HIDDEN = "（号码不予公示）"
_MOST_TITLES = 12


def without_numbers(text: str) -> str:
    """Return the text with identity and telephone numbers taken out."""
    return _NUMBERS.sub(HIDDEN, text)


def _name(case: Application, content: Content) -> str:
    return case.applicant.user.name


def _employer(case: Application, content: Content) -> str:
    return case.employer.name if case.employer else ""


def _title(case: Application, content: Content) -> str:
    return case.title.name if case.title else ""


def _level(case: Application, content: Content) -> str:
    return case.title.get_level_display() if case.title else ""


def _specialty(case: Application, content: Content) -> str:
    return case.specialty


def _way(case: Application, content: Content) -> str:
    return str(case.snapshot.examination.get("route") or "") if case.snapshot else ""


def _gender(case: Application, content: Content) -> str:
    return str(content.get("profile", {}).get("gender", ""))


def _post(case: Application, content: Content) -> str:
    return str(content.get("profile", {}).get("post", ""))


def _education(case: Application, content: Content) -> str:
    return _newest(content.get("education", ()), "level", "degree", "title")


def _current_title(case: Application, content: Content) -> str:
    return _newest(content.get("titles", ()), "title")


def _achievements(case: Application, content: Content) -> str:
    titles = [str(record.get("title", "")) for part in ("achievements", "papers") for record in content.get(part, ())]
    more = f"；等 {len(titles)} 项" if len(titles) > _MOST_TITLES else ""
    return "；".join(titles[:_MOST_TITLES]) + more


def _newest(records: Iterable[Content], *fields: str) -> str:
    dated = sorted(records, key=lambda record: str(record.get("ended") or record.get("started") or ""))
    values = {**dated[-1], **dated[-1].get("data", {})} if dated else {}
    return next((str(values[field]) for field in fields if values.get(field)), "")


FIELDS: dict[str, tuple[str, Callable[[Application, Content], str]]] = {
    "name": ("姓名", _name),
    "gender": ("性别", _gender),
    "employer": ("工作单位", _employer),
    "post": ("现任岗位", _post),
    "title": ("申报资格", _title),
    "level": ("级别", _level),
    "specialty": ("申报专业", _specialty),
    "way": ("申报方式", _way),
    "education": ("学历学位", _education),
    "current_title": ("现任职称", _current_title),
    "achievements": ("主要业绩", _achievements),
}


def shown(case: Application) -> list[list[str]]:
    """Return [[label, text], …] for one person, in the order of the plan's white list.

    Raises:
        KeyError: the plan names a field that does not exist; its publication should have been refused.
    """
    content = case.snapshot.content if case.snapshot else {}
    chosen = (FIELDS[key] for key in case.plan.public_fields)
    return [[label, without_numbers(read(case, content))] for label, read in chosen]
