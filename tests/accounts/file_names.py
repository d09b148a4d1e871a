"""Where ids of files lie in JSON: a field that names one and is not entered would let the file be deleted."""

from django.apps import apps
from django.db.models import JSONField, Q, TextField
from django.db.models.functions import Cast

from accounts.models import StoredFile
from accounts.services.file_references import FROZEN

OURS = ("accounts", "employers", "applicants", "credits", "reviews")
# What happened to a file, not what needs it.
_HISTORY = {"JournalEntry.data", "RowChange.changes"}


def outside_of_what_is_known() -> set[str]:
    known = {f"{one.model.__name__}.{one.field}" for one in FROZEN} | _HISTORY
    ids = [str(pk) for pk in StoredFile.objects.values_list("pk", flat=True)]
    named = Q()
    for one in ids:
        named |= Q(_text__contains=one)
    fields = [(m, f) for app in OURS for m in apps.get_app_config(app).get_models() for f in m._meta.concrete_fields]
    return {
        f"{model.__name__}.{field.name}"
        for model, field in fields
        if isinstance(field, JSONField)
        and f"{model.__name__}.{field.name}" not in known
        and model._default_manager.annotate(_text=Cast(field.name, TextField())).filter(named).exists()
    }
