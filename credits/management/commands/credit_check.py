"""manage.py credit_check --policy … --level … --education … --credits FILE → {"met": …, "findings": […]}."""

from credits.management.answering import AnsweringCommand, whole_number
from law import cli


class Command(AnsweringCommand):
    """Judges a credit policy, without a database."""

    help = "Whether hours by year satisfy a policy."
    usage = "请指定政策和学时文件，例如：credit_check --policy CP-QZ22-M --level 中级 --credits credits.json。"
    options = {"policy": "", "level": "", "education": "", "credits": "", "started-year": "", "required-years": ""}
    needed = ("policy", "credits")

    def answer(self, given: dict[str, str]) -> dict[str, object]:
        """Return the verdict with its findings."""
        return cli.credit_check(
            given["policy"],
            given["level"],
            given["education"],
            self.read(given["credits"]),
            whole_number(given["started-year"], "started-year"),
            whole_number(given["required-years"], "required-years"),
        )
