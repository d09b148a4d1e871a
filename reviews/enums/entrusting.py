"""Entrusted reviews in and out, and the yearly allowance of title holders (S3 二(一), 二(六))."""

from django.db.models import TextChoices


class EntrustmentStage(TextChoices):
    """Where a request to have a person reviewed elsewhere stands (S3 二(一))."""

    DRAFT = "draft", "填写中"
    EMPLOYER = "employer", "待单位审核"
    DEPARTMENT = "department", "待主管部门审核"
    EXAMINATION = "examination", "待人力社保部门办理"
    ISSUED = "issued", "已出具委托评审函"
    REPORTED = "reported", "已反馈评审结果"
    RETURNED = "returned", "已退回修改"
    REFUSED = "refused", "不予委托"
    WITHDRAWN = "withdrawn", "已撤回"


# One of these per person, title and year; the others are over.
ENTRUSTMENT_LIVE = (
    EntrustmentStage.DRAFT,
    EntrustmentStage.EMPLOYER,
    EntrustmentStage.DEPARTMENT,
    EntrustmentStage.EXAMINATION,
    EntrustmentStage.ISSUED,
    EntrustmentStage.REPORTED,
    EntrustmentStage.RETURNED,
)


class EntrustmentGround(TextChoices):
    """For what a review elsewhere is asked (S3 二(一))."""

    NO_COMMITTEE = "no_committee", "本市暂无条件评审"
    SPECIAL = "special", "其他特殊情况"


class OutsideOutcome(TextChoices):
    """What came of a review elsewhere."""

    PASSED = "passed", "评审通过，取得资格"
    NOT_PASSED = "not_passed", "评审未通过"
    NOT_HELD = "not_held", "未参加评审"


class ReplyStage(TextChoices):
    """Whether the results have gone back to the body that entrusted the review."""

    DRAWN_UP = "drawn_up", "待送达"
    SENT = "sent", "已送达"


class AllowanceKind(TextChoices):
    """The two allowances of S3 二(六)."""

    SENIOR = "senior", "正高级职称人才津贴"
    ASSOCIATE = "associate", "重点产业企业副高级职称人才津贴"


class KeyIndustry(TextChoices):
    """重点产业 (S3 二(六))."""

    DIGITAL = "digital", "数字经济"
    MANUFACTURING = "manufacturing", "工业"


class AllowanceStage(TextChoices):
    """Where a declaration for the year's list stands."""

    DECLARED = "declared", "待核定"
    CONFIRMED = "confirmed", "已核定"
    REFUSED = "refused", "不予列入"
    WITHDRAWN = "withdrawn", "单位已撤回"
