"""The year's list of title holders with an allowance: who may stand on it, what speaks against somebody (S3 二(六))."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.selectors.narrowing import with_words
from applicants.enums import Module, RecordStage
from applicants.models import ArchiveRecord, Profile
from employers.models import Employer
from reviews.allowance_rules import AllowanceRule, allowance_region, allowance_rules
from reviews.enums import AllowanceKind, AllowanceStage, CertificateState, CredentialKind, Level
from reviews.models import Allowance, Certificate
from reviews.services.entrustments import bureau_for

# So many of each sort are offered at once; others are found by their names.
MOST = 50
_LONGEST_KEY = 18
_IN_CERTIFICATES = ("application__applicant__user__name", "application__title__name", "number")
_LEVEL_OF = {"正高级": Level.SENIOR, "副高级": Level.ASSOCIATE_SENIOR}


@dataclass(frozen=True)
class Holding:
    """A title that somebody of an employer holds: by a certificate in force, or by a record that was verified."""

    key: str
    kind: AllowanceKind
    profile: Profile
    title: str
    certificate: Certificate | None = None
    record: ArchiveRecord | None = None

    @property
    def label(self) -> str:
        """The person, the title and what proves it."""
        proof = f"证书 {self.certificate.number}" if self.certificate else "业绩档案已审核"
        return f"{self.profile.user.name}　{self.title}（{allowance_rules()[self.kind].level}，{proof}）"


def holdings_of(employer: Employer, typed: str = "") -> list[Holding]:
    """Return titles for which an employer may declare somebody, certificates of the platform first: MOST of each.

    Args:
        employer: whose people.
        typed: the person's name, the title or the certificate's number, or parts of them.
    """
    certificates = with_words(_certificates(employer), typed, *_IN_CERTIFICATES)
    records = with_words(_records(employer), typed, "profile__user__name", "title")
    return [
        *map(_certified, certificates.order_by("pk")[:MOST]),
        *map(_recorded, records.order_by("pk")[:MOST]),
    ]


def is_cut(offered: list[Holding]) -> bool:
    """Whether there may be more than are offered."""
    certified = sum(each.certificate is not None for each in offered)
    return MOST in (certified, len(offered) - certified)


def holding_of(employer: Employer, key: str) -> Holding | None:
    """Return the title of this key, where the employer may declare for it."""
    number = key[1:]
    if not number.isdecimal() or len(number) > _LONGEST_KEY:
        return None
    if key.startswith("c"):
        certificate = _certificates(employer).filter(pk=int(number)).first()
        return _certified(certificate) if certificate else None
    record = _records(employer).filter(pk=int(number)).first() if key.startswith("r") else None
    return _recorded(record) if record else None


def _certificates(employer: Employer) -> QuerySet[Certificate]:
    return Certificate.objects.filter(
        application__applicant__employer=employer,
        kind=CredentialKind.CERTIFICATE,
        state=CertificateState.VALID,
        application__title__level__in=_LEVEL_OF.values(),
    ).select_related("application__applicant__user", "application__title")


def _certified(found: Certificate) -> Holding:
    level = found.application.title.level if found.application.title else ""
    kind = next(kind for kind, rule in allowance_rules().items() if _LEVEL_OF[rule.level] == level)
    return Holding(f"c{found.pk}", kind, found.application.applicant, found.content["title"], certificate=found)


def _records(employer: Employer) -> QuerySet[ArchiveRecord]:
    return ArchiveRecord.objects.filter(
        profile__employer=employer,
        module=Module.TITLE_HELD,
        stage=RecordStage.VERIFIED,
        deleted_at=None,
        data__level__in=list(_LEVEL_OF),
    ).select_related("profile__user")


def _recorded(found: ArchiveRecord) -> Holding:
    kind = next(kind for kind, rule in allowance_rules().items() if rule.level == found.data["level"])
    return Holding(f"r{found.pk}", kind, found.profile, found.title, record=found)


def against(rule: AllowanceRule, employer: Employer, assessment: str, industry: str, post: str) -> Iterator[str]:
    """Yield which of the conditions of a kind are not met, each with what to do."""
    if rule.assessments and assessment not in rule.assessments:
        yield f"{rule.kind.label}限年度考核合格的人员（{rule.clause}），所填考核结果为“{assessment or '未填写'}”。"
    if rule.employers and employer.kind not in rule.employers:
        yield (
            f"{rule.kind.label}限重点产业领域的企业（{rule.clause}），本单位登记为"
            f"“{employer.get_kind_display() or '未填写'}”；登记有误的，请在“单位信息”中更正。"
        )
    if rule.industries and industry not in rule.industries:
        yield f"请选择本单位所属的重点产业：数字经济或工业（{rule.clause}）。"
    if rule.post and not post.strip():
        yield f"请填写所从事的本专业技术岗位（{rule.clause}）。"


def out_of_place(employer: Employer) -> Iterator[str]:
    """Yield why an employer has no such list: it is a policy of one city."""
    bureau = bureau_for(employer)
    if bureau is None or bureau.region.code != allowance_region():
        yield "人才津贴为衢州市政策（衢市人社专〔2021〕61号 二(六)），本单位不在衢州市，不能申报。"


def standing_of(year: int, profile: Profile) -> Allowance | None:
    """Return what was declared for somebody in a year and still stands."""
    live = (AllowanceStage.DECLARED, AllowanceStage.CONFIRMED)
    return Allowance.objects.filter(year=year, profile=profile, stage__in=live).first()
