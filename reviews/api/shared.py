"""Data for approved partners: published results, certificates verified in bulk, titles by ID number, revocations."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.lists import answer, asked
from accounts.api.shapes import page_shape
from accounts.api.shared import SharedEndpoint
from accounts.enums import ShareScope
from accounts.models import User
from accounts.selectors.keyset import Page, page_of
from reviews.api.shared_shapes import (
    CertificatesAsked,
    ChangesAsked,
    ChangeShape,
    HeldShape,
    PeopleAsked,
    ResultsAsked,
    ResultShape,
    VerifiedShape,
)
from reviews.enums import Stage
from reviews.models import Certificate, ResultLine
from reviews.selectors import shared as selector
from reviews.selectors.publications import person_of
from zcps import clock

_TAGS = ["数据共享"]


class SharedResults(SharedEndpoint):
    """Results by series and year."""

    scope = ShareScope.RESULTS

    @extend_schema(
        operation_id="shared_results", summary="已公布的评审结果", tags=_TAGS,
        description="按系列和年度取得已公布的人员名单，先公布的在前；已过保留期的名单不再提供。",
        parameters=[ResultsAsked], responses=page_shape(ResultShape),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Answer."""
        query = asked(request, ResultsAsked)
        rows = selector.results_for(self.partner, query.get("series", ""), query.get("year"))
        found = _page(request, rows, "pk", query["limit"])
        self.note(len(found.rows), series=query.get("series", ""), year=query.get("year"))
        return answer(request, found, ResultShape, _result)


class SharedCertificates(SharedEndpoint):
    """Certificates verified in bulk."""

    scope = ShareScope.CERTIFICATES

    @extend_schema(
        operation_id="shared_certificates", summary="批量核验证书", tags=_TAGS,
        description="按证书编号和姓名核验，一次至多 100 本；不返回身份信息。",
        request=CertificatesAsked, responses=VerifiedShape,
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Answer for each that was asked."""
        sent = CertificatesAsked(data=request.data)
        sent.is_valid(raise_exception=True)
        found = selector.verified(self.partner, sent.validated_data["certificates"])
        items = [
            {"index": place, "found": one is not None, "certificate": _certificate(one) if one else None}
            for place, one in enumerate(found)
        ]
        told = [one for one in found if one]
        self.note(len(told), _holders(told), asked=len(found), certificates=[one.pk for one in told])
        return Response(VerifiedShape({"items": items}).data)


class SharedTitles(SharedEndpoint):
    """Valid titles by the number of an ID document."""

    scope = ShareScope.TITLES

    @extend_schema(
        operation_id="shared_titles", summary="按证件号码查询有效职称", tags=_TAGS,
        description="按共享单位提供的证件号码和姓名查询，一次至多 50 人；平台不返回证件号码。",
        request=PeopleAsked, responses=HeldShape,
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Answer for each that was asked."""
        sent = PeopleAsked(data=request.data)
        sent.is_valid(raise_exception=True)
        found = selector.titles_for(self.partner, sent.validated_data["people"])
        items = [
            {"index": place, "certificates": [_certificate(one) for one in each]} for place, each in enumerate(found)
        ]
        told = [one for each in found for one in each]
        self.note(len(told), _holders(told), asked=len(found), certificates=[one.pk for one in told])
        return Response(HeldShape({"items": items}).data)


class SharedRevocations(SharedEndpoint):
    """Certificates that no longer hold."""

    scope = ShareScope.REVOCATIONS

    @extend_schema(
        operation_id="shared_revocations", summary="撤销和更正的证书", tags=_TAGS,
        description="不再有效的证书编号，先变动的在前；不返回姓名和理由。",
        parameters=[ChangesAsked], responses=page_shape(ChangeShape),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Answer."""
        query = asked(request, ChangesAsked)
        day = query.get("since")
        since = dt.datetime.combine(day, dt.time(), clock.SHANGHAI) if day else None
        found = _page(request, selector.changes_for(self.partner, since), "changed_at", query["limit"])
        self.note(len(found.rows), since=str(day or ""))
        return answer(request, found, ChangeShape, _change)


def _holders(told: Iterable[Certificate]) -> list[User]:
    return [one.application.applicant.user for one in told]


def _page(request: Request, rows: QuerySet[Any], key: str, size: int) -> Page[Any]:
    return page_of(rows, key, request.query_params, newest_first=False, size=size)


def _result(line: ResultLine) -> dict[str, Any]:
    plan, title = line.filing.plan, line.application.title
    return {
        **person_of(line),
        "title": title.name if title else "",
        "level": title.get_level_display() if title else "",
        "series": plan.series,
        "year": plan.year,
        "plan_code": plan.code,
        "publication_number": line.filing.publication_number,
        "approved_at": line.filing.approved_at,
        "revoked": line.application.stage == Stage.REVOKED,
    }


def _certificate(found: Certificate) -> dict[str, Any]:
    """A certificate's own words; what is not named in the shape stays here."""
    replaced_by = found.replaced_by.number if found.replaced_by else ""
    kept = {key: found.content.get(key, "") for key in _TOLD if key in found.content}
    return {**kept, "number": found.number, "kind": found.kind, "state": found.state, "replaced_by": replaced_by}


_TOLD = ("title", "level", "series", "specialty", "committee", "obtained_on", "document_number")


def _change(found: Certificate) -> dict[str, Any]:
    return {
        "number": found.number,
        "state": found.state,
        "kind": found.kind,
        "changed_at": found.changed_at,  # type: ignore[attr-defined]  # annotated by the selector
        "replaced_by": found.replaced_by.number if found.replaced_by else "",
    }
