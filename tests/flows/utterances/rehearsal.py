"""Bringing a phone into a situation, quickly and again and again, and saying something there."""

from __future__ import annotations

import inspect
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from chatbot.catalogue import Flows
from chatbot.flow import Flow, Script
from chatbot.messages import Pin
from flows.exchange import ArrivedFile
from panchayat.database import Database
from tests.conftest import PUBLIC_URL, SettableClock
from tests.flows.held import hold, send
from tests.flows.phones import Phone, Village, every_flow
from tests.flows.utterances.reading import AT_LEISURE, Message, Situation, situations
from tests.flows.utterances.records import Change, Records, changes, look
from tests.flows.utterances.told import belongs, missing_from
from tests.flows.written import parts

_NEWCOMER: Final = "whatsapp:+910000000999"
ANYTHING: Final = "anything"
_RESUME: Final = "চালিয়ে যান"
_QUOTES: Final = re.compile(r"\[quotes ([^\]]+)\] ?")
_CAN_QUOTE: Final = "quotes" in inspect.signature(Phone.sends).parameters


class NotReached(Exception):
    """A situation does not come about as its lines say."""

    def __init__(self, situation: Situation, stands: str) -> None:
        super().__init__(f"the situation {situation.name} ends at {stands}, not at {situation.stands}")


@dataclass(frozen=True, slots=True)
class Step:
    """One message, what it was answered, and the conversation's JSON after it."""

    text: str
    reply: str
    state: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of an utterance: the conversation before it and after each message, what changed in the records, and
    which dialogues ran. ``resumed`` is the conversation after "go on" was written, where something else had come up."""

    before: dict[str, Any]
    steps: tuple[Step, ...]
    changes: tuple[Change, ...]
    ran: tuple[str, ...]
    resumed: dict[str, Any]

    @property
    def after(self) -> dict[str, Any]:
        return self.steps[-1].state

    @property
    def reply(self) -> str:
        return self.steps[-1].reply


@dataclass(frozen=True, slots=True)
class _Reached:
    """A situation as it was reached: the database in a file, and what stands in it."""

    file: Path
    at: datetime
    address: str
    records: Records
    state: dict[str, Any]


class _UnhurriedPhone(Phone):
    """The phone of somebody who reads before writing."""

    def says(
        self, text: str = "", *files: ArrivedFile, pin: Pin | None = None, after: timedelta = AT_LEISURE, **more: Any
    ) -> str:
        return super().says(text, *files, pin=pin, after=after, **more)


class _HurriedPhone(Phone):
    """The phone on which the next message is written ``after`` so long."""

    after = AT_LEISURE
    quotes: str | None = None

    def says(
        self, text: str = "", *files: ArrivedFile, pin: Pin | None = None, after: timedelta = AT_LEISURE, **more: Any
    ) -> str:
        # Until quotes are told of, such a message is one like any other.
        quoted = {"quotes": self.quotes} if self.quotes and _CAN_QUOTE else {}
        return super().says(text, *files, pin=pin, after=self.after, **more, **quoted)


class _Village(Village):
    def phone(self, address: str = _NEWCOMER) -> Phone:
        return _UnhurriedPhone(self, address)


class Rehearsal:
    """One database on which every situation is brought about once, and then restored as often as it is wanted.

    Args:
        samples: an SQLite file with the sample people in it.
        folder: where copies of it are kept.
    """

    def __init__(self, samples: Path, folder: Path) -> None:
        self._samples = samples
        self._folder = folder
        self._file = folder / "rehearsal.db"
        self._clock = SettableClock()
        self._begin = self._clock.now
        self._database = Database(f"sqlite:///{self._file}", self._clock, public_url=PUBLIC_URL)
        self._ran: list[str] = []
        services = Flows(replace(each, script=self._noting(each)) for each in every_flow())
        self._village = _Village(self._database.open_office, self._clock, services)
        self._reached: dict[str, _Reached] = {}

    def hear(self, name: str, messages: Iterable[Message], *, slower: timedelta = timedelta(0)) -> Heard:
        """Say ``messages`` in the situation ``name``; each comes so much later if they are to come ``slower``.

        Raises:
            NotReached: the situation does not come about.
        """
        begun = self._reach(situations()[name])
        self._restore(begun)
        phone = _HurriedPhone(self._village, begun.address)
        self._ran.clear()
        steps = []
        for each in messages:
            phone.after = each.after + slower
            phone.quotes, text = _quoted(each.text)
            reply = send(phone, text)
            steps.append(Step(each.text, reply, phone.state()))
        ran = tuple(dict.fromkeys(self._ran))
        with self._database.open_office() as office:
            changed = tuple(changes(begun.records, look(self._file), office))
        after = steps[-1].state
        resumed = after
        if missing_from(after, begun.state):
            phone.after = AT_LEISURE
            phone.says(_RESUME)
            resumed = phone.state()
        return Heard(begun.state, tuple(steps), changed, ran, resumed)

    def close(self) -> None:
        """Close the database."""
        self._database.dispose()

    def _reach(self, situation: Situation) -> _Reached:
        if situation.name in self._reached:
            return self._reached[situation.name]
        address = _NEWCOMER
        if situation.after is None:
            self._restore(_Reached(self._samples, self._begin, address, {}, {}))
        else:
            earlier = self._reach(situations()[situation.after])
            self._restore(earlier)
            address = earlier.address
        lines = situation.lines if situation.lines.startswith("@") else f"@ {address}\n\n{situation.lines}"
        written = list(parts(lines))
        hold(written, self._village, name=situation.name)
        address = [part.text for part in written if part.mark == "@"][-1]
        state = self._state_at(address)
        if situation.stands != ANYTHING and not belongs(stands := question(state), situation.stands):
            raise NotReached(situation, stands)
        self._database.dispose()
        kept = self._folder / f"{situation.name}.db"
        shutil.copy(self._file, kept)
        self._reached[situation.name] = reached = _Reached(kept, self._clock.now, address, look(kept), state)
        return reached

    def _state_at(self, address: str) -> dict[str, Any]:
        """The conversation's JSON; empty for somebody who has never written."""
        with self._database.open_office() as office:
            contact = office.contacts.at("whatsapp", address)
            return dict(contact.state or {}) if contact is not None else {}

    def _restore(self, reached: _Reached) -> None:
        self._database.dispose()
        for beside in ("-wal", "-shm"):
            self._file.with_name(f"{self._file.name}{beside}").unlink(missing_ok=True)
        shutil.copy(reached.file, self._file)
        self._clock.now = reached.at

    def _noting(self, flow: Flow) -> Script:
        def script(talk: Any, office: Any) -> None:
            self._ran.append(flow.name)
            flow.script(talk, office)

        return script


def _quoted(text: str) -> tuple[str | None, str]:
    """The words of ours that a message quotes, if any, and the message."""
    quoting = _QUOTES.match(text)
    return (quoting[1], text[quoting.end() :]) if quoting else (None, text)


def question(state: dict[str, Any]) -> str:
    """Which question stands, such as ``grievance.ok``; ``grievance.ok changing`` where its parts are listed."""
    if "asked" not in state:
        return "nothing"
    asked = state["asked"]
    return f"{state['flow']}.{asked['name']}" + (" changing" if asked.get("changing") else "")


def without_numbers(reply: str) -> str:
    """A reply without what differs from one time to the next."""
    return re.sub(r"[\d০-৯०-९]+", "0", reply)
