"""On-site inspection and democratic appraisal: what a plan asks, who carries it out, what is still missing."""

from collections.abc import Iterator

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import InspectionKind, Inspector, Stage
from reviews.models import Application, Inspection
from reviews.permissions import WITH_EMPLOYER
from reviews.routes import binds, kinds_at
from reviews.terms import terms_for

# What the sheets of an appraisal say, in the order in which they are counted.
ANSWERS = ("excellent", "competent", "basic", "incompetent", "invalid")


def kinds_asked(application: Application) -> list[InspectionKind]:
    """Return what the plan asks of whoever recommends, in the order of the notice."""
    wanted = terms_for(application).inspection_kinds
    return [kind for kind in InspectionKind if kind in wanted]


def inspector_of(application: Application) -> str:
    """Return who carries it out: a kind of body on the case's own way, else the employer."""
    wanted = terms_for(application).inspected_by
    legs = (leg for leg in application.plan.route if binds(leg, application.employer))
    return wanted if any(wanted in kinds_at(leg) for leg in legs) else Inspector.EMPLOYER


def inspects(actor: Actor, application: Application) -> bool:
    """Whether it is this actor's to carry out while the case lies with him."""
    if application.stage in WITH_EMPLOYER:
        return actor.role == Role.EMPLOYER and inspector_of(application) == Inspector.EMPLOYER
    return application.stage == Stage.RECOMMENDATION and actor.role == inspector_of(application)


def standing_inspections(application: Application) -> list[Inspection]:
    """Return the records in force, as they were made; a plan that asks for none has none."""
    if not kinds_asked(application):
        return []
    return list(application.inspections.filter(replaced_at=None).select_related("file"))


def missing(application: Application, actor: Actor) -> Iterator[str]:
    """Yield a sentence for each part that the plan asks of this actor and that is not recorded yet."""
    asked = kinds_asked(application)
    if not asked or not inspects(actor, application):
        return
    known = set(application.inspections.filter(replaced_at=None).values_list("kind", flat=True))
    for kind in asked:
        if kind not in known:
            yield f"推荐前须组织{kind.label}，尚未记录。请先登记{kind.label}情况（衢市人社专〔2021〕61号 三(一)）。"


def words_of(inspection: Inspection) -> str:
    """Return a record in words, as the case file shows it and the review form prints it."""
    parts = [f"{inspection.place}，参加人员：{inspection.participants}。"]
    if inspection.kind == InspectionKind.APPRAISAL:
        parts.append(f"{_counted(inspection)}。")
    parts += [
        f"职业道德：{_ended(inspection.ethics)}",
        f"能力水平：{_ended(inspection.ability)}",
        f"业绩贡献：{_ended(inspection.results)}",
    ]
    return "".join(parts)


def _counted(inspection: Inspection) -> str:
    fields = {name: Inspection._meta.get_field(name).verbose_name for name in ANSWERS}  # type: ignore[union-attr]  # a column, no relation
    answers = "，".join(f"{label} {getattr(inspection, name)} 票" for name, label in fields.items())
    return f"发出测评表 {inspection.issued} 份，收回 {inspection.returned} 份：{answers}"


def _ended(text: str) -> str:
    return text if text.endswith(("。", "！", "？")) else f"{text}。"
