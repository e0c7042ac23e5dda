"""Amounts as people write them: "Rs 84,000/-", "১ লক্ষ ২০ হাজার", "দেড় লাখ", "ek lakh bish hajar", "সাড়ে চার কিমি"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from chatbot.language.matching import is_masked
from chatbot.language.number_words import number_named
from chatbot.language.spelling import composed, with_ascii_digits, with_plain_hyphens, without_marks, without_unseen
from chatbot.language.units import ASIDE, BETWEEN, BROKEN, COUNTED, GLUED, MONEY, MORE, PER, TIMES, times_meant

_WORD: Final = r"[^\s\d,.;:!?()/+&=₹৳।॥\"'“”‘’«»…*_|~≈\[\]{}<>•-]+"
_PIECE: Final = re.compile(rf"({_WORD})?(\d+(?:,\d+)*(?:\.\d+)?)({_WORD})?|({_WORD}|[-;:()/+&=])")
#: In lakhs or in thousands; three digits behind a dot may be meant for either a part or thousands.
_FIGURE: Final = re.compile(r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d+)(?:\.(?:\d{1,2}|\d{4,}))?")
_LONGEST: Final = 15
#: Nobody needs so many signs for a number: a longer text is a story.
_LONGEST_TEXT: Final = 300
#: So many signs of what was not understood are named.
_NAMED: Final = 30
#: What may stand between words without a meaning; behind a number a plus says that it is more.
_MARK: Final = re.compile(r"[-;:()/&=]+")
#: From so much on, what follows lakhs or thousands is clearly meant as it stands.
_CLEAR: Final = 100
_BELOW_NOUGHT: Final = re.compile(r"(?:^|[\s₹(])-\d")
_ENGLISH: Final = re.compile(r"\b(\w+ty)[ -](one|two|three|four|five|six|seven|eight|nine)\b", re.IGNORECASE)
#: What the parts of one amount may have between them.
_JOINS: Final = BETWEEN | MONEY | COUNTED["kilometres"]
_THOUSANDTH: Final = Decimal("0.001")
#: Abbreviations with dots, each of whose parts may be something else.
_KILOMETRE: Final = re.compile(r"\bk\. ?m\b|কি\. ?মি|कि\. ?मी", re.IGNORECASE)
_PER_TIME: Final = re.compile(r"\bp\. ?([am])\b", re.IGNORECASE)
_HALVES: Final = {"½": ".5", "¼": ".25", "¾": ".75"}
_BROKEN_SIGN: Final = re.compile(r"(\d?) ?([½¼¾])")


@dataclass(frozen=True, slots=True)
class Told:
    """Every amount that a text speaks of, and what else it says: nothing of it may be left out of account.

    ``unknown`` is what says nothing that is known of such an amount, as it was typed: "mile" where kilometres are counted;
    ``per`` is a time for which it is told and for which nobody asked: "মাসে".
    """

    amounts: frozenset[Decimal] = frozenset()
    unknown: str | None = None
    per: str | None = None

    @property
    def value(self) -> Decimal | None:
        """The one amount, if there is nothing else to be asked."""
        return next(iter(self.amounts)) if len(self.amounts) == 1 and not (self.unknown or self.per) else None


class _Said(NamedTuple):
    """A word or a figure as it is compared, and as it was typed."""

    word: str
    typed: str


def read_amount(text: str, counts: str = "", whole: str = "") -> Told:
    """What ``text`` says where an amount is wanted, in units that are counted as ``counts`` says (``money``, ``years``,
    ``kilometres``; none where nothing is), for the time that ``whole`` says (``year``, ``month``), if any."""
    plain = _plain(text)
    if is_masked(plain):
        return Told()
    if _BELOW_NOUGHT.search(plain) or len(plain) > _LONGEST_TEXT:
        return Told(unknown=_shortened(plain))
    said, odd = _words(_ENGLISH.sub(r"\1\2", plain))
    used: set[int] = set()
    amounts = frozenset(_amounts([each.word for each in said], used))
    if odd is not None or not amounts:
        return Told(amounts, unknown=odd)
    known = COUNTED.get(counts, frozenset()) | ASIDE | BETWEEN
    per = unknown = None
    for place, each in enumerate(said):
        if place in used:
            # Metres are no thousandth of a rupee.
            beside = counts != "kilometres" and TIMES.get(each.word) == _THOUSANDTH
        else:
            beside = each.word not in known and not _MARK.fullmatch(each.word)
        # "20 years" is no amount for a year.
        is_unit = place - 1 in used and each.word in COUNTED["years"]
        time = PER.get(each.word) if counts == "money" and not is_unit else None
        if not beside or (time is not None and time == whole):
            continue
        if time is not None:
            per = per or each.typed
        elif unknown is None:
            unknown = _stretch(said[place:], known)
    return Told(amounts, unknown, per)


def _plain(text: str) -> str:
    """The text as its words were typed, but with one sign for each digit, dash, half and blank."""
    seen = " ".join(with_plain_hyphens(with_ascii_digits(composed(without_unseen(text)))).split())
    whole = _BROKEN_SIGN.sub(lambda found: (found[1] or "0") + _HALVES[found[2]], seen)
    return _PER_TIME.sub(r"p\1", _KILOMETRE.sub("km", whole))


def _is_decoration(word: str) -> bool:
    """Whether it is a picture, which says nothing."""
    return bool(word) and all(unicodedata.category(char) in ("So", "Sk") for char in word)


def _stretch(said: Sequence[_Said], known: frozenset[str]) -> str:
    """The words from here on that are not understood."""
    words = []
    for each in said:
        if each.word in known or each.word[:1].isdecimal():
            break
        words.append(each.typed)
    return _shortened(" ".join(words))


def _shortened(words: str) -> str:
    return words if len(words) <= _NAMED else words[: _NAMED - 1].rstrip() + "…"


def _words(plain: str) -> tuple[list[_Said], str | None]:
    """Figures, number words and all other words one by one; and the first figure that is none that can be understood."""
    found: list[_Said] = []
    odd: str | None = None
    for before, figure, after, word in _PIECE.findall(plain):
        if not figure:
            found += [] if _is_decoration(word) else _parted(word)
            continue
        ends = _parted(after)
        key = _key(before)
        stands_alone = key in {"", *MONEY, *ASIDE} and (not ends or ends[0].word in GLUED or _is_decoration(after))
        if not stands_alone or len(figure) > _LONGEST or not _FIGURE.fullmatch(figure):
            odd = odd or _shortened(before + figure + after)
        found += [*_parted(before), _Said(figure.replace(",", ""), figure), *([] if _is_decoration(after) else ends)]
    return found, odd


def _key(word: str) -> str:
    return without_marks(word.casefold())


def _parted(typed: str) -> list[_Said]:
    """A number and what it is counted in where they are written as one word: ``পাঁচশো``, ``দেড়লাখ``."""
    word = _key(typed)
    if not word or _value(word) is not None or word in TIMES:
        return [_Said(word, typed)] if word else []
    for unit in TIMES:
        start = word.removesuffix(unit)
        if start != word and len(unit) > 1 and _value(start) is not None:
            return [_Said(start, typed), _Said(unit, typed)]
    return [_Said(times_meant(word) or word, typed)]


def _amounts(said: Sequence[str], used: set[int]) -> Iterable[Decimal]:
    """Every amount, its parts put together: a lakh and twenty thousand are one, twenty and thirty are two.

    ``used`` is filled with the places of the words that are in them.
    """
    total, counted, joined = Decimal(), None, False
    place = 0
    while place < len(said):
        part = _part(said, place)
        if part is None:
            joined = joined and said[place] in _JOINS
            place += 1
            continue
        value, times, end = part
        start = place
        used.update(range(place, end))
        place = end
        # "A lakh twenty" may be meant for a lakh and twenty thousand; "4 km 500 m" can only be one length.
        clear = (
            value >= _CLEAR or counted == _CLEAR or (times == _THOUSANDTH and said[start - 1] in COUNTED["kilometres"])
        )
        if joined and counted is not None and value < counted and clear:
            total += value
        else:
            if counted is not None:
                yield total
            total = value
        counted, joined = times, True
    if counted is not None:
        yield total


def _part(said: Sequence[str], place: int) -> tuple[Decimal, Decimal, int] | None:
    """A number with what it is counted in: how much that is, how much one of it is, and where the next word stands."""
    more = MORE.get(said[place])
    place += more is not None
    value = _value(said[place]) if place < len(said) else None
    if value is not None:
        place += 1
    elif more is not None and place < len(said) and said[place] in TIMES:
        value = Decimal(1)
    else:
        return None
    times = Decimal(1)
    for unit in _units(said, place):
        times *= TIMES[unit]
        place += 1
    return (value + (more or 0)) * times, times, place


def _units(said: Sequence[str], place: int) -> Iterator[str]:
    while place < len(said) and said[place] in TIMES:
        yield said[place]
        place += 1


def _value(word: str) -> Decimal | None:
    if word[:1].isdecimal():
        return Decimal(word)
    named = number_named(word)
    return BROKEN.get(word) if named is None else Decimal(named)
