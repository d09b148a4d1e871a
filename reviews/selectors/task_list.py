"""The sections of a filing with their state and what is missing beside each."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from reviews.enums import Stage
from reviews.models import Application, Defect

NOT_STARTED, UNDER_WAY, DONE, TO_MEND = "未开始", "进行中", "已完成", "需要修改"


@dataclass(frozen=True)
class Section:
    """One section of the filing: its key in gaps and URLs, its name, the URL name of its page."""

    key: str
    name: str
    page: str
    hint: str = ""


SECTIONS = (
    Section("target", "申报资格与专业", "application_target"),
    Section("profile", "个人信息", "application_profile"),
    Section("records", "业绩材料", "application_records", "从业绩档案中选取已经单位审核的材料"),
    Section("statement", "本人述职", "application_statement"),
    Section("answers", "补充事实", "application_answers", "档案中没有记载、需要您本人说明的情况"),
    Section("findings", "资格条件", "application_findings", "对照公告条款逐项预检"),
    Section("credits", "继续教育", "application_credits"),
    Section("materials", "材料清单", "application_materials"),
    Section("commitment", "真实性保证书", "application_commitment", "其余各项完成后签署"),
    Section("check", "检查并提交", "application_check"),
)
# The sections that are only read; they are done when nothing is missing in them, and nobody starts them.
_READ_ONLY = frozenset({"findings", "credits", "materials"})
# The list of materials is complete when the sections that fill it are.
_FILLS_MATERIALS = ("records", "statement", "commitment")


@dataclass(frozen=True)
class Gap:
    """Something that stands in the way of filing: its section, the sentence, the page or field where it is mended."""

    section: str
    sentence: str
    url: str = ""


@dataclass(frozen=True)
class Task:
    """One line of the task list, as the component reads it."""

    name: str
    url: str
    state: str
    missing: list[str] = field(default_factory=list)
    hint: str = ""
    key: str = ""


def open_defects(application: Application) -> list[Defect]:
    """Return the defects of the last return that has not been answered yet."""
    last = application.corrections.filter(answered_at=None).order_by("-pk").first()
    return list(last.defects.all()) if last and application.stage == Stage.DRAFT else []


def section_of(defect: Defect) -> str:
    """Return the section in which a defect is mended."""
    kind = defect.target.partition(":")[0].partition(".")[0]
    known = {
        "record": "records",
        "title": "target",
        "specialty": "target",
        "material": "materials",
        "answer": "answers",
    }
    return known.get(kind, kind if kind in {each.key for each in SECTIONS} else "check")


def task_list(
    application: Application, gaps: Iterable[Gap], touched: Collection[str], mended: Collection[str]
) -> list[Task]:
    """Return the sections in order.

    Args:
        application: a draft.
        gaps: everything that is missing.
        touched: keys of the sections in which something has been done.
        mended: keys of the sections that differ from what was returned.
    """
    missing, defects = _by_section(gaps), _defects_by_section(application)
    missing["materials"] = [line for key in _FILLS_MATERIALS for line in missing[key]]
    return [
        _task(application, each, missing[each.key], defects[each.key], each.key in touched, each.key in mended)
        for each in SECTIONS
    ]


def _by_section(gaps: Iterable[Gap]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for gap in gaps:
        found[gap.section].append(gap.sentence.rstrip("。"))
    return found


def _defects_by_section(application: Application) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for defect in open_defects(application):
        found[section_of(defect)].append(f"{defect.label}：{defect.text}".rstrip("。"))
    return found


def _task(
    application: Application,
    section: Section,
    missing: list[str],
    defects: list[str],
    touched: bool,  # noqa: FBT001 - read once, below
    mended: bool,  # noqa: FBT001 - as above
) -> Task:
    url = reverse(section.page, args=[application.pk])
    if defects and not mended:
        return Task(section.name, url, TO_MEND, [*defects, *missing], key=section.key)
    hint = "已按退回意见修改，提交前请再核对" if defects else section.hint
    if section.key == "check":
        return Task(section.name, url, NOT_STARTED, [], _check_hint(missing), section.key)
    if not missing:
        return Task(section.name, url, DONE, [], hint if defects else "", section.key)
    state = UNDER_WAY if touched or section.key in _READ_ONLY else NOT_STARTED
    # Questions are read on their own page; here their number says enough.
    counted = {"answers": f"还有 {len(missing)} 个问题未回答", "materials": f"还缺 {len(missing)} 项"}
    shown = [counted[section.key]] if section.key in counted else _few(missing)
    return Task(section.name, url, state, shown, hint, section.key)


def _check_hint(missing: list[str]) -> str:
    return "；".join(missing) or "核对全部内容，提交给用人单位"


def _few(missing: list[str]) -> list[str]:
    """Three are read, thirty are not; the section's own page lists them all."""
    shown = 3
    return missing if len(missing) <= shown else [*missing[:shown], f"等 {len(missing)} 项"]
