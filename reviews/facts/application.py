"""The facts of one application, and what the law says of them."""

import datetime as dt
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from applicants.enums import RecordStage
from applicants.facts import person_facts
from applicants.models import ArchiveRecord
from applicants.modules import chinese_date
from credits.facts import credits_by_year
from law.answers import Reading, Readings
from law.examination import Examination, examine
from reviews.facts.claims import best_contest, listed_occupations, related_records
from reviews.facts.frozen import facts_filed
from reviews.facts.questions import Question, merged, questions_for
from reviews.models import Application
from reviews.rulebooks import book_for
from reviews.selectors.integrity import in_force
from reviews.terms import terms_for
from zcps import clock


def taken_records(application: Application) -> list[ArchiveRecord]:
    """Return the records of the archive taken into an application that are still verified, with their evidence."""
    rows = application.records.filter(stage=RecordStage.VERIFIED, deleted_at=None)
    return list(rows.select_related("employer").prefetch_related("evidence__file").order_by("module", "started", "pk"))


def recorded_facts(application: Application, taken: list[ArchiveRecord] | None = None) -> dict[str, Any]:
    """Return what profile, verified records, recognised credits and the integrity file tell, without any answer.

    Args:
        application: whose facts.
        taken: the records taken into it, where they have been read already.
    """
    profile, series = application.applicant, application.plan.series
    taken = taken_records(application) if taken is None else taken
    records, listed = related_records(taken, series, listed_occupations(taken, clock.today()))
    facts = person_facts(profile, records, clock.today(), application.plan.region)
    facts["credits"] = credits_by_year(profile)
    if in_force(profile.integrity_records.all(), terms_for(application).integrity_clock).exists():
        facts.setdefault("person", {})["integrity_record_active"] = True
    facts["apply"] = {"series": series}
    if listed:
        facts["skill"] = {**facts.get("skill", {}), **listed["skill"]}
    if application.title and facts.get("contest"):
        facts["contest"] = best_contest(book_for(application), application.title.name, facts, records)
    return facts


def questions_of(application: Application, recorded: dict[str, Any] | None = None) -> list[Question]:
    """Return what has to be asked of the person; nothing before a title is chosen."""
    if application.title is None:
        return []
    known = recorded_facts(application) if recorded is None else recorded
    book = book_for(application)
    hints = {"person.retires_before_cutoff": _age_hint(application, book.cutoff.day)}
    asked = questions_for(book, application.title.name, known)
    return [replace(each, hint=hints.get(each.path, "") + each.hint) for each in asked]


def _age_hint(application: Application, cutoff: dt.date | None) -> str:
    """Say how old the person will be: since 2025 the retirement age depends on the month of birth and the post."""
    born, day = application.applicant.born_on, cutoff or clock.today()
    if born is None:
        return ""
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return f"按登记的出生日期，{chinese_date(day.isoformat())}您年满 {age} 周岁。"


def facts_of(application: Application, recorded: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return all facts of an application in the law's vocabulary (law.facts): recorded ones, then declared answers."""
    known = recorded_facts(application) if recorded is None else recorded
    return merged(known, application.answers, questions_of(application, known))


def examination_of(application: Application, recorded: dict[str, Any] | None = None) -> Examination | None:
    """Return what the plan's rulebook says of the application today, credits too; None before a title is chosen."""
    if application.title is None:
        return None
    book = book_for(application)
    facts, title = facts_of(application, recorded), application.title.name
    return examine(book, facts, title, clock.today(), credits=True, readings=readings_of(application))


def reexamined(application: Application, further: Readings = MappingProxyType({})) -> Examination | None:
    """Return what the law says of the version filed last by the readings that were decided, and by `further` ones.

    Nothing that has changed in the archive since counts: the facts are those that were frozen. None where they cannot
    be read any more.
    """
    snapshot, title = application.snapshot, application.title
    assert snapshot is not None, "only a filed case has decisions"  # noqa: S101 - a constraint of the table
    assert title is not None, "as above"  # noqa: S101 - filing has made sure of it
    facts = facts_filed(snapshot, application.plan.region)
    if facts is None:
        return None
    on = dt.date.fromisoformat(snapshot.examination["examined_on"])
    readings = {**readings_of(application), **further}
    return examine(book_for(application), facts, title.name, on, credits=True, readings=readings)


def readings_of(application: Application) -> dict[str, Reading]:
    """Return how ambiguities were settled for an application; none before it was filed for the first time."""
    if application.snapshot_id is None:
        return {}
    rows = application.decisions.filter(replaced_at=None)
    return {row.code: Reading(row.favours, row.says, row.clause) for row in rows}
