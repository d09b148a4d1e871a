"""The sections in which an office writes a plan, in the order of a notice; every remark of the lint names one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlanSection:
    """One page of the plan's task list."""

    key: str
    name: str
    hint: str


SECTIONS = (
    PlanSection("identity", "基本信息", "编号、名称、年度、系列和专业、申报对象、公告文号"),
    PlanSection("titles", "申报资格", "各资格的级别、评委会、职能和对象范围"),
    PlanSection("route", "办理路径", "用人单位之后的各级机构和办理时限"),
    PlanSection("deadlines", "办理时间", "申报、推荐、纸质材料、年限截止，遇假日是否顺延"),
    PlanSection("materials", "申报材料", "每项材料的来源、适用资格和依据条款"),
    PlanSection("paper", "纸质材料", "表名、水印、份数、盖章、报送处、归档"),
    PlanSection("publicity", "公示与表决", "公示环节和天数、公示字段、表决规则、备案和补正期限、结果公布"),
    PlanSection("scoring", "评审标准", "专家评议用的条件和分值，各部分应具备几项或多少分"),
    PlanSection("results", "结果与诚信", "联合公布、推荐和委托评审、名单显示、复查和陈述申辩期限、诚信记录的两个期限"),
    PlanSection("policy", "学时、岗位与单位责任", "学时来源和证明、岗位核定、收费、单位责任、承诺内容"),
    PlanSection("contacts", "联系方式", "联系处室；不写个人姓名"),
    PlanSection("documents", "依据文件", "引用的文件、别名和未附说明"),
    PlanSection("notice", "公告内容", "公告的各个部分"),
    PlanSection("attachments", "附件", "公告的附件，发布后公开下载"),
)
# The rulebook has an editor of its own.
RULES = PlanSection("rules", "申报条件规则", "各资格的途径、条件和依据，用例须全部通过")
BY_KEY = {section.key: section for section in SECTIONS}
