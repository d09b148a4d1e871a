"""manage.py tally --present N --recused N --yes N → {"passed": …, "base": …, "needed": …, "because": …}."""

from credits.management.answering import AnsweringCommand, whole_number
from law import cli
from law.errors import BadInput


class Command(AnsweringCommand):
    """Counts a ballot in integers, without a database (see law.ballots)."""

    help = "Whether yes votes reach two thirds of the experts present."
    usage = "请用 --present、--recused 和 --yes 指定出席、回避和同意人数，例如：tally --present 9 --recused 0 --yes 6。"
    options = {"present": "", "recused": "0", "yes": "", "base": "", "proxies": "0"}
    needed = ("present", "yes")

    def answer(self, given: dict[str, str]) -> dict[str, object]:
        """Return the result; `passed` is null where the plan must first fix the base."""
        present, recused, yes, proxies = (
            _number(given[name], name) for name in ("present", "recused", "yes", "proxies")
        )
        return cli.tally(present, recused, yes, given["base"] or None, proxies)


def _number(text: str, name: str) -> int:
    found = whole_number(text, name)
    if found is None:
        raise BadInput(f"请填写 --{name} 的人数。")
    return found
