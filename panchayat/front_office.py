"""The open office: one unit of work with every service the office gives, all in one transaction."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from uuid import UUID

from panchayat.access.codes import AccessCodes
from panchayat.access.pins import Pins
from panchayat.certificates.desk import CertificateDesk
from panchayat.certificates.doorstep_delivery import DoorstepDelivery
from panchayat.certificates.history import CertificateHistory
from panchayat.certificates.requests import Certificates
from panchayat.core.clock import today
from panchayat.core.remembered import Remembered
from panchayat.core.session import OfficeSession
from panchayat.events import Events
from panchayat.filings import Filings
from panchayat.grievances.corrections import Corrections
from panchayat.grievances.desk import GrievanceDesk
from panchayat.grievances.escalation import Escalation
from panchayat.grievances.feedback import Feedback
from panchayat.grievances.grievances import Grievances
from panchayat.grievances.hierarchy import Hierarchy
from panchayat.grievances.history import GrievanceHistory
from panchayat.grievances.readers import Readers
from panchayat.grievances.staff_news import StaffNews
from panchayat.lodging.bookings import BookingLedger
from panchayat.lodging.cancellations import Cancellations
from panchayat.lodging.facts import BookingFacts
from panchayat.lodging.houses import Lodging
from panchayat.lodging.payment_proofs import PaymentProofs
from panchayat.lodging.rates import LodgingRates
from panchayat.lodging.refunds import Refunds
from panchayat.lodging.rescheduling import Rescheduling
from panchayat.lodging.reservations import Reservations
from panchayat.messaging.contacts import Contacts
from panchayat.messaging.evidence import Claim, Evidence
from panchayat.messaging.follow_up import FollowUp
from panchayat.messaging.heartbeats import Heartbeats
from panchayat.messaging.inbox import Inbox
from panchayat.messaging.media import MediaFiles
from panchayat.messaging.outbox import Outbox
from panchayat.messaging.sending import Sending
from panchayat.messaging.wakeups import Wakeups
from panchayat.missed_targets import MissedTargets
from panchayat.offices.call_backs import CallBacks
from panchayat.offices.emergency_numbers import EmergencyNumbers
from panchayat.offices.guides import Guides
from panchayat.offices.notices import OfficeNotices
from panchayat.offices.offices import Offices
from panchayat.offices.staff_notices import StaffNotices
from panchayat.offices.staffing import Staffing
from panchayat.papers.fetches import Fetches
from panchayat.papers.papers import Papers
from panchayat.papers.verification import Verification
from panchayat.pay.slips import PaySlips
from panchayat.personal_data import PersonalData
from panchayat.registers.applications import Applications
from panchayat.registers.expiry_reminders import ExpiryReminders
from panchayat.registers.permits import Permits
from panchayat.registers.trade_nocs import TradeNocs


class FrontOffice:
    """The services, at one instant. They add and flush; whoever opened the office commits.

    ``now`` is the instant of the whole unit of work, ``today`` its date in India. ``wakeups`` is what to ring
    the other processes for after the commit. ``sends_sms`` says that messages can leave as SMS too. ``remembered`` is
    what the process remembers of the registers, as this unit sees it.
    """

    def __init__(
        self, session: OfficeSession, now: datetime, *, public_url: str, remembered: Remembered, sends_sms: bool = False
    ) -> None:
        self.session = session
        self.now = now
        self.today = today(now)
        self.wakeups = Wakeups()
        self.sends_sms = sends_sms
        self.remembered = remembered
        self._public_url = public_url

    def savepoint(self) -> AbstractContextManager[None]:
        """A part of the work that can fail by itself: if the block raises, only the block is undone."""
        return self.session.savepoint()

    @cached_property
    def events(self) -> Events:
        return Events(self.session, self.now, self.remembered)

    @cached_property
    def offices(self) -> Offices:
        return Offices(self.session, self.today, self.events, self.remembered)

    @cached_property
    def contacts(self) -> Contacts:
        return Contacts(self.session, self.now, self.events)

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self.session, self.now, self.wakeups)

    @cached_property
    def follow_up(self) -> FollowUp:
        return FollowUp(self.session, self.now, self.outbox)

    @cached_property
    def sending(self) -> Sending:
        return Sending(self.session, self.now)

    @cached_property
    def heartbeats(self) -> Heartbeats:
        return Heartbeats(self.session, self.now)

    @cached_property
    def media(self) -> MediaFiles:
        return MediaFiles(self.session, self.now, self.wakeups)

    @cached_property
    def inbox(self) -> Inbox:
        return Inbox(self.session, self.now, self.remembered)

    @cached_property
    def papers(self) -> Papers:
        return Papers(self.session, self.now, self.outbox, self.wakeups, public_url=self._public_url)

    @cached_property
    def verification(self) -> Verification:
        return Verification(self.session, self.now, self.papers)

    @cached_property
    def grievances(self) -> Grievances:
        return Grievances(
            self.session,
            self.now,
            offices=self.offices,
            history=self._grievance_history,
            hierarchy=self._hierarchy,
            papers=self.papers,
            staff_news=self._staff_news,
        )

    @cached_property
    def grievance_desk(self) -> GrievanceDesk:
        return GrievanceDesk(
            self.session,
            self.today,
            readers=self._readers,
            history=self._grievance_history,
            contacts=self.contacts,
            evidence=self._evidence,
        )

    @cached_property
    def corrections(self) -> Corrections:
        return Corrections(
            self.session,
            self.now,
            offices=self.offices,
            history=self._grievance_history,
            hierarchy=self._hierarchy,
            staff_news=self._staff_news,
        )

    @cached_property
    def escalation(self) -> Escalation:
        return Escalation(
            self.session, self.now, self._grievance_history, self._hierarchy, self.outbox, staff_news=self._staff_news
        )

    @cached_property
    def feedback(self) -> Feedback:
        return Feedback(self.session, self.now, self._grievance_history, self.grievances, self.outbox)

    @cached_property
    def _hierarchy(self) -> Hierarchy:
        return Hierarchy(self.today, self.offices)

    @cached_property
    def _readers(self) -> Readers:
        return Readers(self.session, hierarchy=self._hierarchy, staffing=self.staffing, contacts=self.contacts)

    @cached_property
    def _staff_news(self) -> StaffNews:
        return StaffNews(self._readers, self.staff_notices)

    @cached_property
    def _grievance_history(self) -> GrievanceHistory:
        return GrievanceHistory(self.session, self.now, self.events, self.outbox, self._hierarchy)

    @cached_property
    def access_codes(self) -> AccessCodes:
        return AccessCodes(self.session, self.now, self.events, self.outbox)

    @cached_property
    def permits(self) -> Permits:
        return Permits(self.session, self.now, self.offices, self.contacts)

    @cached_property
    def trade_nocs(self) -> TradeNocs:
        return TradeNocs(self.session, self.now, self.offices, self.contacts)

    @cached_property
    def applications(self) -> Applications:
        return Applications(
            self.session,
            self.now,
            offices=self.offices,
            contacts=self.contacts,
            events=self.events,
            outbox=self.outbox,
            trade_nocs=self.trade_nocs,
            staffing=self.staffing,
            staff_notices=self.staff_notices,
        )

    @cached_property
    def filings(self) -> Filings:
        return Filings(
            self.session,
            self.now,
            grievances=self.grievances,
            applications=self.applications,
            certificates=self.certificates,
        )

    @cached_property
    def missed_targets(self) -> MissedTargets:
        return MissedTargets(
            self.session,
            self.now,
            certificates=self.certificates,
            applications=self.applications,
            staffing=self.staffing,
            outbox=self.outbox,
            staff_notices=self.staff_notices,
        )

    @cached_property
    def expiry_reminders(self) -> ExpiryReminders:
        return ExpiryReminders(
            self.now,
            permits=self.permits,
            trade_nocs=self.trade_nocs,
            applications=self.applications,
            contacts=self.contacts,
            outbox=self.outbox,
        )

    @cached_property
    def staffing(self) -> Staffing:
        return Staffing(
            self.session, self.now, contacts=self.contacts, offices=self.offices, remembered=self.remembered
        )

    @cached_property
    def staff_notices(self) -> StaffNotices:
        return StaffNotices(self.contacts, self.outbox)

    @cached_property
    def pins(self) -> Pins:
        return Pins(self.session, self.now, self.events, post_codes=self.offices.post_codes)

    @cached_property
    def pay(self) -> PaySlips:
        return PaySlips(
            self.session,
            self.now,
            offices=self.offices,
            contacts=self.contacts,
            events=self.events,
            outbox=self.outbox,
        )

    @cached_property
    def personal_data(self) -> PersonalData:
        return PersonalData(self.session, self.contacts, self.events)

    @cached_property
    def office_notices(self) -> OfficeNotices:
        return OfficeNotices(self.session, self.now)

    @cached_property
    def emergency_numbers(self) -> EmergencyNumbers:
        return EmergencyNumbers(self.session, self.today, offices=self.offices, remembered=self.remembered)

    @cached_property
    def guides(self) -> Guides:
        return Guides(self.session, offices=self.offices, remembered=self.remembered)

    @cached_property
    def _certificate_history(self) -> CertificateHistory:
        return CertificateHistory(self.session, self.now, self.events, self.outbox)

    @cached_property
    def certificates(self) -> Certificates:
        return Certificates(
            self.session,
            self.now,
            contacts=self.contacts,
            offices=self.offices,
            staffing=self.staffing,
            history=self._certificate_history,
            staff_notices=self.staff_notices,
        )

    @cached_property
    def certificate_desk(self) -> CertificateDesk:
        return CertificateDesk(
            self.session,
            self.now,
            offices=self.offices,
            contacts=self.contacts,
            staffing=self.staffing,
            history=self._certificate_history,
            papers=self.papers,
            evidence=self._evidence,
            staff_notices=self.staff_notices,
        )

    @cached_property
    def _evidence(self) -> Evidence:
        return Evidence(self.session, self.now, self.outbox)

    @cached_property
    def fetches(self) -> Fetches:
        return Fetches(self.session, self.now, self._claim_on)

    def _claim_on(self, media_id: UUID, contact_id: UUID) -> Claim | None:
        """What came with several records may be seen by whoever may see it with one of them."""
        posts = self.staffing.at_work(contact_id)
        desks = (self.certificate_desk, self.grievance_desk, self.payment_proofs)
        claims = [desk.claim_on(posts, media_id) for desk in desks]
        return max(filter(None, claims), key=attrgetter("allowed"), default=None)

    @cached_property
    def doorstep_delivery(self) -> DoorstepDelivery:
        return DoorstepDelivery(self.session, self.now, self.certificate_desk, self._certificate_history)

    @cached_property
    def call_backs(self) -> CallBacks:
        return CallBacks(
            self.session,
            self.now,
            offices=self.offices,
            contacts=self.contacts,
            events=self.events,
            staffing=self.staffing,
            staff_notices=self.staff_notices,
        )

    @cached_property
    def lodging(self) -> Lodging:
        return Lodging(
            self.session, self.now, offices=self.offices, rates=self._lodging_rates, remembered=self.remembered
        )

    @cached_property
    def _lodging_rates(self) -> LodgingRates:
        return LodgingRates(self.session, self.remembered)

    @cached_property
    def bookings(self) -> BookingLedger:
        return BookingLedger(self.session, self.now, self.events, self.outbox, self.papers)

    @cached_property
    def reservations(self) -> Reservations:
        return Reservations(
            self.session,
            self.now,
            self.events,
            self.outbox,
            self.papers,
            lodging=self.lodging,
            facts=self.booking_facts,
            contacts=self.contacts,
            staffing=self.staffing,
            staff_notices=self.staff_notices,
        )

    @cached_property
    def cancellations(self) -> Cancellations:
        return Cancellations(
            self.session,
            self.now,
            self.events,
            self.outbox,
            self.papers,
            offices=self.offices,
            rates=self._lodging_rates,
            access_codes=self.access_codes,
            staffing=self.staffing,
            staff_notices=self.staff_notices,
        )

    @cached_property
    def refunds(self) -> Refunds:
        return Refunds(
            self.session,
            self.now,
            self.events,
            self.outbox,
            self.papers,
            access_codes=self.access_codes,
            contacts=self.contacts,
            staffing=self.staffing,
            staff_notices=self.staff_notices,
            sends_sms=self.sends_sms,
        )

    @cached_property
    def payment_proofs(self) -> PaymentProofs:
        return PaymentProofs(self.session, self.events, self._evidence, self.staffing, self.staff_notices)

    @cached_property
    def rescheduling(self) -> Rescheduling:
        return Rescheduling(
            self.session,
            self.now,
            self.events,
            self.outbox,
            self.papers,
            lodging=self.lodging,
            access_codes=self.access_codes,
        )

    @cached_property
    def booking_facts(self) -> BookingFacts:
        return BookingFacts(self.offices, self.bookings, self._lodging_rates, self.papers)
