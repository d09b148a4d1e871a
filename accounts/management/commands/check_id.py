"""manage.py check_id idcard|uscc VALUE → {"valid": true, "because": ""}; exit 2 and one sentence for bad input."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from law import cli
from law.errors import BadInput
from zcps import clock

USAGE = "请提供证件种类和号码，例如：check_id idcard 号码，或 check_id uscc 代码。"


class Command(BaseCommand):
    """Checks one number, without a database."""

    help = "Check an identity number (idcard) or a unified social credit code (uscc)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whatever comes: what is wrong with it is said in one sentence, not in a usage message."""
        parser.add_argument("asked", nargs="*", metavar="KIND VALUE")

    def handle(self, *args: object, asked: list[str], **options: Any) -> None:
        """Print the answer."""
        try:
            answer = _answer(asked)
        except BadInput as bad:
            self.stderr.write(str(bad))
            sys.exit(2)
        self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _answer(asked: list[str]) -> dict[str, Any]:
    if len(asked) != len(("kind", "value")):
        raise BadInput(USAGE)
    return cli.check_id(asked[0], asked[1], clock.today())
