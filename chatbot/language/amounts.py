"""Amounts as people write them: "Rs 84,000/-", "১ লক্ষ ২০ হাজার", "দেড় লাখ", "ek lakh bish hajar", "সাড়ে চার কিমি"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from chatbot.language.matching import is_masked, normalise
from chatbot.language.number_words import number_named
from chatbot.language.spelling import without_marks


def _by_word(told: Mapping[str, str]) -> dict[str, Decimal]:
    return {without_marks(word): Decimal(value) for value, words in told.items() for word in words.split()}


def _listed(words: str) -> frozenset[str]:
    return frozenset(map(without_marks, words.split()))


#: So many times the number before it.
_TIMES: Final = _by_word(
    {
        "0.001": "m মিটার meter meters metre metres मीटर",
        "100": "শো শ শত sho shoto hundred सौ sau",
        "1000": "হাজার hajar hazar hajaar hazaar thousand k हज़ार",
        "100000": "লাখ লক্ষ lakh lakhs lac lacs lokh lokkho lokho लाख",
        "10000000": "কোটি koti crore crores करोड़ karor",
    }
)
#: Numbers that are no whole ones, and what others take off or add to the number behind them.
_BROKEN: Final = _by_word(
    {
        "0.5": "আধ আধা adh adha aadha half आधा",
        "1.5": "দেড় der dedh derh deir डेढ़",
        "2.5": "আড়াই arai adai adhai dhai ढाई",
    }
)
_MORE: Final = _by_word(
    {
        "-0.25": "পৌনে poune paune पौने",
        "0.25": "সোয়া সওয়া sowa sawa सवा",
        "0.5": "সাড়ে sare sade sadhe saare saade साढ़े",
    }
)
_MONEY: Final = _listed("টাকা টাকার taka tk টা rs re inr rupees rupee rupaye rupiya रुपये रुपए रुपया रु")
#: What may stand at a figure without a blank; a figure at any other letters is part of something else ("ABC1234567").
_GLUED: Final = _MONEY.union(
    _TIMES,
    _listed("বছর বৎসর bochor bachor year years yr yrs saal sal साल वर्ष"),
    _listed("km kms kilometer kilometers kilometre kilometres কিমি কি কিলোমিটার किमी कि किलोमीटर"),
)
#: What the parts of one amount may have between them.
_BETWEEN: Final = _MONEY.union(_listed("ও আর এবং ar and aur और"))

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
    words = _words(_ENGLISH.sub(r"\1\2", _KILOMETRE.sub("km", said)))
    found = set(_amounts(words)) if words is not None else set()
    return found.pop() if len(found) == 1 else None


def _words(said: str) -> list[str] | None:
    """Figures, number words and all other words one by one; None where a figure is none that can be understood."""
    words: list[str] = []
    for before, figure, after, word in _PIECE.findall(said):
        if not figure:
            words += _parted(without_marks(word))
            continue
        ends = _parted(without_marks(after))
        stands_alone = without_marks(before) in {"", *_MONEY} and (not ends or ends[0] in _GLUED)
        if not stands_alone or len(figure) > _LONGEST or not _FIGURE.fullmatch(figure):
            return None
        words += [figure.replace(",", ""), *ends]
    return words


def _parted(word: str) -> list[str]:
    """A number and what it is counted in where they are written as one word: ``পাঁচশো``, ``দেড়লাখ``."""
    if not word or _value(word) is not None or word in _TIMES:
        return [word] if word else []
    for unit in _TIMES:
        start = word.removesuffix(unit)
        if start != word and len(unit) > 1 and _value(start) is not None:
            return [start, unit]
    return [word]


def _amounts(words: list[str]) -> Iterator[Decimal]:
    """Every amount, its parts put together: a lakh and twenty thousand are one, twenty and thirty are two."""
    total, counted, joined = Decimal(), None, False
    place = 0
    while place < len(words):
        part = _part(words, place)
        if part is None:
            joined = joined and words[place] in _BETWEEN
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


def _part(words: list[str], place: int) -> tuple[Decimal, Decimal, int] | None:
    """A number with what it is counted in: how much that is, how much one of it is, and where the next word stands."""
    more = _MORE.get(words[place])
    place += more is not None
    value = _value(words[place]) if place < len(words) else None
    if value is not None:
        place += 1
    elif more is not None and place < len(words) and words[place] in _TIMES:
        value = Decimal(1)
    else:
        return None
    times = Decimal(1)
    while place < len(words) and words[place] in _TIMES:
        times *= _TIMES[words[place]]
        place += 1
    return (value + (more or 0)) * times, times, place


def _value(word: str) -> Decimal | None:
    if word[:1].isdecimal():
        return Decimal(word)
    named = number_named(word)
    return _BROKEN.get(word) if named is None else Decimal(named)
