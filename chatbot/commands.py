"""Words that mean the same at every point of every conversation, when they are the whole message."""

from __future__ import annotations

from enum import Enum
from typing import Final

from chatbot.language.matching import normalise
from chatbot.language.word_lists import words


class Command(Enum):
    """What such a word asks for."""

    MENU = "menu"
    GREETING = "greeting"
    BACK = "back"
    CANCEL = "cancel"
    RESUME = "resume"
    THANKS = "thanks"


_BY_WORD: Final = {normalise(word): Command(meant) for meant, said in words("commands").items() for word in said}


def command(text: str) -> Command | None:
    """The command that ``text`` is, as a whole message."""
    return _BY_WORD.get(normalise(text))
