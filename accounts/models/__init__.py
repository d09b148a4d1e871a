"""Who signs in, for whom, and what was done."""

from accounts.models.agency import Agency, AgencyOfficer, AgencyUserPermission
from accounts.models.anchor import JournalAnchor
from accounts.models.file import FileAlarm, StoredFile
from accounts.models.job import Job
from accounts.models.journal import JournalEntry
from accounts.models.notice import Notice
from accounts.models.partner import Partner, PartnerToken, PartnerUse, RepeatedCall
from accounts.models.person import FormerIdentity
from accounts.models.phone import Phone
from accounts.models.region import Region
from accounts.models.sign_in import RecoveryCode, SignIn
from accounts.models.user import User

__all__ = [
    "Agency",
    "AgencyOfficer",
    "AgencyUserPermission",
    "FileAlarm",
    "FormerIdentity",
    "Job",
    "JournalAnchor",
    "JournalEntry",
    "Notice",
    "Partner",
    "PartnerToken",
    "PartnerUse",
    "Phone",
    "RecoveryCode",
    "Region",
    "RepeatedCall",
    "SignIn",
    "StoredFile",
    "User",
]
