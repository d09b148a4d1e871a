"""What comes of a case that was passed: a certificate, a written proof instead of one, or a recommendation.

A committee that only recommends for a title (推荐, 衢市人社专〔2021〕61号 附件) decides none: whoever it passes is put
forward to a higher committee. Whose review was entrusted by a university receives a written proof: nothing is announced
of him, and his university appoints by itself (浙经信消费〔2022〕203号 四(五)).

An initial determination (初定) is no review that anybody could entrust: it always ends with a certificate.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import prefetch_related_objects

from law.materials import ENTRUST_LETTER
from reviews.enums import CredentialKind, EntrustingBody
from reviews.models import Application
from reviews.terms import terms_for

# A letter may name several titles.
_BETWEEN = re.compile(r"[、，,；;\s]+")
RECOMMEND_CLAUSE = "衢市人社专〔2021〕61号 附件；浙经信消费〔2022〕203号 四(二)"
ENTRUST_CLAUSE = "衢市人社专〔2021〕61号 二(一)；浙经信消费〔2022〕203号 一2"


def credential_for(application: Application) -> CredentialKind:
    """Return what the person receives once the results are approved."""
    if application.plan.is_initial:
        return CredentialKind.CERTIFICATE
    if application.is_put_forward:
        return CredentialKind.RECOMMENDATION
    body = entrusted_by(application)
    if not application.plan.issues_certificate or (body and body in terms_for(application).proof_bodies):
        return CredentialKind.PROOF
    return CredentialKind.CERTIFICATE


def credentials_of(applications: Sequence[Application]) -> dict[int, CredentialKind]:
    """Return the same of many, by case: what it rests on is read for all of them at once."""
    prefetch_related_objects(applications, "plan", "title", "version", "snapshot")
    return {each.pk: credential_for(each) for each in applications}


def letter_of(application: Application) -> dict[str, Any] | None:
    """Return the entrustment letter as it was frozen with the case: the newest; None where there is none."""
    content: Mapping[str, Any] = application.snapshot.content if application.snapshot else {}
    return max(_letters(content), key=lambda record: str(record.get("started") or ""), default=None)


def _letters(content: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    return (each for each in content.get("others", ()) if each.get("data", {}).get("kind") == ENTRUST_LETTER)


def body_named(label: object) -> str:
    """Return the kind of the body that a record names in words; empty where it names none that there is."""
    return next((str(kind) for kind in EntrustingBody if kind.label == label), "")


def entrusted_by(application: Application) -> str:
    """Return what kind of body entrusted the review; empty where nobody did."""
    letter = letter_of(application)
    return body_named(letter["data"].get("issuer_kind")) if letter else ""


def doubts_about(application: Application, letter: dict[str, Any]) -> list[str]:
    """Return what an officer should look at in a letter, as it was frozen with the case."""
    said, doubts = letter["data"], []
    profile = application.snapshot.content["profile"] if application.snapshot else {}
    if profile.get("name") and profile["name"] not in str(said.get("entrusted_people") or ""):
        doubts.append(f"函中所列人员为“{said.get('entrusted_people') or '未填写'}”，没有申报人姓名")
    title = application.title.name if application.title else ""
    if title and title not in _BETWEEN.split(str(said.get("entrusted_title") or "").strip()):
        doubts.append(f"委托评审的资格为“{said.get('entrusted_title') or '未填写'}”，与申报的{title}不一致")
    if not body_named(said.get("issuer_kind")):
        doubts.append("没有写明出具机构类别")
    return doubts
