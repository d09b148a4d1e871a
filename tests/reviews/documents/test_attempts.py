"""A paper that cannot be made, or that kills whoever makes it, ends as failed, says so, and keeps no other waiting."""

from contextlib import nullcontext
from typing import Any

import pytest

from reviews.documents import build as building
from reviews.documents.build import MOST_ATTEMPTS, build_due
from reviews.enums import DocumentKind
from reviews.models import Document
from tests.reviews import filed
from zcps import clock as platform_clock

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """As SIGKILL does it: nothing of ours catches it, and what was not committed is undone."""


def asked_for(number: str) -> Document:
    return Document.objects.create(
        kind=DocumentKind.COMMITMENT, number=number, short_code=number, application=filed.case(),
        requested_at=platform_clock.now(),
    )  # fmt: skip


@pytest.mark.parametrize("by", [KeyError("a fault of ours"), Killed()])
def test_it_is_begun_five_times_and_others_are_made_meanwhile(by: BaseException, monkeypatch: Any) -> None:
    broken, sound = asked_for("A1"), asked_for("A2")

    def build(document: Document) -> Document:
        if document.pk == broken.pk:
            raise by
        document.built_at = platform_clock.now()
        document.save()
        return document

    monkeypatch.setattr(building, "build", build)
    for _ in range(MOST_ATTEMPTS + 2):
        try:
            build_due()
        except Killed:
            continue
    broken.refresh_from_db()
    sound.refresh_from_db()
    assert sound.built_at is not None
    assert (broken.built_at, broken.attempts) == (None, MOST_ATTEMPTS)
    assert "没有完成。多次不成功的，请联系系统管理员" in broken.failure


def test_one_that_another_worker_makes_is_left_to_him(monkeypatch: Any) -> None:
    one = asked_for("A1")
    monkeypatch.setattr(building, "_begun", lambda key: pytest.fail(f"{key} was begun twice"))

    monkeypatch.setattr(building, "alone", lambda _: nullcontext(False))
    assert build_due() == 0
    one.refresh_from_db()
    assert one.attempts == 0
