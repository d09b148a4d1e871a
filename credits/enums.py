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
    CANCELLED = "cancelled", "已撤销"


class CreditOrigin(TextChoices):
    """How an entry came to be: it tells what it rests on."""

    OWN = "own", "本人登记"
    IMPORT = "import", "登记机构批量导入"
    CARD = "card", "其他系统学时卡"


class ImportKind(TextChoices):
    """What a table of a registrar lists."""

    TRAINING = "training", "培训、高研班"
    COURSEWARE = "courseware", "网络课件、公需课"


class ImportStage(TextChoices):
    """Where a table stands; nothing of it counts before it is imported."""

    CHECKING = "checking", "正在核对"
    CHECKED = "checked", "待导入"
    IMPORTED = "imported", "已导入"
