"""Names of people, told apart from numbers and from what stands in a number's place."""

from __future__ import annotations

from typing import Final

from chatbot.language.matching import is_masked, letters_in

_FEWEST_LETTERS: Final = 2
_MOST_DIGITS: Final = 4


def read_name(text: str) -> str | None:
    """The name that was written, on one line; None if it cannot be a name."""
    name = " ".join(text.split())
    digits = sum(char.isdecimal() for char in name)
    return name if letters_in(name) >= _FEWEST_LETTERS and digits <= _MOST_DIGITS and not is_masked(name) else None
