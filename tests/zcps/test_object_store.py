"""Files in an S3-compatible storage, against a real server: SeaweedFS, which compose runs too."""

import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.enums import FileTrouble
from accounts.models import FileAlarm, StoredFile
from accounts.services import kept_files
from accounts.services.files import FileWithheld, StorageGone, content_of, keep
from tests.accounts.people import make_person, sign_in
from tests.accounts.test_scans import clean
from tests.zcps.object_server import KEY, SECRET, serving
from tests.zcps.test_production import start
from tests.zcps.test_uploads import picture

pytestmark = [pytest.mark.django_db, pytest.mark.long]
HTML = {"accept": "text/html"}


def options(address: str, secret: str = SECRET) -> dict[str, object]:
    """What production says, of this server."""
    shown = start(
        "{k: v for k, v in p.STORAGES['default'].items()}",
        S3_BUCKET="zcps", S3_ENDPOINT=address, S3_ACCESS_KEY=KEY, S3_SECRET_KEY=secret,
    )  # fmt: skip
    found: dict[str, object] = eval(shown.stdout)  # noqa: S307 - what our own settings have printed
    return found


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("objects")) as server:
        yield server, options(server.address)


@pytest.fixture
def store(place, settings):
    """Let all files go to the server; a storage that is just starting has no room yet."""
    server, configured = place
    settings.STORAGES = {**settings.STORAGES, "default": configured}
    field: Any = StoredFile._meta.get_field("content")
    before, field.storage = field.storage, storages.create_storage(configured)
    if field.storage.bucket.creation_date is None:
        field.storage.bucket.create()
    _until_there_is_room(field.storage)
    yield server, field.storage
    field.storage = before


def _until_there_is_room(storage) -> None:
    for _ in range(600):
        try:
            storage.delete(storage.save("probe", clean().file()))
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the object storage takes nothing")


def test_files_live_in_an_s3_storage(store, client, place):
    server, storage = store
    owner = make_person()
    sign_in(client, owner)
    # Stored, and read through the check of the hash.
    kept = keep(clean(b"x" * 300_000), owner)
    assert content_of(kept) == b"x" * 300_000
    assert b"".join(client.get(reverse("file", args=[kept.pk]))) == b"x" * 300_000
    assert list(kept_files.orphans(storage)) == []
    # Nobody gets at it by an address of the storage.
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{server.address}/zcps/{kept.content.name}", timeout=30)
    assert refused.value.code == 403
    refused.value.close()
    # A wrong secret is refused, also for reading.
    other = storages.create_storage(options(server.address, "wrong-secret-of-somebody"))
    for attempt in (lambda: other.open(kept.content.name), lambda: other.save("ab/cd", clean().file())):
        with pytest.raises(OSError, match="object storage"):
            attempt()
    # What was changed or taken away there is not given out.
    storage.delete(kept.content.name)
    storage.save(kept.content.name, clean(b"y" * 300_000).file())
    with pytest.raises(FileWithheld, match="校验值"):
        content_of(kept)
    storage.delete(kept.content.name)
    page = client.get(reverse("file", args=[kept.pk]))
    assert (page.status_code, "没有找到" in page.content.decode()) == (409, True)
    assert set(FileAlarm.objects.values_list("trouble", flat=True)) == {FileTrouble.CHANGED, FileTrouble.MISSING}
    _is_given_only_what_was_rebuilt(storage, client)
    gone = keep(clean(b"before"), owner)
    _is_killed_in_the_middle(server, storage, client, owner)
    _is_away(client, gone)


def _is_given_only_what_was_rebuilt(storage, client) -> None:
    """A form's upload, from the browser to the storage and back."""
    sent = picture(comment=b"somebody's camera")
    answer = client.post(reverse("profile_photo"), {"photo": SimpleUploadedFile("照片.jpg", sent)})
    assert answer.status_code == 302
    kept = StoredFile.objects.get(name="照片.jpg")
    with storage.open(kept.content.name) as lying:
        content = lying.read()
    assert sha256(content).hexdigest() == kept.sha256
    assert (b"camera" in sent, b"camera" in content) == (True, False)
    assert b"".join(client.get(reverse("file", args=[kept.pk]))) == content


def _is_killed_in_the_middle(server, storage, client, owner) -> None:
    """Of an upload, then of a download; between the two it comes back."""
    kept = keep(clean(b"z" * 3_000_000), owner)
    before, strays = set(StoredFile.objects.values_list("pk", flat=True)), list(kept_files.orphans(storage))
    with _dying(server):
        page = client.post(reverse("profile_photo"), {"photo": photo()}, headers=HTML)
    assert (page.status_code, "您的文件没有保存" in page.content.decode()) == (503, True)
    assert set(StoredFile.objects.values_list("pk", flat=True)) == before
    server.start()
    _until_there_is_room(storage)
    # What was kept is there, what is sent again is taken, and nothing else lies about.
    assert content_of(kept) == b"z" * 3_000_000
    assert client.post(reverse("profile_photo"), {"photo": photo()}).status_code == 302
    assert StoredFile.objects.count() == len(before) + 1
    assert list(kept_files.orphans(storage)) == strays
    with _dying(server):
        page = client.get(reverse("file", args=[kept.pk]), headers=HTML)
    assert (page.status_code, "文件没有打开" in page.content.decode()) == (503, True)


@contextmanager
def _dying(server):
    """Let whoever asks wait in the middle of it, and then lose the server."""
    server.freeze()
    killer = threading.Timer(0.5, server.stop)
    killer.start()
    yield
    killer.join()


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("照片.jpg", picture())


def _is_away(client, kept) -> None:
    """Whoever uploads while it is gone is told, and nothing is half there."""
    with pytest.raises(StorageGone, match="没有打开"):
        content_of(kept)
    files = StoredFile.objects.count()
    page = client.post(reverse("profile_photo"), {"photo": photo()}, headers=HTML)
    assert (page.status_code, "您的文件没有保存" in page.content.decode()) == (503, True)
    assert client.get(reverse("file", args=[kept.pk])).status_code == 503
    assert StoredFile.objects.count() == files
    # That the storage is away is no reason to call a file changed.
    assert not FileAlarm.objects.filter(file=kept).exists()
