"""Replies as the text of WhatsApp messages: numbered lists, hints, and no message longer than the channel takes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import regex

from chatbot.language.wording import Words, in_digits, say
from chatbot.messages import Ask, Reply, Say

#: Code points of one message; Twilio refuses 1,600.
LONGEST: Final = 1500

_GRAPHEME: Final = regex.compile(r"\X")
#: Where a reader would pause, the best first; a sign that joins what stands before it must not begin a line.
_PAUSES: Final = [
    regex.compile(pause + r"(?![\p{M}\p{Cf}\p{Emoji_Modifier}])") for pause in ("\n\n", "\n", "। ", r"\. ", " ")
]


def render(replies: Iterable[Reply], language: str) -> list[str]:
    """The texts to be sent for ``replies``, each of at most 1,500 code points; papers are not text."""
    blocks = [_block(reply, language) for reply in replies if isinstance(reply, Say | Ask)]
    return split("\n\n".join(block for block in blocks if block))


def _block(reply: Say | Ask, language: str) -> str:
    if isinstance(reply, Say):
        return say(reply.words, language)
    rows = numbered(((number, option.label) for number, option in reply.options), language)
    hints = "\n".join(say(hint, language) for hint in reply.hints)
    return "\n\n".join(part for part in (say(reply.prompt, language), rows, hints) if part)


def numbered(rows: Iterable[tuple[int, Words]], language: str) -> str:
    """A list to choose from: each number with what stands at it, a line each."""
    return "\n".join(f"{in_digits(str(number), language)}. {say(label, language)}" for number, label in rows)


def split(text: str, longest: int = LONGEST) -> list[str]:
    """``text`` in pieces of at most ``longest`` code points, cut where a reader would pause, never inside a letter."""
    pieces = []
    while len(text) > longest:
        cut = _cut(text, longest)
        if piece := text[:cut].rstrip():
            pieces.append(piece)
        text = text[cut:].lstrip()
    return [*pieces, text] if text else pieces


def shorten(text: str, longest: int) -> str:
    """``text``, or its first ``longest`` code points with "…" behind them; never cut inside a letter."""
    return text if len(text) <= longest else f"{text[: _whole_letters(text, longest)].rstrip()}…"


def _cut(text: str, longest: int) -> int:
    for pause in _PAUSES:
        if found := list(pause.finditer(text, longest // 2, longest)):
            return found[-1].end()
    return _whole_letters(text, longest)


def _whole_letters(text: str, longest: int) -> int:
    """Where to cut so that at most ``longest`` code points stand before it, and no letter is parted."""
    end = 0
    for letter in _GRAPHEME.finditer(text):
        if letter.end() > longest:
            break
        end = letter.end()
    return end or longest
