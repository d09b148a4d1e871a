"""From the words of a service to an assertion: whole, possible and of the kind asked for, or refused.

A number is brought to its normal form before it identifies an account, so that x and X are not two persons.
"""

import re
from collections.abc import Mapping

from accounts.enums import AccountKind
from accounts.gov.refusals import IMPOSSIBLE, INCOMPLETE, WRONG_KIND, refused
from accounts.identity import GovAssertion, LegalPerson, require_assurance
from law.identity import check_idcard, check_uscc
from zcps import clock

# Our words, how they are called on screen, and how long they may be: the columns of an account.
LABELS = {
    "name": ("姓名", 60),
    "id_number": ("证件号码", 40),
    "id_type": ("证件类型", 20),
    "assurance": ("实名等级", 1),
    "phone": ("手机号码", 20),
    "uscc": ("统一社会信用代码", 18),
    "legal_name": ("法人名称", 120),
    "representative": ("法定代表人", 60),
}
LEGAL = ("uscc", "legal_name")
NEEDED = {AccountKind.PERSONAL: ("name", "id_number"), AccountKind.LEGAL_PERSON: (*LEGAL, "name", "id_number")}
IDENTITY_CARD = "身份证"
LOWEST = 1
_PRINTABLE = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]*")
_DOCUMENT = re.compile(r"[0-9A-Z()（）-]{5,40}")


def assertion(kind: AccountKind, said: Mapping[str, object]) -> GovAssertion:
    """Return what the service says.

    Args:
        kind: as what the person asked to come in.
        said: by the names of LABELS; what is missing or empty was not said. The assurance is on our scale, 1 to 3.

    Raises:
        SignInRefused: the assurance is too low, something is missing, impossible, or the account is of the other kind.
    """
    assurance = level(said.get("assurance"))
    # Before all else: below it a service may leave out the rest, and what to do about it is to be told.
    require_assurance(assurance)
    words = {name: _word(name, said.get(name)) for name in LABELS if name != "assurance"}
    _require_kind(kind, words)
    missing = [LABELS[name][0] for name in NEEDED[kind] if not words[name]]
    if missing:
        raise refused(INCOMPLETE.format(missing="、".join(missing)), "something is missing in what the service says")
    id_type = words["id_type"] or IDENTITY_CARD
    number = _number(words["id_number"], id_type)
    legal = _legal_person(words) if kind == AccountKind.LEGAL_PERSON else None
    return GovAssertion(kind, words["name"], number, assurance, words["phone"], id_type, legal)


def level(said: object) -> int:
    """Return the level of assurance; the lowest where it is none of the scale, or not said."""
    written = str(said) if isinstance(said, str | int) and not isinstance(said, bool) else ""
    return int(written) if written in {"1", "2", "3"} else LOWEST


def _word(name: str, said: object) -> str:
    label, longest = LABELS[name]
    if said is None:
        return ""
    word = said.strip() if isinstance(said, str) else None
    if word is None or len(word) > longest or not _PRINTABLE.fullmatch(word):
        raise refused(IMPOSSIBLE.format(name=label), f"{name} is not a word that can be kept")
    return word


def _require_kind(kind: AccountKind, words: Mapping[str, str]) -> None:
    is_legal = any(words[name] for name in LEGAL)
    if kind == AccountKind.PERSONAL and is_legal:
        other = AccountKind.LEGAL_PERSON
    elif kind == AccountKind.LEGAL_PERSON and not is_legal:
        other = AccountKind.PERSONAL
    else:
        return
    raise refused(WRONG_KIND.format(chosen=kind.label, other=other.label), "an account of the other kind")


def _number(written: str, id_type: str) -> str:
    if id_type == IDENTITY_CARD:
        found = check_idcard(written, clock.today())
        if found.valid:
            return found.value
    elif _DOCUMENT.fullmatch(number := written.upper().replace(" ", "")):
        return number
    raise refused(IMPOSSIBLE.format(name=LABELS["id_number"][0]), "the number of the document cannot be")


def _legal_person(words: Mapping[str, str]) -> LegalPerson:
    found = check_uscc(words["uscc"])
    if not found.valid:
        raise refused(IMPOSSIBLE.format(name=LABELS["uscc"][0]), "the code of the legal person cannot be")
    return LegalPerson(found.value, words["legal_name"], words["representative"])
