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
    hears: str | None = None,
    strangers: bool = False,
    errand: bool = False,
    quotes: bool = False,
    way_into: str | None = None,
    keeps: Iterable[MediaKind] = (),
    keeps_pin: bool = False,
    home: bool = False,
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
            hears=hears,
            strangers=strangers,
            errand=errand,
            quotes=quotes,
            way_into=way_into,
            keeps=frozenset(keeps),
            keeps_pin=keeps_pin,
            home=home,
            resumes=resumes,
            for_whom=for_whom,
            titled=titled,
        )

    return declare


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())
