"""The post table of a public institution as the notice annexes it (S2 附件3), to be signed, sealed and handed in."""

import datetime as dt
import json
from typing import Any

from employers.enums import PostExchange, PostLevel, PostWay
from reviews.documents.paper import Paper
from reviews.models import Document
from zcps.clock import SHANGHAI
from zcps.templatetags.chinese import cn_datetime, cn_plain

_TEMPLATE = "reviews/documents/post_table.html"
# The form's own columns; the lower levels get theirs where the institution has posts there.
_ALWAYS = (PostLevel.SENIOR, PostLevel.ASSOCIATE_SENIOR, PostLevel.INTERMEDIATE)
_ROWS = {"approved": "核准数", "filled": "实聘数", "vacancy": "空缺数"}
# As many rows as the printed form has; it may be continued in the same form (名单列表可按需同规格添加).
_LEAST_ROWS = 5


def view_of(document: Document) -> Paper:
    """Return the sheet as it was confirmed, whatever has been changed since."""
    version = document.post_table
    assert version is not None, "a post table's paper belongs to a version"  # noqa: S101 - the row's kind promises it
    content = json.loads(version.content)
    lines = {line["level"]: line for line in content["lines"]}
    used = [PostLevel(level) for level in PostLevel if level in lines and _is_used(lines[level], content)]
    title = f"事业单位人员{used[0].label if len(used) == 1 else ''}职称申报岗位信息表"
    context = {
        "heading": title,
        "employer": content["employer"],
        "year": content["year"],
        "levels": [level.label for level in _columns(lines)],
        "rows": [_row(name, label, lines, content["remarks"]) for name, label in _ROWS.items()],
        "results": [_result(level, lines[level]) for level in used],
        "people": [_person(each) for each in content["people"]],
        "empty_rows": list(range(max(0, _LEAST_ROWS - len(content["people"])))),
        "exception": _exception(content),
        "pool": _pool(content["pool"]),
        "responsible": content["responsible"],
        "confirmed_by": version.confirmed_by.name if version.confirmed_by else "",
        "confirmed_at": cn_datetime(version.confirmed_at.astimezone(SHANGHAI)),
        "dated": cn_plain(version.confirmed_at.astimezone(SHANGHAI)),
        "version": version.number,
    }
    return Paper(_TEMPLATE, f"{title}（{content['employer']} {content['year']}年度）", context)


def _columns(lines: dict[str, dict[str, Any]]) -> list[PostLevel]:
    return [level for level in PostLevel if level in _ALWAYS or _has_posts(lines.get(level))]


def _has_posts(line: dict[str, Any] | None) -> bool:
    return line is not None and any(line[name] for name in ("approved", "filled", "opened"))


def _is_used(line: dict[str, Any], content: dict[str, Any]) -> bool:
    return bool(line["opened"]) or any(each["level"] == line["level"] for each in content["people"])


def _row(name: str, label: str, lines: dict[str, dict[str, Any]], remarks: dict[str, str]) -> dict[str, Any]:
    figures = [str(lines[level][name]) if level in lines else "" for level in _columns(lines)]
    return {"label": label, "figures": figures, "remark": remarks.get(name, "")}


def _result(level: PostLevel, line: dict[str, Any]) -> dict[str, Any]:
    return {"level": level.label, **{name: line[name] for name in line if name != "level"}}


def _person(each: dict[str, str]) -> dict[str, str]:
    post = PostLevel(each["level"]).label + (f"（{each['grade']}）" if each["grade"] else "")
    way = PostWay(each["way"]).label
    return {
        "name": each["name"],
        "id_number": each["id_number"],
        "title": each["present_title"] or "无",
        "post": post,
        "way": way,
    }


def _exception(content: dict[str, Any]) -> str:
    claims = ["使用地区统筹岗位"] if content["uses_pool"] else []
    if content["exchange"] != PostExchange.NONE:
        claims.append(PostExchange(content["exchange"]).label)
    return "；".join([*claims, content["explanation"]]).strip("；")


def _pool(pool: dict[str, str]) -> dict[str, str]:
    if not pool["at"]:
        return {}
    moment = dt.datetime.fromisoformat(pool["at"]).astimezone(SHANGHAI)
    return {"by": pool["by"], "signer": pool["signer"], "opinion": pool["opinion"], "at": cn_datetime(moment)}
