"""Files in an S3-compatible storage, against a real server: SeaweedFS, which compose runs too."""

import time
import urllib.error
import urllib.request
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
    for _ in range(100):
        try:
            field.storage.delete(field.storage.save("probe", clean().file()))
            break
        except OSError:
            time.sleep(0.1)
    yield server, field.storage
    field.storage = before


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
        urllib.request.urlopen(f"{server.address}/zcps/{kept.content.name}", timeout=5)
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
    _goes_away(server, client, owner)


def _goes_away(server, client, owner) -> None:
    """The storage goes in the middle of the work: whoever uploads is told, and nothing is half there."""
    kept = keep(clean(b"before"), owner)
    server.stop()
    with pytest.raises(StorageGone, match="没有打开"):
        content_of(kept)
    files = StoredFile.objects.count()
    photo = SimpleUploadedFile("照片.jpg", picture())
    page = client.post(reverse("profile_photo"), {"photo": photo}, headers={"accept": "text/html"})
    assert (page.status_code, "您的文件没有保存" in page.content.decode()) == (503, True)
    assert client.get(reverse("file", args=[kept.pk])).status_code == 503
    assert StoredFile.objects.count() == files
    # That the storage is away is no reason to call a file changed.
    assert not FileAlarm.objects.filter(file=kept).exists()
