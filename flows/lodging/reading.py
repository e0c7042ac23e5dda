"""What people write when they are asked by which numbers they and their payments are known."""

from __future__ import annotations

import re
from typing import Final

from chatbot.language.matching import is_masked, normalise, spoken
from chatbot.language.spelling import composed, with_ascii_digits
from chatbot.language.word_lists import words, words_under

_LAST_FOUR: Final = 4
_REFERENCE: Final = range(6, 41)
#: In a sentence: longer than a phone's number, and most of it digits.
_LONG_NUMBER: Final = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{11,40}(?![A-Za-z0-9])")
_MOSTLY_DIGITS: Final = 8
#: So many digits has the number of a payment by UPI or IMPS.
_DIGITS_OF_UTR: Final = 12
_FEW_WORDS: Final = 7
_DENIED: Final = frozenset(map(normalise, words("phones")["denial"]))
#: What people write before the number of a payment.
_BEFORE: Final = words_under("counting", "before", __package__)
_LABELS: Final = re.compile(
    rf"(?<![^\s.,:#=/-])(?:{'|'.join((*_BEFORE['payment_alone'], *_BEFORE['payment']))})(?:[\s.,:#=/-]+|$)",
    re.IGNORECASE,
)
#: What only the number of a payment is called.
_CALLED: Final = re.compile(
    rf"(?<![^\s.,:#=/-])(?:{'|'.join(_BEFORE['payment_alone'])})(?![^\W\d_])",
    re.IGNORECASE,
)
#: One word of letters and digits, or digits in groups.
_ONE_WORD: Final = re.compile(r"[A-Za-z0-9]+|\d+(?: \d+)+")


def digits_in(text: str) -> str:
    """The digits of any script that stand in it, as 0 to 9."""
    return re.sub(r"\D", "", with_ascii_digits(text))


def read_reference(text: str) -> str | None:
    """A payment's reference, as banks write it, without what it is called; None if it is none.

    In a few words that say that it was paid it is the one long number that is no phone's.
    """
    if is_masked(text):
        return None
    said = " ".join(_LABELS.sub("", with_ascii_digits(composed(text))).split()).strip(" .,:;#()\"'।")
    digits = sum(char.isdecimal() for char in said)
    found = _ONE_WORD.fullmatch(said) is not None and len(said) in _REFERENCE and digits >= _LAST_FOUR
    return said if found else _among_words(said)


def is_labelled(text: str) -> bool:
    """Whether a number in it is called that of a payment."""
    return _CALLED.search(with_ascii_digits(composed(text))) is not None


def is_odd(reference: str) -> bool:
    """Whether it is all digits, and not as many as the number of a payment mostly has: one may be missing, or too many."""
    return not re.search("[^0-9 ]", reference) and len(digits_in(reference)) != _DIGITS_OF_UTR


def _among_words(said: str) -> str | None:
    words_said = spoken(said)
    numbers = [each for each in _LONG_NUMBER.findall(said) if sum(map(str.isdecimal, each)) >= _MOSTLY_DIGITS]
    plain = len(words_said) <= _FEW_WORDS and _DENIED.isdisjoint(words_said)
    return numbers[0] if len(numbers) == 1 and plain else None
