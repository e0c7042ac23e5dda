"""What a paper is: its title, the facts that it needs, and how they are laid out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from chatbot.language.wording import Reference, Text, Words, say
from documents.facts import Issue
from documents.letterhead import Closing, Letterhead, Title
from documents.typography.sheet import Description, compose
from documents.typography.strips import Block

I = TypeVar("I", bound=Issue)  # noqa: E741 - the issue's own type


@dataclass(frozen=True, slots=True)
class Paper(Generic[I]):
    """One kind of paper; ``body`` gives the blocks between title and signature in a language.

    Where its facts name it more closely than ``title`` does, ``titled`` says how.
    """

    title: Text
    facts: type[I]
    body: Callable[[I, str], Sequence[Block]]
    titled: Callable[[I], Words] | None = None

    def render(self, facts: I, language: str) -> bytes:
        """The paper as a PDF. Identical facts give identical bytes."""
        number = say(Reference(facts.number), language)
        title = say(self.titled(facts) if self.titled else self.title, language)
        return compose(
            [Title(title), *self.body(facts, language)],
            Closing(facts),
            Letterhead(facts, title, language),
            Description(f"{title} {number}", say(facts.office, language), language, facts.issued_on),
        )
