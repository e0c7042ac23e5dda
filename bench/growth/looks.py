"""Everything that the service asks its database for in a day's work, each by a name; ``plans.toml`` says how it is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from bench.growth.population import DUE, WAITING
from bench.growth.subjects import Subjects
from jobs.clock import TASKS, ScheduledTask
from panchayat.access.easy_pins import is_easy
from panchayat.front_office import FrontOffice
from panchayat.lodging.offers import Party
from panchayat.messaging.addresses import Address
from panchayat.messaging.backlog import backlog
from panchayat.models.application_states import Kind
from panchayat.models.grievance_states import State

Look = Callable[[FrontOffice, Subjects], object]

_LEASE: Final = timedelta(minutes=1)


def _turn(office: FrontOffice, of: Subjects) -> None:
    """The SQL of a message that files nothing."""
    inbound = office.inbox.receive(
        channel="whatsapp",
        addresses=[Address(of.address)],
        sid="SMnew",
        language=lambda: "bn",
        profile_name=None,
        received_at=office.now,
    )
    office.inbox.keep(inbound, sid="SMnew", body="hello", pin=None, media_count=0, received_at=office.now)
    office.inbox.save_state(inbound, state={}, asked_in=None, language="bn", notice_version="1", failures=0)
    office.inbox.answer(inbound, "the menu")


def _quoting(office: FrontOffice, of: Subjects) -> None:
    office.inbox.receive(
        channel="whatsapp",
        addresses=[Address(of.address)],
        sid="SMnew",
        language=lambda: "bn",
        profile_name=None,
        received_at=office.now,
        quotes="SMquoted",
    )


def _repeated(office: FrontOffice, of: Subjects) -> None:
    office.inbox.receive(
        channel="whatsapp",
        addresses=[Address(of.address)],
        sid=of.sid,
        language=lambda: "bn",
        profile_name=None,
        received_at=office.now,
    )


def _file_grievance(office: FrontOffice, of: Subjects) -> None:
    office.grievances.file(
        of.office.id,
        of.citizen,
        kind="grievance",
        category_key="category1",
        description="রাস্তায় গর্ত",
        place="বটতলা",
        pin=None,
        media_ids=[of.media_id],
    )


def _settle(office: FrontOffice, _of: Subjects) -> None:
    office.sending.settle(office.sending.unconfirmed(1)[0], {})


def _resolve(office: FrontOffice, of: Subjects) -> None:
    office.grievances.move(of.grievance.number, State.ACTION_TAKEN, note="done")


def _probe(office: FrontOffice, _of: Subjects) -> None:
    office.heartbeats.probe()
    office.heartbeats.is_alive("sender", _LEASE)


def _done_by_clock(task: ScheduledTask) -> Look:
    return lambda office, _of: task.do(office)


IN_A_TURN: Final[Mapping[str, Look]] = {
    "a message": _turn,
    "a message that comes twice": _repeated,
    "a message that quotes": _quoting,
    "messages that came": lambda office, _: office.inbox.arrived([f"SM{n:032x}" for n in range(100)]),
    "unpark": lambda office, of: office.outbox.unpark(of.citizen),
    "menu: who is on the staff": lambda office, of: (
        office.staffing.is_registered(of.citizen),
        office.staffing.at_work(of.officer),
        office.staffing.on_the_payroll(of.employee),
    ),
    "menu: whether rooms are let": lambda office, of: (office.lodging.is_let(), office.bookings.has_any(of.citizen)),
    "what the office awaits": lambda office, of: office.filings.awaited(of.citizen),
    "what the office awaits of the busiest person": lambda office, of: office.filings.awaited(of.busiest),
    "what was just filed": lambda office, of: office.filings.just_filed(of.busiest),
    "what was resolved last": lambda office, of: (
        office.feedback.unanswered(of.citizen),
        office.feedback.closed_for_good(of.citizen),
    ),
    "what was resolved last for the busiest person": lambda office, of: (
        office.feedback.unanswered(of.busiest),
        office.feedback.closed_for_good(of.busiest),
    ),
    "what was asked and said of resolutions": lambda office, of: (
        office.feedback.asked_last(of.busiest),
        office.feedback.just_said(of.busiest),
    ),
    "office chosen": lambda office, of: office.offices.chosen(of.citizen),
    "subjects of an office": lambda office, of: (
        office.offices.categories(of.office.id),
        office.offices.departments(of.office.id),
    ),
    "working days": lambda office, of: office.offices.working_days(of.office.id).after(office.today, 15),
    "letterhead": lambda office, of: (office.offices.letterhead(of.office.id), office.offices.signatory(of.office.id)),
    "notice board": lambda office, of: office.office_notices.current(of.office.id),
    "emergency numbers": lambda office, of: office.emergency_numbers.current(of.citizen),
    "guides": lambda office, of: office.guides.current(of.citizen),
    "a code": lambda office, of: office.access_codes.send(office.filings.guarded(of.grievance), of.officer),
    "what a code has proved": lambda office, of: office.access_codes.may_see(
        office.filings.guarded(of.grievance), of.officer
    ),
    "a number asked for": lambda office, of: office.access_codes.send(
        office.filings.under_number("+916000000009", of.citizen, of.office.id), of.officer
    ),
    "a call that somebody waits for": lambda office, of: office.call_backs.awaited(of.citizen),
    "a call": lambda office, of: office.call_backs.ask(of.citizen, "+916000000009"),
    "a call taken back": lambda office, of: office.call_backs.withdraw(of.citizen),
    "a grievance filed": _file_grievance,
    "a certificate: the last one": lambda office, of: office.certificates.last_for_oneself(of.busiest),
}

STATUS: Final[Mapping[str, Look]] = {
    "status of a citizen": lambda office, of: office.filings.of(of.citizen),
    "status of the busiest person": lambda office, of: office.filings.of(of.busiest),
    "grievance by number": lambda office, of: office.filings.by_number(of.grievance.number),
    "certificate by number": lambda office, of: office.filings.by_number(of.certificate.number),
    "application by number": lambda office, of: office.filings.by_number(of.application.number),
    "application by reference": lambda office, _: office.filings.with_reference("APP/1"),
    "a grievance's history": lambda office, of: (
        office.grievances.history(of.grievance),
        office.grievance_desk.files(of.grievance),
    ),
    "a certificate's history": lambda office, of: (
        office.certificates.history(of.certificate),
        office.certificates.evidence_count(of.certificate),
    ),
    "an application's history": lambda office, of: office.applications.history(of.application),
    "whether it may be opened again": lambda office, of: office.feedback.awaits(of.resolved),
    "permits": lambda office, of: (office.permits.of(of.busiest), office.permits.by_number(of.permit.number)),
    "NOCs": lambda office, of: (office.trade_nocs.of(of.busiest), office.trade_nocs.by_number(of.noc.number)),
    "a register's number": lambda office, of: office.permits.with_key(of.permit.reference_key),
    "a NOC's renewal": lambda office, of: (
        office.trade_nocs.continued_by(of.noc),
        office.applications.pending_renewal(of.noc),
    ),
    "applications undecided": lambda office, of: office.applications.undecided(of.busiest, [Kind.PERMIT]),
    "pay slips": lambda office, of: (office.pay.released(of.paid), office.pay.year_pay(of.slip)),
    "a PIN": lambda office, of: (office.pins.is_issued(of.paid), office.pins.locked_until(of.paid)),
    "an easy PIN": lambda office, of: is_easy(of.paid, "7295", office.offices.post_codes),
    "a paper by its code": lambda office, of: office.verification.by_code(of.paper.code),
    "a paper by its file": lambda office, of: office.verification.by_file(of.paper.file_hash or ""),
    "a paper fetched": lambda office, of: office.fetches.paper(of.paper.id, link="a" * 64, method="GET"),
    "a file fetched": lambda office, of: office._claim_on(of.media_id, of.officer),
    "a paper issued": lambda office, of: office.papers.issue(
        "acknowledgement",
        office_id=of.office.id,
        subject_id=of.grievance.id,
        facts={},
        language="bn",
        file_name="GRV",
    ),
    "papers revoked": lambda office, of: office.papers.revoke("acknowledgement", of.grievance.id),
    "my data": lambda office, of: office.personal_data.kept(of.citizen),
    "erasure": lambda office, of: office.personal_data.erase(of.citizen),
}

ROOMS: Final[Mapping[str, Look]] = {
    "houses": lambda office, of: office.lodging.houses(of.office.id),
    "free rooms": lambda office, of: office.lodging.free(of.house, office.today + timedelta(days=3), 2),
    "other days": lambda office, of: office.lodging.other_days(of.house, office.today + timedelta(days=3), 2, Party(2)),
    "other houses": lambda office, of: office.lodging.other_houses(
        of.house, office.today + timedelta(days=3), 2, Party(2)
    ),
    "days to move to": lambda office, of: office.rescheduling.other_days(of.booking, office.today + timedelta(days=9)),
    "rooms left": lambda office, of: office.reservations.rooms_left(of.busiest),
    "bookings of the busiest person": lambda office, of: office.bookings.of(of.busiest),
    "booking by number": lambda office, of: office.bookings.by_number(of.booking.number),
    "a booking": lambda office, of: (
        office.bookings.rooms(of.booking),
        office.bookings.history(of.booking),
        office.bookings.cancellations(of.booking),
        office.cancellations.quote(of.booking),
    ),
    "the money of a booking": lambda office, of: (
        office.refunds.account(of.booking),
        office.payment_proofs.count(of.booking),
        office.payment_proofs.claim_on([], of.media_id),
    ),
}

AT_THE_DESK: Final[Mapping[str, Look]] = {
    "my work: certificates": lambda office, of: office.certificate_desk.queue(office.staffing.at_work(of.officer)),
    "my work: certificates counted": lambda office, of: office.certificate_desk.waiting(
        office.staffing.at_work(of.officer)
    ),
    "my work: grievances": lambda office, of: office.grievance_desk.queue(office.staffing.at_work(of.officer)),
    "my work: grievances counted": lambda office, of: office.grievance_desk.waiting(
        office.staffing.at_work(of.officer)
    ),
    "my work: calls": lambda office, of: office.call_backs.open(office.staffing.at_work(of.officer)),
    "the department's grievances": lambda office, of: office.grievance_desk.queue(
        office.staffing.at_work(of.state_officer)
    ),
    "the department's grievances counted": lambda office, of: office.grievance_desk.waiting(
        office.staffing.at_work(of.state_officer)
    ),
    "a grievance at the desk": lambda office, of: office.grievance_desk.find(
        office.staffing.at_work(of.officer), of.grievance.number
    ),
    "a certificate at the desk": lambda office, of: office.certificate_desk.find(
        office.staffing.at_work(of.officer), of.certificate.number
    ),
    "a grievance moved": _resolve,
    "a certificate taken on": lambda office, of: office.certificate_desk.take_on(
        of.certificate.number, office.staffing.at_work(of.officer)[0]
    ),
    "grievances listed": lambda office, _: office.grievances.newest(50),
    "an office's grievances listed": lambda office, of: office.grievances.newest(50, office_id=of.office.id),
    "grievances listed to staff": lambda office, of: office.grievances.listed_to(of.paid, 50),
    "applications listed": lambda office, _: office.applications.queue(limit=50),
    "an office's applications listed": lambda office, of: office.applications.queue(limit=50, office_id=of.office.id),
    "bookings listed": lambda office, _: office.cancellations.queue(limit=50),
    "an office's bookings listed": lambda office, of: office.cancellations.queue(limit=50, office_id=of.office.id),
    "calls listed": lambda office, _: office.call_backs.waiting(limit=50),
    "a call made by the helpline": lambda office, _: office.call_backs.close_for("+916000000000"),
}

IN_THE_BACKGROUND: Final[Mapping[str, Look]] = {
    "claim of the outbox": lambda office, _: office.sending.claim(DUE, _LEASE),
    "claim of all that waits": lambda office, _: office.sending.claim(WAITING, _LEASE),
    "sorting out": lambda office, _: office.sending.sort_out(),
    "looking for the unconfirmed": lambda office, _: office.sending.unconfirmed(DUE),
    "settlement": _settle,
    "following up": lambda office, _: office.follow_up.due(DUE),
    "a receipt": lambda office, _: office.outbox.receipt(
        office.sending.claim(1, _LEASE)[0].id, 1, "delivered", "SM1", None
    ),
    "an erased file": lambda office, _: [office.media.forget(each) for each in office.media.erased(2)],
    "readiness": _probe,
    "metrics": lambda office, _: backlog(office.session, office.now),
    "doctor: calls where nobody works": lambda office, _: office.call_backs.without_staff(),
    **{f"clock: {task.name}": _done_by_clock(task) for task in TASKS},
}

#: What grows with the number of offices, which a state has thousands of and no more.
OVER_ALL_OFFICES: Final[Mapping[str, Look]] = {
    "place by name": lambda office, _: office.offices.find("Village 25"),
    "place by post code": lambda office, _: office.offices.find("700002"),
    "place by pin": lambda office, _: office.offices.near(22.5, 88.3),
    "offices of the same name": lambda office, of: office.offices.shares_name(office.offices.get(of.office.id)),
    "doctor: where nobody signs": lambda office, _: office.offices.without_signatory(),
    "doctor: where nobody works": lambda office, _: office.offices.without_staff(),
}

LOOKS: Final[Mapping[str, Look]] = {
    **IN_A_TURN,
    **STATUS,
    **ROOMS,
    **AT_THE_DESK,
    **IN_THE_BACKGROUND,
    **OVER_ALL_OFFICES,
}
