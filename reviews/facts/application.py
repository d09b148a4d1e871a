"""The facts of one application, and what the law says of them."""

from typing import Any

from applicants.enums import RecordStage
from applicants.facts import person_facts
from applicants.models import ArchiveRecord
from credits.facts import credits_by_year
from law.answers import Reading
from law.examination import Examination, examine
from reviews.facts.questions import Question, merged, questions_for
from reviews.models import Application
from reviews.rulebooks import book_for
from zcps import clock


def taken_records(application: Application) -> list[ArchiveRecord]:
    """Return the records of the archive taken into an application that are still verified, with their evidence."""
    rows = application.records.filter(stage=RecordStage.VERIFIED, deleted_at=None)
    return list(rows.select_related("employer").prefetch_related("evidence__file").order_by("module", "started", "pk"))


def recorded_facts(application: Application) -> dict[str, Any]:
    """Return what profile, verified records, recognised credits and the integrity file tell, without any answer."""
    profile = application.applicant
    facts = person_facts(profile, taken_records(application), clock.today(), application.plan.region)
    facts["credits"] = credits_by_year(profile)
    if profile.integrity_records.filter(ends_on__gte=clock.today()).exists():
        facts.setdefault("person", {})["integrity_record_active"] = True
    facts["apply"] = {"series": application.plan.series}
    return facts


def questions_of(application: Application, recorded: dict[str, Any] | None = None) -> list[Question]:
    """Return what has to be asked of the person; nothing before a title is chosen."""
    if application.title is None:
        return []
    book = book_for(application)
    return questions_for(book, application.title.name, recorded_facts(application) if recorded is None else recorded)


def facts_of(application: Application) -> dict[str, Any]:
    """Return all facts of an application in the law's vocabulary (law.facts): recorded ones, then declared answers."""
    recorded = recorded_facts(application)
    return merged(recorded, application.answers, questions_of(application, recorded))


def examination_of(application: Application) -> Examination | None:
    """Return what the plan's rulebook says of the application today, credits too; None before a title is chosen."""
    if application.title is None:
        return None
    book = book_for(application)
    facts, title = facts_of(application), application.title.name
    return examine(book, facts, title, clock.today(), credits=True, readings=readings_of(application))


def readings_of(application: Application) -> dict[str, Reading]:
    """Return how ambiguities were settled for an application; none before it was filed for the first time."""
    if application.snapshot_id is None:
        return {}
    rows = application.decisions.filter(replaced_at=None)
    return {row.code: Reading(row.favours, row.says, row.clause) for row in rows}
