"""Which identity card a guest will show, and its last four digits: only what is said plainly of one card."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from chatbot.answers import NotUnderstood
from chatbot.language.intentions import asks
from chatbot.language.matching import normalise
from chatbot.language.spelling import CLOSELY, as_said, likeness, with_any_digits, without_marks
from chatbot.language.word_lists import words, words_under
from chatbot.language.wording import Reference, Words, _

_LAST_FOUR: Final = 4
_AADHAAR, _LICENCE = "aadhaar", "licence"
#: How long whole numbers are: of an Aadhaar (or what stands for it), of a licence, and of whatever begins with letters; a
#: mobile number has ten digits.
_WHOLE_AADHAAR: Final = (12, 16)
_WHOLE_LICENCE: Final = (13, 14, 15)
_WHOLE_LETTERED: Final = 7
_MOBILE: Final = 10
#: Digits in groups; all but the last four have been hidden before they are read.
_NUMBER: Final = re.compile(r"(?<![0-9X])[0-9X](?:[ /-]?[0-9X])*(?![0-9X])")
_LETTERS: Final = re.compile(r"(?<![A-Za-z])(?:[A-Za-z]{1,4}[/-]?|[A-Z]{1,4} )$")
_TOKEN: Final = re.compile(r"\d+|,|[^\W\d_][^\s\d,.;:!?()/+&=_-]*")
#: A word must have so many letters before an error in it is forgiven.
_LONG_ENOUGH: Final = 5

WHICH: Final = _("Which card will the guest show? Please write a number from the list below.")


def _folded(word: str) -> str:
    return as_said(without_marks(normalise(word)), latin=True)


_CARDS: Final = {
    _folded(said): card for card, listed in words_under("cards", "card", __package__).items() for said in listed
}
_SAID: Final = words("cards", __package__)
_ASIDE, _NO, _ONLY_LACKING, _ONLY_BETWEEN = (
    frozenset(map(_folded, _SAID[meaning])) for meaning in ("aside", "no", "lacking", "between")
)
_LACKING: Final = _ONLY_LACKING | _NO
_BETWEEN: Final = _ONLY_BETWEEN | _NO


@dataclass(slots=True)
class _Mention:
    """A card that was named, with the words behind it up to the next one."""

    card: str
    behind: list[str] = field(default_factory=list)

    @property
    def lacks(self) -> bool:
        return not _LACKING.isdisjoint(map(_folded, self.behind))


def read_card(text: str) -> dict[str, str] | None:
    """``{"card": "voter", "last": "4567"}`` (the digits only where exactly four were told); None where none is named.

    Raises:
        NotUnderstood: it is not plain that this card is there and will be shown.
    """
    lead, mentions = _mentions(text)
    if not mentions:
        if any(_folded(word) in _LACKING for word in lead):
            raise NotUnderstood(WHICH)
        return None
    meant = [each for each in mentions if not each.lacks]
    denied_before = any(_folded(word) in _LACKING for word in lead)
    either = any(one.behind and _BETWEEN.issuperset(map(_folded, one.behind)) for one, _two in pairwise(mentions))
    if len({each.card for each in meant}) != 1 or denied_before or either or asks(text) or not _is_plain(text):
        raise NotUnderstood(WHICH)
    digits = [word for word in meant[0].behind if word.isdecimal()]
    told = {"card": meant[0].card}
    return told | ({"last": digits[0]} if len(digits) == 1 and len(digits[0]) == _LAST_FOUR else {})


def read_last_four(text: str, card: str) -> str | None:
    """The last four digits of that card: by themselves, or of a whole number of it; None where it may be another number.

    Raises:
        NotUnderstood: another card is named beside them.
    """
    _lead, mentions = _mentions(text)
    others = [each for each in mentions if each.card != card and not each.lacks]
    lacks = [each for each in mentions if each.card == card and each.lacks]
    if others or lacks:
        raise NotUnderstood(_other_card())
    folded = with_any_digits(text)
    numbers = [each for each in _NUMBER.finditer(folded) if _length(each) > 1]
    if len(numbers) != 1:
        return None
    (found,) = numbers
    digits = re.sub("[^0-9X]", "", found[0])
    end = digits[-_LAST_FOUR:]
    lettered = _LETTERS.search(folded[: found.start()]) is not None
    return end if end.isdecimal() and _is_whole(len(digits), card, lettered=lettered) else None


def _is_whole(length: int, card: str, *, lettered: bool) -> bool:
    """Whether so many digits are the last four, by themselves or behind crosses ("XXXX4567"), or a whole number."""
    if length in (_LAST_FOUR, 2 * _LAST_FOUR) or (card == _AADHAAR and length in _WHOLE_AADHAAR):
        return True
    if length == _MOBILE or card == _AADHAAR:
        return False
    return (lettered and length >= _WHOLE_LETTERED) or (card == _LICENCE and length in _WHOLE_LICENCE)


def _length(number: re.Match[str]) -> int:
    return sum(char in "0123456789X" for char in number[0])


def _other_card() -> Words:
    return _("Another card is spoken of. To show that one, write {back}. Else write only the last four digits.").using(
        back=Reference("0")
    )


def _mentions(text: str) -> tuple[list[str], list[_Mention]]:
    """The words before the first card that is named, and every card with the words behind it."""
    lead: list[str] = []
    mentions: list[_Mention] = []
    for word in _TOKEN.findall(normalise(with_any_digits(text))):
        card = _card(word)
        if card is None:
            (mentions[-1].behind if mentions else lead).append(word)
        elif not mentions or mentions[-1].card != card or mentions[-1].lacks:
            mentions.append(_Mention(card))
    return lead, mentions


def _card(word: str) -> str | None:
    folded = _folded(word)
    if folded in _CARDS or folded in _ASIDE or folded in _LACKING or len(word) < _LONG_ENOUGH:
        return _CARDS.get(folded)
    like = {card for name, card in _CARDS.items() if likeness(folded, name) >= CLOSELY}
    return next(iter(like)) if len(like) == 1 else None


def _is_plain(text: str) -> bool:
    """Whether nothing else is told with it."""
    said = [word for word in _TOKEN.findall(normalise(text)) if word != "," and not word.isdecimal()]
    known = _ASIDE | _LACKING | _BETWEEN
    return all(_card(word) is not None or _folded(word) in known for word in said)
