"""What partners are given: of their bureau's region alone, and no more than their scope names."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import DateTimeField, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.enums import AccountKind, AdminLevel
from accounts.models import Partner, User
from reviews.enums import CertificateState, CredentialKind, LineOutcome
from reviews.models import Certificate, Plan, ResultLine
from reviews.permissions import names_are_shown
from reviews.selectors.certificates import same_name
from reviews.selectors.publications import announced
from zcps.encryption import blind_indexes

_OF_CASE = ("application__title", "application__plan", "application__applicant__user")


def plans_of(partner: Partner) -> QuerySet[Plan]:
    """Return the plans whose bureau is the partner's or below it."""
    region = partner.agency.region
    if partner.agency.level == AdminLevel.PROVINCE:
        return Plan.objects.all()
    return Plan.objects.filter(Q(hr_bureau__region=region) | Q(hr_bureau__region__parent=region))


def results_for(partner: Partner, series: str = "", year: int | None = None) -> QuerySet[ResultLine]:
    """Return who won a title by a publication that is still public, within a series and a year."""
    plans = plans_of(partner)
    plans = plans.filter(series=series) if series else plans
    plans = plans.filter(year=year) if year else plans
    public = [filing.pk for filing in announced().filter(plan__in=plans) if names_are_shown(filing)]
    lines = ResultLine.objects.filter(
        filing__in=public, outcome=LineOutcome.APPROVED, credential=CredentialKind.CERTIFICATE
    )
    return lines.select_related("filing__plan", "application__title", "application__snapshot")


def certificates_for(partner: Partner) -> QuerySet[Certificate]:
    """Return the certificates of its plans."""
    found = Certificate.objects.filter(application__plan__in=plans_of(partner))
    return found.select_related("replaced_by", *_OF_CASE)


def verified(partner: Partner, asked: Sequence[dict[str, Any]]) -> list[Certificate | None]:
    """Return for each number and name the certificate, or none: nothing tells which of the two was wrong."""
    known = {
        each.number: each for each in certificates_for(partner).filter(number__in=[row["number"] for row in asked])
    }
    return [
        found if (found := known.get(row["number"])) and same_name(found.content["name"], row["name"]) else None
        for row in asked
    ]


def titles_for(partner: Partner, asked: Sequence[dict[str, Any]]) -> list[list[Certificate]]:
    """Return for each number of an ID document and name the valid certificates of that person."""
    indexes = [blind_indexes(row["id_number"], "id_number") for row in asked]
    every = [index for each in indexes for index in each]
    held: dict[str, list[Certificate]] = {}
    for certificate in certificates_for(partner).filter(
        application__applicant__user__in=User.objects.filter(kind=AccountKind.PERSONAL, id_index__in=every),
        state=CertificateState.VALID,
        kind=CredentialKind.CERTIFICATE,
    ):
        held.setdefault(certificate.application.applicant.user.id_index, []).append(certificate)
    return [_of(held, indexes[place], row["name"]) for place, row in enumerate(asked)]


def _of(held: dict[str, list[Certificate]], indexes: Iterable[str], name: str) -> list[Certificate]:
    found = [one for index in indexes for one in held.get(index, [])]
    return [one for one in found if same_name(one.application.applicant.user.name, name)]


def changes_for(partner: Partner, since: Any = None) -> QuerySet[Certificate]:
    """Return the certificates that were revoked or corrected, with when."""
    gone = certificates_for(partner).exclude(state=CertificateState.VALID)
    found = gone.annotate(changed_at=Coalesce("revoked_at", "corrected_at", "issued_at", output_field=DateTimeField()))
    return found.filter(changed_at__gte=since) if since else found
