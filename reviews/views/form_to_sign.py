"""The experts' form out of the archive, for the experts' signatures (S1 附件1第4条)."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import allow
from accounts.http import Request
from accounts.services.jobs import start
from applicants.models import ArchiveRecord
from applicants.permissions import owns_record
from law.materials import EXPERT_FORM
from reviews.documents.form_to_sign import KIND


@require_POST
@allow(owns_record, ArchiveRecord.objects.select_related("profile"))
def form_to_sign(request: Request, record: ArchiveRecord) -> HttpResponse:
    """Have it made; of other records there is no such form."""
    if record.data.get("kind") != EXPERT_FORM:
        messages.warning(request, f"只有类别为“{EXPERT_FORM}”的记录可以打印推荐表。")
        return redirect("record", record.pk)
    with transaction.atomic():
        return redirect("job", start(KIND, request.actor, given={"record": record.pk}).pk)
