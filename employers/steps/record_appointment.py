"""登记聘任: the last of the six steps, as the institution pledged (S3 二(四); S2 附件3)."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from employers.enums import PostTableStage
from employers.models import PostAppointment, PostPerson, PostTable
from employers.steps.post_tables import PostTableStep
from zcps import clock


class RecordAppointment(PostTableStep):
    """By the institution, for somebody on the confirmed list; recorded anew where it was mistyped."""

    name = "record_appointment"
    verb = "登记聘任"
    clause = "衢市人社专〔2021〕61号 二(四)；杭州市2020年工艺美术中级职称评审通知 附件3"
    roles = frozenset({Role.EMPLOYER})
    before = frozenset({PostTableStage.CONFIRMED})

    def obstacles(self, subject: PostTable, actor: Actor, **data: Any) -> Iterable[str]:
        """Somebody of this very list, on a day that has come."""
        person: PostPerson = data["person"]
        if person.table_id != subject.pk:
            yield "此人不在该年度岗位信息表名单中，请从名单中选择。"
        if data["appointed_on"] > clock.today():
            yield "聘任日期不能晚于今天。请在实际聘任后登记。"

    def act(self, subject: PostTable, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep it beside the list."""
        person: PostPerson = data["person"]
        told = {"post": data["post"], "appointed_on": data["appointed_on"], "document": data.get("document", "")}
        PostAppointment.objects.update_or_create(
            table=subject,
            id_index=person.id_index,
            defaults={"name": person.name, "level": person.level, "recorded_at": clock.now(), **told},
        )
        return {"name": person.name, "level": person.level, **{key: str(value) for key, value in told.items()}}


record_appointment = RecordAppointment()
