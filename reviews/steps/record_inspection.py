"""登记考察测评: an on-site inspection or a democratic appraisal is written down before a recommendation."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.files import keep
from accounts.services.notices import Message
from reviews.enums import InspectionKind, Stage
from reviews.models import Application, Inspection
from reviews.permissions import BODIES, WITH_EMPLOYER
from reviews.selectors.inspections import ANSWERS, inspects, kinds_asked
from reviews.steps.opinions import TurnStep, body_name
from zcps import clock

TEXTS = {
    "place": "地点",
    "participants": "参加人员",
    "ethics": "职业道德",
    "ability": "能力水平",
    "results": "业绩贡献",
}
NUMBERS = ("issued", "returned", *ANSWERS)
LONGEST_FINDING = 500
MOST_SHEETS = 10_000


class RecordInspection(TurnStep):
    """Date, place, who took part, the numbers, what was found of ethics, ability and results, with the sheets.

    A mark, no stage. A record can be made anew while the case lies with whoever made it; the former one stays kept.
    """

    name = "record_inspection"
    verb = "登记考察测评"
    clause = "衢市人社专〔2021〕61号 三(一)"
    roles = BODIES | {Role.EMPLOYER}
    before = frozenset({*WITH_EMPLOYER, Stage.RECOMMENDATION})

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """The plan asks for it, of this body, and its time has not run out."""
        if not kinds_asked(subject):
            yield "本计划没有要求实地考察或民主测评，不需要登记。"
        elif not inspects(actor, subject):
            yield "本计划的考察测评由其他机构组织，不由本机构登记。"
        else:
            yield from self.overdue(subject)

    def obstacles(self, subject: Application, actor: Actor, **data: Any) -> Iterable[str]:
        """Everything that is missing or cannot be so, at once."""
        yield from self.standing(subject, actor)
        if data.get("kind") not in kinds_asked(subject):
            yield "请选择本计划要求的环节。"
        yield from _day(data.get("held_on"))
        for field, label in TEXTS.items():
            if not str(data.get(field) or "").strip():
                yield f"请填写{label}。"
        if data.get("kind") == InspectionKind.APPRAISAL:
            yield from miscounted(data)
        if not data.get("file"):
            yield "请上传考察记录或测评汇总表。"

    def act(self, subject: Application, actor: Actor, *, kind: str, **data: Any) -> dict[str, Any]:
        """Keep it in the place of the former one."""
        moment = clock.now()
        subject.inspections.filter(kind=kind, replaced_at=None).update(replaced_at=moment)
        numbers = {name: data.get(name) for name in NUMBERS} if kind == InspectionKind.APPRAISAL else {}
        made = Inspection.objects.create(
            application=subject,
            kind=kind,
            body=body_name(subject, actor),
            officer=actor.user.name if actor.user else "",
            held_on=data["held_on"],
            file=keep(data["file"], actor.user),
            recorded_at=moment,
            **{field: data[field].strip() for field in TEXTS},
            **numbers,
        )
        return {"kind": str(InspectionKind(kind).label), "held_on": made.held_on.isoformat(), **numbers}

    def messages(self, subject: Application, actor: Actor, *, kind: str = "", **data: Any) -> Iterable[Message]:
        """Tell the applicant that it took place."""
        label = InspectionKind(kind).label
        return self.tell_applicant(subject, f"{label}已登记", f"{actor.hat_label}已登记对您的{label}情况。")


def _day(held_on: Any) -> Iterator[str]:
    if not isinstance(held_on, dt.date):
        yield "请填写日期。"
    elif held_on > clock.today():
        yield "日期不能晚于今天，请核对。"


def miscounted(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the numbers of an appraisal."""
    numbers = {name: data.get(name) for name in NUMBERS}
    if any(number is None for number in numbers.values()):
        yield "请填写发出、收回和各项测评结果的票数，没有的填 0。"
        return
    issued, returned, *answers = (int(number) for number in numbers.values() if number is not None)
    if max(issued, returned, *answers) > MOST_SHEETS:
        yield f"测评表的份数和票数不能超过 {MOST_SHEETS}，请核对。"
    if returned > issued:
        yield f"收回 {returned} 份，多于发出的 {issued} 份，请核对。"
    if not returned:
        yield "没有收回测评表，不能作为测评结果。"
    if sum(answers) != returned:
        yield f"各项合计 {' + '.join(map(str, answers))} = {sum(answers)} 票，与收回 {returned} 份不符，请核对。"


RECORD_INSPECTION = RecordInspection()
