"""What officers write in words of their own: opinions, reasons, notes, what they publish.

Such words are kept in clear: they stand on papers, in the journal and in notices. A number that tells who somebody
is, or where to reach him, is therefore not taken in with them (PIPL 6, 25); whoever has to compare one reads it by an
act of its own.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from law.personal_numbers import identity_numbers, mobile_numbers
from zcps.templatetags.masking import mask_id, mask_phone

_FOUND = (
    "文字中含有{what} {number}，请删去后再提交。"
    "此类号码不写入意见、理由、说明和公开的文字；需要核对的，请使用“查看完整号码”。"
)


def writes_officially(by: Actor) -> bool:
    """An office, an employer or an expert; what a person writes in his own affairs is his."""
    return by.agency is not None or by.role in {Role.EMPLOYER, Role.EXPERT}


def numbers_told(*typed: Any, mobiles: bool = True) -> list[str]:
    """Return a sentence for each such number in what was typed: texts, and texts in lists, tables and defects."""
    text = "\n".join(part for each in typed for part in _texts(each))
    told = [_FOUND.format(what="身份证号码", number=mask_id(number)) for number in identity_numbers(text)]
    found = mobile_numbers(text) if mobiles else []
    told += [_FOUND.format(what="手机号码", number=mask_phone(number)) for number in found]
    return list(dict.fromkeys(told))


def _texts(typed: Any) -> Iterable[str]:
    if isinstance(typed, str):
        yield typed
    elif isinstance(typed, Mapping):
        yield from (text for value in typed.values() for text in _texts(value))
    elif isinstance(typed, list | tuple):
        yield from (text for value in typed for text in _texts(value))
    elif isinstance(text := getattr(typed, "text", None), str):
        # A defect: where, what is wrong, and what to do about it.
        yield text
