"""Celery's tasks: thin, idempotent, fired by beat. The same work can be done by the management commands."""

from celery import shared_task

from accounts.services.mail import send_unsent
from reviews.documents.build import build_due
from reviews.services.sweep import close_due


@shared_task
def sweep() -> None:
    """End what is due."""
    close_due()


@shared_task
def send_notices() -> None:
    """Mail the notices that have not gone out."""
    send_unsent()


@shared_task
def build_documents() -> None:
    """Build the documents that have been asked for."""
    build_due()
