"""The ways in which a run of a flow ends, other than by coming to its end."""

from __future__ import annotations

from collections.abc import Mapping

from chatbot.language.wording import Words
from chatbot.messages import Ask, Incoming


class Suspended(BaseException):
    """The turn ends with a question; not an ``Exception``, so that no flow swallows it."""

    def __init__(self, ask: Ask, *, brief: bool = False) -> None:
        super().__init__(ask.name)
        self.ask = ask
        #: Whether the question stands on the screen already and need not be repeated.
        self.brief = brief


class Again(BaseException):
    """The flow is to be run from the top: answers were taken back or added to, ``notice`` says so.

    What was ``heard``, if anything, is still to be read.
    """

    def __init__(self, *notice: Words, heard: Incoming | None = None) -> None:
        super().__init__()
        self.notice = notice
        self.heard = heard


class HandedOver(BaseException):
    """The flow ends; another one goes on with the words that were given for its questions."""

    def __init__(self, target: str, given: Mapping[str, str]) -> None:
        super().__init__(target)
        self.target = target
        self.given = given


class Resumed(BaseException):
    """The flow ends; the conversation that it interrupted goes on."""


class PastChanged(BaseException):
    """The flow asks something new before a deed that is done: what is done is not asked about again."""


class AskedTwice(Exception):
    """Two questions of a flow share a name."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the name {key!r} is asked twice")
