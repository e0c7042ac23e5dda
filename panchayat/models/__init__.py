"""The office's records, as they lie in the database."""

from panchayat.models.application import Application, ApplicationStep
from panchayat.models.base import Base, Names
from panchayat.models.booking import BookedRoom, Booking, BookingStep, Cancellation, RoomNight
from panchayat.models.booking_money import BookingEvidence, RefundAccount
from panchayat.models.call_back import CallBack
from panchayat.models.certificate import Certificate, CertificateEvidence, CertificateStep
from panchayat.models.delivery import (
    DeadLetter,
    DueWork,
    EvidenceFetch,
    FileFetch,
    Heartbeat,
    InboundMessage,
    Media,
    MessageSid,
    Outbox,
)
from panchayat.models.grievance import Grievance, GrievanceEvidence, GrievanceStep, GrievanceVerdict
from panchayat.models.information import EmergencyNumber, Guide
from panchayat.models.lodging import CancellationCharge, GstRate, GuestHouse, Room
from panchayat.models.office import Category, Department, Holiday, Office, OfficeNotice, Staff, Village
from panchayat.models.paper import Paper, PaperRequest
from panchayat.models.pay import AllowanceRate, DaRate, PaySlip, TaxSlab
from panchayat.models.people import Contact, ContactAddress, Person
from panchayat.models.permit import Permit
from panchayat.models.proof import AccessCode, StaffPin
from panchayat.models.record import Event
from panchayat.models.register_version import RegisterVersion
from panchayat.models.registered import Registered
from panchayat.models.trade_noc import TradeNoc

__all__ = [
    "AccessCode",
    "AllowanceRate",
    "Application",
    "ApplicationStep",
    "Base",
    "BookedRoom",
    "Booking",
    "BookingEvidence",
    "BookingStep",
    "CallBack",
    "Cancellation",
    "CancellationCharge",
    "Category",
    "Certificate",
    "CertificateEvidence",
    "CertificateStep",
    "Contact",
    "ContactAddress",
    "DaRate",
    "DeadLetter",
    "Department",
    "DueWork",
    "EmergencyNumber",
    "Event",
    "EvidenceFetch",
    "FileFetch",
    "Grievance",
    "GrievanceEvidence",
    "GrievanceStep",
    "GrievanceVerdict",
    "GstRate",
    "GuestHouse",
    "Guide",
    "Heartbeat",
    "Holiday",
    "InboundMessage",
    "Media",
    "MessageSid",
    "Names",
    "Office",
    "OfficeNotice",
    "Outbox",
    "Paper",
    "PaperRequest",
    "PaySlip",
    "Permit",
    "Person",
    "RefundAccount",
    "RegisterVersion",
    "Registered",
    "Room",
    "RoomNight",
    "Staff",
    "StaffPin",
    "TaxSlab",
    "TradeNoc",
    "Village",
]
