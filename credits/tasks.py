"""Long work on credits: checking a table, bringing it in, printing a card."""

import datetime as dt
import logging
from typing import Any

from celery import shared_task
from django.db import transaction
from django.urls import reverse

from accounts.models import Job
from accounts.services.jobs import JobFailed, Work, handles
from accounts.steps.base import ActRefused, perform
from credits.documents.card import CannotPrint, print_card
from credits.enums import ImportKind, ImportStage
from credits.models import CreditCard, CreditImport
from credits.services.cards import PRINT
from credits.services.import_check import checked
from credits.services.import_rows import Row
from credits.services.imports import CHECK, IMPORT, note_findings, table_of
from credits.steps.import_credits import import_credits
from zcps import clock
from zcps.signed.errors import CannotSign

log = logging.getLogger(__name__)
# A card whose own job is at work is left to it; one that waited for a month has been issued anew by now.
SETTLED, PATIENCE = dt.timedelta(minutes=2), dt.timedelta(days=30)


def _page_of(job: Job) -> str:
    return reverse("credit_import", args=[job.input["pk"]])


def _year_of(job: Job) -> str:
    return reverse("credit_year", args=[job.result["year"]])


@handles(CHECK, label="核对学时表格", leads_to=_page_of, link="查看核对结果", back=_page_of)
def check(work: Work) -> dict[str, Any]:
    """Name every bad row; nothing is imported."""
    batch = _batch(work)
    rows = _checked(work, batch)
    with work.committing():
        note_findings(batch, rows, ImportStage.CHECKED)
        work.finish({"pk": batch.pk})
    return {"pk": batch.pk}


@handles(IMPORT, label="导入学时", leads_to=_page_of, link="查看导入结果", back=_page_of)
def bring_in(work: Work) -> dict[str, Any]:
    """Check once more, for people and hours may have changed since; then write all rows in one act."""
    batch = _batch(work)
    if batch.stage != ImportStage.CHECKED:
        raise JobFailed(import_credits.wrong_stage(batch))
    rows = _checked(work, batch)
    bad = [row.line for row in rows if row.reasons]
    if bad != work.job.input["skipped"]:
        with work.committing():
            note_findings(batch, rows, ImportStage.CHECKED)
        raise JobFailed(f"核对之后人员信息或已有学时有变化，现有 {len(bad)} 行有问题。请返回核对结果重新确认。")
    work.expect(0, "正在写入学时")
    with work.committing():
        try:
            perform(import_credits, batch, by=work.actor, rows=rows, skips=bool(bad))
        except ActRefused as refused:
            raise JobFailed("；".join(refused.reasons)) from refused
        work.finish({"pk": batch.pk})
    return {"pk": batch.pk}


@handles(PRINT, label="出具学时卡", leads_to=_year_of, link="查看学时卡", back=_year_of)
def print_annual_card(work: Work) -> dict[str, Any]:
    """Print the card as it was frozen when it was issued."""
    card = CreditCard.objects.get(pk=work.job.input["pk"])
    file = card.file
    try:
        # The sweep may have printed it while the job waited.
        file = file or print_card(card)
    except (CannotPrint, CannotSign) as reason:
        raise JobFailed(str(reason)) from reason
    with work.committing():
        CreditCard.objects.filter(pk=card.pk, file=None).update(file=file)
        work.finish({"year": card.year})
    return {"year": card.year}


@shared_task
def print_waiting_cards(limit: int = 20) -> int:
    """Print the cards whose printing failed because nothing could be signed; return how many. Idempotent.

    Where nothing can be signed yet, one card finds it out; a card that cannot be printed is passed over.
    """
    printed, below = 0, CreditCard.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    since = clock.now() - PATIENCE
    while printed < limit:
        with transaction.atomic():
            waiting = CreditCard.objects.filter(file=None, issued_at__gte=since, issued_at__lt=clock.now() - SETTLED)
            waiting = waiting.filter(pk__lte=below)
            card = waiting.select_for_update(skip_locked=True, of=("self",)).order_by("-pk").first()
            if card is None:
                return printed
            below = card.pk - 1
            try:
                card.file = print_card(card)
            except CannotSign as reason:
                log.warning("credit card %s still waits: %s", card.pk, reason)
                return printed
            except CannotPrint as reason:
                log.warning("credit card %s cannot be printed: %s", card.pk, reason)
                continue
            card.save(update_fields=["file"])
            printed += 1
    return printed


def _batch(work: Work) -> CreditImport:
    return CreditImport.objects.select_related("file", "agency").get(pk=work.job.input["pk"])


def _checked(work: Work, batch: CreditImport) -> list[Row]:
    table = table_of(batch)
    work.expect(len(table) - 1, "正在逐行核对")
    return checked(ImportKind(batch.kind), table, batch.agency, work.advance)
