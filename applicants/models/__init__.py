"""The person: profile and achievement archive."""

from applicants.models.profile import Profile
from applicants.models.record import ArchiveRecord, Evidence

__all__ = ["ArchiveRecord", "Evidence", "Profile"]
