"""Data for approved partners: published results, certificates verified in bulk, titles by ID number, revocations."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.lists import answer, asked
from accounts.api.shapes import Asked, Shape, Text, Words, page_shape
from accounts.api.shared import SharedEndpoint
from accounts.enums import ShareScope
from accounts.selectors.keyset import Page, page_of
from reviews.enums import CertificateState, CredentialKind, Stage
from reviews.models import Certificate, ResultLine
from reviews.selectors import shared as selector
from reviews.selectors.publications import person_of
from zcps import clock

_TAGS = ["数据共享"]
MOST_CERTIFICATES, MOST_PEOPLE = 100, 50


class ResultsAsked(Asked):
    """Filters of the results."""

    series = Words(40, "系列，如工艺美术。")
    year = serializers.IntegerField(required=False, min_value=2000, max_value=2100, help_text="计划年度。")


class ResultShape(Shape):
    """Somebody who won a title."""

    name = Text()
    employer = Text()
    title = Text()
    level = Text()
    series = Text()
    specialty = Text(allow_blank=True)
    year = serializers.IntegerField()
    plan_code = Text()
    publication_number = Text(help_text="公布文号。")
    approved_at = serializers.DateTimeField()
    revoked = serializers.BooleanField(help_text="公布后已被撤销。")


class CertificateAsked(Shape):
    """A certificate to be verified."""

    number = Text(max_length=30, trim_whitespace=False, help_text="证书编号。")
    name = Text(max_length=60, trim_whitespace=False, help_text="持证人姓名。")


class CertificatesAsked(Shape):
    """Certificates to be verified."""

    certificates = serializers.ListField(
        child=CertificateAsked(), min_length=1, max_length=MOST_CERTIFICATES, help_text="1 至 100 本。"
    )


class CertificateShape(Shape):
    """What is told of a certificate: nothing that identifies its holder."""

    number = Text()
    kind = serializers.ChoiceField(CredentialKind.choices)
    state = serializers.ChoiceField(CertificateState.choices)
    title = Text()
    level = Text()
    series = Text()
    specialty = Text(allow_blank=True)
    committee = Text()
    obtained_on = serializers.DateField(help_text="取得资格时间。")
    document_number = Text(allow_blank=True, help_text="公布文号。")
    replaced_by = Text(allow_blank=True, help_text="更正后的证书编号。")


class Verified(Shape):
    """The answer for one of those that were asked for."""

    index = serializers.IntegerField(help_text="在请求中的序号，从 0 起。")
    found = serializers.BooleanField(help_text="编号与姓名是否相符；不相符时不说明是哪一项有误。")
    certificate = CertificateShape(allow_null=True)


class VerifiedShape(Shape):
    """The answers, in the order of the question."""

    items = Verified(many=True)


class PersonAsked(Shape):
    """A person about whom is asked. The number is looked up by a keyed hash, and neither kept nor given back."""

    id_number = Text(min_length=6, max_length=30, trim_whitespace=False, help_text="证件号码，由共享单位提供。")
    name = Text(max_length=60, trim_whitespace=False)


class PeopleAsked(Shape):
    """People about whom is asked."""

    people = serializers.ListField(child=PersonAsked(), min_length=1, max_length=MOST_PEOPLE, help_text="1 至 50 人。")


class Held(Shape):
    """The answer for one person."""

    index = serializers.IntegerField(help_text="在请求中的序号，从 0 起。")
    certificates = CertificateShape(many=True, help_text="有效的职称证书；没有或号码与姓名不符时为空。")


class HeldShape(Shape):
    """The answers, in the order of the question."""

    items = Held(many=True)


class ChangesAsked(Asked):
    """From when on."""

    since = serializers.DateField(required=False, help_text="自该日起撤销或更正的。")


class ChangeShape(Shape):
    """A certificate that no longer holds."""

    number = Text()
    state = serializers.ChoiceField(CertificateState.choices)
    kind = serializers.ChoiceField(CredentialKind.choices)
    changed_at = serializers.DateTimeField(help_text="撤销或更正的时间。")
    replaced_by = Text(allow_blank=True, help_text="更正后的证书编号。")


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
        self.note(sum(one is not None for one in found), asked=len(found))
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
        told = [one.pk for each in found for one in each]
        self.note(len(told), asked=len(found), certificates=told)
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
