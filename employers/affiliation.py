"""To whom an employer belongs: what cannot be true of its department, its personnel agency and its seat together.

Sources: 浙经信消费〔2022〕203号 三(三), 附件1第13条 (省级主管部门, 人事代理机构); S2 附件2 五 (属地原则).
"""

from collections.abc import Iterator

from accounts.enums import AdminLevel
from accounts.models import Agency, Region


def contradictions(
    region: Region | None, department: Agency | None, personnel_agency: Agency | None, seat: Region | None
) -> Iterator[str]:
    """Yield a sentence for each thing that cannot be so.

    Args:
        region: under whose bureau the employer is registered.
        department: its competent department.
        personnel_agency: the agency through which its people apply, where it has no department.
        seat: the county, city or district in which a unit of the city or the province is.
    """
    if department and personnel_agency:
        yield (
            "有主管部门的单位经主管部门推荐，不经人事代理机构；"
            "请只选择一项（浙经信消费〔2022〕203号 附件1第13条：无主管部门的，可通过其人事代理机构申报）。"
        )
    if seat is None or region is None or seat == region:
        return
    if region.level == AdminLevel.COUNTY:
        yield "所在地已是县（市、区）的，不必另选实际所在县（市、区），请选择“与所在地相同”。"
    elif not _lies_in(seat, region):
        yield f"{seat.name}不在{region.name}范围内，请核对实际所在县（市、区）。"


def _lies_in(place: Region | None, region: Region) -> bool:
    while place is not None and place != region:
        place = place.parent
    return place is not None
