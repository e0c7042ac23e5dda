"""What a person is told whose messages reached us too late to be taken as answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from chatbot.language.wording import _, say
from chatbot.renderer import shorten

#: Code points that all quotations share, and what each has at least.
_ROOM: Final = 600
_LEAST: Final = 40


def quoted(texts: Sequence[str], language: str, *, question_follows: bool) -> str:
    """The messages ``texts``, each on a line and shortened if there are many, and what to do about them now."""
    words = (
        _(
            "Sorry, this reached us late:\n{quotes}\n"
            "Nothing has been done about it yet. If you still need it, please write again here."
        )
        if question_follows
        else _(
            "Sorry, this reached us late:\n{quotes}\n"
            "Nothing has been done about it yet. If you still need it, write: menu"
        )
    )
    longest = max(_LEAST, _ROOM // len(texts))
    return say(words, language, quotes="\n".join(_quote(text, language, longest) for text in texts))


def _quote(text: str, language: str, longest: int) -> str:
    line = " ".join(text.split())
    if not line:
        return say(_("a message without words (photo, voice or location)"), language)
    return f"“{shorten(line, longest)}”"
