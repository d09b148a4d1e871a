"""What partners are asked and told: the white lists of data sharing."""

from rest_framework import serializers

from accounts.api.shapes import Asked, Shape, Text, Words
from reviews.enums import CertificateState, CredentialKind

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
