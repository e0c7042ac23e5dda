"""A question whose answer goes to whoever keeps it, at once and whole; the conversation remembers only what that gives back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from chatbot.answers import Given, Look, NotUnderstood, Reading
from chatbot.language.matching import find_option
from chatbot.language.wording import Words
from chatbot.lists import ListQuestion
from chatbot.messages import Incoming, Option
from chatbot.state import Pending, Stored

V = TypeVar("V")


@dataclass(frozen=True)
class Entrust(ListQuestion[V]):
    """What is typed is handed to ``keep``, and is neither stored with the conversation nor with the messages.

    ``keep`` gives a small JSON value by which it is found again, or nothing where it is not what was asked; it may
    raise ``NotUnderstood`` with why. ``options`` stand below the question, each with the value that it carries.
    """

    keep: Callable[[str], V | None]
    missing: Words
    options: Sequence[Option] = ()

    secret: ClassVar[bool] = True

    def rows(self, pending: Pending) -> Sequence[Option]:
        del pending
        return self.options

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        del language
        if self.is_for_list(said, pending):
            chosen = self.find(said, pending)
            return chosen if isinstance(chosen, Look) else Given({"read": chosen.carries})
        kept = self.keep(said.text)
        if kept is not None:
            return Given({"read": kept})
        named = find_option(said.text, self.options)
        if named is None:
            raise NotUnderstood(self.missing)
        return Given({"read": named.carries})

    def value(self, stored: Stored) -> V:
        value: V = stored["read"]
        return value
