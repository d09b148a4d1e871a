"""What the notice leaves open in a case: what the law says of it now, who settles it, how it was settled before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Window
from django.db.models.functions import RowNumber

from accounts.actor import Actor
from accounts.enums import Role
from law.answers import MISSING
from law.vocabulary import Ambiguity, ambiguity
from reviews.enums import Stage
from reviews.models import AmbiguityDecision, Application
from reviews.permissions import BODIES, has_turn
from reviews.selectors.findings import line_of
from zcps.encryption import blind_indexes

Found = dict[str, Any]
MOST_PRECEDENTS = 5
SETTLED_BY = {"body": "受理部门", "office": "评委会办公室", "hr": "人力社保部门"}


@dataclass(frozen=True)
class Doubt:
    """One ambiguity in one case: where it stands in the findings, how it was settled here and in cases before."""

    word: Ambiguity
    # The conditions that wait for it, with the case's own numbers.
    lines: list[dict[str, Any]]
    # The grounds that are proposed: the rules' clauses, and the law's where there is one.
    clauses: list[str]
    standing: AmbiguityDecision | None
    # The newest first; whoever reads it otherwise than the newest has to say why.
    precedents: list[AmbiguityDecision]

    @property
    def settled_by(self) -> str:
        """Who settles it, in words."""
        return SETTLED_BY.get(self.word.by, "")


def examination_in_force(application: Application) -> Found:
    """Return what the law says of the version filed last: frozen at filing, or as it was after the last decision."""
    if application.snapshot is None:
        return {}
    latest = application.reexaminations.filter(snapshot=application.snapshot).first()
    found: Found = latest.examination if latest else application.snapshot.examination
    return found


def open_codes(examination: Found) -> list[str]:
    """Return the ambiguities that some finding still waits for."""
    codes = {code for found in _unknown(examination) for code in found.get("ambiguities", ())}
    return sorted(codes - {MISSING})


def _unknown(examination: Found) -> Iterator[Found]:
    return (found for found in examination.get("findings", ()) if found["answer"] == "unknown")


def doubts_of(application: Application) -> list[Doubt]:
    """Return every ambiguity of a case, those still open first (two queries besides the case's examination)."""
    standing = {row.code: row for row in standing_decisions(application)}
    now = examination_in_force(application)
    still_open = open_codes(now)
    codes = [*still_open, *(code for code in sorted(standing) if code not in still_open)]
    before = precedents_of(application, codes)
    filed = application.snapshot.examination if application.snapshot else {}
    return [_doubt(code, now if code in still_open else filed, standing.get(code), before) for code in codes]


def standing_decisions(application: Application) -> list[AmbiguityDecision]:
    """Return how ambiguities are settled in a case, the first one first; those that were replaced are left out."""
    rows = application.decisions.filter(replaced_at=None).select_related("agency")
    return list(rows.order_by("decided_at", "pk"))


def _doubt(
    code: str, examination: Found, standing: AmbiguityDecision | None, before: Iterable[AmbiguityDecision]
) -> Doubt:
    word, waiting = ambiguity(code), [f for f in examination.get("findings", ()) if code in f.get("ambiguities", ())]
    lines = [line_of({**step, "clause": found["clause"]}) for found in waiting for step in _steps(found, code)]
    clauses = [*(found["clause"] for found in waiting), *([word.clause] if word.clause else [])]
    earlier = [row for row in before if row.code == code]
    return Doubt(word, _distinct(lines), list(dict.fromkeys(clauses)), standing, earlier)


def _steps(found: Found, code: str) -> list[Found]:
    """The conditions of a finding that name the ambiguity; the finding itself where it has none."""
    return [step for step in found.get("steps", ()) if f"（{code}）" in step["because"]] or [found]


def _distinct(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same condition stands in several rules: once is enough."""
    return list({(line["asks"], line["because"], str(line["calculations"])): line for line in lines}.values())


def about(codes: Iterable[str]) -> Q:
    """Find the decisions on these ambiguities; their codes are sealed."""
    return Q(code_index__in=[index for code in codes for index in blind_indexes(code, "ambiguity")])


def precedents_of(application: Application, codes: Iterable[str]) -> list[AmbiguityDecision]:
    """Return how these ambiguities were settled in other cases of the same plan, the newest first, the last of each."""
    rows = AmbiguityDecision.objects.filter(about(codes), plan=application.plan_id, replaced_at=None)
    # Counted for each ambiguity: one that is settled every day must not hide how a rare one was read.
    place = Window(RowNumber(), partition_by="code_index", order_by=("-decided_at", "-pk"))
    newest = rows.exclude(application=application).annotate(place=place).filter(place__lte=MOST_PRECEDENTS)
    return list(newest.select_related("agency").order_by("-decided_at", "-pk"))


def not_competent(word: Ambiguity, application: Application, actor: Actor) -> str:
    """Say why an actor may not settle an ambiguity now; empty where he may.

    The office that accepts the cases is the last of those who examine them, so at qualification it settles what was
    left open before; what the HR bureau has to decide it writes down from the bureau's reply.
    """
    if word.by not in SETTLED_BY:
        return "该事项须由评审计划写明，不能在个案中核定，请联系评委会办公室。"
    if application.stage == Stage.DETERMINATION:
        # Whoever determines is the last to look, and the HR bureau itself where the plan says so.
        return ""
    if application.stage == Stage.QUALIFICATION:
        return "" if actor.role == Role.COMMITTEE_OFFICE else "资格审查期间由评委会办公室核定。"
    if word.by == "office":
        return "该事项由评委会办公室在资格审查时核定，您可以在审核意见中写明看法。"
    if word.by == "hr" and actor.role != Role.HR_BUREAU:
        return "该事项由人力社保部门核定，申报转到人力社保部门后由其办理。"
    return ""


def needs_reply(word: Ambiguity, actor: Actor) -> bool:
    """Whether the actor writes down what the HR bureau has decided."""
    return word.by == "hr" and actor.role == Role.COMMITTEE_OFFICE


def may_settle(actor: Actor, application: Application) -> bool:
    """Whether it is the actor's turn in a stage in which ambiguities are settled."""
    is_time = application.stage in {Stage.RECOMMENDATION, Stage.QUALIFICATION, Stage.DETERMINATION}
    return actor.role in BODIES and is_time and has_turn(actor, application)
