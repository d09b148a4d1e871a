"""Before anything is printed: which characters no font can write, and where in the paper each stands."""

from collections.abc import Iterator
from typing import Any

from reviews.documents.paper import Paper
from zcps.documents import missing_glyphs

# What stands for a sort that the type case lacks.
GAP = "〓"
# The parts of a paper as a person would look for them; what is not named here is found by the paper's title alone.
_WORDS = {
    "after": "任现职后业绩",
    "answers": "声明事项",
    "assessments": "考核结果",
    "author": "著译者",
    "basics": "基本情况",
    "before": "任现职前业绩",
    "body": "单位",
    "committee": "评审委员会",
    "cover": "封面",
    "decisions": "核定事项",
    "detail": "说明",
    "employer": "工作单位",
    "exams": "考试成绩",
    "figures": "基本数据",
    "findings": "申报资格条件",
    "form_name": "表名",
    "groups": "分组名单",
    "inspections": "考察情况",
    "items": "评议对象",
    "kind": "类别",
    "name": "名称（姓名）",
    "opinions": "单位意见",
    "others": "资质证书与兼职",
    "papers": "论文著作",
    "part": "工作内容及作用",
    "people": "人员名单",
    "person": "姓名",
    "plan": "申报计划",
    "publicities": "公示情况",
    "rows": "名单",
    "specialty": "专业",
    "statement": "本人述职",
    "study": "学习培训经历",
    "summary": "内容提要",
    "text": "正文",
    "title": "资格名称",
    "titles": "任职资格和聘任",
    "where": "单位或院校",
    "witness": "证明人",
    "work": "工作经历",
}


def refusal(paper: Paper) -> str:
    """Return why a paper cannot be printed and what to do; empty where every character can be written."""
    missing = missing_in(paper)
    return (
        f"字库中没有这些字：{'、'.join(missing)}。请系统管理员安装补充字库后重新生成，文书暂不出具。" if missing else ""
    )


def with_gaps(text: str) -> str:
    """Return a text with 〓 for each character that cannot be written: for a list that has to name everybody."""
    return text.translate(dict.fromkeys(map(ord, missing_glyphs(text)), GAP))


def missing_in(paper: Paper) -> list[str]:
    """Return a line for each character that cannot be written, naming the first place where it stands."""
    places: dict[str, str] = {}
    for path, text in [*_texts(paper.context, ()), (("文书标题",), paper.title)]:
        for mark in missing_glyphs(text):
            places.setdefault(mark, " › ".join(path) or "正文")
    return [f"“{mark}”（U+{ord(mark):04X}，{place}）" for mark, place in places.items()]


def _texts(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every text of a context with the way to it."""
    if isinstance(value, str):
        # Pictures stand in the context as addresses.
        yield from () if value.startswith("data:") else ((path, value),)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, (*path, _WORDS[key]) if key in _WORDS else path)
    elif isinstance(value, list | tuple):
        yield from _of_pair(value, path) if _is_pair(value) else _of_list(value, path)


def _of_pair(pair: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """A label and its value: the label says where."""
    label, value = pair
    yield (path, label)
    yield ((*path, label.replace("\u3000", "")), value)


def _of_list(values: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for number, each in enumerate(values, start=1):
        yield from _texts(each, (*path, f"第 {number} 项") if isinstance(each, dict) else path)


def _is_pair(value: Any) -> bool:
    pair = 2
    return isinstance(value, tuple) and len(value) == pair and all(isinstance(each, str) for each in value)
