"""Looking up certificates and sheets for the public: what is shown is what the sheet itself shows, and no more."""

import unicodedata
from dataclasses import dataclass

from django.db.models import F, QuerySet

from employers.models import PostTableVersion
from reviews.certificate_numbers import opens
from reviews.enums import DocumentKind
from reviews.models import Certificate, Document, Entrustment, Roster, Snapshot
from zcps.templatetags.masking import mask_name


@dataclass(frozen=True)
class Sheet:
    """What the public may know of a sheet of paper."""

    kind: str
    number: str
    plan: str
    name: str
    version: int | None
    made_at: object
    is_current: bool
    word: str
    document: Document | None = None


def by_name(number: str, name: str) -> Certificate | None:
    """Return the certificate with this number if it is this person's; nothing tells which of the two was wrong."""
    found = _known().filter(number=number).first()
    return found if found and same_name(found.content["name"], name) else None


def by_key(number: str, key: str) -> Certificate | None:
    """Return the certificate whose QR code was read."""
    return _known().filter(number=number).first() if opens(number, key) else None


def _known() -> QuerySet[Certificate]:
    return Certificate.objects.select_related("replaced_by", "application")


def same_name(known: str, typed: str) -> bool:
    """Say whether two names are the same, however their dots and spaces were typed."""
    return _plain(known) == _plain(typed)


def _plain(name: str) -> str:
    # The dot in the names of some peoples is typed in several ways.
    plain = unicodedata.normalize("NFKC", name).replace("•", "·").replace("・", "·").replace(".", "·")
    return "".join(plain.split())


def sheet(code: str) -> Sheet | None:
    """Return what a sheet with this code is: of a document, or of a frozen filing."""
    documents = Document.objects.select_related(
        "application__applicant__user", "application__plan", "meeting__plan", "publicity__plan"
    ).select_related("post_table__table__employer", "entrustment__profile__user", "entrustment__bureau", "roster")
    document = documents.select_related("snapshot").filter(short_code=code).first()
    if document:
        return _of_document(document)
    snapshots = Snapshot.objects.select_related("application__applicant__user", "application__plan")
    found = snapshots.filter(short_code=code).first()
    return _of_snapshot(found) if found else None


def _of_document(document: Document) -> Sheet:
    case = document.application
    owner = case or document.meeting or document.publicity
    is_current = document.voided_at is None and (
        case is None or document.snapshot_id is None or case.snapshot_id == document.snapshot_id
    )
    if document.post_table is not None:
        return _of_post_table(document, document.post_table)
    if document.roster is not None:
        return _of_roster(document, document.roster)
    if document.entrustment is not None:
        return _of_letter(document, document.entrustment)
    return Sheet(
        kind=document.get_kind_display(),
        number=document.number,
        plan=owner.plan.name if owner else "",
        name=mask_name(case.applicant.user.name) if case else "",
        version=document.snapshot.version if document.snapshot else None,
        made_at=document.built_at or document.requested_at,
        is_current=is_current,
        word="现行版本" if is_current else "已作废",
        document=document,
    )


def _of_letter(document: Document, letter: Entrustment) -> Sheet:
    """A letter of entrustment: who entrusts whom to which committee; the name is masked."""
    return Sheet(
        kind=document.get_kind_display(),
        number=letter.letter_number,
        plan=f"{letter.bureau.name}委托{letter.committee}评审{letter.title}（{letter.year} 年度）",
        name=mask_name(letter.profile.user.name),
        version=None,
        made_at=letter.issued_at or document.requested_at,
        is_current=document.voided_at is None,
        word="现行版本" if document.voided_at is None else "已作废",
        document=document,
    )


def _of_roster(document: Document, roster: Roster) -> Sheet:
    """A table of people: present as long as each on it stands by what he had filed; nobody is named."""
    verb = "提取" if document.kind == DocumentKind.PAPERS_LIST else "报送"
    changed = roster.snapshots.exclude(pk=F("application__snapshot")).count()
    return Sheet(
        kind=document.get_kind_display(),
        number=document.number,
        plan=f"{roster.plans}（{roster.body}{verb} {roster.snapshots.count()} 人）",
        name="",
        version=None,
        made_at=document.built_at or document.requested_at,
        is_current=not changed,
        word=f"所列人员中 {changed} 人的申报已变更" if changed else "现行版本",
        document=document,
    )


def _of_post_table(document: Document, version: PostTableVersion) -> Sheet:
    """Present is the version that the sheet was confirmed with last, unless it is being revised."""
    newest = version.table.versions.order_by("-number").first()
    is_current = document.voided_at is None and version.table.is_confirmed and newest == version
    return Sheet(
        kind=document.get_kind_display(),
        number=document.number,
        plan=f"{version.table.employer.name}　{version.table.year} 年度",
        name="",
        version=version.number,
        made_at=version.confirmed_at,
        is_current=is_current,
        word="现行版本" if is_current else "已被修改，须重新确认",
        document=document,
    )


def _of_snapshot(snapshot: Snapshot) -> Sheet:
    case = snapshot.application
    is_current = case.snapshot_id == snapshot.pk
    return Sheet(
        kind="申报材料",
        number=snapshot.short_code,
        plan=case.plan.name,
        name=mask_name(case.applicant.user.name),
        version=snapshot.version,
        made_at=snapshot.frozen_at,
        is_current=is_current,
        word="现行版本" if is_current else "已被新版本替代",
    )
