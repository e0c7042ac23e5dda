"""Puts the parts of one installation together; nowhere else do they all meet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property, partial
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import documents
from chatbot.catalogue import Flows
from documents.store import PaperStore
from flows.notices import word
from flows.turn import Turns
from jobs import clock, deliver, follow_up, tools
from jobs.channel import MediaSource, Messenger
from jobs.doorbell import Doorbell
from panchayat.database import Database
from runtime import extension_points
from runtime.clock import clock_for
from runtime.generated import made_once
from runtime.problem import Problem
from runtime.records import database_of, media_of, pictures_of
from runtime.settings import SealInFile, SealOnToken, Settings
from webhooks.paper_links import EvidenceLinks, PaperLinks
from webhooks.pictures import picture_url
from webhooks.simulator.carrier import Carrier
from webhooks.simulator.channel import PhonesMedia, PhonesMessenger
from webhooks.simulator.errands import Errands
from webhooks.simulator.forms import Account
from webhooks.simulator.phones import Phones
from webhooks.simulator.store import Store
from webhooks.twilio.media import TwilioMedia
from webhooks.twilio.receipts import receipt_url

if TYPE_CHECKING:
    from documents.seal import Key, Seal
    from webhooks.twilio.received import TwilioReceived


class NoSeal(Problem):
    """Papers cannot be sealed."""


class Installation:
    """The parts of one installation, each made when a process first needs it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock = clock_for(settings.now_file)

    @cached_property
    def database(self) -> Database:
        return database_of(self.settings)

    @cached_property
    def doorbell(self) -> Doorbell:
        return Doorbell(self.settings.queue_url)

    @cached_property
    def flows(self) -> Flows:
        """Every service.

        Raises:
            Broken: one cannot be used.
        """
        return extension_points.services()

    @cached_property
    def turns(self) -> Turns:
        return Turns(self.database.open_office, self.flows, self.clock)

    @cached_property
    def links(self) -> PaperLinks:
        return PaperLinks(self.settings.public_url, self.settings.secret_keys, self.clock)

    @cached_property
    def evidence_links(self) -> EvidenceLinks:
        return EvidenceLinks(self.settings.public_url, self.settings.secret_keys, self.clock)

    @cached_property
    def papers(self) -> PaperStore:
        return PaperStore(self.settings.data / "papers")

    @cached_property
    def pictures(self) -> PaperStore:
        return pictures_of(self.settings)

    @cached_property
    def media(self) -> PaperStore:
        return media_of(self.settings)

    @cached_property
    def phones(self) -> Phones:
        """The phones of a trial."""
        return Phones(self._phone_store, self.clock)

    @cached_property
    def phones_media(self) -> PhonesMedia:
        """What people send from the phones of a trial."""
        twilio, url = self.settings.twilio, self.settings.simulator_url
        source = TwilioMedia(twilio.account_sid, twilio.auth_token, api_url=url) if url else None
        return PhonesMedia(self.phones, source)

    @cached_property
    def carrier(self) -> Carrier | None:
        """Carries between the phones of a trial and the server; None where there is no simulator."""
        twilio, url = self.settings.twilio, self.settings.simulator_url
        if url is None:
            return None
        account = Account(twilio.account_sid, twilio.auth_token, twilio.whatsapp_from)
        errands = Errands(self._phone_store, self.clock)
        return Carrier(errands, account, public_url=self.settings.public_url, own_url=url)

    @cached_property
    def _phone_store(self) -> Store:
        return Store(self.settings.data / "phones")

    @cached_property
    def messenger(self) -> Messenger:
        if self.settings.simulated:
            return PhonesMessenger(self.phones)
        from webhooks.twilio.send import TwilioMessenger  # noqa: PLC0415  # takes most of a second to load

        twilio = self.settings.twilio
        return TwilioMessenger(
            twilio.account_sid,
            twilio.auth_token,
            twilio.whatsapp_from,
            sms_sender=twilio.sms_from,
            api_url=twilio.api_url,
            connections=deliver.threads_for(twilio.per_second),
        )

    @cached_property
    def received(self) -> TwilioReceived:
        """What Twilio received for us; there is nothing to ask while the phone is simulated."""
        from webhooks.twilio.received import TwilioReceived  # noqa: PLC0415  # takes most of a second to load

        twilio = self.settings.twilio
        return TwilioReceived(twilio.account_sid, twilio.auth_token, twilio.whatsapp_from, api_url=twilio.api_url)

    @cached_property
    def media_source(self) -> MediaSource:
        twilio = self.settings.twilio
        if self.settings.simulated:
            return self.phones_media
        return TwilioMedia(twilio.account_sid, twilio.auth_token, api_url=twilio.api_url)

    @cached_property
    def seal(self) -> Seal:
        """What papers are sealed with; its key is opened here, so that a wrong one is told at the start.

        Raises:
            NoSeal: it cannot be used.
        """
        from documents.seal import Seal, SealUnusable  # noqa: PLC0415  # only who seals loads it

        try:
            return Seal(self._seal_key(), reopen=self._seal_key, time_authority=self.settings.time_authority)
        except SealUnusable as error:
            raise NoSeal(str(error)) from error

    def _seal_key(self) -> Key:
        from documents.seal import SealUnusable, key_in_file, key_on_token, make_seal  # noqa: PLC0415

        match self.settings.seal:
            case SealOnToken(module, token, key, pin):
                return key_on_token(module, token=token, key=key, pin=pin)
            case SealInFile(path, passphrase):
                try:
                    return key_in_file(path.read_bytes(), passphrase)
                except OSError as error:
                    raise SealUnusable(f"{path} cannot be read: {error.strerror}") from error
            case None:
                return key_in_file(made_once(self.settings.own_seal, lambda: make_seal(self.clock())), None)

    def _sealed(self, content: bytes, facts: Mapping[str, Any], *, language: str) -> bytes:
        """Sealed, with what is loaded for the first paper if it was not before."""
        return self.seal(content, facts, language=language)

    @cached_property
    def sender_tools(self) -> deliver.SenderTools:
        """What the sender works with."""
        return deliver.SenderTools(
            open_office=self.database.open_office,
            messenger=self.messenger,
            word=word,
            paper_link=self.links.make,
            evidence_link=self.evidence_links.make,
            picture_link=partial(picture_url, self.settings.public_url),
            receipt_url=partial(receipt_url, self.settings.public_url),
            listen=self.doorbell.wait,
            clock=self.clock,
        )

    def send_until(self, stop: Event) -> None:
        """Be the sender."""
        asking = Thread(target=follow_up.run, args=[stop, self.sender_tools], name="follow up", daemon=True)
        asking.start()
        deliver.run(stop, self.sender_tools, per_second=self.settings.twilio.per_second)

    def keep_time_until(self, stop: Event) -> None:
        """Be the clock."""
        extension_points.tasks()
        erase = clock.ScheduledTask("erase_files", timedelta(minutes=5), partial(clock.erase_files, self.media.drop))
        clock.run(stop, open_office=self.database.open_office, doorbell=self.doorbell, tasks=(*clock.TASKS, erase))

    def equip_jobs(self, *, papers: bool = True) -> None:
        """Give the jobs of this process what they work with.

        Args:
            papers: whether papers are among them, which need more than all the rest; what is wrong with it is told now.

        Raises:
            Broken: a paper cannot be rendered or issued.
            NoSeal: papers cannot be sealed.
        """
        if papers:
            extension_points.papers()
            self.seal  # noqa: B018
        tools.use(
            tools.Tools(
                open_office=self.database.open_office,
                render=partial(documents.render, open_picture=lambda digest: self.media.open(digest).read_bytes()),
                seal=self._sealed,
                keep_paper=self.papers.keep,
                keep_media=self.media.keep,
                media_source=self.media_source,
                ring=self.doorbell.ring,
            )
        )
