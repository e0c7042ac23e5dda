"""How a service is declared: by a decorator over the function that is its dialogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from chatbot.flow import Flow, ForWhom, Titled
from chatbot.language.wording import Words
from chatbot.messages import MediaKind
from chatbot.talk import Talk

Dialogue = Callable[[Talk, Any], None]


def flow(
    name: str,
    *,
    title: Words,
    row: int | None = None,
    words: str = "",
    anywhere: str = "",
    recognises: str | None = None,
    first_question: str | None = None,
    before_greeting: bool = False,
    self_contained: bool = False,
    not_own_words: bool = False,
    alias_of: str | None = None,
    keeps: Iterable[MediaKind] = (),
    keeps_pin: bool = False,
    home: bool = False,
    hears_all: bool = False,
    resumes: bool = False,
    for_whom: ForWhom | None = None,
    titled: Titled | None = None,
) -> Callable[[Dialogue], Flow]:
    """Make a function of a talk and the office a flow; see :class:`Flow`.

    Words are separated by commas; ``recognises`` is matched against the normalised message (Latin digits, small letters).
    """

    def declare(script: Dialogue) -> Flow:
        return Flow(
            name=name,
            title=title,
            script=script,
            row=row,
            words=_listed(words),
            anywhere=_listed(anywhere),
            recognises=re.compile(recognises) if recognises else None,
            first_question=first_question,
            before_greeting=before_greeting,
            self_contained=self_contained,
            not_own_words=not_own_words,
            alias_of=alias_of,
            keeps=frozenset(keeps),
            keeps_pin=keeps_pin,
            home=home,
            hears_all=hears_all,
            resumes=resumes,
            for_whom=for_whom,
            titled=titled,
        )

    return declare


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())
