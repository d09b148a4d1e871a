"""The modules about the person's path: education, work, titles, appointments, assessments, credentials, posts."""

from applicants.enums import Module
from applicants.modules.definition import Definition, Field, Kind, Proof, Section, Values, always, told
from applicants.modules.words import EMPLOYER_TYPES, SERIES, SKILL_LEVELS, TITLE_LEVELS, choice, ended, started, title
from law.materials import ENTRUST_LETTER, ENTRUSTERS, EXPERT_FORM, RECOMMENDATION_LETTER

DEGREES = ("高中及以下", "中专", "大专", "本科", "双学士", "研究生班", "硕士", "博士")
_S1 = "浙经信消费〔2022〕203号 附件1第"
_S3 = "衢市人社专〔2021〕61号 二"
_REGISTERED_SINCE = "2001"
_HIGHER = frozenset(DEGREES[2:])


def _year(values: Values) -> str:
    return str(values.get("ended") or "")[:4]


def _is_domestic(values: Values) -> bool:
    return values.get("place") == "国内" and bool(_year(values))


def is_registered_online(values: Values) -> bool:
    """Domestic, 大专 or above, finished in 2001 or later: the ministry's online registration proves it."""
    return _is_domestic(values) and values.get("level") in _HIGHER and _year(values) >= _REGISTERED_SINCE


def is_before_registration(values: Values) -> bool:
    """Domestic, 大专 or above, finished before 2001: the graduate's registration form proves it."""
    return _is_domestic(values) and values.get("level") in _HIGHER and _year(values) < _REGISTERED_SINCE


def is_below_college(values: Values) -> bool:
    """Domestic and below 大专: the notice names no form, so the diploma proves it."""
    return _is_domestic(values) and bool(values.get("level")) and values.get("level") not in _HIGHER


EDUCATION = Definition(
    Module.EDUCATION,
    Section.TRAINING,
    (
        title("毕业院校"),
        choice("level", "学历（学位）", DEGREES),
        choice("place", "学历取得地", ("国内", "国外", "港澳台")),
        choice("mode", "学习形式", ("全日制", "成人"), "函授、夜大、自学考试、网络教育、开放大学等选“成人”。"),
        Field("started", "入学时间", Kind.DATE),
        Field("ended", "毕业时间", Kind.DATE, always, "按毕业证书填写；只写到月的，填写到月。"),
        Field("major", "所学专业", required=always),
        Field("related", "所学专业是否与现从事专业相同或相近", Kind.BOOL, always),
        Field("degree", "学位", Kind.CHOICE, choices=("无", "学士", "硕士", "博士")),
        Field("degree_only", "是否只有学位而无学历", Kind.BOOL, hint="同等学力申请学位的选“是”。"),
        Field("number", "证书编号"),
        Field("technical_school", "技工院校班次", Kind.CHOICE, choices=("中级工班", "高级工班", "预备技师班"),
              hint="由技工院校毕业的填写。"),
    ),
    (
        Proof(("《教育部学历证书电子注册备案表》", "《中国高等教育学历认证报告》"), is_registered_online, _S1 + "5条"),
        Proof(("《高校毕业生登记表》",), is_before_registration, _S1 + "5条"),
        Proof(("《国外学历学位认证书》",), told("place", "国外"), _S1 + "5条"),
        Proof(("《港澳台学历学位认证书》",), told("place", "港澳台"), _S1 + "5条"),
        Proof(("毕业证书",), is_below_college),
    ),
    # S1 附件1第5条 names who issues them.
    "每段学历（学位）填写一条，含在职取得的学历。《教育部学历证书电子注册备案表》在中国高等教育学生信息网下载，"
    "《中国高等教育学历认证报告》由浙江省高校毕业生就业指导服务中心出具。",
)  # fmt: skip

WORK = Definition(
    Module.WORK,
    Section.WORK,
    (
        title("工作单位"),
        started("开始时间"),
        ended("结束时间"),
        choice("employer_type", "单位性质", EMPLOYER_TYPES),
        Field("post", "岗位（职务）", required=always),
        Field("craft", "是否从事工艺美术专业技术工作", Kind.BOOL, always, "含设计、制作；年限按此计算。"),
        Field("duty", "从事何专业技术工作", Kind.LONG_TEXT),
        Field("witness", "证明人"),
    ),
    (Proof(("《基本养老保险参保缴费证明》", "劳动合同"), why=_S1 + "6条"),),
    "每个单位填写一条；中间有中断的，按实际起止时间分开填写。",
)

TITLE_HELD = Definition(
    Module.TITLE_HELD,
    Section.BASICS,
    (
        title("资格名称", "例如：助理工艺美术师。"),
        choice("level", "级别", TITLE_LEVELS),
        choice("series", "系列", SERIES),
        Field("specialty", "专业"),
        started("取得时间", "按证书或批准文件填写；只写到月的，填写到月。"),
        choice("way", "取得方式", ("评审", "初定", "认定", "考试", "贯通", "转评")),
        Field("number", "证书编号", required=always),
        Field("issuer", "审批机关", required=always),
        Field(
            "entrustment_number",
            "委托评审函文号",
            hint="经本市人力社保部门委托在市外取得的填写；未经委托的不予认可（衢市人社专〔2021〕61号 二(一)）。",
        ),
    ),
    (Proof(("任职资格证书",), why=_S1 + "3条"),),
    "已取得的职称证书；聘书填写在“聘任”板块。",
)

APPOINTMENT = Definition(
    Module.APPOINTMENT,
    Section.BASICS,
    (
        title("聘任职务", "例如：助理工艺美术师。"),
        choice("level", "级别", TITLE_LEVELS),
        choice("series", "系列", SERIES),
        started("聘任起始时间"),
        ended("聘任终止时间", "仍在聘的，留空。"),
        Field("employer", "聘任单位", required=always),
    ),
    (Proof(("聘任证书（聘书、聘文）",), why=_S1 + "3条"),),
    "取得资格与聘任职务的时间不同的，分别填写；年限按各自时间计算。",
)


def _assessment_name(values: Values) -> str:
    return f"{values['year']}年度考核" if values.get("year") else ""


ASSESSMENT = Definition(
    Module.ASSESSMENT,
    Section.ASSESSMENTS,
    (
        Field("year", "考核年度", Kind.NUMBER, always, unit="年度"),
        choice("result", "考核结果", ("优秀", "合格（称职）", "基本合格", "不合格")),
        Field("employer", "考核单位", required=always),
    ),
    (Proof(("年度考核登记表",), why=_S1 + "10条"),),
    "填写近五年的年度考核，每年一条。",
    named_by=_assessment_name,
)

SKILL_KINDS = ("职业资格", "职业技能等级")
# A national qualification of professionals; with an appointment it stands for the title of its level (S3 二(五)).
LICENCE = "专业技术人员职业资格"
# Beside the form and the letter of law.materials, what others issue (S0 一(二); S3 二(一)).
POSTING = "派驻备案证明"
LETTERS = (ENTRUST_LETTER, RECOMMENDATION_LETTER)

CREDENTIAL = Definition(
    Module.CREDENTIAL,
    Section.ACHIEVEMENTS,
    (
        title("证书（证明）名称"),
        choice(
            "kind",
            "类别",
            (*SKILL_KINDS, LICENCE, "授徒证明", EXPERT_FORM, *LETTERS, POSTING, "其他资质"),
            "技能人员的职业资格选“职业资格”。",
        ),
        started("取得（出具）时间"),
        Field("occupation", "职业（工种）", required=told("kind", *SKILL_KINDS)),
        Field("skill_level", "技能等级", Kind.CHOICE, told("kind", *SKILL_KINDS), choices=SKILL_LEVELS),
        Field("still_in_field", "目前是否仍从事该职业相关的技术技能工作", Kind.BOOL),
        Field("title_level", "对应职称级别", Kind.CHOICE, told("kind", LICENCE), choices=TITLE_LEVELS),
        Field("title_series", "对应职称系列", Kind.CHOICE, told("kind", LICENCE), choices=SERIES),
        Field("number", "证书编号（文号）", required=told("kind", *LETTERS)),
        Field("issuer", "发证（出具）机构", required=always),
        Field("issuer_kind", "委托评审函出具机构类别", Kind.CHOICE, told("kind", ENTRUST_LETTER), choices=ENTRUSTERS),
        Field("entrusted_people", "函中所列被委托人员", required=told("kind", ENTRUST_LETTER)),
        Field("entrusted_title", "函中所列资格", required=told("kind", *LETTERS)),
        Field(
            "apprentices",
            "授徒情况",
            Kind.LONG_TEXT,
            told("kind", "授徒证明"),
            "徒弟姓名、起止时间、所授技艺、取得的成绩。",
        ),
        Field("reason", "推荐理由", Kind.LONG_TEXT, told("kind", EXPERT_FORM), "写明取得的标志性业绩成果。"),
    ),
    (
        Proof(("证书",), told("kind", *SKILL_KINDS, LICENCE, "其他资质")),
        Proof(("授徒证明",), told("kind", "授徒证明"), _S1 + "9条"),
        Proof(("《直接申报专家推荐表》",), told("kind", EXPERT_FORM), _S1 + "4条"),
        Proof(("委托评审函",), told("kind", ENTRUST_LETTER), _S3 + "(一)"),
        Proof((RECOMMENDATION_LETTER,), told("kind", RECOMMENDATION_LETTER), "浙经信消费〔2022〕203号 四(二)"),
        Proof(("派驻备案证明",), told("kind", POSTING), _S3 + "(一)"),
    ),
    "放这里：职业资格证书、职业技能等级证书、授徒证明、专家推荐表、委托评审函、下级评委会推荐函、派驻备案证明、其他资质证书。",
    "职称证书放“专业技术职务任职资格”；培训、授课放“学术技术兼职”。",
)

ACADEMIC_POST = Definition(
    Module.ACADEMIC_POST,
    Section.ACHIEVEMENTS,
    (
        title("兼职职务或授课名称"),
        choice("kind", "类别", ("学术团体任职", "职业培训、授课", "专家服务", "其他兼职")),
        Field("organisation", "所在机构", required=always),
        started("开始时间"),
        ended("结束时间"),
        Field("hours", "课时", Kind.NUMBER, unit="课时"),
        Field("content", "工作内容及成效", Kind.LONG_TEXT),
    ),
    (
        Proof(("授课证明", "聘书"), told("kind", "职业培训、授课"), _S1 + "9条"),
        Proof(("聘书（任职文件）",), told("kind", "学术团体任职", "专家服务", "其他兼职")),
    ),
    "放这里：学会、协会等学术技术团体任职，开展职业培训、授课的业绩，专家服务。",
    "授徒证明放“资质证书”；自己参加培训放“继续教育学时”。",
)
