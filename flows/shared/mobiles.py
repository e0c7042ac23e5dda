"""A mobile number in what people write, however it is spaced and whatever stands beside it."""

from __future__ import annotations

import re
from typing import Final

from chatbot.language.matching import normalise
from chatbot.language.spelling import unadorned, with_any_digits
from chatbot.language.word_lists import words

#: With the country's code, a nought or neither; the samples' numbers begin with five noughts, and nobody has them.
_MOBILE: Final = re.compile(
    r"(?<![\d/])(?:(?:00|\+)?91[\W_]{0,3}|0[\W_]{0,3})??((?:[6-9]|0(?=(?:[\W_]{0,2}0){4}))(?:[\W_]{0,2}\d){9})"
    # No part of a longer number, though another one may follow.
    r"(?![\W_]{0,2}\d(?!(?:[\W_]{0,3}\d){9}))"
)
_WORD: Final = re.compile(r"[^\W\d_][^\s\d.,;:()/-]*")
#: What is written beside a number and says no more than that it is one.
BESIDE: Final = frozenset(map(normalise, words("mobiles", __package__)["beside"]))


def mobile_in(text: str) -> str | None:
    """The one mobile number in ``text``, in E.164; None if there is none, or more than one."""
    found = {_digits(each[1]) for each in _MOBILE.finditer(with_any_digits(unadorned(text)))}
    return f"+91{found.pop()}" if len(found) == 1 else None


def without_mobile(text: str) -> str:
    """``text`` without its mobile numbers."""
    return _MOBILE.sub(" ", with_any_digits(unadorned(text)))


def is_only_mobile(text: str) -> bool:
    """Whether ``text`` is a mobile number, with nothing beside it that says what is to be done with it."""
    beside = _WORD.findall(without_mobile(text))
    return mobile_in(text) is not None and all(normalise(word) in BESIDE for word in beside)


def _digits(number: str) -> str:
    return "".join(char for char in number if char.isdecimal())
