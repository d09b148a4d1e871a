"""Entrusted reviews coming in: who may entrust, what the letter has to say, who has to have one (S3 二(一); S1 一2)."""

from collections.abc import Iterator, Sequence

from applicants.enums import Module
from applicants.models import ArchiveRecord
from law.materials import ENTRUST_LETTER
from reviews.enums import EntrustingBody
from reviews.models import Application
from reviews.outcomes import ENTRUST_CLAUSE, body_named
from reviews.terms import terms_for

# The fact that a person may state of himself before the letter is a record.
CLAIM = "person.entrust_letter"
# What a letter says, and the words for it.
_FIELDS = {
    "issuer": "出具机构",
    "issuer_kind": "委托评审函出具机构类别",
    "number": "文号",
    "entrusted_people": "函中所列被委托人员",
    "entrusted_title": "函中所列资格",
}


def letters_in(records: Sequence[ArchiveRecord]) -> list[ArchiveRecord]:
    """Return the letters of entrustment among records."""
    return [each for each in records if each.module == Module.CREDENTIAL and each.data.get("kind") == ENTRUST_LETTER]


def missing_letter(records: Sequence[ArchiveRecord], *, claimed: bool) -> Iterator[str]:
    """Yield what is missing where somebody says that he has a letter and shows none."""
    if claimed and not letters_in(records):
        yield (
            f"您声明持有委托评审函，请在业绩档案“资质证书”板块登记“{ENTRUST_LETTER}”，写明出具机构、文号、日期、"
            f"被委托人员和资格并上传，经单位审核后选取（{ENTRUST_CLAUSE}）。"
        )


def wrong_letter(application: Application, records: Sequence[ArchiveRecord]) -> Iterator[str]:
    """Yield what is plainly wrong with the letters that were taken in; what they mean an officer looks into."""
    accepted = terms_for(application).entrusting_bodies
    for letter in letters_in(records):
        missing = [label for name, label in _FIELDS.items() if not str(letter.data.get(name) or "").strip()]
        if missing:
            yield (
                f"“{letter.title}”没有填写{'、'.join(missing)}，请在业绩档案“资质证书”板块补充，经单位审核后重新选取"
                f"（{ENTRUST_CLAUSE}）。"
            )
        kind = body_named(letter.data.get("issuer_kind"))
        if kind and accepted and kind not in accepted:
            able = "、".join(str(EntrustingBody(each).label) for each in accepted)
            yield (
                f"“{letter.title}”由{EntrustingBody(kind).label}出具，本计划的委托评审函须由{able}出具（{ENTRUST_CLAUSE}）。"
                "请向人事关系所在的上述单位申请出具。"
            )
