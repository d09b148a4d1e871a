"""Asking for an act that must be refused, and seeing that nothing changed."""

from typing import Any

import pytest

from accounts.actor import Actor
from accounts.models import JournalEntry, Notice
from reviews.steps.base import ActRefused, perform

TEXT = "经审核，同意。"
DEFECTS = [
    {"target": "record:4", "label": "获奖：青瓷《江郎》", "text": "缺获奖证书盖章页，请补传。", "clause": "44号 附件1"},
    {"target": "statement", "label": "个人述职", "text": "未写明任现职以来的业绩，请补充。", "clause": ""},
]


def refusal(step: Any, case: Any, by: Actor, **data: Any) -> list[str]:
    rows = type(case).objects.filter(pk=case.pk)
    before = rows.values().get()
    entries = JournalEntry.objects.count()
    with pytest.raises(ActRefused) as refused:
        perform(step, case, by, **data)
    assert rows.values().get() == before
    assert JournalEntry.objects.count() == entries
    return refused.value.reasons


def told() -> set[str]:
    return set(Notice.objects.values_list("recipient__key", flat=True))
