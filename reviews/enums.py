"""The closed lists of the procedure, each value in the words of the notices."""

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


class Stage(TextChoices):
    """Where an application is. Whether something is overdue or closing is time, computed from dates, never a stage."""

    DRAFT = "draft", "填报中"
    EMPLOYER_REVIEW = "employer_review", "单位审核"
    EMPLOYER_PUBLICITY_DUE = "employer_publicity_due", "待单位公示"
    EMPLOYER_PUBLICITY = "employer_publicity", "单位公示中"
    EMPLOYER_OPINION_DUE = "employer_opinion_due", "待单位填写推荐意见"
    RECOMMENDATION = "recommendation", "审核推荐"
    QUALIFICATION = "qualification", "资格审查"
    QUALIFIED = "qualified", "资格审查通过"
    PRE_REVIEW_PUBLICITY = "pre_review_publicity", "评前公示中"
    READY = "ready", "待评审"
    IN_REVIEW = "in_review", "评审中"
    PASSED = "passed", "评审通过"
    RESULT_PUBLICITY = "result_publicity", "结果公示中"
    APPROVAL = "approval", "待核准"
    ANNOUNCED = "announced", "已公布"
    ARCHIVED = "archived", "已归档"
    # The ends that win no title.
    NOT_PASSED = "not_passed", "评审未通过"
    NOT_RECOMMENDED = "not_recommended", "不予推荐"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    WITHDRAWN = "withdrawn", "已撤回"
    LAPSED = "lapsed", "逾期失效"
    REVOKED = "revoked", "已撤销"


# An application in one of these is over; the person may file anew under the same plan while it is open.
ENDED_WITHOUT_TITLE = (
    Stage.NOT_PASSED,
    Stage.NOT_RECOMMENDED,
    Stage.NOT_ACCEPTED,
    Stage.WITHDRAWN,
    Stage.LAPSED,
    Stage.REVOKED,
)


class PublicityKind(TextChoices):
    """The three publicities of the procedure."""

    EMPLOYER = "employer", "单位公示"
    PRE_REVIEW = "pre_review", "评前公示"
    RESULT = "result", "结果公示"


# In which stage a case is while it stands in a publicity of each kind.
STAGE_IN_PUBLICITY = {
    PublicityKind.EMPLOYER: Stage.EMPLOYER_PUBLICITY,
    PublicityKind.PRE_REVIEW: Stage.PRE_REVIEW_PUBLICITY,
    PublicityKind.RESULT: Stage.RESULT_PUBLICITY,
}
KIND_OF_PUBLICITY = {stage: kind for kind, stage in STAGE_IN_PUBLICITY.items()}

# Stages with a time limit set by the notice; after it the case lapses (S0 五(二) 逾期不再受理).
LAPSING = (
    Stage.DRAFT,
    Stage.EMPLOYER_REVIEW,
    Stage.EMPLOYER_PUBLICITY_DUE,
    Stage.EMPLOYER_OPINION_DUE,
    Stage.RECOMMENDATION,
)


class ObjectionStage(TextChoices):
    """Where an objection stands; an open one holds the close for the person it concerns."""

    OPEN = "open", "核查中"
    DISMISSED = "dismissed", "不成立"
    UPHELD = "upheld", "成立"


class ObjectionNoteKind(TextChoices):
    """What a body writes down while it looks into an objection."""

    ACCEPTED = "accepted", "受理"
    FINDING = "finding", "核查记录"
    EXTENDED = "extended", "延长期限"
    ANSWERED = "answered", "送达答复"


class AnswerWay(TextChoices):
    """How the answer reaches whoever objected; his page with the receipt shows it in any case."""

    MAIL = "mail", "电子邮件"
    PHONE = "phone", "电话"
    LETTER = "letter", "书面"
    PAGE = "page", "查询页面"


class PublicityStage(TextChoices):
    """Whether a publicity has ended for everybody in it."""

    OPEN = "open", "公示中"
    CLOSED = "closed", "已结束"


class MeetingStage(TextChoices):
    """The life of a review meeting (S3 一(三)–(五))."""

    SCHEDULED = "scheduled", "已拟定"
    FILED = "filed", "已报备案"
    CONFIRMED = "confirmed", "备案已确认"
    DRAWN = "drawn", "已抽取专家"
    CONVENED = "convened", "会议中"
    CLOSED = "closed", "会议结束"
    REPORTED = "reported", "结果已报核准"
    APPROVED = "approved", "结果已核准"
    CANCELLED = "cancelled", "已取消"


class FilingStage(TextChoices):
    """The life of a list of results (S3 一(五))."""

    DRAWN_UP = "drawn_up", "待盖章"
    SEALED = "sealed", "已盖章"
    REPORTED = "reported", "已报核准"
    APPROVED = "approved", "已核准"


class LineOutcome(TextChoices):
    """What the HR bureau says of one person on such a list."""

    WAITING = "waiting", "待核准"
    APPROVED = "approved", "核准"
    HELD = "held", "暂缓核准"


class ItemStage(TextChoices):
    """One applicant's turn in a meeting."""

    WAITING = "waiting", "待评议"
    DISCUSSION = "discussion", "评议中"
    OPEN = "open", "表决中"
    # Counted, and the plan lets the panel vote once more: the chair settles which it is.
    COUNTED = "counted", "已计票"
    CLOSED = "closed", "表决结束"
    DEFERRED = "deferred", "移至下次会议"


# An item in one of these needs nothing more from this meeting.
ITEM_DONE = (ItemStage.CLOSED, ItemStage.DEFERRED)
# The panel is at it: one item at a time.
ITEM_CURRENT = (ItemStage.DISCUSSION, ItemStage.OPEN, ItemStage.COUNTED)


class RoundStage(TextChoices):
    """One round of voting on an item."""

    OPEN = "open", "表决中"
    COUNTED = "counted", "已计票"
    # Broken off: its box was destroyed unread.
    VOID = "void", "已中止"


class RevoteRule(TextChoices):
    """When a panel may vote once more on an item; the notices know no second vote, so a plan has to allow it."""

    NEVER = "never", "不再次表决"
    TIE = "tie", "同意与不同意票数相等时可再次表决一次"
    SHORT = "short", "未通过且所差票数不多时可再次表决一次"


class Choice(TextChoices):
    """What a ballot says."""

    YES = "approve", "同意"
    NO = "reject", "不同意"
    ABSTAIN = "abstain", "弃权"
    SPOILED = "spoiled", "废票"


class Verdict(TextChoices):
    """What a body says of an application."""

    AGREE = "agree", "同意"
    REFUSE = "refuse", "不同意"
    RETURN = "return", "退回补正"


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


class WithdrawalGround(TextChoices):
    """For what a recommendation is taken back (S3 三(一))."""

    POOR_RESULTS = "poor_results", "绩效低下"
    LITTLE_RECOGNITION = "little_recognition", "公认度差"
    BAD_CONDUCT = "bad_conduct", "作风不正"


class IntegrityStage(TextChoices):
    """Whether it is known how long a record of dishonesty is kept; lifted with the revocation that it rests on."""

    PERIOD_OPEN = "period_open", "期限待核定"
    SETTLED = "settled", "期限已定"
    LIFTED = "lifted", "已撤出"


class IntegrityClock(TextChoices):
    """Which of the two periods of a record counts when its person files again."""

    RECORD = "record", "职称评审诚信档案库的记录期限"
    CREDIT = "credit", "公共信用信息平台的保存期限"


class RevocationStage(TextChoices):
    """A title is taken away after its holder could answer."""

    PROPOSED = "proposed", "已告知，听取陈述申辩"
    DECIDED = "decided", "已撤销职称"
    DROPPED = "dropped", "不予撤销"
    ANNULLED = "annulled", "撤销决定已被撤回"


class ComplaintStage(TextChoices):
    """A complaint against a decision."""

    OPEN = "open", "复查中"
    UPHELD = "upheld", "请求成立，重新办理"
    DISMISSED = "dismissed", "维持原决定"


class CertificateCorrectionStage(TextChoices):
    """A correction of a certificate: examined by the office, approved by the HR bureau."""

    ASKED = "asked", "待核查"
    EXAMINED = "examined", "待审核"
    APPROVED = "approved", "已更正"
    REFUSED = "refused", "不予更正"


class ReportStage(TextChoices):
    """A report of an error."""

    OPEN = "open", "待答复"
    ANSWERED = "answered", "已答复"


class CredentialKind(TextChoices):
    """What a person who was passed receives (S1 四(五))."""

    CERTIFICATE = "certificate", "职称电子证书"
    PROOF = "proof", "评审通过证明"


class CertificateState(TextChoices):
    """What verification answers."""

    VALID = "valid", "有效"
    REVOKED = "revoked", "已撤销"
    CORRECTED = "corrected", "已更正"


class DocumentKind(TextChoices):
    """The papers of a season."""

    REVIEW_FORM = "review_form", "专业技术职务任职资格评审表"
    PUBLICITY_NOTICE = "publicity_notice", "公示"
    PUBLICITY_CONFIRMATION = "publicity_confirmation", "公示确认表"
    MEETING_FILING = "meeting_filing", "评审会议备案表"
    RESULT_FILING_FORM = "result_filing_form", "评审结果备案表"
    NAME_LIST = "name_list", "评审通过人员名单"
    PUBLICATION = "publication", "评审结果公布通知"
    CERTIFICATE = "certificate", "职称电子证书"
    PROOF = "proof", "评审通过证明"
    COMMITMENT = "commitment", "材料真实性保证书"
    MINUTES = "minutes", "评审会议纪要"
    POST_TABLE = "post_table", "事业单位人员职称申报岗位信息表"


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


class CommitteeStage(TextChoices):
    """The life of a committee."""

    PROPOSED = "proposed", "待组建"
    ACTIVE = "active", "在任"
    DISSOLVED = "dissolved", "已撤销"


class MembershipStage(TextChoices):
    """A person's way into and out of a committee's expert pool; two persons act on each passage (S3 三(四))."""

    DRAFT = "draft", "拟提名"
    PROPOSED = "proposed", "待审核入库"
    ADMITTED = "admitted", "在库"
    RENEWAL_PROPOSED = "renewal_proposed", "待审核续任"
    REMOVAL_PROPOSED = "removal_proposed", "待审核出库"
    REMOVED = "removed", "已出库"
    DECLINED = "declined", "未予入库"


# Whoever is in one of these is in the pool; a proposal alone takes nobody out, or one officer could choose the panel.
IN_THE_POOL = (MembershipStage.ADMITTED, MembershipStage.RENEWAL_PROPOSED, MembershipStage.REMOVAL_PROPOSED)


class ConflictKind(TextChoices):
    """What ties an expert to an applicant, or keeps him from a meeting."""

    OWN_APPLICATION = "own_application", "本人申报"
    SAME_EMPLOYER = "same_employer", "同一单位"
    FORMER_EMPLOYER = "former_employer", "曾在同一单位"
    CO_AUTHOR = "co_author", "合作成果"
    KIN = "kin", "亲属"
    MENTOR = "mentor", "师徒、师生"
    RECOMMENDER = "recommender", "推荐人或证明人"
    REQUESTED = "requested", "申报人申请回避"
    LOAD = "load", "本年度评审任务较重"
    ABSENCE = "absence", "抽中后多次未到会"
    OTHER = "other", "其他利害关系"


# These concern a meeting as a whole and no applicant in particular.
OF_A_MEETING = (ConflictKind.LOAD, ConflictKind.ABSENCE, ConflictKind.OTHER)


class ConflictSource(TextChoices):
    """How a conflict became known."""

    COMPUTED = "computed", "系统比对"
    DECLARED = "declared", "专家声明"
    REQUESTED = "requested", "申报人提出"
    REPORTED = "reported", "办公室登记"


class ConflictStage(TextChoices):
    """Where a conflict stands; only a confirmed one keeps an expert from a case."""

    SUGGESTED = "suggested", "待核查"
    CONFIRMED = "confirmed", "已认定"
    DISMISSED = "dismissed", "不成立"


class CheckKind(TextChoices):
    """What a spot check looks at (S3 三(二))."""

    CASES = "cases", "申报审核抽查"
    REVIEWS = "reviews", "评审工作抽查"
    TITLES = "titles", "职称复审"


class CheckStage(TextChoices):
    """Whether a spot check is still under way."""

    OPEN = "open", "检查中"
    CLOSED = "closed", "已办结"


class CheckItemStage(TextChoices):
    """Where one case of a spot check stands."""

    WAITING = "waiting", "待检查"
    SOUND = "sound", "未发现问题"
    FAULTY = "faulty", "发现问题，待整改"
    ANSWERED = "answered", "已整改反馈"


class ExpertVerdict(TextChoices):
    """What an expert concludes of a case before the vote."""

    FIT = "fit", "符合"
    NEARLY = "nearly", "基本符合"
    UNFIT = "unfit", "不符合"
