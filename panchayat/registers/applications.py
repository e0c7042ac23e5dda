"""Applications for a permit or a NOC: how far each has got, and the queue in which the office finds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError

from panchayat.access.codes import AccessRule
from panchayat.core.clock import today
from panchayat.core.lists import MOST_LISTED
from panchayat.core.numbers import Prefix, new_number, parse_number
from panchayat.core.outcomes import Outcome
from panchayat.core.references import MOST_OF_A_NUMBER, reference_key
from panchayat.core.session import OfficeSession
from panchayat.events import Events
from panchayat.messaging.contacts import Contacts
from panchayat.messaging.outbox import Outbox
from panchayat.models import Application, ApplicationStep, Names, TradeNoc
from panchayat.models.application import IS_OPEN
from panchayat.models.application_states import ApplicationClosed, Kind, Stage, StageUnchanged, check_words, is_open
from panchayat.models.inserting import insert_unique
from panchayat.offices.offices import Offices
from panchayat.offices.staff_notices import StaffNotices
from panchayat.offices.staffing import Staffing
from panchayat.registers.trade_nocs import NotRenewable, TradeNocs

#: Working days within which the office aims to decide, where it has set no day itself.
TARGET_WORKING_DAYS: Final = {Kind.PERMIT: 30, Kind.NOC: 15, Kind.NOC_RENEWAL: 7}


class NoSuchApplication(Exception):
    """No application has this number."""

    def __init__(self, number: str) -> None:
        super().__init__(f"there is no application {number}")


class RenewalPending(Exception):
    """The NOC's renewal has been applied for already."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An application as the office's own list has it; ``reference`` is its number there.

    ``note`` is what the applicant is told with the stage; ``target_on`` is None where the usual time holds.
    """

    reference: str
    kind: Kind
    mobile: str
    applicant: Names
    about: Names
    applied_on: date
    stage: Stage
    target_on: date | None = None
    missing: Names | None = None
    ask_post: Names | None = None
    ask_phone: str | None = None
    note: str | None = None


class Applications:
    def __init__(
        self,
        session: OfficeSession,
        now: datetime,
        *,
        offices: Offices,
        contacts: Contacts,
        events: Events,
        outbox: Outbox,
        trade_nocs: TradeNocs,
        staffing: Staffing,
        staff_notices: StaffNotices,
    ) -> None:
        self._session = session
        self._now = now
        self._offices = offices
        self._contacts = contacts
        self._events = events
        self._outbox = outbox
        self._trade_nocs = trade_nocs
        self._staffing = staffing
        self._staff_notices = staff_notices

    def get(self, application_id: UUID) -> Application:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is no such application."""
        return self._session.get_one(Application, application_id)

    def known(self, application_id: UUID) -> Application | None:
        """The application of this id, if there is one."""
        return self._session.get(Application, application_id)

    def by_number(self, number: str) -> Application | None:
        """The application of this number, typed in any way that ``parse_number`` reads."""
        parsed = parse_number(number, prefix=Prefix.APPLICATION)
        return self._session.scalars(select(Application).where(Application.number == parsed)).one_or_none()

    def with_key(self, key: str) -> list[Application]:
        """The applications of this number on the offices' own lists, as ``reference_key`` makes it."""
        of_key = select(Application).where(Application.reference_key == key).order_by(Application.id)
        return list(self._session.scalars(of_key.limit(MOST_OF_A_NUMBER)))

    def of(self, contact_id: UUID) -> list[Application]:
        """What was applied for under this contact's own phone number, newest first, the newest hundred."""
        return self._newest_of(contact_id)

    def undecided(self, contact_id: UUID, kinds: Sequence[Kind]) -> list[Application]:
        """Those of this contact's applications of these kinds that led to no paper: open, or rejected."""
        return self._newest_of(contact_id, Application.kind.in_(kinds), Application.stage != Stage.GRANTED)

    def queue(self, *, limit: int, office_id: UUID | None = None) -> list[Application]:
        """What waits for the office, the one that is due first at the head."""
        waiting = select(Application).where(IS_OPEN)
        if office_id is not None:
            waiting = waiting.where(Application.office_id == office_id)
        return list(self._session.scalars(waiting.order_by(Application.target_on, Application.id).limit(limit)))

    def history(self, application: Application) -> list[ApplicationStep]:
        """Every step, oldest first."""
        own = select(ApplicationStep).where(
            ApplicationStep.office_id == application.office_id, ApplicationStep.application_id == application.id
        )
        return list(self._session.scalars(own.order_by(ApplicationStep.position)))

    def step(self, application: Application, position: int) -> ApplicationStep:
        """The step of this position, from 1."""
        return next(step for step in self.history(application) if step.position == position)

    def guarded(self, application: Application) -> AccessRule:
        """What guards the application: it is shown on the registered number, and to others by a code sent there."""
        owner = self._contacts.at_mobile(application.mobile)
        return AccessRule("application", application.id, application.office_id, application.number, owner)

    def pending_renewal(self, noc: TradeNoc) -> Application | None:
        """The application for the renewal of this NOC on which nothing has been decided yet."""
        return self._session.scalars(
            select(Application).where(
                Application.office_id == noc.office_id,
                Application.renews_id == noc.id,
                Application.kind == Kind.NOC_RENEWAL,
                IS_OPEN,
            )
        ).one_or_none()

    def ask_for_renewal(self, noc: TradeNoc, contact_id: UUID, years: int) -> Application:
        """Put the renewal of a NOC for ``years`` financial years into the office's queue, and tell the office.

        Raises:
            NotRenewable
            RenewalPending: it is there already.
        """
        if not self._trade_nocs.is_renewable(noc):
            raise NotRenewable(noc.number)
        if self.pending_renewal(noc) is not None:
            raise RenewalPending
        application = Application(
            office_id=noc.office_id,
            kind=Kind.NOC_RENEWAL,
            mobile=noc.mobile,
            applicant=noc.owner,
            about=noc.trade_name,
            stage=Stage.RECEIVED,
            applied_on=today(self._now),
            target_on=self._target(noc.office_id, Kind.NOC_RENEWAL, today(self._now)),
            renews_id=noc.id,
            first_year=self._trade_nocs.next_year(noc).start,
            years=years,
            updated_at=self._now,
        )
        try:
            self._insert(application)
        except IntegrityError as error:
            raise RenewalPending from error
        self._events.record(
            "application.filed",
            office_id=noc.office_id,
            actor_kind="contact",
            actor_id=contact_id,
            subject_kind="application",
            subject_id=application.id,
        )
        self._staff_notices.tell(
            self._staffing.answering(noc.office_id),
            f"application_filed:{application.id}",
            {"notice": "application_filed", "application_id": str(application.id)},
        )
        return application

    def enter(self, office_id: UUID, entry: Entry) -> tuple[Application, Outcome]:
        """Have the office's list say this about an application; a stage that is new to us is told to the applicant.

        Raises:
            NoteMissing: a rejection needs a reason, and "more needed" what is missing.
            ApplicationClosed: it was granted or rejected here, and the list says something else.
        """
        check_words(entry.stage, note=entry.note, missing=entry.missing)
        told = {
            "mobile": entry.mobile,
            "applicant": entry.applicant,
            "about": entry.about,
            "applied_on": entry.applied_on,
            "target_on": entry.target_on or self._target(office_id, entry.kind, entry.applied_on),
            "missing": entry.missing,
            "ask_post": entry.ask_post,
            "ask_phone": entry.ask_phone,
        }
        known = self._session.scalars(
            select(Application).where(Application.office_id == office_id, Application.reference == entry.reference)
        ).one_or_none()
        if known is None:
            application = Application(
                office_id=office_id,
                reference=entry.reference,
                reference_key=reference_key(entry.reference),
                kind=entry.kind,
                stage=entry.stage,
                updated_at=self._now,
                **told,
            )
            self._insert(application, note=entry.note)
            return application, Outcome.ADDED
        moved = known.stage != entry.stage
        if moved and not is_open(Stage(known.stage)):
            raise ApplicationClosed(known.number, known.stage)
        changed = {name: value for name, value in told.items() if getattr(known, name) != value}
        for name, value in changed.items():
            setattr(known, name, value)
        if moved:
            self._move(known, entry.stage, entry.note)
        return known, Outcome.CHANGED if changed or moved else Outcome.UNCHANGED

    def move(self, number: str, to: Stage, *, note: str | None = None) -> ApplicationStep:
        """Move an application on; the applicant is told.

        Raises:
            NoSuchApplication
            ApplicationClosed, StageUnchanged
            NoteMissing: what a list said earlier to be missing is not what is missing now.
        """
        application = self._held(number)
        if is_open(Stage(application.stage)):
            check_words(to, note=note, missing=None)
            if application.stage == to:
                raise StageUnchanged(application.number, to)
        return self._move(application, to, note)

    def grant(self, number: str, *, permit_id: UUID | None = None, noc_id: UUID | None = None) -> None:
        """The application has led to this paper, and the applicant is told; a second time changes nothing.

        Raises:
            NoSuchApplication
            ApplicationClosed: it was rejected, or has led to another paper.
        """
        application = self._held(number)
        papers = (application.permit_id, application.noc_id)
        if papers == (permit_id, noc_id):
            return
        # The office's list may have said so before the paper itself came.
        if application.stage != Stage.GRANTED or any(papers):
            self._move(application, Stage.GRANTED, None)
        application.permit_id, application.noc_id = permit_id, noc_id
        self._session.flush()

    def _newest_of(self, contact_id: UUID, *further: ColumnElement[bool]) -> list[Application]:
        mobile = self._contacts.phone_number(contact_id)
        if mobile is None:
            return []
        own = select(Application).where(Application.mobile == mobile, *further)
        newest = own.order_by(Application.applied_on.desc(), Application.id.desc()).limit(MOST_LISTED)
        return list(self._session.scalars(newest))

    def _held(self, number: str) -> Application:
        """The application as it is now; nobody else moves it until the end of this work."""
        application = self._session.scalars(
            select(Application)
            .where(Application.number == parse_number(number, prefix=Prefix.APPLICATION))
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        ).one_or_none()
        if application is None:
            raise NoSuchApplication(number)
        return application

    def _move(self, application: Application, to: Stage, note: str | None) -> ApplicationStep:
        if not is_open(Stage(application.stage)):
            raise ApplicationClosed(application.number, application.stage)
        check_words(to, note=note, missing=application.missing)
        application.stage, application.updated_at = to, self._now
        step = self._add_step(application, note)
        self._events.record(
            f"application.{to.lower()}",
            office_id=application.office_id,
            actor_kind="office",
            actor_id=application.office_id,
            subject_kind="application",
            subject_id=application.id,
            why=note,
        )
        self._outbox.add(
            self._contacts.at_mobile(application.mobile),
            key=f"application:{application.id}:{step.position}",
            kind="notice",
            params={
                "notice": "application_moved",
                "application_id": str(application.id),
                "position": step.position,
            },
        )
        return step

    def _insert(self, application: Application, *, note: str | None = None) -> None:
        def draw_number() -> None:
            application.number = new_number(Prefix.APPLICATION, application.applied_on.year)

        insert_unique(self._session, application, draw_number)
        self._add_step(application, note)

    def _add_step(self, application: Application, note: str | None) -> ApplicationStep:
        position = self._session.scalars(
            select(func.coalesce(func.max(ApplicationStep.position), 0) + 1).where(
                ApplicationStep.office_id == application.office_id, ApplicationStep.application_id == application.id
            )
        ).one()
        step = ApplicationStep(
            office_id=application.office_id,
            application_id=application.id,
            position=position,
            stage=application.stage,
            at=self._now,
            note=note,
        )
        self._session.add(step)
        self._session.flush()
        return step

    def _target(self, office_id: UUID, kind: Kind, applied_on: date) -> date:
        return self._offices.working_days(office_id).after(applied_on, TARGET_WORKING_DAYS[kind])
