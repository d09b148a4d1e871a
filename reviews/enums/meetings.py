"""Where a meeting, an item of its agenda and a vote can be."""

from django.db.models import TextChoices


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


class Choice(TextChoices):
    """What a ballot says."""

    YES = "approve", "同意"
    NO = "reject", "不同意"
    ABSTAIN = "abstain", "弃权"
    SPOILED = "spoiled", "废票"


class ExpertVerdict(TextChoices):
    """What an expert concludes of a case before the vote."""

    FIT = "fit", "符合"
    NEARLY = "nearly", "基本符合"
    UNFIT = "unfit", "不符合"
