"""Deleted files: softly first, for good when the retention has ended, and never what something refers to."""

import io
import json
from datetime import timedelta
from functools import partial

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse

from accounts.models import FileAlarm, JournalEntry, StoredFile
from accounts.services import kept_files
from accounts.services.file_references import FROZEN, foreign_keys, is_referred_to
from accounts.services.files import content_of, forget, keep
from accounts.services.kept_files import forget_unused, remove_forgotten
from tests.accounts.people import make_person, sign_in
from tests.accounts.test_files import change
from tests.accounts.test_scans import clean
from tests.reviews import filed
from zcps import clock as platform_clock

pytestmark = pytest.mark.django_db


def asked(*words: str, **options: object) -> dict:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("files", *words, stdout=out, stderr=err, **options)
    except SystemExit as left:
        return {"code": left.code, **(json.loads(out.getvalue()) if out.getvalue() else {"said": err.getvalue()})}
    return {"code": 0, **json.loads(out.getvalue())}


def test_what_is_used_nowhere_is_deleted_after_a_while_and_removed_later(clock):
    kept = keep(clean(), make_person())
    assert forget_unused(10, dry_run=False) == 0
    clock.advance(days=91)
    assert forget_unused(10, dry_run=True) == 1
    assert StoredFile.objects.get().forgotten_at is None
    assert (forget_unused(10, dry_run=False), forget_unused(10, dry_run=False)) == (1, 0)
    clock.advance(days=29)
    assert remove_forgotten(10, dry_run=False) == 0
    clock.advance(days=2)
    assert remove_forgotten(10, dry_run=True) == 1
    assert default_storage.exists(kept.content.name)


@pytest.mark.django_db(transaction=True)
def test_the_bytes_go_with_the_row(clock):
    kept = keep(clean(), make_person())
    forget(kept)
    clock.advance(days=31)
    assert remove_forgotten(10, dry_run=False) == 1
    assert not StoredFile.objects.exists()
    assert not default_storage.exists(kept.content.name)


def test_nothing_that_is_referred_to_is_ever_removed(clock):
    case = filed.case()
    owner = case.applicant.user
    in_snapshot, photo, unused = (keep(clean(name.encode()), owner) for name in ("in snapshot", "photo", "unused"))
    case.applicant.photo = photo
    case.applicant.save()
    filed.snapshot(case, {**filed.content_of(case), "education": [{"evidence": [{"file": str(in_snapshot.pk)}]}]})
    clock.advance(days=400)
    assert [is_referred_to(one) for one in (in_snapshot, photo, unused)] == [True, True, False]
    # What is frozen is older and stays; it does not stand in the way of what follows, however few are taken at a time.
    assert forget_unused(1, dry_run=False) == 1
    # Deleted by mistake all the same: it is taken back instead of removed.
    forget(in_snapshot)
    clock.advance(days=31)
    assert remove_forgotten(10, dry_run=True) == 1
    remove_forgotten(10, dry_run=False)
    assert set(StoredFile.objects.filter(forgotten_at=None)) == {in_snapshot, photo}


def test_every_foreign_key_is_found():
    found = {f"{model.__name__}.{field}" for model, field in foreign_keys()}
    some = {"Evidence.file", "Document.file", "Objection_files.storedfile", "PlanAttachment.file", "Job.result_file"}
    assert some <= found
    assert len(found) >= 20
    assert {one.model.__name__ for one in FROZEN} >= {"Snapshot", "PlanVersion"}


def test_an_operator_takes_a_deletion_back(client):
    owner = make_person()
    kept = keep(clean(), owner)
    forget(kept)
    sign_in(client, owner)
    address = reverse("file", args=[kept.pk])
    assert client.get(address).status_code == 404
    assert asked("restore", str(kept.pk), "误删，本人申请恢复")["code"] == 0
    assert b"".join(client.get(address)) == b"what was rebuilt"
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.data["reason"]) == ("restore_file", "误删，本人申请恢复")
    for nonsense in (str(kept.pk), "not-an-id"):
        assert asked("restore", nonsense, "再次")["code"] == 2


def test_all_files_are_compared_and_what_was_put_right_is_noted():
    good, bad, gone = (keep(clean(name.encode()), make_person()) for name in ("good", "bad!", "gone"))
    change(bad)
    default_storage.delete(gone.content.name)
    found = asked("verify")
    assert (found["code"], found["files"]) == (1, 3)
    assert {row["file"]: row["trouble"] for row in found["broken"]} == {str(bad.pk): "changed", str(gone.pk): "missing"}
    assert FileAlarm.objects.filter(cleared_at=None).count() == 2
    default_storage.delete(bad.content.name)
    for file, content in ((bad, b"bad!"), (gone, b"gone")):
        default_storage.save(file.content.name, ContentFile(content))
    assert asked("verify") == {"code": 0, "valid": True, "files": 3, "broken": []}
    assert not FileAlarm.objects.filter(cleared_at=None).exists()
    assert content_of(bad) == b"bad!"
    assert content_of(good) == b"good"
    acts = list(JournalEntry.objects.values_list("act", flat=True))
    assert acts == ["raise_file_alarm"] * 2 + ["clear_file_alarm"] * 2


def test_what_lies_there_without_a_row_is_listed_and_removed_on_request():
    kept = keep(clean(), make_person())
    default_storage.save("ab/stray", ContentFile(b"left over"))
    assert asked("orphans")["orphans"] == ["ab/stray"]
    assert asked("orphans", remove=True)["removed"] is True
    assert list(kept_files.orphans()) == []
    assert content_of(kept)


def test_what_a_killed_process_left_goes_after_a_day_unless_there_is_far_too_much_of_it(monkeypatch):
    kept = keep(clean(), make_person())
    for number in range(32):
        default_storage.save(f"{number:02x}/stray", ContentFile(b"left over"))
    removed = partial(kept_files.remove_strays, dry_run=False)
    now = platform_clock.machine()
    monkeypatch.setattr(platform_clock, "machine", lambda: now + timedelta(hours=23))
    assert [removed() for _ in range(2)] == [0, 0]
    # A part of the folders each hour: all of them in sixteen.
    found = []
    for hour in range(25, 41):
        monkeypatch.setattr(platform_clock, "machine", lambda hour=hour: now + timedelta(hours=hour))
        counted = kept_files.remove_strays(dry_run=True)
        found.append(removed())
        assert counted == found[-1]
    assert sum(found) == 32
    assert content_of(kept)
    # A database that is not this storage's own must not empty it.
    for number in range(21):
        default_storage.save(f"00/{number}", ContentFile(b"somebody's"))
    StoredFile.objects.filter(pk=kept.pk).delete()
    assert -1 in {_at(monkeypatch, now + timedelta(hours=hour), removed) for hour in range(25, 41)}
    assert len(list(kept_files.orphans())) >= 21


def _at(monkeypatch, moment, removed):
    monkeypatch.setattr(platform_clock, "machine", lambda: moment)
    return removed()


def test_anything_else_is_answered_by_how_it_is_used():
    assert "files verify" in asked("what")["said"]
