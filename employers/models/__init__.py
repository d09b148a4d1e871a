"""Employers, their officers and their posts."""

from employers.models.employer import Employer, EmployerUserPermission
from employers.models.officer import EmployerOfficer
from employers.models.post_table import PostAppointment, PostCheck, PostLine, PostPerson, PostTable, PostTableVersion
from employers.models.self_appointing import SelfAppointing, SelfFiling

__all__ = [
    "Employer",
    "EmployerOfficer",
    "EmployerUserPermission",
    "PostAppointment",
    "PostCheck",
    "PostLine",
    "PostPerson",
    "PostTable",
    "PostTableVersion",
    "SelfAppointing",
    "SelfFiling",
]
