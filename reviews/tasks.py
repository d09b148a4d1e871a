"""Celery's tasks: thin, idempotent, fired by beat. The same work can be done by the management commands."""

from hashlib import sha256
from typing import Any

from celery import shared_task
from django.urls import reverse

from accounts.models import Job
from accounts.services.files import keep
from accounts.services.jobs import Work, handles
from accounts.services.mail import send_unsent
from reviews.documents import case_bundle, form_to_sign, many
from reviews.documents.build import build_due
from reviews.documents.draft_form import draft_pdf
from reviews.documents.restamping import restamp_due
from reviews.models import Application, Draw
from reviews.services import backups, dry_runs, inquiries, invariants, objections
from reviews.services.draws import ODDS_JOB, estimated, keep_odds
from reviews.services.sweep import close_due
from zcps.documents import page_texts
from zcps.uploads import CleanFile

DRAFT_FORM = "draft_form"


@shared_task
def sweep() -> None:
    """End what is due."""
    close_due()
    objections.warn_overdue()


@shared_task
def ask_invariants() -> None:
    """Ask whether what must be true is true."""
    invariants.look()


@shared_task
def send_notices() -> None:
    """Mail the notices that have not gone out."""
    send_unsent()
    objections.send_answers()
    inquiries.send_answers()


@shared_task
def restamp_papers() -> None:
    """Put new time stamps behind those that end soon."""
    restamp_due()


@shared_task
def make_backup() -> None:
    """Make the backup of the day, where it is due."""
    backups.make_due()


@shared_task
def build_documents() -> None:
    """Build the documents that have been asked for."""
    build_due()


def _draw_of(job: Job) -> str:
    return reverse("draw", args=[job.input["meeting"]])


@handles(ODDS_JOB, label="测算入选概率", leads_to=_draw_of, link="查看抽取", back=_draw_of)
def tell_odds(work: Work) -> dict[str, Any]:
    """Estimate how likely each expert of a large pool is to be drawn."""
    draw = Draw.objects.get(pk=work.job.input["draw"])
    work.expect(1, "正在测算入选概率")
    found = estimated(draw)
    with work.committing():
        keep_odds(draw, found)
    return {}


def _result_of(job: Job) -> str:
    return reverse("plan_dry_run", args=[job.result["run"]])


def _run_of(job: Job) -> str:
    return reverse("plan_dry_run", args=[job.input["run"]])


@handles(dry_runs.KIND, label="试算规则", leads_to=_result_of, link="查看试算结果", back=_run_of)
def try_rules(work: Work) -> dict[str, Any]:
    """Examine a past season under drafted rules."""
    return dry_runs.work_through(work)


def _file_of(job: Job) -> str:
    # The file is kept for a while only; the form can be made anew at any time.
    return reverse("file", args=[job.result_file_id]) if job.result_file_id else reverse("my_applications")


def _draft_of(job: Job) -> str:
    return reverse("application", args=[job.input["application"]])


@handles(DRAFT_FORM, label="生成评审表草稿", leads_to=_file_of, link="查看草稿", back=_draft_of)
def make_draft_form(work: Work) -> dict[str, Any]:
    """Make the review form of a draft as a PDF; it is its owner's alone."""
    application = Application.objects.get(pk=work.job.input["application"])
    work.expect(1, "正在生成草稿")
    title, pdf = draft_pdf(application)
    clean = CleanFile(pdf, "application/pdf", "pdf", sha256(pdf).hexdigest(), len(page_texts(pdf)), f"{title}.pdf")
    with work.committing():
        work.hand_over(keep(clean, work.job.owner, made=True))
        work.finish({})
    return {}


def _papers_made(job: Job) -> str:
    return reverse("papers_made", args=[job.pk])


def _papers_to_take(_: Job) -> str:
    return reverse("many_papers")


@handles(many.KIND, label="批量提取文书", leads_to=_papers_made, link="查看并下载", back=_papers_to_take)
def take_papers_of_many(work: Work) -> dict[str, Any]:
    """Make the papers of many people, or a table of them, for whoever asked."""
    return many.make(work)


def _case_bundle(job: Job) -> str:
    return reverse("case_bundle", args=[job.input["application"]])


@handles(case_bundle.KIND, label="生成案卷包", leads_to=_case_bundle, link="查看并下载", back=_case_bundle)
def make_case_bundle(work: Work) -> dict[str, Any]:
    """Make the bundle of a case for whoever asked."""
    return case_bundle.make(work)


def _form_to_sign(job: Job) -> str:
    return reverse("file", args=[job.result_file_id]) if job.result_file_id else reverse("archive")


def _archive(_: Job) -> str:
    return reverse("archive")


@handles(form_to_sign.KIND, label="生成直接申报专家推荐表", leads_to=_form_to_sign, link="打开推荐表", back=_archive)
def make_form_to_sign(work: Work) -> dict[str, Any]:
    """Make the form that experts sign, out of a person's archive."""
    return form_to_sign.make(work)
