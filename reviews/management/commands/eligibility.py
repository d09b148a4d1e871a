"""manage.py eligibility --plan P --target T --facts FILE [--credits] [--on DATE] → the examination as JSON."""

from datetime import date

from django.core.management.base import CommandParser

from credits.management.answering import AnsweringCommand
from law import cli
from law.errors import BadInput


class Command(AnsweringCommand):
    """Examines the facts of one person under a plan's rulebook, without a database (see law.cli.eligibility)."""

    help = "Examine facts under a plan's rulebook."
    usage = (
        "请指定计划、申报资格和事实文件，例如：eligibility --plan QZ-2022-GYMS --target 工艺美术师 --facts facts.json。"
    )
    options = {"plan": "", "target": "", "facts": "", "on": "", "credits": ""}
    needed = ("plan", "target", "facts")

    def add_arguments(self, parser: CommandParser) -> None:
        """`--credits` is a flag; the others are texts."""
        for name in ("plan", "target", "facts", "on"):
            parser.add_argument(f"--{name}", default="")
        parser.add_argument(
            "--credits", action="store_const", const="yes", default="", help="judge the credit policy too"
        )

    def answer(self, given: dict[str, str]) -> dict[str, object]:
        """Return outcome, route, rule, ambiguities, findings, missing, earliest."""
        facts = self.read(given["facts"])
        return cli.eligibility(given["plan"], given["target"], facts, _day(given["on"]), bool(given["credits"]))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise BadInput(f"申报日期“{text}”无法识别，请按 2022-08-22 的格式填写。") from wrong
