"""Joint examinations (会同审核): who has signed in the present round, who is still due."""

from django.db.models import Prefetch, QuerySet

from accounts.models import Agency
from reviews.enums import Stage
from reviews.models import Application, SignOff

# Lists fetch the rounds of all their cases at once, under this name.
ROUND = Prefetch(
    "sign_offs", SignOff.objects.filter(ended_at=None).select_related("agency", "opinion"), to_attr="joint_round"
)


def round_of(application: Application) -> list[SignOff]:
    """Return what every office of the present joint round has done, in the order of the leg; nothing outside one."""
    fetched: list[SignOff] | None = getattr(application, "joint_round", None)
    if application.stage != Stage.RECOMMENDATION or fetched is not None:
        return fetched or []
    if not application.plan.route[application.leg].get("joint"):
        return []
    return list(application.sign_offs.filter(ended_at=None).select_related("agency", "opinion"))


def fetch_round(application: Application) -> None:
    """Read the present round once for everything that a page asks of it; an act, which changes it, does not do this."""
    vars(application)["joint_round"] = round_of(application)


def due_of(application: Application) -> list[Agency]:
    """Return every office that has to act on a case now: several at a joint leg."""
    due = [row.agency for row in round_of(application) if row.opinion_id is None]
    return due or ([application.holder] if application.holder else [])


def names(agencies: list[Agency]) -> str:
    """Return the names of offices in one row."""
    return "、".join(agency.name for agency in agencies)


def words_of(application: Application) -> str:
    """Return who has signed and who is still due, in a sentence; empty outside a joint examination."""
    rows = round_of(application)
    if not rows:
        return ""
    signed = [row.agency for row in rows if row.opinion_id]
    due = [row.agency for row in rows if row.opinion_id is None]
    done = f"{names(signed)}已签署，" if signed else ""
    return f"会同审核：{done}待{names(due)}签署"


def awaiting(agency: Agency | None) -> QuerySet[SignOff]:
    """Return what an office still has to sign."""
    return SignOff.objects.filter(agency=agency, opinion=None, ended_at=None)


def ended_with(application: Application) -> list[SignOff]:
    """Return the round that ended as the case came where it is now; nothing where none did."""
    return list(application.sign_offs.filter(ended_at=application.entered_at).select_related("agency", "opinion"))
