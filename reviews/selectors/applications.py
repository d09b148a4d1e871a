"""The applicant's cases: what to do next and until when."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from applicants.models import Profile
from reviews.enums import ENDED_WITHOUT_TITLE, Stage
from reviews.models import Application
from reviews.selectors.timeline import standing_of
from reviews.terms import terms_for

# Everything that a page about a case reads, in one query.
CASES = Application.objects.select_related(
    "plan__office",
    "plan__hr_bureau",
    "plan__region",
    "applicant__user",
    "applicant__employer__region",
    "applicant__insurance_region",
    "applicant__file_region",
    "applicant__contract_region",
    "applicant__photo",
    "title__committee",
    "employer__region",
    "holder",
    "snapshot",
)

_KINDS = {
    Stage.ANNOUNCED: "done",
    Stage.ARCHIVED: "done",
    Stage.PASSED: "done",
    Stage.DETERMINED: "done",
    Stage.NOT_PASSED: "stop",
    Stage.NOT_DETERMINED: "stop",
    Stage.NOT_RECOMMENDED: "stop",
    Stage.NOT_ACCEPTED: "stop",
    Stage.LAPSED: "stop",
    Stage.REVOKED: "stop",
    Stage.WITHDRAWN: "info",
    Stage.DRAFT: "due",
}
_PRINTS = frozenset({Stage.QUALIFIED, Stage.DETERMINED, Stage.PRE_REVIEW_PUBLICITY, Stage.READY})


@dataclass(frozen=True)
class Card:
    """One application on the person's own page. `kind` is the shape of its status."""

    application: Application
    standing: dict[str, Any]
    kind: str
    todo: str
    action: str
    url: str
    until: dt.datetime | None

    @property
    def is_live(self) -> bool:
        """Whether it has not ended without a title."""
        return self.application.stage not in ENDED_WITHOUT_TITLE


def status_kind(stage: str) -> str:
    """Return done, due, stop or info for the tag of a stage; what is under way is info."""
    return _KINDS.get(Stage(stage), "info")


def cards_of(profile: Profile) -> list[Card]:
    """Return the person's applications, the newest first (one query)."""
    return [_card(case) for case in CASES.filter(applicant=profile).order_by("-pk")[:50]]


def _card(case: Application) -> Card:
    todo, action = _todo(case)
    url = reverse("application", args=[case.pk])
    until = case.due_at if case.stage == Stage.DRAFT else None
    return Card(case, standing_of(case), status_kind(case.stage), todo, action, url, until)


def _todo(case: Application) -> tuple[str, str]:
    """Return what the person has to do, and the words on the button."""
    if case.stage == Stage.DRAFT:
        return (
            ("请按退回意见补正后重新提交", "修改申报") if case.is_correction else ("请继续填写并提交申报", "继续填报")
        )
    if case.stage in _PRINTS and case.paper_received_at is None:
        terms = terms_for(case)
        return f"请打印评审表一式 {terms.paper_copies} 份，盖章后送{terms.paper_receiver}", "查看申报"
    if case.stage in (Stage.ANNOUNCED, Stage.ARCHIVED):
        return ("已获推荐，可凭推荐函向上级评委会申报" if case.is_put_forward else "评审结果已公布"), "查看结果"
    if case.stage in ENDED_WITHOUT_TITLE:
        return "", "查看申报"
    return "目前不需要您办理，进展会及时通知您", "查看进度"
