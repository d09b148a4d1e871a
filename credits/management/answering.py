"""Commands that answer with one JSON object, or refuse with one sentence and exit code 2."""

import json
import sys
from pathlib import Path
from typing import Any, ClassVar, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from law.errors import BadInput


def whole_number(text: str, name: str) -> int | None:
    """Read an optional number; raise BadInput where it is none."""
    if text and not text.isdecimal():
        raise BadInput(f"--{name} 的值“{text}”应为整数，请核对。")
    return int(text) if text else None


class AnsweringCommand(BaseCommand):
    """Reads options and files, prints the answer; needs no database."""

    requires_system_checks = ()
    usage: ClassVar[str]
    options: ClassVar[dict[str, str]]
    needed: ClassVar[tuple[str, ...]]

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Say what is wrong with the options in one sentence, not in a usage message."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = self._refuse_options  # type: ignore[method-assign]  # argparse has no other seam
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        """Take each option as text."""
        for name, default in self.options.items():
            parser.add_argument(f"--{name}", default=default, dest=name)

    def handle(self, *args: object, **options: Any) -> None:
        """Print the answer, or refuse."""
        given = {name: str(options[name]) for name in self.options}
        try:
            self._need(given)
            found = self.answer(given)
        except BadInput as bad:
            self._refuse(str(bad))
        self.stdout.write(json.dumps(found, ensure_ascii=False))

    def _need(self, given: dict[str, str]) -> None:
        if not all(given[name] for name in self.needed):
            raise BadInput(self.usage)

    def answer(self, given: dict[str, str]) -> dict[str, object]:
        """Return what is printed; raise BadInput for bad input."""
        raise NotImplementedError

    def read(self, path: str) -> Any:
        """Return the JSON of a file; raise BadInput where there is none."""
        try:
            found = json.loads(Path(path).read_text(encoding="utf-8"))
            # Half a character, written as an escape, cannot be printed again.
            json.dumps(found, ensure_ascii=False).encode()
        except OSError:
            raise BadInput(f"文件“{path}”无法读取，请核对路径。") from None
        except (ValueError, RecursionError):
            raise BadInput(f"文件“{path}”不是 UTF-8 编码的 JSON，请核对内容。") from None
        return found

    def _refuse_options(self, message: str) -> NoReturn:
        self._refuse(self.usage)

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(2)
