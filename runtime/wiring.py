"""Puts the parts of one installation together; nowhere else do they all meet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from threading import Event

from sqlalchemy.exc import SQLAlchemyError

import documents
import flows
from chatbot.flow import Flows, discover
from chatbot.messenger import Messenger
from documents.store import PaperStore
from flows.notices import word
from flows.turn import Turns
from jobs import clock, deliver, tools
from jobs.doorbell import Doorbell
from jobs.media_source import MediaSource
from panchayat.database import Database, Unavailable
from panchayat.demo import load_demo
from panchayat.encryption import use_keys
from panchayat.migrations import migrate
from runtime.clock import clock_for
from runtime.problem import Problem
from runtime.settings import Settings
from runtime.simulated import SimulatedPhone
from webhooks.paper_links import PaperLinks
from webhooks.twilio.media import TwilioMedia
from webhooks.twilio.receipts import receipt_url


class NoDatabase(Problem):
    """The database cannot be used."""


@contextmanager
def reachable() -> Iterator[None]:
    """Say in one line what a driver says in many, without the address, which may hold a password."""
    try:
        yield
    except (SQLAlchemyError, Unavailable) as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise NoDatabase(f"the database cannot be used: {reason}") from error


class Installation:
    """The parts of one installation, each made when a process first needs it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock = clock_for(settings.now_file)
        use_keys(settings.secret_keys)

    def migrate(self) -> None:
        """Bring the database up to date; one that does not exist is made.

        Raises:
            NoDatabase: it cannot be reached, or a migration failed.
        """
        with reachable():
            migrate(self.settings.database_url)

    def prepare(self, *, demo: bool) -> bool:
        """Make everything ready to be used; returns whether made-up people were loaded.

        Args:
            demo: load them if the database has no office yet, and no message can reach a real person.

        Raises:
            NoDatabase: the database cannot be used.
        """
        self.settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.migrate()
        if not (demo and self.settings.on_trial):
            return False
        with reachable(), self.database.open_office() as office:
            return load_demo(office)

    @cached_property
    def database(self) -> Database:
        return Database(self.settings.database_url, self.clock, public_url=self.settings.public_url)

    @cached_property
    def doorbell(self) -> Doorbell:
        return Doorbell(self.settings.queue_url)

    @cached_property
    def flows(self) -> Flows:
        return discover(flows)

    @cached_property
    def turns(self) -> Turns:
        return Turns(self.database.open_office, self.flows, self.clock)

    @cached_property
    def links(self) -> PaperLinks:
        return PaperLinks(self.settings.public_url, self.settings.secret_keys, self.clock)

    @cached_property
    def papers(self) -> PaperStore:
        return PaperStore(self.settings.data / "papers")

    @cached_property
    def media(self) -> PaperStore:
        return PaperStore(self.settings.data / "media")

    @cached_property
    def phone(self) -> SimulatedPhone:
        return SimulatedPhone(self.settings.data / "phone")

    @cached_property
    def messenger(self) -> Messenger:
        if self.settings.simulated:
            return self.phone
        from webhooks.twilio.send import TwilioMessenger  # noqa: PLC0415  # takes most of a second to load

        twilio = self.settings.twilio
        return TwilioMessenger(twilio.account_sid, twilio.auth_token, twilio.whatsapp_from, api_url=twilio.api_url)

    @cached_property
    def media_source(self) -> MediaSource:
        twilio = self.settings.twilio
        if self.settings.simulated:
            return self.phone
        return TwilioMedia(twilio.account_sid, twilio.auth_token, api_url=twilio.api_url)

    @cached_property
    def post(self) -> deliver.Post:
        """What the sender works with."""
        return deliver.Post(
            open_office=self.database.open_office,
            messenger=self.messenger,
            word=word,
            paper_link=self.links.make,
            receipt_url=partial(receipt_url, self.settings.public_url),
            listen=self.doorbell.wait,
            clock=self.clock,
        )

    def send_until(self, stop: Event) -> None:
        """Be the sender."""
        deliver.run(stop, self.post)

    def keep_time_until(self, stop: Event) -> None:
        """Be the clock."""
        clock.run(stop, open_office=self.database.open_office, doorbell=self.doorbell)

    def equip_jobs(self) -> None:
        """Give the jobs of this process what they work with; a paper that cannot be loaded stops it here."""
        documents.all_papers()
        tools.use(
            tools.Tools(
                open_office=self.database.open_office,
                render=documents.render,
                keep_paper=self.papers.keep,
                keep_media=self.media.keep,
                media_source=self.media_source,
                ring=self.doorbell.ring,
            )
        )
