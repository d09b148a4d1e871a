"""Trying an act from a page: what was refused is shown, all of it, and what was typed is kept."""

from typing import Any, TypeVar

from django.db import models

from accounts.http import Request
from accounts.steps.base import ActRefused, Step, perform

S = TypeVar("S", bound=models.Model)


def attempt(request: Request, step: Step[S], subject: S, **data: Any) -> list[str]:
    """Perform an act; return every reason why it was refused, nothing where it was done."""
    try:
        perform(step, subject, request.actor, **data)
    except ActRefused as refused:
        return refused.reasons
    return []
