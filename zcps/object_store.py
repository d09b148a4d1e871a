"""Files in an S3-compatible storage: what goes wrong there is an OSError, as with a disk; one sentence fits both.

Whoever keeps or reads a file need not know which storage there is (accounts.services.files).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

# Seconds, and tries: a person waits in front of his form.
CONFIG = Config(
    connect_timeout=3, read_timeout=20, retries={"max_attempts": 1}, s3={"addressing_style": "path"},
    signature_version="s3v4",
)  # fmt: skip


@contextmanager
def _as_disk() -> Iterator[None]:
    try:
        yield
    except (Boto3Error, BotoCoreError, ClientError) as error:
        raise OSError(f"the object storage: {error}") from error


def _spoken_as_disk(name: str) -> Callable[..., Any]:
    def call(self: "ObjectStore", *args: Any, **kwargs: Any) -> Any:
        with _as_disk():
            return getattr(super(ObjectStore, self), name)(*args, **kwargs)

    call.__name__ = name
    return call


class ObjectStore(S3Storage):  # type: ignore[misc]  # the package carries no types
    """django-storages' S3, with errors of a disk; a file that is opened is there as a whole."""

    def get_default_settings(self) -> dict[str, Any]:
        """Wait no longer than a person does."""
        return {**super().get_default_settings(), "client_config": CONFIG}

    _save = _spoken_as_disk("_save")
    delete = _spoken_as_disk("delete")
    exists = _spoken_as_disk("exists")
    get_modified_time = _spoken_as_disk("get_modified_time")
    listdir = _spoken_as_disk("listdir")
    size = _spoken_as_disk("size")

    def _open(self, name: str, mode: str = "rb") -> Any:
        """Open a file and fetch its content, so that nothing fails later; FileNotFoundError where there is none."""
        with _as_disk():
            opened = super()._open(name, mode)
            return opened.open() if "r" in mode else opened
