"""Names of people, told apart from numbers, from what stands in a number's place, and from all else that people say."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from chatbot.language.dates import is_told_from_today
from chatbot.language.day_names import is_weekday
from chatbot.language.intentions import intention
from chatbot.language.matching import is_masked, letters_in, normalise
from chatbot.language.number_words import number_named
from chatbot.language.spelling import composed
from chatbot.language.word_lists import words

_FEWEST_LETTERS: Final = 2
#: Nobody has so many names; a sentence has.
_MOST_WORDS: Final = 9


def _listed(meaning: str) -> frozenset[str]:
    return frozenset(map(normalise, words("names")[meaning]))


_SENTENCE, _COUNTED, _JOINING = map(_listed, ("sentence.inside", "counted.behind", "joining.between"))
_NO: Final = frozenset(map(normalise, words("intentions")["no"]))
#: What is no name where it stands alone: a yes, a no, a day, "as above".
_WHOLE: Final = _listed("whole.alone") | _listed("lead.before")


def _either(meaning: str) -> str:
    return "|".join(re.escape(composed(each)) for each in sorted(words("names")[meaning], key=len, reverse=True))


#: What stands between "my name" and the name.
_SIGNS: Final = r"[\s:=.,–—-]"
_LEAD: Final = re.compile(
    rf"(?:{_either('lead.before')}){_SIGNS}+(?:(?:{_either('lead.after')}){_SIGNS}+)?(?=\S)", re.IGNORECASE
)
_BEHIND: Final = re.compile(rf"\s+(?:{_either('lead.after')})[.।|]*$", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"://|www\.|\w@\w", re.IGNORECASE)
#: The one digit that tells two people of one name apart ("Sk. Karim 2").
_DIGITS_BUT_ONE_AT_THE_END: Final = re.compile(r"\d(?=.*[\w])|\d\d")
#: More digits are a phone's or a card's.
_MOST_DIGITS: Final = 4
_ENDS: Final = " ,;।|"


def read_name(text: str) -> str | None:
    """The name that was written, on one line, without "my name is"; None if it cannot be a name.

    That is a number, a count, a day, a yes or a no, a question, or a sentence.
    """
    seen = "".join(" " if unicodedata.category(char) == "So" else char for char in text)
    name = " ".join(seen.split()).strip(_ENDS)
    if (lead := _LEAD.match(composed(name))) is not None:
        name = _BEHIND.sub("", composed(name)[lead.end() :]).strip(_ENDS)
    if letters_in(name) < _FEWEST_LETTERS or is_masked(name) or _ADDRESS.search(name) or "?" in name:
        return None
    return None if _DIGITS_BUT_ONE_AT_THE_END.search(name) or _is_said(normalise(name)) else name


def may_hold_a_name(text: str) -> bool:
    """Whether a name can be among these words, with an age or a relation beside it."""
    digits = sum(char.isdecimal() for char in text)
    return letters_in(text) >= _FEWEST_LETTERS and digits <= _MOST_DIGITS and not is_masked(text)


def _is_said(name: str) -> bool:
    """Whether it says something other than a name."""
    said = [word.strip(".,:;()'\"!।") for word in name.split()]
    return (
        name in _WHOLE
        or intention(name) is not None
        or len(said) > _MOST_WORDS
        or not _SENTENCE.isdisjoint(said)
        or said[-1] in _NO
        or not _JOINING.isdisjoint(said[1:-1])
        or is_weekday(name)
        or is_told_from_today(name)
        or _is_count(said)
    )


def _is_count(said: list[str]) -> bool:
    """A number in words with what it counts ("দুই জন", "pachjon"), or alone; "das" and "sat" are names too."""
    first = said[0]
    if number_named(first) is not None:
        return (said[1:2] != [] and said[1] in _COUNTED) or (len(said) == 1 and not first.isascii())
    ends = (first.removesuffix(unit) for unit in _COUNTED if first.endswith(unit) and first != unit)
    return len(said) == 1 and any(number_named(start) is not None for start in ends)
