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
