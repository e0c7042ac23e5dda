"""A service's dialogue as a plain function, and how people come to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from chatbot.language.language_detection import language_of
from chatbot.language.wording import Words
from chatbot.messages import MediaKind

#: A function of a :class:`chatbot.talk.Talk` and of the office; whoever declares it is held to both.
Script = Callable[[Any, Any], None]
#: Whether a service is there for this contact, as the office knows it.
ForWhom = Callable[[UUID, Any], bool]
#: What a service is called for this contact.
Titled = Callable[[UUID, Any], Words]


class BrokenFlow(Exception):
    """A flow cannot be used; the message names it and says why."""


@dataclass(frozen=True)
class Flow:
    """A dialogue and how people come to it.

    ``row`` is its fixed number in the main menu; ``words`` are what people call it; ``anywhere`` are whole messages
    that open it at any point of any other dialogue. What ``recognises`` matches as a whole does so too, and answers the
    question that ``first_question`` names; words that were said at another point belong to that question as well. With
    ``before_greeting`` all of that is so even in the first message of somebody who has never been greeted.
    With ``not_own_words`` what is written there is for somebody else to read, and does not tell which language the writer
    speaks. A ``self_contained`` one is a matter of its own: who has done something there does not go back to a question
    that was open before and that nobody had begun to answer.
    ``alias_of`` names the dialogue into which this one is only another way: who takes it leaves nothing open there.
    Where it ``hears_all``, whatever is told belongs to it, a cry for help too.
    ``keeps`` are the files that are welcome at any time, ``keeps_pin`` says the same of a place. ``home`` marks the
    dialogue in which everything begins, ``resumes`` the one that asks whether to go on. It is shown to those
    ``for_whom`` it is, in its row or else among the words that can be written, called what ``titled`` says where that depends on the person; words open it for everybody.
    """

    name: str
    title: Words
    script: Script
    row: int | None = None
    words: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    recognises: re.Pattern[str] | None = None
    first_question: str | None = None
    before_greeting: bool = False
    self_contained: bool = False
    not_own_words: bool = False
    alias_of: str | None = None
    keeps: frozenset[MediaKind] = frozenset()
    keeps_pin: bool = False
    home: bool = False
    hears_all: bool = False
    resumes: bool = False
    for_whom: ForWhom | None = None
    titled: Titled | None = None

    def word_in(self, language: str) -> str:
        """One of its words, in this language if it has any."""
        return next((word for word in self.words if language_of(word) == language), self.words[0])

    def title_for(self, contact_id: UUID, office: Any) -> Words:
        """What its row is called for this contact."""
        return self.title if self.titled is None else self.titled(contact_id, office)
