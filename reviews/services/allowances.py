"""The year's list of title holders with an allowance: who may stand on it, what speaks against somebody (S3 二(六))."""

from collections.abc import Iterator
from dataclasses import dataclass

from applicants.enums import Module, RecordStage
from applicants.models import ArchiveRecord, Profile
from employers.models import Employer
from reviews.allowance_rules import AllowanceRule, allowance_region, allowance_rules
from reviews.enums import AllowanceKind, AllowanceStage, CertificateState, CredentialKind, Level
from reviews.models import Allowance, Certificate
from reviews.services.entrustments import bureau_for

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


def holdings_of(employer: Employer) -> list[Holding]:
    """Return the titles for which an employer may declare somebody, certificates of the platform first."""
    return [*_certified(employer), *_recorded(employer)]


def _certified(employer: Employer) -> Iterator[Holding]:
    held = Certificate.objects.filter(
        application__applicant__employer=employer,
        kind=CredentialKind.CERTIFICATE,
        state=CertificateState.VALID,
        application__title__level__in=_LEVEL_OF.values(),
    ).select_related("application__applicant__user", "application__title")
    for found in held.order_by("pk"):
        level = found.application.title.level if found.application.title else ""
        kind = next(kind for kind, rule in allowance_rules().items() if _LEVEL_OF[rule.level] == level)
        yield Holding(f"c{found.pk}", kind, found.application.applicant, found.content["title"], certificate=found)


def _recorded(employer: Employer) -> Iterator[Holding]:
    held = ArchiveRecord.objects.filter(
        profile__employer=employer,
        module=Module.TITLE_HELD,
        stage=RecordStage.VERIFIED,
        deleted_at=None,
        data__level__in=list(_LEVEL_OF),
    ).select_related("profile__user")
    for found in held.order_by("pk"):
        kind = next(kind for kind, rule in allowance_rules().items() if rule.level == found.data["level"])
        yield Holding(f"r{found.pk}", kind, found.profile, found.title, record=found)


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
