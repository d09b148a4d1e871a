"""Step: the form of a legal act. perform(): the one door, the only writer of a stage."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar, Generic, TypeVar

from django.db import models, transaction

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services import clock_doubt, journal, notices, persons, proof
from accounts.services.notices import Message
from accounts.words import numbers_told, writes_officially

S = TypeVar("S", bound=models.Model)
# 公务员法 第七十六条 (一): whoever acts officially recuses himself where his own interests are concerned.
ABOUT_ONESELF = "当事人为您本人，您应当回避（公务员法第七十六条），请由本机构其他经办人办理。"


class ActRefused(Exception):
    """The act was not done and nothing was changed. `reasons` are Chinese sentences, all of them at once."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("；".join(reasons))
        self.reasons = reasons


class Step(Generic[S]):
    """One legal act: who may do it, when, what stands in its way, and what it changes.

    A subclass is a file named after the act, with one instance in its procedure's table. Data given to perform() reach
    the methods as keyword arguments; a subclass names those it needs. (`*args` is never filled: together with `**data`
    it tells the type checker that subclasses may do so.)
    """

    # The act's name in code and journal, and the verb on its button.
    name: ClassVar[str]
    verb: ClassVar[str]
    # Where in the notices it stands.
    clause: ClassVar[str]
    roles: ClassVar[frozenset[Role]]
    # The stages it starts from; `after` is None where act() decides or where the act is a mark without a stage.
    before: ClassVar[frozenset[str]]
    after: ClassVar[str | None] = None
    # Whether the one who acts has to show once more that it is he (accounts.services.proof).
    decisive: ClassVar[bool] = False
    # The data that are numbers by their nature: in everything else that an officer writes none of a person may stand.
    numbers: ClassVar[frozenset[str]] = frozenset()
    # Whether a second officer has to follow: then it has to be known who the first one is.
    asks_for_second: ClassVar[bool] = False
    # Whether the law ties it to its moment and it can wait: it is not done by a clock that is in doubt.
    awaits_clock: ClassVar[bool] = False

    def concerns(self, subject: S, actor: Actor) -> bool:
        """Whether this actor, having the right role, is the one for this very subject."""
        raise NotImplementedError

    def obstacles(self, subject: S, actor: Actor, *args: Any, **data: Any) -> Iterable[str]:
        """Yield a Chinese sentence for each thing that stands in the way: what is missing, and what to do."""
        return ()

    def act(self, subject: S, actor: Actor, *args: Any, **data: Any) -> dict[str, Any]:
        """Do it, without saving the subject itself; return what the journal keeps besides."""
        return {}

    def messages(self, subject: S, actor: Actor, *args: Any, **data: Any) -> Iterable[Message]:
        """Yield whom to tell what once it is done."""
        return ()

    def left_open(self, subject: S, deadline: dt.datetime) -> Iterable[Message]:
        """Yield whom to tell that a doubted clock leaves open whether it was done before its deadline: he decides."""
        return ()

    def case_of(self, subject: S) -> int | None:
        """The application whose timeline shows the act."""
        return None

    def about(self, subject: S) -> Iterable[int | None]:
        """The accounts of the persons whom the act is about: no officer of an office does it about himself."""
        return ()

    def signs_as(self, actor: Actor) -> Actor:
        """Who stands in the journal: the one who acts, save where a secret ballot forbids to name him."""
        return actor

    def is_open_to(self, subject: S, actor: Actor) -> bool:
        """Whether the actor may try: role, stage and subject fit. Obstacles may still stand in the way."""
        return (
            actor.role in self.roles and subject.stage in self.before and self.concerns(subject, actor)  # type: ignore[attr-defined]  # what acts are done to has a stage
        )

    def wrong_stage(self, subject: S) -> str:
        """The sentence for somebody who comes too late or too early."""
        stage = subject.get_stage_display()  # type: ignore[attr-defined]  # what acts are done to has a stage
        return f"当前状态为“{stage}”，不能{self.verb}。该事项可能已由他人办理，请刷新页面查看最新进展。"


def verbs(kind: type[Any] = Step) -> dict[str, str]:
    """Return every act that has been defined, by its name: the procedure's own words, without its table."""
    found: dict[str, str] = {}
    for step in kind.__subclasses__():
        found |= {step.name: step.verb} if "name" in vars(step) else {}
        found |= verbs(step)
    return found


def perform(step: Step[S], subject: S, by: Actor, **data: Any) -> S:
    """Do one legal act: lock, re-read, check role, stage and obstacles, act, journal, save, queue notices.

    Args:
        step: the act.
        subject: the row it is done to; the caller's copy may be stale.
        by: who does it.
        data: what the act needs; see its act().

    Returns:
        The subject as it is now.

    Raises:
        ActRefused: with every reason at once; nothing has changed.
        ProofNeeded: for a decisive act, where the one who acts did not show lately that it is he.
    """
    if step.decisive:
        proof.demand(by, step.verb)
    with transaction.atomic():
        fresh = _locked(subject)
        _check(step, fresh, by, data)
        before, due = fresh.stage, getattr(fresh, "due_at", None)  # type: ignore[attr-defined]  # what acts are done to has a stage
        kept = step.act(fresh, by, **data)
        if step.after is not None:
            fresh.stage = step.after  # type: ignore[attr-defined]  # what acts are done to has a stage
        fresh.save()
        messages = list(step.messages(fresh, by, **data))
        after = fresh.stage  # type: ignore[attr-defined]  # what acts are done to has a stage
        entry = journal.written(
            step.name, fresh, step.signs_as(by), case=step.case_of(fresh), before=before, after=after, **kept
        )
        # Last of all, for the chain stays locked from here on; whether the clock is in doubt is asked with it.
        journal.append([entry], due)
        if due and "deadline" in entry.data.get(clock_doubt.KEY, {}):
            messages += step.left_open(fresh, due)
        # The outbox row commits with the act; the mail leaves after the commit, by the worker.
        notices.queue(entry.digest, messages)
    return fresh


def reasons_against(step: Step[S], subject: S, by: Actor, **data: Any) -> list[str]:
    """Return every reason why perform() would refuse, without doing anything; empty where it would act."""
    if by.role not in step.roles or not step.concerns(subject, by):
        return [f"您当前的身份（{by.hat_label}）不能办理“{step.verb}”。请切换身份，或联系办理机构。"]
    if subject.stage not in step.before:  # type: ignore[attr-defined]  # what acts are done to has a stage
        return [step.wrong_stage(subject)]
    own = list(_own_matter(step, subject, by))
    if step.asks_for_second and persons.is_numberless(by.user):
        own.append(persons.NUMBERLESS)
    return [*own, *step.obstacles(subject, by, **data), *_numbers_in(step, by, data)]


def _own_matter(step: Step[S], subject: S, by: Actor) -> Iterable[str]:
    if by.agency is None or by.user is None:
        return
    about = [key for key in step.about(subject) if key is not None]
    # Of an office account without a number nobody knows whose other accounts there are.
    if about and persons.is_numberless(by.user):
        yield persons.PERHAPS_ONESELF
    elif persons.is_among(by.user, about):
        yield ABOUT_ONESELF


def _numbers_in(step: Step[S], by: Actor, data: dict[str, Any]) -> list[str]:
    if not writes_officially(by):
        return []
    return numbers_told(*(value for name, value in data.items() if name not in step.numbers))


def _locked(subject: S) -> S:
    # no_key: rows that only refer to the subject need not wait for it.
    rows = type(subject)._default_manager.select_for_update(of=("self",), no_key=True)
    return rows.get(pk=subject.pk)


def _check(step: Step[S], subject: S, by: Actor, data: dict[str, Any]) -> None:
    reasons = [*reasons_against(step, subject, by, **data), *(_by_a_doubted_clock(step) if step.awaits_clock else ())]
    if reasons:
        raise ActRefused(reasons)


def _by_a_doubted_clock(step: Step[S]) -> Iterable[str]:
    # Asked where it is done and not where a page offers it: a page with a hundred buttons asks nothing.
    if doubt := clock_doubt.found():
        yield (
            f"平台时钟存疑（{doubt.said}），“{step.verb}”以办理时刻为准，须待时钟校准后办理，所填内容请先自行保存。"
            "请联系系统管理员核对时钟，校准后再次提交；其他事项可以继续办理。"
        )
