"""What the public credit platforms take of a record of dishonesty (R318): the fields, and how each is filled."""

from typing import Any

from reviews.enums import IntegrityStage
from reviews.models import IntegrityRecord
from zcps import clock

SOURCE = "浙江省职称申报与评审管理服务平台"
FIELDS = (
    "信息标识",
    "主体类别",
    "姓名",
    "证件类型",
    "证件号码",
    "信息类别",
    "失信事由",
    "认定依据",
    "决定文书号",
    "决定机关",
    "决定日期",
    "诚信档案记录截止",
    "公共信用信息保存截止",
    "状态",
    "数据来源",
)


def row_of(record: IntegrityRecord) -> dict[str, Any]:
    """Return one record; here, and nowhere else, the ID number stands in clear."""
    user = record.profile.user
    until = record.credit_ends_on
    return {
        "信息标识": f"ZCPS-IR-{record.pk}",
        "主体类别": "自然人",
        "姓名": user.name,
        "证件类型": user.id_type,
        "证件号码": user.id_number,
        "信息类别": "职称评审不良信息",
        "失信事由": record.reason,
        "认定依据": record.clause,
        "决定文书号": record.decision_number,
        "决定机关": record.recorded_by,
        "决定日期": record.starts_on.isoformat(),
        "诚信档案记录截止": record.ends_on.isoformat(),
        "公共信用信息保存截止": until.isoformat() if until else "",
        "状态": _state(record),
        "数据来源": SOURCE,
    }


def _state(record: IntegrityRecord) -> str:
    if record.stage == IntegrityStage.LIFTED:
        return "撤出"
    return "在期" if record.credit_ends_on and record.credit_ends_on >= clock.today() else "期满"
