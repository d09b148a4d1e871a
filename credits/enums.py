"""The closed lists of continuing education."""

from django.db.models import TextChoices


class CreditKind(TextChoices):
    """The three kinds of S0 附件2 第四条."""

    GENERAL_PUBLIC = "general_public", "一般公需"
    INDUSTRY_PUBLIC = "industry_public", "行业公需"
    PROFESSIONAL = "professional", "专业科目"


class CreditStage(TextChoices):
    """Where an entry stands; only recognised hours count."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待认定"
    RETURNED = "returned", "退回"
    RECOGNISED = "recognised", "已认定"
