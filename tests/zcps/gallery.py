"""Made-up data for the page of all components, and its rendering without a request."""

import datetime as dt
from dataclasses import dataclass
from types import SimpleNamespace as Thing
from typing import Any

from django import forms
from django.template.loader import render_to_string

from law.calendar import period

CST = dt.timezone(dt.timedelta(hours=8))
NOW = dt.datetime(2022, 9, 7, 14, 32, tzinfo=CST)
DEADLINE = dt.datetime(2022, 9, 11, 0, 0, tzinfo=CST)


@dataclass(frozen=True)
class Message:
    """As Django's own messages look to a template."""

    text: str
    level_tag: str

    def __str__(self) -> str:
        return self.text


class TitleForm(forms.Form):
    """One field of each kind, wrongly filled in."""

    title = forms.CharField(label="现有任职资格", help_text="按证书上的名称填写。")
    obtained = forms.DateField(label="取得时间", widget=forms.DateInput(attrs={"type": "date"}))
    level = forms.ChoiceField(label="级别", choices=[("", "请选择"), ("a", "助理级"), ("m", "中级")])
    route = forms.ChoiceField(
        label="申报方式", choices=[("n", "正常评审"), ("e", "破格申报")], widget=forms.RadioSelect, initial="n"
    )
    story = forms.CharField(label="工作业绩", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    promise = forms.BooleanField(label="我保证所填内容和上传材料真实、准确、完整")
    scan = forms.FileField(label="证书扫描件", help_text="请上传原件扫描件，封面和内页合成一个文件。")


def _filing() -> dict[str, Any]:
    return {
        "tasks": [
            ("个人基本信息", "#", "已完成", ()),
            ("学历和任职资格", "#", "需要修改", ("学历证书编号与学信网不一致",)),
            ("业绩档案", "#", "进行中", ("获奖证书 1 份", "作品照片 2 张")),
            ("继续教育", "#", "进行中", ("2021 年度专业科目缺 12 学时",)),
            {"name": "真实性保证书", "state": "未开始", "hint": "其余各项完成后签署"},
        ],
        "past": [
            {"title": "提交申报", "who": "周明远", "when": "2022-08-22T16:05+08:00"},
            {"title": "单位公示结束，无异议", "who": "衢州醉根艺品有限公司", "when": "2022-08-31T00:00+08:00"},
            {
                "title": "县级推荐",
                "who": "开化县经济和信息化局",
                "when": "2022-09-02T10:12+08:00",
                "note": "材料齐全，同意推荐。",
            },
        ],
        "present": {"title": "市级推荐审核", "who": "衢州市经济和信息化局", "until": DEADLINE, "left": 3},
        "future": [
            {"title": "资格审查", "who": "评委会办公室", "rule": "逐项审核，附理由"},
            {"title": "评前公示", "rule": "不少于 5 个工作日"},
            {"title": "评审会议", "rule": "出席专家三分之二以上同意"},
        ],
    }


def _worklist() -> dict[str, Any]:
    names = [
        ("周明远", "due", "待推荐", "还剩 1 个工作日", " soon"),
        ("徐慧敏", "stop", "补正后返回", "已逾期 1 个工作日", " over"),
        ("欧阳建国", "info", "待推荐", "还剩 6 个工作日", ""),
        ("祝雨欣", "done", "已推荐", "—", ""),
    ]
    return {
        "chips": [
            ("全部", "#", 117),
            ("待推荐", "#", 42, True),
            ("三日内到期", "#", 9),
            ("补正后返回", "#", 5),
            ("已推荐", "#", 61),
        ],
        "columns": ["申报人", "申报资格", "工作单位", "状态", {"label": "办理期限", "url": "#", "sort": "ascending"}],
        "cases": [
            {
                "name": name,
                "number": f"2022-QZ-GM-{117 + place:04}",
                "title": "工艺美术师",
                "employer": "衢州醉根艺品有限公司",
                "kind": kind,
                "state": state,
                "until": DEADLINE,
                "left": left,
                "css": css,
            }
            for place, (name, kind, state, left, css) in enumerate(names)
        ],
        "acts": [("recommend", "推荐到评委会", "primary"), ("return", "退回补正")],
    }


def _findings() -> list[dict[str, Any]]:
    source = "衢经信产融〔2022〕44号 "
    met = {
        "clause": source + "二(二)1",
        "asks": "大学本科毕业，取得助理级职称满 4 年",
        "answer": "met",
        "because": "2017年6月取得助理工艺美术师",
        "calculation": "2017-06-30 至 2022-12-31，满 5 年",
    }
    unmet = {
        "clause": source + "二(二)3",
        "asks": "任现职以来每年继续教育不少于 90 学时",
        "answer": "not_met",
        "because": "2021 年度 78 学时",
        "calculation": "18 + 60 = 78 < 90",
        "remedy": "补登 12 学时后即达到，可补登至 2022年9月30日",
    }
    unknown = {
        "clause": source + "二(三)",
        "asks": "从事本专业工作",
        "answer": "unknown",
        "because": "2018 年有 4 个月工作间断",
    }
    return [
        {
            "title": "正常评审",
            "note": "最接近的申报方式，还差 1 项",
            "answer": "not_met",
            "findings": [met, unmet, unknown],
        },
        {"title": "破格申报", "answer": "not_met", "findings": [unmet], "folded": True},
    ]


def _case() -> dict[str, Any]:
    return {
        "choices": ["同意", "反对", "弃权"],
        "entries": [("基本信息", "part-1"), {"label": "代表作品", "anchor": "part-2", "mark": "1 处"}],
        "pairs": [
            ("姓名", "周明远"),
            ("性别", "男"),
            ("证件号码", "330***********1234"),
            ("出生日期", dt.date(1986, 3, 9)),
            ("工作单位", "衢州醉根艺品有限公司"),
            ("专业", "雕塑雕刻工艺"),
            ("现任职资格", "助理工艺美术师"),
        ],
        "certificate": Thing(
            number="ZJ2022-GM-000117",
            name="周明远",
            title="工艺美术师",
            level="中级",
            specialty="雕塑雕刻工艺",
            committee="衢州市工艺美术专业中级评审委员会",
            obtained_on=dt.date(2022, 12, 16),
        ),
        "tiles": [
            ("自查申报条件", "填几项情况，对照条款给出结论"),
            ("正在申报的计划", "6 个计划，最近 3 天后截止"),
            ("查验证书", "输入证书编号和姓名"),
        ],
        "bars": [("单位审核", 31), ("单位公示", 24), ("推荐审核", 42), ("资格审查", 12)],
    }


def context() -> dict[str, Any]:
    """Return what every component of the page is given."""
    form = TitleForm({"title": "", "obtained": "2017-13-01", "level": "m", "route": "n"})
    opened = dt.datetime(2022, 9, 29, 10, tzinfo=CST)
    hats = [Thing(key="a", label="衢州市经济和信息化局"), Thing(key="b", label="申报人")]
    return {
        "now": NOW,
        "deadline": DEADLINE,
        "demo_clock": Thing(now=NOW),
        "hats": hats,
        "hat": hats[0],
        "unread": 3,
        "user": Thing(is_authenticated=True, name="王海燕"),
        "form": form,
        "stored": Thing(name="学历证书.pdf", size=1258291, url="#"),
        "menu": [
            Thing(label=label, url="#", active=label == "推荐审核", count=count)
            for label, count in (("工作台", 0), ("推荐审核", 42), ("公示与异议", 2), ("统计", 0))
        ]
        + [Thing(label="评审会议", active=False, entries=[Thing(label="专家库", url="#", active=False)])],
        "messages": [
            Message("已推荐 12 件申报，申报人和评委会办公室已收到消息。", "success"),
            Message("有 2 件申报明天到期。", "warning"),
        ],
        "period": period(opened, 5),
        "provisional": period(dt.datetime(2026, 12, 24, 9, tzinfo=CST), 5),
        "period_now": dt.datetime(2022, 10, 9, 11, tzinfo=CST),
        "findings": _findings(),
        "effects": ["申报材料即行锁定，提交后不能自行修改", "单位审核后公示不少于 5 个工作日"],
        "told": ["衢州醉根艺品有限公司职称管理人员"],
        **_filing(),
        **_worklist(),
        **_case(),
    }


def gallery() -> str:
    """Return the page of all components as HTML."""
    return render_to_string("components/gallery.html", context())
