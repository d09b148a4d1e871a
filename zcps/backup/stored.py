"""Files in the storage, wherever it is, and what lies beside the database: the anchors of the journal."""

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.models import FileField

from zcps.backup.archive import Writer

FILES, OUTSIDE = "files/", "outside/"
_AT_A_TIME = 500


def names(cursor: Any) -> Iterator[str]:
    """Yield the names of all files that a row of the snapshot refers to."""
    for table, column in _columns():
        cursor.execute(
            f'DECLARE names NO SCROLL CURSOR FOR SELECT "{column}" FROM "{table}" WHERE "{column}" <> \'\''  # noqa: S608 - names of our own
            f' ORDER BY "{column}"'
        )
        while found := _fetched(cursor):
            yield from found
        cursor.execute("CLOSE names")


def put_files(writer: Writer, cursor: Any) -> tuple[int, list[str]]:
    """Write all files; return how many, and which the storage has not."""
    number, missing = 0, []
    for name in names(cursor):
        try:
            with default_storage.open(name) as content:
                writer.file(FILES + name, content, content.size)
                number += 1
        except FileNotFoundError:
            missing.append(name)
    return number, missing


def read_outside() -> dict[str, bytes]:
    """Return what lies beside the database, by its names: a few small files."""
    found = {}
    for path in sorted(outside().rglob("*")):
        # A draft may be put into the place of its file meanwhile.
        with suppress(FileNotFoundError, IsADirectoryError):
            found[str(path.relative_to(outside()))] = path.read_bytes()
    return found


def put_outside(writer: Writer, contents: dict[str, bytes]) -> None:
    """Write what lay beside the database when the snapshot was taken."""
    for name, content in contents.items():
        writer.file(f"{OUTSIDE}{name}", BytesIO(content), len(content))


def restore_file(name: str, content: IO[bytes]) -> bool:
    """Put a file where it was; False where the storage would call it otherwise."""
    return default_storage.save(name, File(content)) == name


def restore_outside(name: str, content: IO[bytes]) -> None:
    """Put back what lay beside the database."""
    path = outside() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        while piece := content.read(1024 * 1024):
            target.write(piece)


def outside() -> Path:
    """Return the folder of the anchors."""
    return Path(settings.JOURNAL_ANCHOR_FILE).parent


def is_empty() -> bool:
    """Whether neither the storage nor the folder of the anchors holds anything."""
    try:
        folders, files = default_storage.listdir("")
    except FileNotFoundError:
        folders, files = [], []
    return not folders and not files and not (outside().exists() and any(outside().iterdir()))


def _columns() -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField) and field.column:
                yield model._meta.db_table, field.column


def _fetched(cursor: Any) -> list[str]:
    cursor.execute(f"FETCH {_AT_A_TIME} FROM names")
    return [name for (name,) in cursor.fetchall()]
