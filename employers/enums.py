"""The closed lists of the employer's side."""

from django.db.models import TextChoices


class EmployerKind(TextChoices):
    """What an employer is; public institutions are bound to their post table (S3 二(四))."""

    ENTERPRISE = "enterprise", "企业"
    PUBLIC_INSTITUTION = "public_institution", "事业单位"
    SOCIAL_ORGANISATION = "social_organisation", "社会组织"
    GOVERNMENT = "government", "机关"
    SOLE_TRADER = "sole_trader", "个体经济组织"
    OTHER = "other", "其他"


class EmployerStage(TextChoices):
    """Where a registration stands (S0 一(一)1 「单位注册及资料审核」)."""

    DRAFT = "draft", "填写中"
    REVIEW = "review", "待审核"
    RETURNED = "returned", "退回补正"
    BOUND = "bound", "已绑定"


class OfficerDuty(TextChoices):
    """What an officer does for the employer (S2 附件2-2)."""

    HEAD = "head", "人事负责人"
    HANDLER = "handler", "经办人"


class PostLevel(TextChoices):
    """The levels of posts, valued like those of titles (S2 附件3; the lower two for initial determination)."""

    SENIOR = "senior", "正高级"
    ASSOCIATE_SENIOR = "associate_senior", "副高级"
    INTERMEDIATE = "intermediate", "中级"
    ASSISTANT = "assistant", "助理级"
    TECHNICIAN = "technician", "员级"


class PostTableStage(TextChoices):
    """The life of a post table (S2 附件2-7, 附件3): filled in, signed where it claims an exception, confirmed."""

    DRAFT = "draft", "填写中"
    SIGNING = "signing", "待岗位统筹管理部门签署"
    SUBMITTED = "submitted", "待确认"
    RETURNED = "returned", "退回修改"
    CONFIRMED = "confirmed", "已确认"


class PostExchange(TextChoices):
    """Posts that are filled although none is vacant, to be explained (S2 附件3 注)."""

    NONE = "none", "没有此类情形"
    ONE_FOR_TWO = "one_for_two", "退二进一"
    TWO_FOR_THREE = "two_for_three", "退三进二"
    OTHER = "other", "其他情形"


class PostWay(TextChoices):
    """How a listed person wins the title: both ways stand in one list (S2 附件3)."""

    REVIEW = "review", "评审"
    INITIAL = "initial", "初定"


class PostFinding(TextChoices):
    """What an ex-post check of the posts comes to (S2 附件3 注: 事后监督核查)."""

    IN_ORDER = "in_order", "使用符合规定"
    TO_MEND = "to_mend", "存在问题，责令整改"


class SelfAppointingStage(TextChoices):
    """Whether an institution reviews and appoints its own people (自主评聘单位, S3 三(二))."""

    ACTIVE = "active", "自主评聘"
    ENDED = "ended", "已终止"


class SelfFilingKind(TextChoices):
    """What a self-appointing institution files with the HR bureau (S3 三(二))."""

    PLAN = "plan", "三年评审规划"
    SCHEME = "scheme", "当年评聘方案"
    SUMMARY = "summary", "评聘总结"


class SelfFilingStage(TextChoices):
    """The life of such a filing."""

    DRAFT = "draft", "填写中"
    SUBMITTED = "submitted", "待备案"
    RETURNED = "returned", "退回补正"
    ACKNOWLEDGED = "acknowledged", "已备案"
