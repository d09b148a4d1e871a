"""Of which tables every change is written down by the database, and what of it counts as decided.

Not among them, on purpose: ballots, turnout, rolls and rounds (the order in which people voted must be nowhere),
experts' opinions (without names), sessions, sign-ins, jobs, notices, and what is append-only itself.
"""

from dataclasses import dataclass

RECORDED: dict[str, tuple[str, ...]] = {
    "accounts": ("User", "Agency", "AgencyOfficer", "AgencyUserPermission"),
    "employers": (
        *("Employer", "EmployerOfficer", "EmployerUserPermission", "PostTable", "PostLine", "PostPerson"),
        *("PostTableVersion", "PostAppointment", "SelfAppointing", "SelfFiling"),
    ),
    "applicants": ("Profile", "ArchiveRecord", "Evidence"),
    "credits": ("CreditEntry", "CreditDecision", "CreditCard"),
    "reviews": (
        *("Application", "Snapshot", "Commitment", "Correction", "Defect", "AmbiguityDecision", "Reexamination"),
        *("FraudVeto", "Inspection", "Opinion", "SignOff", "Publicity", "PublicityEntry", "ListHold", "Objection"),
        *("ObjectionNote", "Complaint", "Conflict", "Declaration", "RecusalRequest", "Recusal", "Committee"),
        *("CommitteeName", "CommitteeFunction", "CommitteeTerm", "Expert", "Membership"),
        *("Meeting", "MeetingUserPermission", "MeetingGroup", "MeetingItem", "PanelSeat", "Attendance", "Draw"),
        *("Minutes", "MinutesSignature", "ReReview", "ResultFiling", "ResultLine", "Certificate"),
        *("CertificateCorrection", "Revocation", "IntegrityRecord", "Allowance", "Plan", "PlanTitle", "PlanVersion"),
        *("TableEdition", "TableRow", "CalendarNotice", "CalendarDay", "Document", "Entrustment", "EntrustedReply"),
        *("SpotCheck", "SpotCheckItem"),
    ),
}
# Of which only that they changed is written down.
HIDDEN = {"accounts_user": ("password",)}
# What says nothing about anybody's rights and changes with every sign-in.
IGNORED = {"accounts_user": ("last_login",)}


@dataclass(frozen=True)
class Decisive:
    """What of a table only an act may change: these columns, and whether rows may appear or go without one."""

    columns: frozenset[str]
    operations: str = ""


def _only(columns: str, operations: str = "") -> Decisive:
    return Decisive(frozenset(columns.split()), operations)


# Everything else is also saved by people while they prepare something: a draft, an agenda, a post table.
DECISIVE: dict[str, Decisive] = {
    "accounts_user": _only("is_active is_superuser kind key", "D"),
    "employers_employer": _only("stage uscc", "D"),
    "employers_posttable": _only("stage confirmed_at confirmed_by_id"),
    "employers_posttableversion": _only("content sha256", "D"),
    "credits_creditentry": _only("stage recognised_by_id recognised_at cancelled_at"),
    "credits_creditdecision": _only("reading hours decided_by_id", "D"),
    "reviews_application": _only(
        "stage leg holder_id applicant_id employer_id plan_id title_id snapshot_id version_id filed_at entered_at"
    ),
    "reviews_snapshot": _only("content sha256 short_code frozen_at application_id examination", "ID"),
    "reviews_opinion": _only("verdict text items voided_at body application_id officer given_at", "ID"),
    "reviews_publicity": _only("opened_at earliest_close closed_at is_held content_hash working_days", "ID"),
    "reviews_publicityentry": _only("shown released_at application_id publicity_id", "ID"),
    "reviews_objection": _only("stage text reasons resolved_at resolved_by_id", "D"),
    "reviews_complaint": _only("stage text reasons answered_at", "D"),
    "reviews_meeting": _only("stage", "D"),
    "reviews_meetingitem": _only("stage present recused yes no abstained spoiled passed arithmetic"),
    "reviews_panelseat": _only("meeting_id expert_id label is_chair is_deputy arrived_at left_at", "ID"),
    "reviews_draw": _only("manifest manifest_hash public_value drawn_at bundle revealed", "D"),
    "reviews_resultfiling": _only("stage sealed_at approved_at publication_number left_out", "ID"),
    "reviews_resultline": _only("outcome reason application_id filing_id", "ID"),
    "reviews_certificate": _only("number state content issued_at revoked_at application_id", "ID"),
    "reviews_certificatecorrection": _only("stage", "D"),
    "reviews_revocation": _only("stage", "ID"),
    "reviews_integrityrecord": _only("stage", "ID"),
    "reviews_fraudveto": _only("upheld", "ID"),
    "reviews_allowance": _only("stage", "D"),
    "reviews_ambiguitydecision": _only("favours says reason", "ID"),
    "reviews_plan": _only("stage published_at", "D"),
    "reviews_planversion": _only("rules content sha256", "ID"),
    "reviews_membership": _only("stage", "D"),
    "reviews_tableedition": _only("stage", "D"),
    "reviews_calendarnotice": _only("stage", "D"),
}
