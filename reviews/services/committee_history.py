"""Writing what holds for a committee from a day on, so that what held before stays on record."""

import datetime as dt
from collections.abc import Iterable

from reviews.enums import TitleMode
from reviews.models import Committee, CommitteeFunction, CommitteeName

Function = tuple[str, str]


def take_name(committee: Committee, name: str, day: dt.date, document: str) -> None:
    """Give a committee another name from a day on; what it was called until then can still be searched for."""
    present = committee.names.filter(valid_until=None).first()
    if present is None:
        present = CommitteeName(committee=committee, name=committee.name, document=committee.source)
    present.valid_until = day
    present.save()
    CommitteeName.objects.create(committee=committee, name=name, valid_from=day, document=document)
    committee.former_names = list(dict.fromkeys([*committee.former_names, committee.name]))
    committee.name = name


def functions_of(committee: Committee) -> set[Function]:
    """Return (title, mode) of everything a committee may do now."""
    return {(title, TitleMode.REVIEW.value) for title in committee.titles} | {
        (title, TitleMode.RECOMMEND.value) for title in committee.recommends
    }


def take_functions(
    committee: Committee, titles: Iterable[str], recommends: Iterable[str], day: dt.date, document: str
) -> None:
    """Change what a committee may do from a day on."""
    before = functions_of(committee)
    committee.titles, committee.recommends = list(dict.fromkeys(titles)), list(dict.fromkeys(recommends))
    after = functions_of(committee)
    _keep_first(committee, before)
    gone = committee.functions.filter(valid_until=None)
    for function in gone:
        if (function.title, function.mode) not in after:
            function.valid_until = day
            function.save()
    CommitteeFunction.objects.bulk_create(
        CommitteeFunction(committee=committee, title=title, mode=mode, valid_from=day, document=document)
        for title, mode in sorted(after - before)
    )


def _keep_first(committee: Committee, before: set[Function]) -> None:
    """Write down what the notices say of a committee whose functions were never changed here before."""
    if not committee.functions.exists():
        CommitteeFunction.objects.bulk_create(
            CommitteeFunction(
                committee=committee, title=title, mode=mode, valid_from=committee.founded_on, document=committee.source
            )
            for title, mode in sorted(before)
        )
