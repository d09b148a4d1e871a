"""Which employers a person can choose, and what to tell the others."""

from django.db.models import QuerySet

from employers.models import Employer
from employers.selectors.search import bound_employers

FOUND_LIMIT = 20
SHORTEST_QUERY = 2


def found_employers(query: str) -> QuerySet[Employer]:
    """Return the employers whose registration is complete and whose name or code fits; a too short query finds none."""
    text = query.strip()
    return bound_employers(text)[:FOUND_LIMIT] if len(text) >= SHORTEST_QUERY else Employer.objects.none()


def invitation(name: str, applicant: str, address: str) -> str:
    """Return a text for the person to send to the employer's HR (Q21)."""
    return (
        f"{name or '单位人事部门'}：\n"
        f"本人{applicant}拟在“浙江省专业技术职务任职资格申报与评审管理服务平台”建立业绩档案、申报职称。"
        "按规定，单位须先完成注册，本人才能选择现工作单位。请协助办理：\n"
        f"1. 由单位人事负责人使用浙江政务服务网法人账号登录：{address}\n"
        "2. 按提示填写单位信息，上传加盖公章的授权委托书；\n"
        "3. 所在地人力社保部门审核通过后，请告知本人。\n"
        "本人的个人信息和业绩档案可以先行填写，单位注册完成后再提交审核。"
    )
