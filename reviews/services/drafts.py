"""Filling in a draft: each field is saved by itself, and nothing but the draft is touched."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from applicants.models import Profile
from applicants.selectors.records import verified_records
from reviews.enums import Stage
from reviews.facts import questions_of
from reviews.models import Application, Plan, PlanTitle
from zcps import clock


class DraftClosedError(Exception):
    """The application is no longer being filled in; the message says so in Chinese."""


def new_draft(plan: Plan, profile: Profile, title: PlanTitle, specialty: str) -> Application:
    """Make the row of a new application, with every verified record taken in. Called by the act `start` alone."""
    moment = clock.now()
    application = Application.objects.create(
        plan=plan,
        applicant=profile,
        title=title,
        specialty=specialty,
        due_at=plan.filing_closes,
        entered_at=moment,
        created_at=moment,
        saved_at=moment,
    )
    application.records.set(verified_records(profile))
    return application


@transaction.atomic
def save_fields(application: Application, values: Mapping[str, Any]) -> dt.datetime:
    """Store some of title, specialty and statement; return the moment. Raises DraftClosedError."""
    draft = _draft(application)
    for name in ("title", "specialty", "statement"):
        if name in values:
            setattr(draft, name, values[name])
    return _saved(draft, "title", "specialty", "statement")


@transaction.atomic
def save_answers(application: Application, answers: Mapping[str, str]) -> dt.datetime:
    """Store declared facts by path, as the form gives them; what is no answer clears it. Raises DraftClosedError."""
    draft = _draft(application)
    for question in questions_of(draft):
        if question.path in answers:
            value = question.read(answers[question.path])
            draft.answers = {k: v for k, v in draft.answers.items() if k != question.path}
            draft.answers |= {} if value is None else {question.path: value}
    return _saved(draft, "answers")


@transaction.atomic
def take_records(application: Application, wanted: Collection[int]) -> dt.datetime:
    """Take exactly these of the person's verified records into the application. Raises DraftClosedError."""
    draft = _draft(application)
    draft.records.set(verified_records(draft.applicant).filter(pk__in=wanted))
    return _saved(draft)


def _draft(application: Application) -> Application:
    rows = Application.objects.select_for_update(of=("self",), no_key=True)
    draft = rows.select_related("plan", "applicant__user", "title").get(pk=application.pk)
    if draft.stage != Stage.DRAFT:
        raise DraftClosedError("申报已经提交，不能再修改。如需修改，请在单位受理前撤回，或等待退回补正。")
    return draft


def _saved(draft: Application, *fields: str) -> dt.datetime:
    draft.saved_at = clock.now()
    draft.save(update_fields=[*fields, "saved_at"])
    return draft.saved_at
