"""manage.py minutes verify FILE [--key PEM] → {"valid": …, "meeting": …, "problems": […], "because": …}."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from credits.management.answering import AnsweringCommand
from law.errors import BadInput
from reviews.services.minutes_check import verify
from zcps import signing


class Command(AnsweringCommand):
    """Verifies a file of minutes, without a database; a stranger gives the platform's public key with --key."""

    help = "Verify a file of minutes."
    usage = "请指定会议纪要文件，例如：minutes verify HY20220915ABCD.json；不在平台上运行的，用 --key 指定公钥文件。"
    options = {"key": ""}
    needed = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `verify`, a file, and the public key where it is not the platform itself that asks."""
        super().add_arguments(parser)
        parser.add_argument("asked", nargs="*", metavar="verify FILE")

    def handle(self, *args: object, **options: Any) -> None:
        """Print the verification, or refuse."""
        try:
            found = self._verify(options["asked"], options["key"])
        except BadInput as bad:
            self._refuse(str(bad))
        self.stdout.write(json.dumps(found, ensure_ascii=False))

    def _verify(self, asked: list[str], key: str) -> dict[str, Any]:
        if asked[:1] != ["verify"] or len(asked) != len(("verify", "file")):
            raise BadInput(self.usage)
        return verify(self.read(asked[1]), _keys(key) if key else signing.public_keys())


def _keys(path: str) -> dict[str, str]:
    try:
        pem = Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError):
        raise BadInput(f"公钥文件“{path}”无法读取，请核对路径。") from None
    parts = [f"{part.strip()}\n{_END}\n" for part in pem.split(_END) if part.strip()]
    return {signing.name_of(part): part for part in parts}


_END = "-----END PUBLIC KEY-----"
