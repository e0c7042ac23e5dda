"""Amounts as people write them: "Rs 84,000/-", "১ লক্ষ ২০ হাজার", "দেড় লাখ", "ek lakh bish hajar", "সাড়ে চার কিমি"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from chatbot.language.matching import is_masked, normalise
from chatbot.language.number_words import number_named
from chatbot.language.spelling import without_marks
from chatbot.language.word_lists import words, words_under


def _by_word(group: str) -> dict[str, Decimal]:
    told = words_under("amounts", group)
    return {without_marks(word): Decimal(value) for value, said in told.items() for word in said}


def _listed(meaning: str) -> frozenset[str]:
    return frozenset(map(without_marks, words("amounts")[meaning]))


#: So many times the number before it.
_TIMES: Final = _by_word("times")
#: Numbers that are no whole ones, and what others take off or add to the number behind them.
_BROKEN: Final = _by_word("broken")
_MORE: Final = _by_word("more")
_MONEY: Final = _listed("money")
#: What may stand at a figure without a blank; a figure at any other letters is part of something else ("ABC1234567").
_GLUED: Final = _MONEY.union(_TIMES, _listed("years"), _listed("kilometres"))
#: What the parts of one amount may have between them.
_BETWEEN: Final = _MONEY.union(_listed("between"))

_WORD: Final = r"[^\s\d,.;:!?()/+&=₹৳।-]+"
_PIECE: Final = re.compile(rf"({_WORD})?(\d+(?:,\d+)*(?:\.\d+)?)({_WORD})?|({_WORD}|[-;:()/+&=])")
#: In lakhs or in thousands; three digits behind a dot may be meant for either a part or thousands.
_FIGURE: Final = re.compile(r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d+)(?:\.(?:\d{1,2}|\d{4,}))?")
_LONGEST: Final = 15
#: From so much on, what follows lakhs or thousands is clearly meant as it stands.
_CLEAR: Final = 100
_BELOW_NOUGHT: Final = re.compile(r"(?:^|\s)[-−–]\d")
_KILOMETRE: Final = re.compile(r"\bk\. ?m\b")
_ENGLISH: Final = re.compile(r"\b(\w+ty)[ -](one|two|three|four|five|six|seven|eight|nine)\b")


def read_amount(text: str) -> Decimal | None:
    """The one amount that ``text`` speaks of; None where there is none, or several, or it may be two."""
    said = normalise(text)
    if is_masked(said) or _BELOW_NOUGHT.search(text):
        return None
    parts = _words(_ENGLISH.sub(r"\1\2", _KILOMETRE.sub("km", said)))
    found = set(_amounts(parts)) if parts is not None else set()
    return found.pop() if len(found) == 1 else None


def _words(said: str) -> list[str] | None:
    """Figures, number words and all other words one by one; None where a figure is none that can be understood."""
    found: list[str] = []
    for before, figure, after, word in _PIECE.findall(said):
        if not figure:
            found += _parted(without_marks(word))
            continue
        ends = _parted(without_marks(after))
        stands_alone = without_marks(before) in {"", *_MONEY} and (not ends or ends[0] in _GLUED)
        if not stands_alone or len(figure) > _LONGEST or not _FIGURE.fullmatch(figure):
            return None
        found += [figure.replace(",", ""), *ends]
    return found


def _parted(word: str) -> list[str]:
    """A number and what it is counted in where they are written as one word: ``পাঁচশো``, ``দেড়লাখ``."""
    if not word or _value(word) is not None or word in _TIMES:
        return [word] if word else []
    for unit in _TIMES:
        start = word.removesuffix(unit)
        if start != word and len(unit) > 1 and _value(start) is not None:
            return [start, unit]
    return [word]


def _amounts(said: list[str]) -> Iterator[Decimal]:
    """Every amount, its parts put together: a lakh and twenty thousand are one, twenty and thirty are two."""
    total, counted, joined = Decimal(), None, False
    place = 0
    while place < len(said):
        part = _part(said, place)
        if part is None:
            joined = joined and said[place] in _BETWEEN
            place += 1
            continue
        value, times, place = part
        # "A lakh twenty" may be meant for a lakh and twenty thousand.
        if joined and counted is not None and value < counted and (value >= _CLEAR or counted == _CLEAR):
            total += value
        else:
            if counted is not None:
                yield total
            total = value
        counted, joined = times, True
    if counted is not None:
        yield total


def _part(said: list[str], place: int) -> tuple[Decimal, Decimal, int] | None:
    """A number with what it is counted in: how much that is, how much one of it is, and where the next word stands."""
    more = _MORE.get(said[place])
    place += more is not None
    value = _value(said[place]) if place < len(said) else None
    if value is not None:
        place += 1
    elif more is not None and place < len(said) and said[place] in _TIMES:
        value = Decimal(1)
    else:
        return None
    times = Decimal(1)
    while place < len(said) and said[place] in _TIMES:
        times *= _TIMES[said[place]]
        place += 1
    return (value + (more or 0)) * times, times, place


def _value(word: str) -> Decimal | None:
    if word[:1].isdecimal():
        return Decimal(word)
    named = number_named(word)
    return _BROKEN.get(word) if named is None else Decimal(named)
