"""The office's records, as they lie in the database."""

from panchayat.models.base import Base, Names
from panchayat.models.delivery import (
    DeadLetter,
    DueWork,
    FileFetch,
    Heartbeat,
    InboundMessage,
    Media,
    MessageSid,
    Outbox,
)
from panchayat.models.grievance import AccessCode, Grievance, GrievanceEvidence, GrievanceStep
from panchayat.models.office import Category, Department, Holiday, Office, Staff, Village
from panchayat.models.paper import Paper, PaperRequest
from panchayat.models.people import Contact, Person
from panchayat.models.permit import Permit
from panchayat.models.record import Event

__all__ = [
    "AccessCode",
    "Base",
    "Category",
    "Contact",
    "DeadLetter",
    "Department",
    "DueWork",
    "Event",
    "FileFetch",
    "Grievance",
    "GrievanceEvidence",
    "GrievanceStep",
    "Heartbeat",
    "Holiday",
    "InboundMessage",
    "Media",
    "MessageSid",
    "Names",
    "Office",
    "Outbox",
    "Paper",
    "PaperRequest",
    "Permit",
    "Person",
    "Staff",
    "Village",
]
