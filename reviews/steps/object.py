"""提出异议: anybody may object to what a publicity shows, while it runs."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import StoredFile, User
from accounts.services.notices import Message
from reviews.enums import KIND_OF_PUBLICITY, STAGE_IN_PUBLICITY, Stage
from reviews.models import Application, Objection, Publicity, PublicityEntry
from reviews.selectors.people import officers_of_agency, officers_of_employer
from reviews.services.publicity import is_running
from reviews.steps.base import CaseStep
from reviews.steps.opinions import person
from zcps import clock

LONGEST = {"name": 60, "contact": 120, "text": 5000}
_ASKED = {"name": "姓名", "contact": "联系方式", "text": "异议内容"}


class Object(CaseStep):
    """Named or with contact; it holds the end of the publicity for this person (S0 一(一)6).

    Always performed as the public, also by somebody who is signed in: the journal shows who acted to the person whose
    case it is.
    """

    name = "object"
    verb = "提出异议"
    clause = "衢经信产融〔2022〕44号 一(一)6；衢市人社专〔2021〕61号 三(二)"
    roles = frozenset({Role.PUBLIC})
    before = frozenset(STAGE_IN_PUBLICITY.values())

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """Anybody."""
        return True

    def obstacles(self, subject: Application, actor: Actor, **data: Any) -> Iterable[str]:
        """The period runs; name, contact and reasons are there."""
        entry: PublicityEntry | None = data.get("entry")
        if entry is None or not _shows(entry, subject) or not is_running(entry.publicity):
            yield over_sentence(entry)
        for field, label in _ASKED.items():
            text = str(data.get(field, "")).strip()
            if not text:
                yield f"请填写{label}。"
            elif len(text) > LONGEST[field]:
                yield f"{label}共 {len(text)} 字，超过 {LONGEST[field]} 字，请精简。"

    def act(  # noqa: PLR0913 - what an objection consists of, all named at the call
        self,
        subject: Application,
        actor: Actor,
        *,
        entry: PublicityEntry,
        receipt: str,
        name: str,
        contact: str,
        text: str,
        evidence: StoredFile | None = None,
        **data: Any,
    ) -> dict[str, Any]:
        """Keep the objection. Neither name nor text goes into the journal."""
        Objection.objects.create(
            entry=entry,
            receipt=receipt,
            name=name.strip(),
            contact=contact.strip(),
            text=text.strip(),
            evidence=evidence,
            raised_at=clock.now(),
        )
        return {"publicity": entry.publicity_id}

    def messages(
        self, subject: Application, actor: Actor, *, entry: PublicityEntry, receipt: str = "", **data: Any
    ) -> Iterable[Message]:
        """Tell those who published, and nobody else."""
        publicity = entry.publicity
        text = f"{publicity.title}：收到对{person(subject)}的异议（受理编号 {receipt}）。核查结论作出前，其公示不结束。"
        for officer in _publishers(publicity):
            yield Message(officer, "收到异议，请核查", text, f"/objections/{receipt}/")


def _publishers(publicity: Publicity) -> Iterable[User]:
    if publicity.employer_id is not None:
        return officers_of_employer(publicity.employer)
    return officers_of_agency(publicity.agency)


def over_sentence(entry: PublicityEntry | None) -> str:
    """Return the sentence for an objection that comes too late."""
    contact = f"如仍需反映情况，请联系{entry.publicity.contact}。" if entry else ""
    return f"该公示已经结束，不再受理异议。{contact}"


def _shows(entry: PublicityEntry, subject: Application) -> bool:
    kind = KIND_OF_PUBLICITY[Stage(subject.stage)]
    return entry.application_id == subject.pk and entry.released_at is None and entry.publicity.kind == kind


OBJECT = Object()
