"""Whether the records carry the papers that the notice names, page by page.

Source: 浙经信消费〔2022〕203号 附件1第3、5、6、8条.
"""

from collections.abc import Iterator

from law.dossier import Dossier, Found, Record, ask, lacks, met
from law.vocabulary import vocabulary

_LEVELS = vocabulary().education_levels
_HIGHER = frozenset(_LEVELS[_LEVELS.index("大专") :])
REGISTERED = ("《教育部学历证书电子注册备案表》", "《中国高等教育学历认证报告》")
GRADUATES_FORM = ("《高校毕业生登记表》",)
ABROAD = {"国外": ("《国外学历学位认证书》",), "港澳台": ("《港澳台学历学位认证书》",)}
WORK = ("《基本养老保险参保缴费证明》", "劳动合同")
CONTRIBUTION = ("本人系主要贡献者依据",)
_PAGES = {
    "paper": (("封面",), ("刊号页",), ("目录页",), ("所写文章",)),
    "book": (("封面",), ("书号（版权）页",), ("目录页",), ("所写文章",)),
    "project": (("合同或立项书封面页",), ("项目金额页",), ("主要参与人员名单及负责内容页",), ("合同或立项书盖章页",)),
}
# A paper read at a conference has no number of a periodical.
_READ = "会议宣读"


def degree_proof(dossier: Dossier, *, since: int) -> Iterator[Found]:
    """By year and place of graduation: the ministry's registration, the graduate's form, or a certificate.

    Args:
        dossier: what is filed.
        since: the first year whose degrees the ministry registers.
    """
    degrees = dossier.of("education")
    if not degrees:
        yield lacks("没有选取学历学位，请从业绩档案中选取。")
    for degree in degrees:
        yield _degree(degree, since)


def _degree(degree: Record, since: int) -> Found:
    name, place, year = f"学历“{degree.title}”", degree.values.get("place"), degree.ended[:4]
    if place in ABROAD:
        return _proved(degree, name, ABROAD[str(place)])
    if degree.values.get("level") not in _HIGHER:
        return met(f"{name}为大专以下，通知未要求备案表或登记表。")
    if place != "国内" or not year.isdigit():
        return ask(f"{name}没有写明取得地或毕业时间，由经办人核对所附证明。")
    wanted = REGISTERED if int(year) >= since else GRADUATES_FORM
    return _proved(degree, f"{name}（{year}年毕业）", wanted)


def work_proof(dossier: Dossier) -> Iterator[Found]:
    """Pension contributions or a contract for every employment."""
    jobs = dossier.of("work")
    if not jobs:
        yield lacks("没有选取工作经历，请从业绩档案中选取。")
    yield from (_proved(job, f"工作经历“{job.title}”", WORK) for job in jobs)


def group_proof(dossier: Dossier) -> Iterator[Found]:
    """The main contribution to whatever was done together."""
    done = [record for record in dossier.records if "joint" in record.values]
    joint = [record for record in done if record.values["joint"]]
    yield from (_proved(record, f"集体项目“{record.title}”", CONTRIBUTION) for record in joint)
    if not joint:
        yield met("所选业绩均不是集体项目。")


def paper_pages(dossier: Dossier) -> Iterator[Found]:
    """Cover, number, table of contents and the text of every paper and book."""
    yield from _pages(dossier, "论文、著作", "paper", "book")


def project_pages(dossier: Dossier) -> Iterator[Found]:
    """Cover, amount, members with their parts, and the page with the seal of every project."""
    yield from _pages(dossier, "项目", "project")


def _pages(dossier: Dossier, name: str, *modules: str) -> Iterator[Found]:
    records = dossier.of(*modules)
    if not records:
        yield met(f"没有选取{name}，不需要提供。")
    for record in records:
        absent = [
            labels[0] for labels in _PAGES[record.module] if _is_wanted(record, labels) and not _has(record, labels)
        ]
        if absent:
            yield lacks(f"“{record.title}”缺少{'、'.join(absent)}，请在业绩档案中补充上传，经单位审核后重新选取。")
        else:
            yield met(f"“{record.title}”所需页面齐全。")


def _is_wanted(record: Record, labels: tuple[str, ...]) -> bool:
    return not (labels == ("刊号页",) and record.values.get("kind") == _READ)


def _has(record: Record, labels: tuple[str, ...]) -> bool:
    return bool(record.labels & set(labels))


def _proved(record: Record, name: str, labels: tuple[str, ...]) -> Found:
    if _has(record, labels):
        return met(f"{name}已附{'或'.join(sorted(record.labels & set(labels)))}。")
    return lacks(f"{name}缺少{'或'.join(labels)}，请在业绩档案中补充上传，经单位审核后重新选取。")
