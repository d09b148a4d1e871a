"""What is asked and decided."""

from reviews.models.allowance import Allowance
from reviews.models.application import Application
from reviews.models.calendar import CalendarDay, CalendarNotice
from reviews.models.certificate import Certificate, IntegrityRecord
from reviews.models.certificate_correction import CertificateCorrection, ErrorReport
from reviews.models.commitment import Commitment
from reviews.models.committee import (
    Committee,
    CommitteeFunction,
    CommitteeName,
    CommitteeTerm,
    Expert,
)
from reviews.models.complaint import Complaint
from reviews.models.conflict import Conflict, Declaration, RecusalRequest
from reviews.models.correction import Correction, Defect, NotedDefect
from reviews.models.decision import AmbiguityDecision, Reexamination
from reviews.models.document import Document
from reviews.models.draw import Draw, SubstitutionRequest, Unavailability
from reviews.models.dry_run import DryRun, DryRunChange
from reviews.models.entrustment import EntrustedReply, Entrustment
from reviews.models.expert_opinion import ExpertOpinion, ExpertPhrase
from reviews.models.fraud import FraudVeto
from reviews.models.inquiry import CommonQuestion, Inquiry
from reviews.models.inspection import Inspection
from reviews.models.meeting import Attendance, Meeting, MeetingItem, MeetingUserPermission, PanelSeat
from reviews.models.meeting_group import MeetingGroup
from reviews.models.minutes import Minutes, MinutesSignature
from reviews.models.objection import Objection, ObjectionNote
from reviews.models.opinion import Opinion, SignOff
from reviews.models.paper_stamp import PaperStamp
from reviews.models.plan import Plan, PlanAttachment, PlanTitle, PlanVersion
from reviews.models.pool import ExpertEmployment, Membership
from reviews.models.publicity import ListHold, Publicity, PublicityConfirmation, PublicityEntry
from reviews.models.re_review import ReReview
from reviews.models.result_filing import ResultFiling, ResultLine
from reviews.models.revocation import Revocation
from reviews.models.roster import Roster
from reviews.models.round import RollEntry, VoteRound
from reviews.models.row_change import RowChange
from reviews.models.snapshot import Snapshot
from reviews.models.supervision import SpotCheck, SpotCheckItem
from reviews.models.sweep_run import SweepRun
from reviews.models.tables import TableEdition, TableRow, TableUpload
from reviews.models.vote import Ballot, Recusal, Turnout

__all__ = [
    "Allowance",
    "AmbiguityDecision",
    "Application",
    "Attendance",
    "Ballot",
    "CalendarDay",
    "CalendarNotice",
    "Certificate",
    "CertificateCorrection",
    "Commitment",
    "Committee",
    "CommitteeFunction",
    "CommitteeName",
    "CommitteeTerm",
    "CommonQuestion",
    "Complaint",
    "Conflict",
    "Correction",
    "Declaration",
    "Defect",
    "Document",
    "Draw",
    "DryRun",
    "DryRunChange",
    "EntrustedReply",
    "Entrustment",
    "ErrorReport",
    "Expert",
    "ExpertEmployment",
    "ExpertOpinion",
    "ExpertPhrase",
    "FraudVeto",
    "Inquiry",
    "Inspection",
    "IntegrityRecord",
    "ListHold",
    "Meeting",
    "MeetingGroup",
    "MeetingItem",
    "MeetingUserPermission",
    "Membership",
    "Minutes",
    "MinutesSignature",
    "NotedDefect",
    "Objection",
    "ObjectionNote",
    "Opinion",
    "PanelSeat",
    "PaperStamp",
    "Plan",
    "PlanAttachment",
    "PlanTitle",
    "PlanVersion",
    "Publicity",
    "PublicityConfirmation",
    "PublicityEntry",
    "ReReview",
    "Recusal",
    "RecusalRequest",
    "Reexamination",
    "ResultFiling",
    "ResultLine",
    "Revocation",
    "RollEntry",
    "Roster",
    "RowChange",
    "SignOff",
    "Snapshot",
    "SpotCheck",
    "SpotCheckItem",
    "SubstitutionRequest",
    "SweepRun",
    "TableEdition",
    "TableRow",
    "TableUpload",
    "Turnout",
    "Unavailability",
    "VoteRound",
]
