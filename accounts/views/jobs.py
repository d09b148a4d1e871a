"""How far a long piece of work is, for whoever had it begun."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.enums import JobStage
from accounts.http import Request
from accounts.models import Job
from accounts.permissions import owns_job
from accounts.services.jobs import HANDLERS

SHAPES = {JobStage.QUEUED: "info", JobStage.RUNNING: "active", JobStage.DONE: "done", JobStage.FAILED: "stop"}


@require_safe
@allow(owns_job, Job)
def job(request: Request, subject: Job) -> HttpResponse:
    """Show it; the page asks again by itself until the work is over."""
    return render(request, "accounts/job.html", _context(subject))


@require_safe
@allow(owns_job, Job)
def job_progress(request: Request, subject: Job) -> HttpResponse:
    """Answer with the part of the page that moves."""
    return render(request, "accounts/parts/job_progress.html", _context(subject))


def _context(subject: Job) -> dict[str, Any]:
    handler = HANDLERS[subject.kind]
    is_done = subject.stage == JobStage.DONE
    return {
        "job": subject,
        "label": handler.label,
        "shape": SHAPES[JobStage(subject.stage)],
        "leads_to": handler.leads_to(subject) if is_done else "",
        "link": handler.link,
        "back": handler.back(subject) if handler.back and subject.stage == JobStage.FAILED else "",
    }
