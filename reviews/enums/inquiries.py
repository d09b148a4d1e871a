"""What people ask an office, and what offices answer to everybody."""

from django.db.models import TextChoices


class InquiryTopic(TextChoices):
    """What a question is about; the skilled workers of enterprises are answered one by one (S4 二)."""

    FILLING = "filling", "平台注册和填报"
    CONDITIONS = "conditions", "申报条件和材料"
    SKILLED = "skilled", "企业技能人才参评职称（点对点）"
    RESULTS = "results", "公示、结果和证书"
    OTHER = "other", "其他"


class InquiryStage(TextChoices):
    """Whether a question has its answer."""

    OPEN = "open", "待答复"
    ANSWERED = "answered", "已答复"


class QuestionStage(TextChoices):
    """The life of an answer that is published for everybody."""

    DRAFT = "draft", "未发布"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤下"
