"""One message in, one transaction, replies out."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from time import monotonic
from typing import Final
from uuid import UUID

from chatbot import conversation
from chatbot.catalogue import Flows
from chatbot.language.language_detection import language_of
from chatbot.language.wording import DEFAULT, Words, _
from chatbot.messages import OfferedActions, Reply, Say
from chatbot.renderer import render
from chatbot.replay import TurnContext
from chatbot.state import Pending, State
from flows.arrival import add_file, hear
from flows.danger.signs import helpers_wanted
from flows.danger.whom_to_call import whom_to_call
from flows.delivery import Said, answer, deliver, owe, send_papers
from flows.exchange import Answer, Arrived, TakenIn
from flows.grievances.is_it_fixed import verdict_beside
from flows.guides.guide import beside
from flows.late import quoted
from flows.notices import actions
from flows.quotes import LONGEST_CHOICE, what_is_quoted
from flows.redaction import Redacted, redact
from flows.shared.being_called import call_beside
from panchayat.core.clock import Clock
from panchayat.database import Unavailable
from panchayat.front_office import FrontOffice
from panchayat.messaging.delivery_policy import WINDOW
from panchayat.messaging.inbox import Inbound

#: Which words about privacy a person was shown.
NOTICE_VERSION: Final = "1"
#: Seconds that a turn may take before it is given up and tried again.
DEADLINE: Final = 3.0
#: Turns in a row that may fail before the conversation begins anew.
FAILURES: Final = 2

log = logging.getLogger(__name__)

OpenOffice = Callable[[], AbstractContextManager[FrontOffice]]


class Turns:
    """Takes messages, one transaction each."""

    def __init__(self, open_office: OpenOffice, flows: Flows, clock: Clock, *, deadline: float = DEADLINE) -> None:
        self._open_office = open_office
        self._flows = flows
        self._clock = clock
        self._deadline = deadline

    def take_turn(self, arrived: Arrived) -> Answer:
        """Handle one message, or answer as before if it is here for the second time.

        Raises:
            Unavailable: nothing was kept; the same message may be handed in again.
        """
        try:
            return self._turn(arrived)
        except Unavailable:
            raise
        except Exception as error:
            return self._apologise(arrived, error)

    def take_late(self, late: Sequence[Arrived]) -> TakenIn:
        """Keep messages that never reached us, and quote them back in one message with the question that stands.

        They answer nothing: what they were meant for may have passed.

        Args:
            late: of one person, in the order in which they were sent; any that is here already is passed over.

        Raises:
            Unavailable: nothing was kept; the same messages may be handed in again.
        """
        try:
            return self._late(late, reminding=True)
        except Unavailable:
            raise
        except Exception as error:
            # Not with the error's own words, which may hold what a person wrote.
            log.error("question not shown again: %s\n%s", type(error).__name__, _frames(error))  # noqa: TRY400
            return self._late(late, reminding=False)

    def _turn(self, arrived: Arrived) -> Answer:
        in_time = _within(self._deadline)
        with self._open_office() as office:
            inbound = _receive(office, arrived)
            if inbound.again:
                return Answer(inbound.body, inbound.answer_id)
            state = _state(inbound)
            redacted = _redact(office, inbound, state.pending, arrived.text)
            self._keep(office, inbound, arrived, redacted.stored)
            if arrived.opt_out is not None:
                _note_opt_out(office, inbound, arrived.opt_out)
                return Answer(None)
            first = _first_of_all(office, inbound, state, redacted)
            place = arrived.pin and replace(arrived.pin, label=_redact(office, inbound, None, arrived.pin.label).heard)
            arrived = replace(arrived, text=redacted.heard, pin=place)
            offered = _offered(office, inbound, arrived)
            language = inbound.language if self._not_own_words(state) else _language(inbound, arrived.text)
            context = self._context(office, inbound, language, in_time, offered)
            before = _question(state)
            heard = hear(office, inbound, arrived, what_is_quoted(office, inbound, state, arrived))
            turn = conversation.take(self._flows, state, heard, context, office)
            said = deliver(office, inbound, turn, (*first, *redacted.notices))
            office.inbox.save_state(
                inbound,
                state=turn.state.to_json(),
                asked_in=_asked_in(inbound, before, _question(turn.state), said),
                language=turn.language,
                notice_version=NOTICE_VERSION if turn.greeted else inbound.notice_version,
                failures=0,
            )
            in_time()
        return Answer(said.body, inbound.answer_id, office.wakeups)

    def _apologise(self, arrived: Arrived, error: Exception) -> Answer:
        """The turn never happened; the message is kept all the same, with where it failed, and the person is told."""
        reference = "ERR-" + "".join(secrets.choice("0123456789") for _digit in range(6))
        log.error("turn failed, reference %s: %s\n%s", reference, type(error).__name__, _frames(error))
        with self._open_office() as office:
            inbound = _receive(office, arrived)
            if inbound.again:
                return Answer(inbound.body, inbound.answer_id)
            failures = inbound.failures + 1
            closed = failures >= FAILURES
            state = _state(inbound)
            redacted = _redact(office, inbound, state.pending, arrived.text)
            message_id = self._keep(office, inbound, arrived, redacted.stored)
            for file in arrived.files:
                add_file(office, inbound, file)
            office.inbox.dead_letter(
                inbound, message_id=message_id, reference=reference, error=type(error).__name__, frames=_frames(error)
            )
            apology = _APOLOGY_AND_MENU if closed else _APOLOGY
            told = (*_first_of_all(office, inbound, state, redacted), apology.using(reference=reference))
            said = answer(office, inbound, render(map(Say, told), inbound.language))
            office.inbox.save_state(
                inbound,
                state=State().to_json() if closed else state.to_json(),
                asked_in=None if closed else inbound.asked_in,
                language=inbound.language,
                notice_version=inbound.notice_version,
                failures=0 if closed else failures,
            )
        return Answer(said.body, inbound.answer_id, office.wakeups)

    def _late(self, late: Sequence[Arrived], *, reminding: bool) -> TakenIn:
        in_time = _within(self._deadline)
        with self._open_office() as office:
            fresh = [(each, inbound) for each in late if not (inbound := _receive(office, each)).again]
            if not fresh:
                return TakenIn(0)
            inbound = fresh[-1][1]
            state = _state(inbound)
            read = [_redact(office, inbound, state.pending, each.text) for each, _met in fresh]
            texts = [redacted.stored for redacted in read]
            for (each, its), text in zip(fresh, texts, strict=True):
                self._keep(office, its, each, text)
                for file in each.files:
                    add_file(office, its, file)
            # What cannot leave before the person writes again would bring back a question long answered by then.
            reminding = reminding and office.now - inbound.last_message_at < WINDOW
            # Of several the latest that tells of danger says whom to call.
            dangers = [first for redacted in read if (first := _first_of_all(office, inbound, state, redacted))]
            told: list[Reply] = [*map(Say, dangers[-1] if dangers else ())]
            told.append(Say(quoted(texts, inbound.language, question_follows=reminding)))
            if not reminding:
                owe(office, inbound, render(told, inbound.language))
            else:
                turn = conversation.remind(
                    self._flows, state, self._context(office, inbound, inbound.language, in_time), office
                )
                send_papers(office, inbound, turn)
                office.inbox.save_state(
                    inbound,
                    state=turn.state.to_json(),
                    asked_in=owe(office, inbound, render((*told, *turn.replies), inbound.language)),
                    language=inbound.language,
                    notice_version=NOTICE_VERSION,
                    failures=inbound.failures,
                )
            in_time()
        return TakenIn(len(fresh), office.wakeups)

    def _not_own_words(self, state: State) -> bool:
        return state.flow in self._flows and self._flows[str(state.flow)].not_own_words

    def _context(
        self,
        office: FrontOffice,
        inbound: Inbound,
        language: str,
        in_time: Callable[[], None],
        offered: OfferedActions | None = None,
    ) -> TurnContext:
        return TurnContext(
            citizen=inbound.contact_id,
            language=language,
            now=office.now,
            today=office.today,
            clock=self._clock,
            savepoint=office.savepoint,
            in_time=in_time,
            first=inbound.notice_version is None,
            offered=offered,
            beside=lambda words: (
                verdict_beside(office, inbound.contact_id, words)
                or beside(office, inbound.contact_id, words)
                or call_beside(words, office.now)
            ),
            cries=lambda words: bool(helpers_wanted(words)),
        )

    @staticmethod
    def _keep(office: FrontOffice, inbound: Inbound, arrived: Arrived, kept: str) -> UUID:
        pin = arrived.pin
        return office.inbox.keep(
            inbound,
            sid=arrived.sid,
            body=kept,
            pin=None if pin is None else f"{pin.latitude},{pin.longitude}",
            media_count=len(arrived.files),
            received_at=arrived.received_at,
        )


_APOLOGY: Final = _(
    "Sorry, something went wrong on our side. Your message is kept (reference: {reference}).\n"
    "Please send it once more. To talk to a person, write: phone"
)
_APOLOGY_AND_MENU: Final = _(
    "Sorry, it went wrong on our side again. Your message is kept (reference: {reference}).\n"
    "Please begin anew: write menu. To talk to a person, write: phone"
)


def _within(seconds: float) -> Callable[[], None]:
    """A check that gives the turn up once so many seconds have passed."""
    began = monotonic()

    def in_time() -> None:
        if monotonic() - began > seconds:
            raise Unavailable("the turn took too long")

    return in_time


def _receive(office: FrontOffice, arrived: Arrived) -> Inbound:
    inbound = office.inbox.receive(
        channel=arrived.channel,
        addresses=arrived.addresses,
        sid=arrived.sid,
        language=lambda: language_of(arrived.text) or DEFAULT,
        profile_name=arrived.profile_name and _name_to_keep(office, arrived.profile_name),
        received_at=arrived.received_at,
        quotes=None if arrived.quotes_own else arrived.quotes,
    )
    if inbound.parked:
        office.outbox.unpark(inbound.contact_id)
    return inbound


def _name_to_keep(office: FrontOffice, name: str) -> str:
    """A name that people gave themselves; whose it is, an employee's or not, is not known before it is kept."""
    return redact(name, None, has_pin=lambda: True, post_codes=office.offices.post_codes).heard


def _offered(office: FrontOffice, inbound: Inbound, arrived: Arrived) -> OfferedActions | None:
    """The ways on from what this person was told last, where a message could be the choice of one."""
    if inbound.offer_id is None or arrived.files or len(arrived.text) > LONGEST_CHOICE:
        return None
    row = office.outbox.get(inbound.offer_id)
    ways = actions(office, row.payload["params"])
    return OfferedActions(row.sent_at, ways) if ways and row.sent_at else None


def _redact(office: FrontOffice, inbound: Inbound, pending: Pending | None, text: str) -> Redacted:
    def has_pin() -> bool:
        return bool(office.staffing.on_the_payroll(inbound.contact_id))

    return redact(text, pending, has_pin=has_pin, post_codes=office.offices.post_codes)


def _first_of_all(office: FrontOffice, inbound: Inbound, state: State, redacted: Redacted) -> tuple[Words, ...]:
    """Whom to call, where the message tells of danger; what answers a secret is looked at for nothing else."""
    return () if state.expects_secret else whom_to_call(office, inbound.contact_id, redacted.heard)


def _state(inbound: Inbound) -> State:
    """Where the conversation stands; what other code has left and this code cannot read begins anew."""
    try:
        return State.from_json(inbound.state)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        log.warning("the state of contact %s cannot be read: %s", inbound.contact_id, type(error).__name__)
        return State()


def _question(state: State) -> tuple[str, datetime] | None:
    """Which question stands, and since when."""
    return None if state.pending is None else (state.pending.name, state.pending.at)


def _asked_in(
    inbound: Inbound, before: tuple[str, datetime] | None, after: tuple[str, datetime] | None, said: Said
) -> UUID | None:
    """The message in which the question that stands was put; one that was only put once more stands where it stood."""
    if after == before and inbound.asked_at is not None:
        return inbound.asked_in
    return said.last if after else None


def _language(inbound: Inbound, text: str) -> str:
    return inbound.language if inbound.language_chosen else language_of(text) or inbound.language


def _note_opt_out(office: FrontOffice, inbound: Inbound, word: str) -> None:
    if word == "STOP":
        office.contacts.stop(inbound.contact_id)
    elif word == "START":
        office.contacts.restart(inbound.contact_id)


def _frames(error: BaseException) -> str:
    """Where in the code it happened, without the values that were there."""
    return "".join(traceback.format_tb(error.__traceback__))
