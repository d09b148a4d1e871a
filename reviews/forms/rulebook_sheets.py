"""Which parts of a rulebook are sheets, and what stands in them."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from law.yaml_data import read_yaml
from reviews.enums import Level
from reviews.facts.draft_rules import Draft, documents_of, mapping, policy_names, texts
from reviews.facts.rule_words import policy_label, raised_by
from reviews.forms.conditions import whole
from reviews.forms.controls import Choices, ambiguity_choices
from reviews.forms.sheets import Column, Row, Sheet

GRADES: Choices = [(grade, grade) for grade in ("初级", "中级", "高级")]
NAMED, ASSUMED, OPEN = "named", "assumed", "open"
CUTOFFS: Choices = [
    (NAMED, "通知写明"),
    (ASSUMED, "通知没有写明，按下列日期计算（发布前须确认）"),
    (OPEN, "通知没有写明，按申报日计算；与按年底结论不同的，转人工核定"),
]
NO_CUTOFF = "AMB-18"


def _documents(data: Draft) -> Choices:
    return [(code, f"{code} {notice.number}") for code, notice in documents_of(data).items()]


def _read_basics(data: Draft) -> list[Row]:
    cutoff = mapping(data.get("cutoff"))
    kind = OPEN if cutoff.get("open") else ASSUMED if cutoff.get("assumed") else NAMED
    plain = {key: data.get(key) for key in ("name", "series", "notice")}
    day = {"cutoff": kind, "date": cutoff.get("date"), "clause": cutoff.get("clause")}
    return [{**plain, **day, "open": cutoff.get("open")}]


def _write_basics(data: dict[str, Any], rows: list[Row]) -> None:
    row = rows[0] if rows else {}
    for key in ("name", "series", "notice"):
        data[key] = row.get(key, "")
    cutoff: dict[str, Any] = {"date": row.get("date") or None, "clause": row.get("clause", "")}
    if row.get("cutoff") == ASSUMED:
        cutoff["assumed"] = True
    if row.get("cutoff") == OPEN:
        cutoff |= {"date": None, "open": row.get("open") or NO_CUTOFF}
    data["cutoff"] = cutoff


def _read_documents(data: Draft) -> list[Row]:
    own = mapping(data.get("documents"))
    return [{"was": code, "code": code, **_document(mapping(row))} for code, row in own.items()]


def _document(row: dict[str, Any]) -> Row:
    return {
        **{key: row.get(key) for key in ("number", "title", "year")},
        "aliases": "\n".join(texts(row.get("aliases"))),
    }


def _write_documents(data: dict[str, Any], rows: list[Row]) -> None:
    documents = {}
    for number, row in enumerate(rows, 1):
        code = row["code"] or f"D{number}"
        aliases = _lines(row["aliases"])
        kept = {"number": row["number"], "title": row["title"], "year": whole(row["year"]) or 0}
        documents[code] = {**kept, **({"aliases": aliases} if aliases else {})}
        if row["was"] and row["was"] != code:
            rename_document(data, row["was"], code)
    data["documents"] = documents


def rename_document(data: dict[str, Any], was: str, now: str) -> None:
    """Let every citation of a document follow its new code."""

    def follow(clause: str) -> str:
        parts = (part.strip() for part in clause.split(";"))
        return "; ".join(f"{now}{part[len(was) :]}" if part.split(" ")[0] == was else part for part in parts)

    data["notice"] = now if data.get("notice") == was else data.get("notice")
    data["gates"] = {gate: follow(str(clause)) for gate, clause in mapping(data.get("gates")).items()}
    for row in _cited(data):
        row["clause"] = follow(str(row["clause"]))


def _cited(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    places: list[Any] = [data.get("cutoff"), *(data.get("rules") or ())]
    for part in ("readings", "credit_policies"):
        places += mapping(data.get(part)).values()
    yield from (row for row in places if isinstance(row, dict) and row.get("clause"))


def _write_routes(data: dict[str, Any], rows: list[Row]) -> None:
    data["routes"] = [row["name"] for row in rows if row["name"]]
    _follow(data, "route", rows)


def _write_targets(data: dict[str, Any], rows: list[Row]) -> None:
    data["targets"] = {
        row["name"]: {key: row[key] for key in ("level", "grade", "credits")} for row in rows if row["name"]
    }
    _follow(data, "target", rows)


def _follow(data: dict[str, Any], key: str, rows: Iterable[Row]) -> None:
    """Let rules and cases follow a title or a route to its new name."""
    renamed = {row["was"]: row["name"] for row in rows if row["was"] and row["name"] and row["was"] != row["name"]}
    for part in ("rules", "vectors"):
        for row in data.get(part) or ():
            if isinstance(row, dict) and row.get(key) in renamed:
                row[key] = renamed[row[key]]


def _read_targets(data: Draft) -> list[Row]:
    targets = mapping(data.get("targets"))
    return [{"was": name, "name": name, **mapping(row)} for name, row in targets.items()]


@cache
def _gates() -> dict[str, str]:
    return {gate: row["asks"] for gate, row in read_yaml("data/gates.yaml").items()}


def read_gates(data: Draft) -> list[Row]:
    """Return every gate with whether it applies and under which clause."""
    applied = mapping(data.get("gates"))
    unknown = {gate: gate for gate in applied if gate not in _gates()}
    return [
        {"was": gate, "title": asks, "applies": [gate] if gate in applied else [], "clause": applied.get(gate, "")}
        for gate, asks in {**_gates(), **unknown}.items()
    ]


def _write_gates(data: dict[str, Any], rows: list[Row]) -> None:
    data["gates"] = {row["was"]: row["clause"] for row in rows if row["applies"]}


def _write_awards(data: dict[str, Any], rows: list[Row]) -> None:
    data["award_tables"] = {row["name"]: _lines(row["awards"]) for row in rows if row["name"]}


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _read_awards(data: Draft) -> list[Row]:
    tables = mapping(data.get("award_tables"))
    return [{"name": name, "awards": "\n".join(texts(awards))} for name, awards in tables.items()]


def _read_readings(data: Draft) -> list[Row]:
    return [_reading(code, mapping(row)) for code, row in mapping(data.get("readings")).items()]


def _reading(code: str, row: dict[str, Any]) -> Row:
    favours = {True: "true", False: "false"}.get(row.get("favours", ""), "")
    return {"code": code, "favours": favours, "says": row.get("says"), "clause": row.get("clause")}


def _write_readings(data: dict[str, Any], rows: list[Row]) -> None:
    data["readings"] = {
        row["code"]: {"favours": row["favours"] == "true", "says": row["says"], "clause": row["clause"]}
        for row in rows
        if row["code"]
    }


def _raised_first(data: Draft) -> Choices:
    raised = set(raised_by(data))
    return sorted(ambiguity_choices(), key=lambda pair: pair[0] not in raised)


def _constant(choices: Choices) -> Callable[[Draft], Choices]:
    return lambda _: choices


BASICS = Sheet(
    "basics",
    "基本内容与年限截止日",
    "任职年限和专业工作年限算到哪一天，由本计划写明；通知没有写明的，如实选择，不作推定。",
    (
        Column("name", "规则名称"),
        Column("series", "系列"),
        Column("notice", "依据通知", "select", _documents, "请选择文件"),
        Column("cutoff", "年限截止日", "select", _constant(CUTOFFS)),
        Column("date", "截止日期", "date"),
        Column("clause", "截止日依据", "citations"),
        Column("open", "没有写明的，待核定事项", "select", _constant(ambiguity_choices()), "不适用"),
    ),
    _read_basics,
    _write_basics,
    "cutoff",
    grows=False,
)
DOCUMENTS = Sheet(
    "documents",
    "依据文件",
    "本计划引用的文件。同一文件有几个文号的，把其他文号写在“其他文号”中；五份通知已经登记，不必再写。",
    (
        Column("code", "代号", hint="用于引用，如 D1"),
        Column("number", "文号", hint="没有文号的，填写文件名称"),
        Column("title", "标题"),
        Column("year", "年度", "number"),
        Column("aliases", "其他文号", "lines", hint="一行一个"),
    ),
    _read_documents,
    _write_documents,
    "documents",
    what="一份文件",
)
ROUTES = Sheet(
    "routes",
    "申报途径",
    "按顺序排列：同时符合几种途径的，按排在前面的途径告知。",
    (Column("name", "途径", hint="如“正常评审”“破格”"),),
    lambda data: [{"was": name, "name": name} for name in texts(data.get("routes"))],
    _write_routes,
    "routes",
    what="一种途径",
)
TARGETS = Sheet(
    "targets",
    "申报资格",
    "名称须与计划的申报资格一致。学时要求从“学时要求”中选定。",
    (
        Column("name", "申报资格"),
        Column("level", "级别", "select", _constant(Level.choices)),
        Column("grade", "层级", "select", _constant(GRADES)),
        Column(
            "credits", "学时要求", "select", lambda data: [(n, policy_label(n)) for n in policy_names(data)], "不规定"
        ),
    ),
    _read_targets,
    _write_targets,
    "targets",
    what="一个资格",
)
GATES = Sheet(
    "gates",
    "共同条件",
    "所有申报人都须符合的条件。勾选本计划适用的，并写明依据。",
    (Column("applies", "适用", "tick"), Column("clause", "依据", "citations")),
    read_gates,
    _write_gates,
    "gates",
    grows=False,
)
AWARDS = Sheet(
    "awards",
    "奖项表",
    "可以直接申报的荣誉奖项，按级别分列。各年通知的对应级别不同，以本计划依据的通知为准。",
    (Column("name", "表名", hint="如“中级”"), Column("awards", "奖项", "lines", hint="一行一个")),
    _read_awards,
    _write_awards,
    "award_tables",
    what="一张奖项表",
)
READINGS = Sheet(
    "readings",
    "歧义核定",
    "通知没有写明、由本计划统一明确的事项。排在前面的是本计划规则会遇到的；没有在此明确的，逐件由人核定。",
    (
        Column("code", "事项", "select", _raised_first, "请选择事项"),
        Column(
            "favours", "结论", "select", _constant([("true", "按有利于申报人理解"), ("false", "按不利于申报人理解")])
        ),
        Column("says", "如何理解", hint="申报人会读到这句话"),
        Column("clause", "依据", "citations"),
    ),
    _read_readings,
    _write_readings,
    "readings",
    what="一项核定",
)
SHEETS = {sheet.name: sheet for sheet in (BASICS, DOCUMENTS, ROUTES, TARGETS, GATES, AWARDS, READINGS)}
