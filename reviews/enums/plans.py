"""The closed lists of plans and of the tables annexed to the notices."""

from django.db.models import TextChoices


class Level(TextChoices):
    """Levels of a title; 初级 is technician and assistant together."""

    TECHNICIAN = "technician", "员级"
    ASSISTANT = "assistant", "助理级"
    INTERMEDIATE = "intermediate", "中级"
    ASSOCIATE_SENIOR = "associate_senior", "副高级"
    SENIOR = "senior", "正高级"


class PlanKind(TextChoices):
    """What a plan leads to: a ballot of a panel, or a determination by the office (S0 二(一))."""

    REVIEW = "review", "评审"
    INITIAL = "initial", "初定"


class Determiner(TextChoices):
    """Who determines where no panel votes; the notices at hand do not say, so the plan does."""

    HR_BUREAU = "hr_bureau", "计划的人力社保部门"
    OFFICE = "office", "计划的承办机构（评委会办公室）"


class PlanStage(TextChoices):
    """The life of a plan (S3 一(一))."""

    DRAFT = "draft", "起草"
    SUBMITTED = "submitted", "报审"
    APPROVED = "approved", "审核同意"
    PUBLISHED = "published", "已发布"
    CLOSED = "closed", "已结束"
    # A correction that was published: its content is the plan's next version.
    MERGED = "merged", "已并入"
    # A draft that its office gave up.
    DROPPED = "dropped", "已放弃"


class TitleMode(TextChoices):
    """What the committee does for a title: decide on it, or recommend to a higher committee (S3 附件, X35)."""

    REVIEW = "review", "评审"
    RECOMMEND = "recommend", "推荐"


class EntrustingBody(TextChoices):
    """Who may entrust the review of its people elsewhere (S3 二(一); S1 一2), and the universities of S1 四(五)."""

    CENTRAL_UNIT = "central_unit", "中央部属单位"
    PROVINCIAL_UNIT = "provincial_unit", "省部属单位"
    PROVINCIAL_HR = "provincial_hr", "省级人力社保部门"
    CITY_HR = "city_hr", "市、县人力社保部门"
    UNIVERSITY = "university", "高等学校"


class TitleScope(TextChoices):
    """Whose people may file for a title (S3 附件, R107)."""

    CITY_PROPER = "city_proper", "市本级"
    WHOLE = "whole", "全市"
    OWN_UNIT = "own_unit", "本单位"
    NOT_SELF_APPOINTING = "not_self_appointing", "自主评聘单位除外"


class RollPolicy(TextChoices):
    """What becomes of a deadline on a holiday (X17, AMB-22)."""

    STRICT = "strict", "不顺延，按公告日期截止"
    NEXT_WORKDAY = "next_workday", "顺延至下一个工作日"


class LeadUnit(TextChoices):
    """How the lead of a meeting's filing is counted: 一周前 may be either (X53, AMB-34)."""

    CALENDAR = "calendar", "个自然日"
    WORKING = "working", "个工作日"


class CreditProof(TextChoices):
    """How credits are proven (X08)."""

    PULL = "pull", "由平台提取已认定学时"
    UPLOAD_CARD = "upload_card", "上传年度学时卡"


class ArchiveMode(TextChoices):
    """What becomes of the paper form (X44)."""

    RETURNED = "returned", "评审表退还申报人，放入个人档案"
    OFFICE = "office", "由评委会办公室统一归档"
    ELECTRONIC = "electronic", "电子归档，不再保存纸质"


class PostSource(TextChoices):
    """Where the posts of a public institution are confirmed (X45)."""

    PRINCIPLE = "principle", "在核定的岗位结构比例内申报"
    TABLE = "table", "填报岗位信息表，经岗位管理部门确认"
    SYSTEM = "system", "由省事业单位人事工资管理服务系统核定"


class RevoteRule(TextChoices):
    """When a panel may vote once more on an item; the notices know no second vote, so a plan has to allow it."""

    NEVER = "never", "不再次表决"
    TIE = "tie", "同意与不同意票数相等时可再次表决一次"
    SHORT = "short", "未通过且所差票数不多时可再次表决一次"


class VoteScope(TextChoices):
    """Who votes on an item. The notices know the whole panel, and skilled workers reviewed apart (S4 二)."""

    WHOLE = "whole", "由全体执行委员表决"
    SKILLED = "skilled", "高技能人才组单独表决，其余由全体执行委员表决"
    GROUPS = "groups", "设有席位的各组分别表决，其余由全体执行委员表决"


class InspectionKind(TextChoices):
    """What a plan may ask of whoever recommends, besides examining the materials (S3 三(一))."""

    ON_SITE = "on_site", "实地考察"
    APPRAISAL = "appraisal", "民主测评"


class Inspector(TextChoices):
    """Who carries inspection and appraisal out: the employer, or the body of this kind on the plan's route."""

    EMPLOYER = "employer", "用人单位"
    INDUSTRY_BUREAU = "industry_bureau", "经信部门"
    HR_BUREAU = "hr_bureau", "人力社保部门"
    COMPETENT_DEPARTMENT = "competent_department", "主管部门"
    PERSONNEL_AGENCY = "personnel_agency", "人事代理机构"
    RECEIVING_POINT = "receiving_point", "受理点"


class IntegrityClock(TextChoices):
    """Which of the two periods of a record counts when its person files again."""

    RECORD = "record", "职称评审诚信档案库的记录期限"
    CREDIT = "credit", "公共信用信息平台的保存期限"


class TableKind(TextChoices):
    """The tables that the notices annex and that offices keep up to date (动态调整)."""

    REVIEW_PLAN = "review_plan", "评审委员会与职能"
    SKILL_MAP = "skill_map", "职业（工种）与职称系列对应关系表"
    PATHWAY_COMMITTEES = "pathway_committees", "贯通领域评审委员会信息表"
    ASSESSMENTS = "assessments", "职业技能等级认定评价组织目录"


class CalendarStage(TextChoices):
    """The life of a notice on holidays that somebody has typed in: it counts once a second person has approved it."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待复核"
    APPROVED = "approved", "已生效"
    DISCARDED = "discarded", "已放弃"


class EditionStage(TextChoices):
    """The life of an edition of such a table."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待发布"
    PUBLISHED = "published", "已发布"
    DISCARDED = "discarded", "已放弃"
