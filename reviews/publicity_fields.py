"""What a publicity may show of a person: a plan chooses among these, and nothing else can be chosen (PIPL 25).

Identity numbers, telephone numbers and addresses are not in the list. Where somebody typed one into the name of a work,
the publicity does not open until the text is mended or the officer decides that the number is to be taken out; and
nothing is frozen with a number in it, whoever decided what.
"""

from collections.abc import Callable
from typing import Any

from law.personal_numbers import has_numbers, without_numbers
from reviews.enums import PublicityKind
from reviews.models import Application

# Snapshot.content; its structure stands in reviews/services/snapshots.py.
Content = dict[str, Any]

_MOST_TITLES = 12


def _of(part: str, field: str) -> Callable[[Content], str]:
    def read(content: Content) -> str:
        return str(content.get(part, {}).get(field) or "")

    return read


def _achievements(content: Content) -> str:
    done = content.get("achievements", {})
    records = [*done.get("after", ()), *done.get("before", ()), *content.get("papers", ())]
    more = f"；等 {len(records)} 项" if len(records) > _MOST_TITLES else ""
    return "；".join(record["title"] for record in records[:_MOST_TITLES]) + more


FIELDS: dict[str, tuple[str, Callable[[Content], str]]] = {
    "name": ("姓名", _of("profile", "name")),
    "gender": ("性别", _of("profile", "gender")),
    "employer": ("工作单位", _of("profile", "employer")),
    "post": ("现任岗位", _of("profile", "post")),
    "title": ("申报资格", _of("application", "title")),
    "level": ("级别", _of("application", "level_label")),
    "specialty": ("申报专业", _of("application", "specialty")),
    "way": ("申报方式", _of("application", "way")),
    "education": ("学历学位", _of("profile", "education")),
    "current_title": ("现任职称", _of("profile", "current_title")),
    "achievements": ("主要业绩", _achievements),
}


def fields_of(case: Application, kind: str) -> list[str]:
    """Return the keys of what a publicity of this kind shows: the plan's white list, and the employer's own besides.

    The employer shows its people's achievements in its own house (S2 附件2 四), where the plan says so.
    """
    own = case.plan.employer_fields if kind == PublicityKind.EMPLOYER else []
    return list(dict.fromkeys([*case.plan.public_fields, *own]))


def shown(case: Application, kind: str) -> list[list[str]]:
    """Return [[label, text], …] for one person, in the order of the plan's white list.

    Raises:
        KeyError: the plan names a field that does not exist; its publication should have been refused.
    """
    return [[label, without_numbers(text)] for label, text in _texts(case, kind)]


def with_numbers(case: Application, kind: str) -> list[str]:
    """Return the labels of the fields in whose text a number stands that tells who somebody is."""
    return [label for label, text in _texts(case, kind) if has_numbers(text)]


def _texts(case: Application, kind: str) -> list[tuple[str, str]]:
    content = case.snapshot.content if case.snapshot else {}
    chosen = (FIELDS[key] for key in fields_of(case, kind))
    return [(label, read(content)) for label, read in chosen]
