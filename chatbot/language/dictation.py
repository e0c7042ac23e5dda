"""Numbers as they are dictated: digit by digit, in pairs or in thousands, in words, figures or both, with letters between.

They are not understood so, for nothing is certain in them: they only tell what must not be kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import regex

from chatbot.language.number_words import in_words, number_named
from chatbot.language.spelling import with_any_digits, without_marks, without_unseen
from chatbot.language.word_lists import words, words_under

#: Stands for a digit that is not known, in a word that surely names two of them.
UNKNOWN: Final = "X"

_PIECE: Final = regex.compile(r"\d+|(?:[\p{M}\p{Cf}]|(?!\p{DI})\p{L})+")
#: Letters that stand for digits, or for the sign between them, where they touch one: "4O9l", "4x0x9x1".
_GLUED: Final = re.compile(r"[oOlIxX]+")
_MEANT: Final = str.maketrans({"o": "0", "O": "0", "l": "1", "I": "1", "x": "", "X": ""})
#: Names of the numbers from 21 to 99 in Bengali and Hindi, in Latin letters, by how they begin and end.
_LATIN: Final = re.compile(
    r"ekush|ba[ei]+sh?|teish?|at+h?a+i?sh?|ba+van|chauvan|(?:un|uno|[ei]k|ikk?|b[aeio]y?|bah|t[aei]i?n?|ti[ry]|ch?[aou]+[uvw]?|chh?[aeio]*y?|po[yi]?|pon?ch?|pain?|pan?ch|pach"
    r"|s[aho]+[iyt]*n?|sa[rt]|sh?at|a[dr]|att?h?|o?sh?th?|o?sto|n[aio]|ni[rn])[a-z]{0,4}?"
    r"(?:[kbts]+h?ish?|ees|[ae]ish?|t+h?a?ish?|tr?[iea]+sh?|n?tis|[cg]h?ol+ish?|al+ish?|n?ch?[ao]sh?|[aou]n+[ao]|[ao]v?[ae]n"
    r"|p+[ae]n|sh?[aou]t+h?i?|h?[ao]t+[ao]r|[aiy]*ash?i|n[ao]b+[ou]*i|a?n[bv]e)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One word or figure of a number; ``digits`` are what it most likely means and ``most`` all that it may mean.

    ``is_figure`` says that it stands there in digits, ``is_ten`` that a digit in words may be added to it, and ``parted``
    that there are letters between it and the one before.
    """

    start: int
    end: int
    digits: str
    most: str
    is_figure: bool = False
    is_ten: bool = False
    parted: bool = False


def dictated(text: str) -> Iterator[Sequence[Part]]:
    """The numbers of ``text`` of which something is said in words or parted by them, each by its parts."""
    run: list[Part] = []
    times, parted = 1, False
    folded = with_any_digits(text)
    for found in _PIECE.finditer(folded):
        start, end, word = found.start(), found.end(), _plain(found[0])
        if part := _part(folded, start, end):
            if times > 1:
                part = replace(part, start=run.pop().start, digits=part.digits * times, most=part.most * times)
                part = replace(part, is_figure=False)
            run.append(replace(part, parted=parted))
            times, parted = 1, False
        elif word in _TIMES:
            if times == 1:
                run.append(Part(start, end, "", ""))
            times = _TIMES[word]
        elif word in _BETWEEN or _is_between_figures(folded, start, end):
            parted = True
        else:
            if is_dictated(run):
                yield run
            run, times, parted = [], 1, False
    if is_dictated(run):
        yield run


def is_dictated(parts: Sequence[Part]) -> bool:
    """Whether there is more to these than figures with signs and blanks between."""
    return any(not part.is_figure for part in parts) or any(part.parted for part in parts[1:])


def readings(parts: Sequence[Part]) -> set[str]:
    """The digits that may be meant, with a letter O read as nought or as no digit, and "forty nine" as 49 or as 40 9."""
    return {"".join(part.digits for part in parts), "".join(part.most for part in parts), likely(parts)}


def longest(parts: Sequence[Part]) -> int:
    """As how many digits, at most, they may be meant."""
    return sum(max(len(part.digits), len(part.most)) for part in parts)


def likely(parts: Sequence[Part]) -> str:
    """The digits that are meant as most would say them: "forty nine" is 49."""
    digits = ""
    for before, part in zip((None, *parts), parts, strict=False):
        adds = before is not None and before.is_ten and not part.is_figure and len(part.digits) == 1
        digits = (digits[:-1] if adds and part.digits != "0" else digits) + part.digits
    return digits


def _part(folded: str, start: int, end: int) -> Part | None:
    piece = folded[start:end]
    if piece.isdecimal():
        return Part(start, end, piece, piece, is_figure=True)
    touches = folded[start - 1 : start].isdecimal() or folded[end : end + 1].isdecimal()
    if touches and _GLUED.fullmatch(piece) and (digits := piece.translate(_MEANT)):
        return Part(start, end, digits, "" if piece in "oO" else digits)
    return _named(_plain(piece), start, end)


def _is_between_figures(folded: str, start: int, end: int) -> bool:
    """Whether it is one letter that touches a digit on both sides: "4z0z9z1"."""
    return end - start == 1 and folded[start - 1 : start].isdecimal() and folded[end : end + 1].isdecimal()


def _named(word: str, start: int, end: int) -> Part | None:
    number = number_named(word)
    if number is not None:
        return Part(start, end, str(number), str(number), is_ten=number >= _TWENTY and number % 10 == 0)
    meant = _WORDS.get(word) or ((UNKNOWN * 2, UNKNOWN * 2) if _LATIN.fullmatch(word) else _in_one_word(word))
    return Part(start, end, *meant) if meant else None


def _in_one_word(word: str) -> tuple[str, str] | None:
    """What numbers mean that are written without blanks: "fourzeronineone", "তিনহাজার"."""
    if not _SEVERAL.fullmatch(word):
        return None
    meant = [_meaning(name) for name in _ONE_OF_THEM.findall(word)]
    return "".join(digits for digits, _most in meant), "".join(most for _digits, most in meant)


def _meaning(name: str) -> tuple[str, str]:
    number = number_named(name)
    return _WORDS[name] if number is None else (str(number), str(number))


def _plain(piece: str) -> str:
    return without_marks(without_unseen(piece).casefold())


def _listed(meaning: str) -> frozenset[str]:
    return frozenset(map(without_marks, words("dictation")[meaning]))


_TWENTY: Final = 20
_BETWEEN: Final = _listed("between")
_TIMES: Final = dict.fromkeys(_listed("double"), 2) | dict.fromkeys(_listed("triple"), 3)
#: What each word most likely means and all that it may mean: a hundred or a thousand may add noughts to what follows.
_WORDS: Final = (
    {without_marks(word): (digit, digit) for digit, said in words_under("dictation", "digit").items() for word in said}
    | dict.fromkeys(_listed("two"), (UNKNOWN * 2, UNKNOWN * 2))
    | {word: ("0", "") if word.isascii() else ("", "0") for word in _listed("either")}
    | dict.fromkeys(_listed("hundred"), ("", "00"))
    | dict.fromkeys(_listed("thousand"), ("", "000"))
)
_NAMES: Final = (
    {name for name in _WORDS if name not in _listed("either")}
    | {without_marks(in_words(number, language)) for number in range(100) for language in ("bn", "hi", "en")}
    | {
        without_marks(word)
        for number in words("numbers")
        if number.startswith("said.")
        for word in words("numbers")[number]
    }
)
_ONE_OF_THEM: Final = re.compile("|".join(sorted((name for name in _NAMES if len(name) > 1), key=len, reverse=True)))
#: Possessive, for names are made of names ("sixteen", "six" and "teen"), and all ways to part many would take for ever.
_SEVERAL: Final = re.compile(f"(?:{_ONE_OF_THEM.pattern}){{2,}}+")
