"""People reviewed elsewhere (委托市外评审): a letter that has been issued, and a request on the bureau's desk."""

from typing import Any

from accounts.actor import Actor
from accounts.steps.base import perform
from reviews.demo import acts
from reviews.demo.season import Season, bureau_of
from reviews.models import Application, Entrustment
from reviews.services.entrustments import bureau_for, new_entrustment
from reviews.steps.agree_entrustment import AGREE_ENTRUSTMENT
from reviews.steps.issue_entrustment import ISSUE_ENTRUSTMENT
from reviews.steps.submit_entrustment import SUBMIT_ENTRUSTMENT

_ASKED = {
    "series": "工艺美术",
    "title": "高级工艺美术师",
    "level": "associate_senior",
    "committee": "浙江省高级工艺美术师职务任职资格评审委员会（仿真）",
    "place": "浙江省杭州市",
    "ground": "no_committee",
    "reason": "本市没有组建工艺美术系列副高级评审委员会。",
}
_LETTER = "衢人社函〔2022〕12号（仿真）"


def ask(season: Season) -> None:
    """Two ask through their employers and counties; for the first the bureau issues the letter."""
    first, second = (_asked(case) for case in season["b"][1:3])
    perform(ISSUE_ENTRUSTMENT, first, season.who.bureau, letter_number=_LETTER)
    assert second.holder_id == season.who.bureau.agency_id  # noqa: S101 - it waits where a visitor looks for it


def _asked(case: Application) -> Entrustment:
    profile = case.applicant
    assert profile.employer is not None  # noqa: S101 - whoever filed has one
    bureau = bureau_for(profile.employer)
    assert bureau is not None  # noqa: S101 - every region of the season has one
    given: dict[str, Any] = {**_ASKED, "specialty": case.specialty}
    made = perform(SUBMIT_ENTRUSTMENT, new_entrustment(profile, bureau), acts.applicant(case), **given)
    made = perform(AGREE_ENTRUSTMENT, made, acts.officer(profile.employer), text="")
    if made.holder_id != bureau.pk:
        made = perform(AGREE_ENTRUSTMENT, made, _examiner(made), text="")
    return made


def _examiner(made: Entrustment) -> Actor:
    assert made.employer.region is not None  # noqa: S101 - it is bound
    return bureau_of(made.employer.region.code)
