"""What comes in from a person and what goes back, as plain values that know nothing of any channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from chatbot.language.wording import Words


class MediaKind(StrEnum):
    """What a file sent by a person is, as far as a conversation cares."""

    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    DOCUMENT = "document"
    STICKER = "sticker"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Media:
    """A file that came with a message; ``id`` is ours, the bytes are fetched later."""

    id: str
    kind: MediaKind


@dataclass(frozen=True, slots=True)
class Pin:
    """A place sent from the phone's map, in degrees."""

    latitude: float
    longitude: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Tap:
    """A tapped button or list row: the question that it belongs to and the option behind it."""

    question: str
    option: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of a person, as the conversation sees it.

    ``quoted`` is what it quotes, if anything; ``seen_at`` when it was reported that the message in which the question
    that stands was put is on the phone: none where nothing was reported, which proves nothing.
    """

    text: str
    received_at: datetime
    media: tuple[Media, ...] = ()
    pin: Pin | None = None
    tap: Tap | None = None
    quoted: Quoted | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: ``id`` is stored, ``label`` is shown.

    ``number`` fixes the number that it is shown under (the main menu's never change);
    ``words`` are further words by which people name it; ``carries`` is a small JSON value that is stored with the choice.
    """

    id: str
    label: Words
    number: int | None = None
    words: tuple[str, ...] = ()
    carries: Any = None


@dataclass(frozen=True, slots=True)
class QuickAction:
    """A way on from something that was told unasked: what it is called, and which dialogue it opens.

    ``given`` are words for the questions of that dialogue, and ``takes`` the question that people's own words answer;
    ``words`` are further words by which people name it.
    """

    label: Words
    flow: str
    given: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    takes: str | None = None


@dataclass(frozen=True, slots=True)
class OfferedActions:
    """The ways on from what was told last, and when that left: who chooses one has read it by then."""

    at: datetime
    actions: tuple[QuickAction, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a message quotes.

    ``standing`` says that it is the message in which the question that stands was put, or one since; ``offered`` are the
    ways on from the notice that is quoted, as long as there are any; ``about`` leads to the record that it tells of.
    ``known`` is false for what is none of our messages.
    """

    standing: bool = False
    offered: OfferedActions | None = None
    known: bool = True
    about: QuickAction | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """A statement."""

    words: Words


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that waits for its answer: the options are those shown, each with its number, in their order."""

    name: str
    prompt: Words
    options: tuple[tuple[int, Option], ...] = ()
    hints: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to be sent as soon as it is rendered: its kind, and the id of the record that it is about."""

    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph to be shown beside the words: of which kind of record, and its id."""

    kind: str
    subject: str


Reply = Say | Ask | Paper | Picture
