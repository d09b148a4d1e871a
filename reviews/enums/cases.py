"""Where a case can be, what bodies say of it, and its publicities."""

from django.db.models import TextChoices


class Stage(TextChoices):
    """Where an application is. Whether something is overdue or closing is time, computed from dates, never a stage."""

    DRAFT = "draft", "填报中"
    EMPLOYER_REVIEW = "employer_review", "单位审核"
    EMPLOYER_PUBLICITY_DUE = "employer_publicity_due", "待单位公示"
    EMPLOYER_PUBLICITY = "employer_publicity", "单位公示中"
    EMPLOYER_OPINION_DUE = "employer_opinion_due", "待单位填写推荐意见"
    RECOMMENDATION = "recommendation", "审核推荐"
    QUALIFICATION = "qualification", "资格审查"
    # An initial determination has no panel: the office that decides looks at the case here, and has decided (初定).
    DETERMINATION = "determination", "待初定"
    DETERMINED = "determined", "同意初定"
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
    NOT_DETERMINED = "not_determined", "不予初定"
    NOT_RECOMMENDED = "not_recommended", "不予推荐"
    NOT_ACCEPTED = "not_accepted", "不予受理"
    WITHDRAWN = "withdrawn", "已撤回"
    LAPSED = "lapsed", "逾期失效"
    REVOKED = "revoked", "已撤销"


# An application in one of these is over; the person may file anew under the same plan while it is open.
ENDED_WITHOUT_TITLE = (
    Stage.NOT_PASSED,
    Stage.NOT_DETERMINED,
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


class Verdict(TextChoices):
    """What a body says of an application."""

    AGREE = "agree", "同意"
    REFUSE = "refuse", "不同意"
    RETURN = "return", "退回补正"


class WithdrawalGround(TextChoices):
    """For what a recommendation is taken back (S3 三(一))."""

    POOR_RESULTS = "poor_results", "绩效低下"
    LITTLE_RECOGNITION = "little_recognition", "公认度差"
    BAD_CONDUCT = "bad_conduct", "作风不正"


class DocumentKind(TextChoices):
    """The papers of a season."""

    REVIEW_FORM = "review_form", "专业技术职务任职资格评审表"
    PUBLICITY_NOTICE = "publicity_notice", "公示"
    PUBLICITY_CONFIRMATION = "publicity_confirmation", "公示确认表"
    MEETING_FILING = "meeting_filing", "评审会议备案表"
    RESULT_FILING_FORM = "result_filing_form", "评审结果备案表"
    NAME_LIST = "name_list", "评审通过人员名单"
    DETERMINATION_LIST = "determination_list", "职称初定人员名单"
    PUBLICATION = "publication", "评审结果公布通知"
    CERTIFICATE = "certificate", "职称电子证书"
    PROOF = "proof", "评审通过证明"
    RECOMMENDATION = "recommendation", "推荐函"
    RECOMMENDATION_LIST = "recommendation_list", "推荐人员名单"
    ENTRUSTED_RESULTS = "entrusted_results", "委托评审结果函"
    ENTRUSTMENT_LETTER = "entrustment_letter", "委托评审函"
    COMMITMENT = "commitment", "材料真实性保证书"
    MINUTES = "minutes", "评审会议纪要"
    POST_TABLE = "post_table", "事业单位人员职称申报岗位信息表"
    CORRECTION_NOTICE = "correction_notice", "补正通知书"
    NOT_ACCEPTED_LETTER = "not_accepted_letter", "不予受理决定书"
    NOT_RECOMMENDED_LETTER = "not_recommended_letter", "不予推荐决定书"
    NOT_DETERMINED_LETTER = "not_determined_letter", "不予初定决定书"
    OBJECTION_DECISION = "objection_decision", "异议处理决定"
    OBJECTION_ANSWER = "objection_answer", "异议答复书"
    REVOCATION_DECISION = "revocation_decision", "撤销职称决定书"
    COMPLAINT_ANSWER = "complaint_answer", "复查答复书"
    DIRECT_RECOMMENDATION = "direct_recommendation", "直接申报专家推荐表"
    ROSTER = "roster", "申报人员花名册"
    SUMMARY = "summary", "申报人员情况综合表"
    CASE_BUNDLE = "case_bundle", "案卷包封面和目录"
    PAPERS_LIST = "papers_list", "批量文书目录"


# Letters that end a case against its person: void once the decision does not stand.
LETTERS_AGAINST = (
    DocumentKind.NOT_ACCEPTED_LETTER,
    DocumentKind.NOT_RECOMMENDED_LETTER,
    DocumentKind.NOT_DETERMINED_LETTER,
    DocumentKind.REVOCATION_DECISION,
)
