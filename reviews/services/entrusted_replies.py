"""The results of entrusted reviews, body by body, on their way back to who entrusted them (S3 二(一))."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from reviews.enums import CredentialKind, DocumentKind, LineOutcome
from reviews.models import Application, EntrustedReply, MeetingItem, ResultFiling
from reviews.outcomes import body_named, letter_of
from reviews.services import papers
from reviews.services.numbers import dated_number
from zcps import clock

_RESULTS = {
    CredentialKind.CERTIFICATE.value: "评审通过，已颁发职称电子证书",
    CredentialKind.PROOF.value: "评审通过，已出具评审通过证明",
    CredentialKind.RECOMMENDATION.value: "已推荐至上级评委会，尚待评审",
}
_DETERMINED = "已初定，已颁发职称电子证书"


def draw_up(filing: ResultFiling) -> list[EntrustedReply]:
    """Write a reply to every body that entrusted somebody on a list just approved, and ask for its paper.

    Whoever was not passed at the meeting goes on the first reply, for no list names him.
    """
    people: dict[str, list[dict[str, Any]]] = defaultdict(list)
    kinds: dict[str, str] = {}
    for case, result in _decided(filing):
        letter = letter_of(case)
        if letter is None:
            continue
        body = str(letter["data"].get("issuer") or letter["title"])[:120]
        kinds.setdefault(body, body_named(letter["data"].get("issuer_kind")))
        people[body].append(_person(case, letter, result))
    return [_reply(filing, body, kinds[body], rows) for body, rows in people.items()]


def _decided(filing: ResultFiling) -> Iterable[tuple[Application, str]]:
    approved = filing.lines.filter(outcome=LineOutcome.APPROVED).select_related(
        "application__title", "application__snapshot"
    )
    determined = filing.meeting_id is None
    yield from ((line.application, _DETERMINED if determined else _RESULTS[line.credential]) for line in approved)
    if filing.meeting and filing.order == 1:
        failed = MeetingItem.objects.filter(meeting=filing.meeting, passed=False, re_review=None)
        failed = failed.select_related("application__title", "application__snapshot")
        yield from ((item.application, "评审未通过") for item in failed.order_by("order"))


def _person(case: Application, letter: dict[str, Any], result: str) -> dict[str, Any]:
    assert case.snapshot is not None  # noqa: S101 - the data base holds it: a filed case has its snapshot
    return {
        "application": case.pk,
        "name": case.snapshot.content["profile"]["name"],
        "employer": case.snapshot.content["profile"]["employer"],
        "title": case.title.name if case.title else "",
        "specialty": case.specialty,
        "letter": letter["data"].get("number", ""),
        "result": result,
    }


def _reply(filing: ResultFiling, body: str, kind: str, people: list[dict[str, Any]]) -> EntrustedReply:
    made = EntrustedReply.objects.create(
        filing=filing,
        number=dated_number("WTJG"),
        body=body,
        body_kind=kind,
        people=people,
        drawn_up_at=clock.now(),
    )
    papers.request(DocumentKind.ENTRUSTED_RESULTS, meeting=filing.meeting, filing=filing, reply=made)
    return made
