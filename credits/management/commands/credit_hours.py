"""manage.py credit_hours --items FILE → {"hours": 36}; exit 2 and one sentence for bad input."""

from credits.management.answering import AnsweringCommand
from law import cli


class Command(AnsweringCommand):
    """Adds up the hours of activities (S0 附件2 第六条), without a database."""

    help = 'Hours recognised for activities: [{"route": "CR-1a", "qty": 1}, …].'
    usage = "请用 --items 指定学时条目文件，例如：credit_hours --items items.json。"
    options = {"items": ""}
    needed = ("items",)

    def answer(self, given: dict[str, str]) -> dict[str, object]:
        """Return the sum, and each activity with its computation."""
        return cli.credit_hours(self.read(given["items"]))
