"""manage.py draw verify BUNDLE.json → {"valid": …, "panel": […], "trace": […], "because": …}."""

import json
from typing import Any

from django.core.management.base import CommandParser

from credits.management.answering import AnsweringCommand
from law import cli
from law.errors import BadInput


class Command(AnsweringCommand):
    """Recomputes a draw from its published bundle alone, without a database (see law.draw_bundle)."""

    help = "Verify the bundle of a panel draw."
    usage = "请指定抽取结果文件，例如：draw verify D-2022-0001.json。"
    options = {}
    needed = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `verify` and a file."""
        parser.add_argument("asked", nargs="*", metavar="verify BUNDLE")

    def handle(self, *args: object, **options: Any) -> None:
        """Print the verification, or refuse."""
        try:
            found = self._verify(options["asked"])
        except BadInput as bad:
            self._refuse(str(bad))
        self.stdout.write(json.dumps(found, ensure_ascii=False))

    def _verify(self, asked: list[str]) -> dict[str, object]:
        if asked[:1] != ["verify"] or len(asked) != len(("verify", "bundle")):
            raise BadInput(self.usage)
        return cli.draw_verify(self.read(asked[1]))
