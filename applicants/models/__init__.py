"""The person: profile and achievement archive."""

from applicants.models.person import AccountMerge, PersonChange
from applicants.models.profile import Profile
from applicants.models.record import ArchiveRecord, Evidence

__all__ = ["AccountMerge", "ArchiveRecord", "Evidence", "PersonChange", "Profile"]
