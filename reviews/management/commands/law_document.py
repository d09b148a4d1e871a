"""Writes docs/law.md: article → rule → where it is tested, from law/data and the rulebooks."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from law.articles import articles, constraints, differences, law_ids, requirements
from law.rulebook import Rule, load, plans
from law.sources import NOTICES
from reviews.models import Plan, PlanTitle

_PATH = settings.ROOT / "docs" / "law.md"
_HEAD = """# 规则与依据

由 `manage.py law_document` 从 `law/data/` 的 `articles.yaml`、`constraints.yaml`、
`differences.yaml`、`requirements.yaml` 和规则库生成，请勿手工修改。

- 规则一栏是规则库、申报资格条件（G-）、学时政策（CP-）、学时途径（CR-、SK-）、破格条件（B）、歧义（AMB-、CRA-）的编号；
- 计划参数一栏是计划页上的名称；页面一栏是地址的名称，命令写作 `manage.py …`；
- 核对一栏是规则库自带用例的编号（V，由 `tests/reviews/management/test_vectors.py` 逐例运行，
  `tests/law/test_mutation.py` 证明每个数字都有用例看住）和测试文件。
"""
_LISTED = 3


class Command(BaseCommand):
    """Generates the table that a lawyer checks the project by; with --check only says whether it is up to date."""

    help = "Write docs/law.md from the law's data"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --check."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare."""
        text = page()
        if not options["check"]:
            _PATH.write_text(text, encoding="utf-8")
        elif _PATH.read_text(encoding="utf-8") != text:
            raise SystemExit("docs/law.md is not what the law says: run manage.py law_document")


def page() -> str:
    """Return the whole page."""
    cases = _cases()
    parts = [_HEAD]
    for code, rows in articles().items():
        notice = NOTICES[code]
        parts.append(f"\n## {notice.number}\n\n{notice.title}（{notice.year}）。\n")
        parts.append(_table("条款", ((row["at"], row) for row in rows), cases))
    parts.append("\n## 规则库\n")
    parts.extend(_rulebook(plan, cases) for plan in plans())
    parts.append("\n## 正高级工艺美术师的十九项约束\n\n浙经信消费〔2022〕203号中可以由系统核对的要求。\n")
    parts.append(_table("编号", constraints().items(), cases))
    parts.append("\n## 通知之间的差异\n\n每一处差异都是计划、规则库或数据表的参数。\n")
    parts.append(_table("编号", differences().items(), cases))
    parts.append("\n## 需求\n\n继续教育、计划与公告、资格规则、评审条件（R063–R220），技能与职称对应（R339–R356）。\n")
    parts.append(_table("编号", requirements().items(), cases))
    return "".join(parts)


def _table(first: str, rows: Any, cases: Mapping[str, list[str]]) -> str:
    lines = [f"\n| {first} | 要求 | 规则 | 计划参数 | 页面或命令 | 核对 |\n| --- | --- | --- | --- | --- | --- |\n"]
    return "".join([*lines, *(_line(name, row, cases) for name, row in rows)])


def _line(name: str, row: Mapping[str, Any], cases: Mapping[str, list[str]]) -> str:
    does = [f"`{each}`" for each in row.get("pages", ())] + [f"`manage.py {each}`" for each in row.get("commands", ())]
    cells = [name, row["says"], _law(row), _parameters(row), "、".join(does), _held(row, cases)]
    return f"| {' | '.join(cell or '—' for cell in cells)} |\n"


def _law(row: Mapping[str, Any]) -> str:
    return "、".join([*row.get("law", ()), *(f"`{file}`" for file in row.get("files", ()))])


def _parameters(row: Mapping[str, Any]) -> str:
    return "、".join(str(parameter(name)) for name in row.get("plan", ()))


def parameter(name: str) -> str:
    """Return how a parameter of a plan, or with `title.` of one of its titles, is called on screens."""
    model = PlanTitle if name.startswith("title.") else Plan
    field = model._meta.get_field(name.removeprefix("title."))
    return str(getattr(field, "verbose_name", field.name))


def _held(row: Mapping[str, Any], cases: Mapping[str, list[str]]) -> str:
    named = [name for each in row.get("law", ()) for name in cases.get(each, ())]
    shown = "、".join(named[:_LISTED]) + (f" 等 {len(named)} 例" if len(named) > _LISTED else "")
    return "、".join([*([shown] if shown else []), *(f"`{test}`" for test in row.get("tests", ()))])


def _cases() -> dict[str, list[str]]:
    """Return the cases of the rulebooks by the rule, gate or ambiguity that each is about."""
    cases: dict[str, list[str]] = {}
    for plan in plans():
        for vector in load(plan).vectors:
            for key in [vector.get("rule"), vector.get("gate"), *(vector.get("amb") or ())]:
                if key in law_ids():
                    cases.setdefault(key, []).append(str(vector["id"]))
    return cases


def _rulebook(plan: str, cases: Mapping[str, list[str]]) -> str:
    book = load(plan)
    counted = f"年限算到 {book.cutoff.day}" if book.cutoff.day else f"年限截止日未写明（{book.cutoff.open}）"
    assumed = "，通知未写，须确认" if book.cutoff.assumed else ""
    head = f"\n### {plan}\n\n{book.name}；{counted}{assumed}；用例 {len(book.vectors)} 个。\n\n"
    head += "| 规则 | 申报资格 | 途径 | 依据 | 含义 | 核对 |\n| --- | --- | --- | --- | --- | --- |\n"
    return head + "".join(_rule(rule, cases) for rule in book.every_rule)


def _rule(rule: Rule, cases: Mapping[str, list[str]]) -> str:
    held = "、".join(cases.get(rule.id, ())) or "`tests/law/test_ambiguities.py`"
    return f"| {rule.id} | {rule.target} | {rule.route} | {rule.clause} | {rule.asks} | {held} |\n"
