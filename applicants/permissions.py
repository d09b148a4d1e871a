"""Who may see and change what of a person's archive."""

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import StoredFile
from applicants.enums import RecordStage
from applicants.models import AccountMerge, ArchiveRecord, Evidence, PersonChange, Profile
from employers.permissions import acts_for, employer_of


def is_applicant(actor: Actor) -> bool:
    """A person in his own affairs."""
    return actor.role == Role.APPLICANT and actor.user is not None


def is_employer(actor: Actor) -> bool:
    """An officer of some employer, registered or not."""
    return actor.role == Role.EMPLOYER and actor.user is not None


def owns_profile(actor: Actor, profile: Profile | None) -> bool:
    """Everybody has one profile, and nobody another's."""
    return is_applicant(actor) and profile is not None and actor.user is not None and profile.user_id == actor.user.pk


def owns_record(actor: Actor, record: ArchiveRecord) -> bool:
    """The person whose achievement it is."""
    return owns_profile(actor, record.profile)


def may_review_record(actor: Actor, record: ArchiveRecord) -> bool:
    """Officers of the employer the record was sent to; what is still being written is nobody else's business."""
    is_sent = record.stage != RecordStage.DRAFT and record.deleted_at is None
    return is_sent and acts_for(actor, record.employer)


def may_read_evidence(actor: Actor, file: StoredFile) -> bool:
    """The person who uploaded it, and the officers of the employer whose records or people it belongs to."""
    if is_applicant(actor) and actor.user is not None and file.owner_id == actor.user.pk:
        return True
    employer = employer_of(actor)
    if employer is None:
        return False
    sent = Evidence.objects.filter(file=file, record__employer=employer, record__deleted_at=None)
    return (
        sent.exclude(record__stage=RecordStage.DRAFT).exists()
        or Profile.objects.filter(photo=file, employer=employer).exists()
    )


def decides_change(actor: Actor, change: PersonChange) -> bool:
    """The HR bureau that was asked."""
    return actor.role == Role.HR_BUREAU and change.bureau_id == actor.agency_id


def decides_merge(actor: Actor, merge: AccountMerge) -> bool:
    """The HR bureau whose officer proposed it."""
    return actor.role == Role.HR_BUREAU and merge.bureau_id == actor.agency_id


def may_read_change_evidence(actor: Actor, file: StoredFile) -> bool:
    """The bureau that decides about the change that the file proves."""
    return any(decides_change(actor, change) for change in PersonChange.objects.filter(evidence=file))
