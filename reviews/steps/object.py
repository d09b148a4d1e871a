"""提出异议: anybody may object to what a publicity shows, while it runs."""

from collections.abc import Iterable, Sequence
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import StoredFile
from accounts.services.notices import Message
from reviews.enums import KIND_OF_PUBLICITY, STAGE_IN_PUBLICITY, Stage
from reviews.models import Application, Objection, Publicity, PublicityEntry
from reviews.selectors.people import officers_of_publisher
from reviews.services.calendar import after_working_days
from reviews.services.publicity import is_running
from reviews.steps.base import CaseStep
from reviews.steps.opinions import person
from zcps import clock

LONGEST = {"name": 60, "contact": 120, "text": 5000}
_ASKED = {"name": "姓名", "contact": "联系方式", "text": "异议内容"}
# An anonymous objection says something that can be looked into: more than a sentence, and evidence with it.
LEAST_ANONYMOUS = 20
OBJECTING_CLAUSE = "衢经信产融〔2022〕44号 一(一)6；衢市人社专〔2021〕61号 三(二)"


class Object(CaseStep):
    """With name and contact, or anonymous where the plan allows it; it holds the end of the publicity for this person.

    Always performed as the public, also by somebody who is signed in: the journal shows who acted to the person whose
    case it is.
    """

    name = "object"
    verb = "提出异议"
    clause = OBJECTING_CLAUSE
    roles = frozenset({Role.PUBLIC})
    before = frozenset(STAGE_IN_PUBLICITY.values())

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """Anybody."""
        return True

    def wrong_stage(self, subject: Application) -> str:
        """Say that it is over, and not where the case is by now: anybody may ask."""
        return over_sentence(None)

    def obstacles(self, subject: Application, actor: Actor, **data: Any) -> Iterable[str]:
        """The period runs; name, contact and reasons are there."""
        entry: PublicityEntry | None = data.get("entry")
        if entry is None or not _shows(entry, subject) or not is_running(entry.publicity):
            yield over_sentence(entry.publicity if entry else None)
        yield from missing_in(entry.publicity if entry else None, **data)

    def act(self, subject: Application, actor: Actor, *, entry: PublicityEntry, **data: Any) -> dict[str, Any]:
        """Keep the objection. Neither name nor text goes into the journal."""
        keep_objection(entry.publicity, entry, **data)
        return {"publicity": entry.publicity_id}

    def messages(
        self, subject: Application, actor: Actor, *, entry: PublicityEntry, receipt: str = "", **data: Any
    ) -> Iterable[Message]:
        """Tell those who published, and nobody else."""
        publicity = entry.publicity
        text = f"{publicity.title}：收到对{person(subject)}的异议（受理编号 {receipt}）。核查结论作出前，其公示不结束。"
        for officer in officers_of_publisher(publicity):
            yield Message(officer, "收到异议，请核查", text, f"/objections/{receipt}/")


def missing_in(publicity: Publicity | None, /, *, anonymous: bool = False, **data: Any) -> Iterable[str]:
    """Yield what is missing in an objection, or too long."""
    if anonymous:
        yield from _missing_without_name(publicity, **data)
    for field, label in _ASKED.items():
        text = str(data.get(field, "")).strip()
        if not text and not (anonymous and field != "text"):
            yield f"请填写{label}。"
        elif len(text) > LONGEST[field]:
            yield f"{label}共 {len(text)} 字，超过 {LONGEST[field]} 字，请精简。"


def _missing_without_name(publicity: Publicity | None, /, **data: Any) -> Iterable[str]:
    if publicity is None or not publicity.takes_anonymous:
        yield "本计划不接受匿名异议，请填写姓名和联系方式。您的身份只供核查人员使用，不向被反映人公开。"
        return
    if not data.get("files"):
        yield "匿名提出异议的，请上传能够查证的佐证材料。"
    if 0 < len(str(data.get("text", "")).strip()) < LEAST_ANONYMOUS:
        yield f"匿名提出异议的，请写明具体的人员、时间和事实（不少于 {LEAST_ANONYMOUS} 字），以便查证。"


def keep_objection(  # noqa: PLR0913 - what an objection consists of, all named at the call
    publicity: Publicity,
    entry: PublicityEntry | None,
    /,
    *,
    receipt: str,
    text: str,
    name: str = "",
    contact: str = "",
    anonymous: bool = False,
    secret: str = "",
    files: Sequence[StoredFile] = (),
    **_data: Any,
) -> Objection:
    """Write an objection down, with the day until which it has to be answered."""
    kept = Objection.objects.create(
        publicity=publicity,
        entry=entry,
        receipt=receipt,
        secret=secret,
        is_anonymous=anonymous,
        name="" if anonymous else name.strip(),
        contact="" if anonymous else contact.strip(),
        text=text.strip(),
        raised_at=clock.now(),
        due_at=after_working_days(publicity.answer_days),
    )
    kept.files.set(files)
    return kept


def over_sentence(publicity: Publicity | None) -> str:
    """Return the sentence for an objection that comes too late."""
    contact = f"如仍需反映情况，请联系{publicity.contact}。" if publicity else ""
    return f"该公示已经结束，不再受理异议。{contact}"


def _shows(entry: PublicityEntry, subject: Application) -> bool:
    kind = KIND_OF_PUBLICITY[Stage(subject.stage)]
    return entry.application_id == subject.pk and entry.released_at is None and entry.publicity.kind == kind


OBJECT = Object()
