"""The modules about what the person achieved: projects, writings, patents, standards, awards, honours, adoption."""

from applicants.enums import Module
from applicants.modules.definition import Definition, Field, Kind, Proof, Section, always, told
from applicants.modules.words import (
    CONTEST_CLASSES,
    DIRECT_AWARDS,
    GRADES,
    LEVELS,
    choice,
    contribution,
    ended,
    joint,
    level,
    role,
    started,
    title,
)

_S1 = "浙经信消费〔2022〕203号 附件1第"
_S0 = "衢经信产融〔2022〕44号 附件1 二(三)"

PROJECT = Definition(
    Module.PROJECT,
    Section.ACHIEVEMENTS,
    (
        title("项目（课题）名称"),
        choice("kind", "类别", ("科研项目（课题）", "工艺美术工程", "设计制作项目", "其他项目")),
        level("立项级别"),
        Field("grantor", "立项（委托）单位", required=always),
        started("开始时间"),
        ended("完成时间", "尚未完成的，留空。"),
        Field("amount", "项目金额", Kind.NUMBER, unit="万元"),
        role(),
        joint(),
        Field("content", "工作内容及本人所起作用", Kind.LONG_TEXT, always),
        Field("outcome", "完成情况及效果", Kind.LONG_TEXT, hint="获何奖励、效益或专利。"),
    ),
    (
        Proof(("合同或立项书封面页",), why=_S1 + "8条"),
        Proof(("项目金额页",), why=_S1 + "8条"),
        Proof(("主要参与人员名单及负责内容页",), why=_S1 + "8条"),
        Proof(("合同或立项书盖章页",), why=_S1 + "8条"),
        contribution(),
    ),
    "放这里：有合同或立项书的科研、工程、设计制作项目。",
    "作品获奖放“获奖”；作品被收藏、陈设放“成果被批示、采纳、运用和推广情况”。",
)

AUTHORSHIP = ("独著", "第一作者", "合著")

PAPER = Definition(
    Module.PAPER,
    Section.WRITINGS,
    (
        title("论文题目"),
        choice("kind", "类别", ("期刊发表", "会议宣读")),
        Field("venue", "刊物或会议名称", required=always),
        level("刊物或会议级别"),
        started("发表（宣读）时间"),
        Field(
            "number", "刊号（ISSN、CN）", required=told("kind", "期刊发表"), hint="例如：ISSN 1003-9104，CN 11-1293/J。"
        ),
        Field("in_proceedings", "是否收入论文集", Kind.BOOL, told("kind", "会议宣读")),
        choice("author", "作者排名", AUTHORSHIP),
        Field("summary", "内容提要", Kind.LONG_TEXT),
    ),
    (
        Proof(("封面",), why=_S1 + "8条"),
        Proof(("刊号页",), told("kind", "期刊发表"), _S1 + "8条"),
        Proof(("目录页",), why=_S1 + "8条"),
        Proof(("所写文章",), why=_S1 + "8条"),
        Proof(("会议宣读证明",), told("kind", "会议宣读"), _S0),
    ),
    "放这里：期刊论文、学术会议宣读的论文、调研报告。",
    "专著、教材、作品集放“著作”。",
)

BOOK = Definition(
    Module.BOOK,
    Section.WRITINGS,
    (
        title("书名"),
        Field("publisher", "出版社", required=always),
        Field("number", "书号（ISBN）", required=always),
        started("出版时间"),
        choice("author", "作者排名", ("独著", "主编", "副主编", "参编")),
        Field("words", "本人撰写字数", Kind.NUMBER, unit="万字"),
        Field("summary", "内容提要", Kind.LONG_TEXT),
    ),
    (
        Proof(("封面",), why=_S1 + "8条"),
        Proof(("书号（版权）页",), why=_S1 + "8条"),
        Proof(("目录页",), why=_S1 + "8条"),
        Proof(("所写文章",), why=_S1 + "8条"),
    ),
)

PATENT = Definition(
    Module.PATENT,
    Section.ACHIEVEMENTS,
    (
        title("专利名称"),
        choice("kind", "专利类型", ("发明", "实用新型", "外观设计")),
        Field("number", "专利号", required=always),
        started("授权公告日"),
        role(),
        joint(),
    ),
    (Proof(("专利证书",)), contribution()),
)

STANDARD = Definition(
    Module.STANDARD,
    Section.ACHIEVEMENTS,
    (
        title("标准名称"),
        choice("kind", "标准类型", ("国家标准", "行业标准", "地方标准", "团体标准")),
        Field("number", "标准编号", required=always),
        started("发布时间"),
        role(),
    ),
    (Proof(("标准封面页",)), Proof(("起草单位和起草人页",))),
)

AWARD_KINDS = ("作品（项目）奖", "展览评比、专业竞赛", "科技成果奖", "优质工程奖", "职业技能竞赛", "其他奖项")

AWARD = Definition(
    Module.AWARD,
    Section.ACHIEVEMENTS,
    (
        title("奖项名称"),
        choice("kind", "类别", AWARD_KINDS),
        Field("work", "获奖作品（项目）", required=always),
        started("获奖时间"),
        level("奖项级别"),
        choice("grade", "获奖等级", GRADES),
        Field("grantor", "颁奖（主办）单位", required=always),
        Field("industry", "是否本行业奖项", Kind.BOOL, always),
        Field("formal", "是否正式的展览评比、专业竞赛", Kind.BOOL, told("kind", "展览评比、专业竞赛")),
        role(),
        joint(),
        Field("contest_class", "技能竞赛类别", Kind.CHOICE, told("kind", "职业技能竞赛"), choices=CONTEST_CLASSES),
        Field("rank", "技能竞赛名次", Kind.NUMBER, told("kind", "职业技能竞赛"), unit="名"),
    ),
    (Proof(("获奖证书",), why=_S1 + "3条"), contribution()),
    "放这里：作品、项目、展览评比、专业竞赛、技能竞赛所获奖项。",
    "劳动模范、先进工作者等称号放“荣誉”。",
)

HONOUR = Definition(
    Module.HONOUR,
    Section.ACHIEVEMENTS,
    (
        title("荣誉称号"),
        choice("kind", "类别", ("劳动模范", "先进工作者", "拔尖人才", "技能人才荣誉", "其他荣誉")),
        level("授予级别"),
        started("授予时间"),
        Field("grantor", "授予单位", required=always),
        choice("grantor_kind", "授予单位性质", ("党委、政府及其部门", "协会、团体", "其他单位")),
        Field(
            "direct",
            "直接申报对应称号",
            Kind.CHOICE,
            told("kind", "技能人才荣誉"),
            "衢市人社专〔2023〕23号 四 所列称号。",
            (*DIRECT_AWARDS, "不在所列范围"),
        ),
    ),
    (Proof(("荣誉证书",), why=_S1 + "3条"),),
    "放这里：劳动模范、先进工作者、拔尖人才、技能大奖等称号。",
    "作品和项目的奖项放“获奖”。",
)  # fmt: skip

SALES = "产品销售、创汇"
ADOPTED_KINDS = (
    "重要场馆陈设",
    "博物馆（珍宝馆、美术馆）收藏",
    "重要项目、重大活动设计中标",
    "个人作品展",
    "批示、采纳",
    "推广应用",
    SALES,
)
# Either sales or exports: the clause takes both, so neither is required by itself.
_SOLD = "“类别”为“产品销售、创汇”时填写，近两年连续两个年度。"
_SHOWN = told("kind", *ADOPTED_KINDS[:-1])

ADOPTED = Definition(
    Module.ADOPTED,
    Section.ACHIEVEMENTS,
    (
        title("成果（作品、产品）名称"),
        choice("kind", "类别", ADOPTED_KINDS),
        Field("level", "场馆、项目或采纳单位级别", Kind.CHOICE, _SHOWN, choices=LEVELS),
        Field("venue", "场馆、项目或采纳单位", required=_SHOWN),
        started("时间", "收藏、陈设、展出、中标或采纳的时间；产品销售填写第一年的起始时间。"),
        ended("结束时间", "一次性的，留空。"),
        role(),
        joint(),
        Field("sales_first", "第一年销售收入", Kind.NUMBER, hint=_SOLD, unit="元"),
        Field("sales_second", "第二年销售收入", Kind.NUMBER, hint=_SOLD, unit="元"),
        Field("export_first", "第一年创汇", Kind.NUMBER, hint=_SOLD, unit="美元"),
        Field("export_second", "第二年创汇", Kind.NUMBER, hint=_SOLD, unit="美元"),
        Field("effect", "应用情况及效益", Kind.LONG_TEXT),
    ),
    (
        Proof(("收藏证书",), told("kind", "博物馆（珍宝馆、美术馆）收藏"), _S1 + "9条"),
        Proof(("陈设证明",), told("kind", "重要场馆陈设"), _S0),
        Proof(("中标通知书",), told("kind", "重要项目、重大活动设计中标"), _S0),
        Proof(("展览证明（海报、请柬、报道）",), told("kind", "个人作品展"), _S1 + "9条"),
        Proof(("批示件或采纳证明",), told("kind", "批示、采纳")),
        Proof(("应用证明",), told("kind", "推广应用")),
        Proof(("销售或创汇证明（审计报告、完税证明、报关单）",), told("kind", SALES), _S0),
        contribution(),
    ),
    "放这里：馆藏、场馆陈设、设计中标、个人作品展，以及批示、采纳、推广应用、销售创汇。",
    "参展获奖放“获奖”。",
)
