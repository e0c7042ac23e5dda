"""A person's phone in the terminal: lines become messages, and what has arrived can be read."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Final
from uuid import UUID, uuid4

from chatbot.messages import Pin
from flows.exchange import Arrived, ArrivedFile
from jobs import media, papers
from panchayat.database import Unavailable
from panchayat.messaging.addresses import Address
from panchayat.messaging.arrivals import Arrivals
from panchayat.models import Paper
from runtime.wiring import Installation

HELP: Final = "/photo FILE   /voice [FILE]   /pin LATITUDE,LONGITUDE   /quit"

_CHANNEL: Final = "whatsapp"
_GLANCE: Final = 0.2
_AT_ONCE: Final = 10
#: A voice note with nothing in it, for those who have none at hand.
_SILENT_VOICE: Final = b"OggS"


class NotUnderstood(Exception):
    """A line that begins with a slash and is no message."""


class TerminalPhone:
    """One person's phone from now on; ``show`` is handed every message that arrives."""

    def __init__(self, installation: Installation, address: str, show: Callable[[str], None]) -> None:
        self._installation = installation
        self._address = address
        self._show = show
        self._seen: set[UUID] = set()
        self._look(lambda _: None)

    def speak(self, language: str) -> None:
        """Have the person be known, and spoken to in ``language``."""
        with self._installation.database.open_office() as office:
            inbound = office.inbox.receive(
                channel=_CHANNEL,
                addresses=[Address(self._address)],
                sid=_new_sid(),
                language=lambda: language,
                profile_name=None,
                received_at=office.now,
            )
            office.contacts.set_language(inbound.contact_id, language)

    def send(self, line: str) -> None:
        """Send what the line stands for, and show the answer.

        Raises:
            NotUnderstood: the line is no message.
            OSError: the file cannot be read.
        """
        answer = self._installation.turns.take_turn(self._message(line))
        self._installation.doorbell.ring(answer.wakeups)
        if answer.body is None or answer.outbox_id is None:
            return
        self._seen.add(answer.outbox_id)
        self._show(answer.body)
        with self._installation.database.open_office() as office:
            office.outbox.receipt(answer.outbox_id, 0, "read", None, None)

    def look(self) -> bool:
        """Show what has arrived since the last look; returns whether more is on its way."""
        return self._look(self._show)

    def look_for(self, seconds: float) -> None:
        """Look again and again until nothing more is on its way, or the time is over."""
        deadline = monotonic() + seconds
        while self.look() and monotonic() < deadline:
            sleep(_GLANCE)

    def _look(self, show: Callable[[str], None]) -> bool:
        with self._installation.database.open_office() as office:
            contact = office.contacts.at(_CHANNEL, self._address)
            if contact is None:
                return False
            phone = Arrivals(office.session, office.now, contact.id)
            arrived, more = phone.other_than(self._seen), phone.more_to_come()
            papers_of = {each.id: office.papers.get(each.paper_id) for each in arrived if each.paper_id}
        for each in arrived:
            self._seen.add(each.id)
            paper = papers_of.get(each.id)
            show(f"{each.text}\n{self._saved(paper)}" if paper else each.text)
        return more

    def _saved(self, paper: Paper) -> Path:
        """Where the paper lies on the phone, under a name that programs know how to open."""
        content = self._installation.papers.open(paper.file_hash or "").read_bytes()
        path = self._installation.settings.data / "phone" / f"{paper.file_name}-{paper.code}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def _message(self, line: str) -> Arrived:
        text, pin = line, None
        files: tuple[ArrivedFile, ...] = ()
        if line.startswith("/"):
            command, _, rest = line.partition(" ")
            text, rest = "", rest.strip()
            match command:
                case "/photo" if rest:
                    files = (self._attach(Path(rest).expanduser().read_bytes(), _type_of(rest, "image/jpeg")),)
                case "/voice":
                    content = Path(rest).expanduser().read_bytes() if rest else _SILENT_VOICE
                    files = (self._attach(content, _type_of(rest, "audio/ogg")),)
                case "/pin" if rest:
                    pin = _pin(rest)
                case _:
                    raise NotUnderstood(HELP)
        received_at = self._installation.clock()
        return Arrived(_new_sid(), _CHANNEL, self._address, text, received_at, files=files, pin=pin)

    def _attach(self, content: bytes, content_type: str) -> ArrivedFile:
        return ArrivedFile(self._installation.phones_media.attach(content, content_type), content_type)


@contextmanager
def doing_the_work(installation: Installation) -> Iterator[None]:
    """Be the sender and the workers while the block runs, for a terminal that is all there is."""
    installation.equip_jobs()
    stop = threading.Event()
    jobs = [
        threading.Thread(target=installation.send_until, args=(stop,)),
        threading.Thread(target=_work_until, args=(stop, installation)),
    ]
    for job in jobs:
        job.start()
    try:
        yield
    finally:
        stop.set()
        for job in jobs:
            job.join()


def _work_until(stop: threading.Event, installation: Installation) -> None:
    while not stop.wait(_GLANCE):
        with suppress(Unavailable):
            with installation.database.open_office() as office:
                to_render, to_fetch = office.papers.waiting(_AT_ONCE), office.media.waiting(_AT_ONCE)
            for record_id in to_render:
                papers.render(str(record_id))
            for record_id in to_fetch:
                media.fetch(str(record_id))


def _new_sid() -> str:
    return f"SM{uuid4().hex}"


def _type_of(name: str, otherwise: str) -> str:
    return mimetypes.guess_type(name)[0] or otherwise


def _pin(text: str) -> Pin:
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        raise NotUnderstood("a place is two numbers, such as /pin 23.1,88.5") from None
    return Pin(latitude, longitude)
