"""A CSV file into a draft: uploaded, shown with everything it would change or with every bad row, then applied."""

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.http import Request, user_of
from reviews.enums import EditionStage
from reviews.forms.tables import UploadForm
from reviews.models import TableEdition, TableUpload
from reviews.permissions import keeps_table
from reviews.services.table_files import TableFile, read_table, table_lines
from reviews.services.table_rows import Changes, compare, data_of, form_of
from reviews.steps.revise_table import REVISE_TABLE
from reviews.views.acting import attempt
from reviews.views.bureau import csv_of
from reviews.views.office_tables import EDITIONS
from reviews.views.tables import lines_of_changes
from zcps import clock

_MOST_SHOWN = 200


@require_safe
@allow(keeps_table, EDITIONS)
def draft_export(_: Request, edition: TableEdition) -> StreamingHttpResponse:
    """Send the whole edition: the file to edit and to import again."""
    form = form_of(edition)
    return csv_of(table_lines(form, data_of(edition)), f"{form.title}{edition.edition_label.replace(' ', '')}.csv")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(keeps_table, EDITIONS)
def table_import(request: Request, edition: TableEdition) -> HttpResponse:
    """Take a file and show what it would do; nothing is changed by this."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if edition.stage != EditionStage.DRAFT:
        messages.error(request, "本版已提交或发布，不能导入。需要修改的，请先退回或起草新版。")
        return redirect("office_table", edition.pk)
    if request.method == "POST" and form.is_valid():
        _keep(request, edition, form)
        return redirect("table_import", edition.pk)
    upload = TableUpload.objects.filter(edition=edition).first()
    context = {"edition": edition, "table": form_of(edition), "form": form, "upload": upload}
    if upload and not form.errors:
        context |= _preview(edition, upload)
    return render(request, "reviews/tables/import.html", context, status=422 if form.errors else 200)


def _keep(request: Request, edition: TableEdition, form: UploadForm) -> None:
    TableUpload.objects.update_or_create(
        edition=edition,
        defaults={
            "name": form.file_name,
            "content": form.cleaned_data["file"],
            "keeps_others": form.cleaned_data["mode"] == "part",
            "rows_hash": edition.rows_hash,
            "by": user_of(request),
            "at": clock.now(),
        },
    )


def _preview(edition: TableEdition, upload: TableUpload) -> dict[str, object]:
    read, changes = _changes(edition, upload)
    shown = lines_of_changes(form_of(edition), changes)
    for kind in ("added", "removed", "changed"):
        shown[kind] = shown[kind][:_MOST_SHOWN]
    return {
        "file": read,
        "changes": shown,
        "is_stale": upload.rows_hash != edition.rows_hash,
        "is_ready": not read.problems and not read.bad and bool(changes.rows),
    }


def _changes(edition: TableEdition, upload: TableUpload) -> tuple[TableFile, Changes]:
    form = form_of(edition)
    read = read_table(form, upload.content)
    if read.problems or read.bad:
        return read, Changes()
    return read, compare(form, data_of(edition), read.rows, keeps_others=upload.keeps_others)


@require_POST
@allow(keeps_table, EDITIONS)
def table_import_apply(request: Request, edition: TableEdition) -> HttpResponse:
    """Apply the file that was shown, if the draft is still the one it was shown for."""
    upload = TableUpload.objects.filter(edition=edition).first()
    read, changes = _changes(edition, upload) if upload else (TableFile(), Changes())
    if upload is None or read.problems or read.bad:
        messages.error(request, "文件还没有上传，或仍有需要修改的行，请改正后重新上传。")
        return redirect("table_import", edition.pk)
    refused = attempt(request, REVISE_TABLE, edition, changes=changes, seen_hash=upload.rows_hash, file=upload.name)
    if refused:
        messages.error(request, "；".join(refused))
        return redirect("table_import", edition.pk)
    upload.delete()
    counts = changes.counts
    messages.success(
        request, f"已导入：新增 {counts['added']} 行，修改 {counts['changed']} 行，删除 {counts['removed']} 行。"
    )
    return redirect("office_table", edition.pk)
