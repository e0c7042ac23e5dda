"""Somebody who talks with the flows of a test, without a database: every turn's state goes through JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from chatbot import conversation
from chatbot.catalogue import Flows
from chatbot.choices import Choice
from chatbot.declaration import flow
from chatbot.flow import Flow
from chatbot.messages import Incoming, Media, MediaKind, OfferedActions, Option, Paper, Pin, Reply, Tap
from chatbot.renderer import render
from chatbot.replay import TurnContext
from chatbot.state import State
from chatbot.talk import Talk

Script = Callable[[Talk, Any], None]

#: Between two messages of a person who waits for the answer.
A_WHILE = timedelta(seconds=5)
MENU = "What do you need?"


class Taken(Exception):
    """Somebody else was faster."""


class Ledger:
    """An office that only writes down what is done, and can undo it."""

    def __init__(self) -> None:
        self.entries: list[str] = []

    def write(self, entry: str) -> str:
        self.entries.append(entry)
        return entry

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        before = list(self.entries)
        try:
            yield
        except BaseException:
            self.entries = before
            raise


@flow("menu", title="Menu", home=True, keeps={MediaKind.PHOTO, MediaKind.VOICE}, keeps_pin=True)
def menu(talk: Talk, office: Ledger) -> None:
    rows = [Option(each.name, each.title, number=each.row) for each in talk.offered(office)]
    waiting = () if talk.interrupted is None else (f"({talk.interrupted} waits)",)
    wish = talk.wish("service", MENU, rows, understands=lambda _text: False, notes=waiting)
    if isinstance(wish, Choice):
        talk.go(wish.id)
    talk.say("I keep that.")
    talk.go("menu")


@flow("resume", title="Go on", resumes=True)
def resume(talk: Talk, office: Ledger) -> None:
    del office
    if talk.confirm("go_on", "Go on with what you had begun?"):
        talk.resume()
    talk.go("menu")


@flow("help", title="Help", anywhere="help, সাহায্য, मदद")
def give_help(talk: Talk, office: Ledger) -> None:
    del office
    talk.say("Call us.")


def service(script: Script, name: str = "service", row: int | None = 1, **options: Any) -> Flow:
    """``script`` as a service in a row of the menu."""
    return flow(name, title=name.capitalize(), row=row, **options)(script)


class Person:
    """One conversation. ``says`` is what they send, and returns what they read."""

    def __init__(self, *flows: Flow, language: str = "en", first: bool = False, ledger: Ledger | None = None) -> None:
        self.flows = Flows([menu, resume, give_help, *flows])
        self.language = language
        self.first = first
        self.ledger = ledger or Ledger()
        self.now = datetime(2026, 11, 18, 4, 30, tzinfo=UTC)
        self.saved = "{}"
        self.replies: tuple[Reply, ...] = ()
        #: What they were told last with ways on from it.
        self.offered: OfferedActions | None = None

    @property
    def state(self) -> State:
        return State.from_json(json.loads(self.saved))

    @property
    def answers(self) -> dict[str, Any]:
        return {name: answer.value for name, answer in self.state.answers.items()}

    @property
    def asked(self) -> str | None:
        """The name of the question that stands."""
        return self.state.pending.name if self.state.pending else None

    @property
    def papers(self) -> list[Paper]:
        """The papers of the last turn."""
        return [reply for reply in self.replies if isinstance(reply, Paper)]

    def says(
        self,
        text: str = "",
        *files: Media,
        pin: Pin | None = None,
        tap: Tap | None = None,
        after: timedelta = A_WHILE,
        sent_at: datetime | None = None,
    ) -> str:
        """Send a message ``after`` this long; with ``sent_at`` it was under way since then."""
        self.now += after
        heard = Incoming(text, sent_at or self.now, files, pin, tap)
        turn = conversation.take(self.flows, self.state, heard, self._context(), self.ledger)
        self.first, self.language, self.replies = False, turn.language, turn.replies
        self.saved = json.dumps(turn.state.to_json(), ensure_ascii=False)
        assert self.state == turn.state, "the state does not survive its JSON"
        return "\n\n".join(render(turn.replies, turn.language))

    def is_reminded(self, after: timedelta = A_WHILE) -> str:
        """Read the question that stands once more, without having sent anything."""
        self.now += after
        turn = conversation.remind(self.flows, self.state, self._context(), self.ledger)
        self.first, self.replies = False, turn.replies
        self.saved = json.dumps(turn.state.to_json(), ensure_ascii=False)
        return "\n\n".join(render(turn.replies, turn.language))

    def says_at_once(self, *texts: str) -> list[str]:
        """Send messages without waiting for the answers."""
        sent_at = self.now + A_WHILE
        return [self.says(text, sent_at=sent_at) for text in texts]

    def taps(self, question: str, option: str) -> str:
        return self.says(tap=Tap(question, option))

    def meets(self, *flows: Flow) -> None:
        """From here on, other code is running."""
        self.flows = Flows([menu, resume, give_help, *flows])

    def twin(self) -> Person:
        """The same conversation, going on in another process."""
        twin = Person(*(each for each in self.flows if each not in (menu, resume, give_help)))
        twin.language, twin.first, twin.now, twin.saved = self.language, self.first, self.now, self.saved
        twin.ledger.entries = list(self.ledger.entries)
        return twin

    def _context(self) -> TurnContext:
        return TurnContext(
            citizen=UUID(int=1),
            language=self.language,
            now=self.now,
            today=self.now.date(),
            clock=lambda: self.now,
            savepoint=self.ledger.savepoint,
            in_time=lambda: None,
            first=self.first,
            offered=self.offered,
        )


def in_talk(script: Script, *, language: str = "en", **options: Any) -> Person:
    """A person who has just opened the service ``script``; ``replies`` are its first."""
    person = Person(service(script, **options), language=language)
    person.says("1")
    return person


def photo(name: str = "p1") -> Media:
    return Media(name, MediaKind.PHOTO)


def voice(name: str = "v1") -> Media:
    return Media(name, MediaKind.VOICE)


def options(*labels: str) -> list[Option]:
    """Options whose ids are their labels in small letters."""
    return [Option(label.lower(), label) for label in labels]
