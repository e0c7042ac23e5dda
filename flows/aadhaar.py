"""Telling an Aadhaar number from a phone's, a payment's or an account's, and showing no more of it than its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from stdnum import verhoeff

from chatbot.language.figures import Figure, Group, Kind, figures, is_dialled
from chatbot.language.spelling import unadorned
from chatbot.state import Figures
from flows.spelt_aadhaar import spelt_out

_LENGTH: Final = 12
#: A virtual id stands for the number, and a bank card is as long.
_VIRTUAL: Final = 16
_SHOWN: Final = 4

_NAMES: Final = (
    r"(?:আধা[রৰ]|आधार|ଆଧାର|ਆਧਾਰ|આધાર|ஆதார்|ఆధార్|ಆಧಾರ್|ആധാർ|[آا]دھار"
    r"|(?<![^\W\d_])(?:a+d+h?a{1,2}r(?:er|e|ta|ti|card|kard|no|number)?|uid(?:ai)?|vid)(?![^\W\d_]))"
)
#: What stands between what a number is called and the number, or after it.
_BESIDE: Final = (
    r"(?:[\W_]|(?:card|kard|no|num|number|nombor|nomber|nombar|id|is|hai|holo|hocche|er|ta|ti|amar|my|mera|the|ei"
    r"|কার্ড|কার্ডের|নম্বর|নম্বরের|নম্বরটা|নম্বরটি|নাম্বার|নং|আইডি|হল|হলো|হচ্ছে|আমার|এই|টা|টি|এর|ের|র"
    r"|कार्ड|नंबर|नम्बर|संख्या|नं|आईडी|है|का|मेरा|मेरे|यह)(?![^\W\d_]))*"
)
_OTHERS: Final = (
    r"(?:(?<![^\W\d_])(?:phone|fon|mobile|mob|mo|tel|ph|whatsapp|call|cal"
    r"|utr|rrn|upi|imps|neft|rtgs|ref|reference|txn|tran|transaction|payment|gpay|phonepe|paytm"
    r"|a/?c|acc|account|acct|khata|hisab|memo|consumer|receipt)(?![^\W\d_])"
    r"|ফোন|মোবাইল|কল|ইউটিআর|ইউপিআই|রেফারেন্স|লেনদেন|লেনদেনের|পেমেন্ট|পেমেন্টের|ট্রানজ্যাকশন|ট্রানজাকশন|অ্যাকাউন্ট"
    r"|একাউন্ট|হিসাব|হিসাবের|স্মারক|রসিদ|फ\u093c?ोन|\u095eोन|मोबाइल|कॉल|यूटीआर|यूपीआई|भुगतान|लेनदेन|खाता|खाते|रसीद)"
)
_NAMED: Final = re.compile(_NAMES, re.IGNORECASE)
_CALLED: Final = re.compile(rf"{_NAMES}[\u0900-\u09ff]*{_BESIDE}$", re.IGNORECASE)
_CALLED_AFTER: Final = re.compile(rf"{_BESIDE}{_NAMES}[\u0900-\u09ff]*{_BESIDE}$", re.IGNORECASE)
_CALLED_OTHERWISE: Final = re.compile(rf"{_OTHERS}{_BESIDE}$", re.IGNORECASE)
#: So far from a number it is looked for what it is called.
_NEAR: Final = 60

_WITH_COUNTRY: Final = re.compile(r"91[6-9]\d{9}")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
#: Between numbers of a list; of three such that have four digits each, few are one number.
_LISTING: Final = re.compile(r"[,;،，、|&\n]")
#: Groups of unequal length are one number where they are no more than these, or nothing else stands there.
_MOST_PARTS: Final = 4
#: The ten digits of a mobile number that stand together are no part of a longer one.
_SHORT: Final = 6


def without_aadhaar(text: str, asked_for: Figures | None = None) -> str:
    """``text`` with every Aadhaar-like number shown by its last four digits only.

    That is twelve digits with the right check digit (Verhoeff), whatever signs part them; with a wrong one too, where they
    stand in fours or are called Aadhaar. A mobile number behind 91 is no such number unless it stands in fours or is
    called so, and neither is what is called something else, such as the number of a payment, or asked for as such. Where
    Aadhaar is spoken of, digits in words count too, and whatever parts them.
    """
    named = _NAMED.search(unadorned(text)) is not None
    parts, end = [], 0
    for run in figures(text):
        for groups in _identities(text, run, asked_for, named=named):
            digits = "".join(group.digits for group in groups)
            parts += [text[end : groups[0].start], _end_of(digits)]
            end = groups[-1].end
    in_figures = "".join([*parts, text[end:]])
    return _without_spelt(in_figures) if named else in_figures


def _without_spelt(text: str) -> str:
    parts, end = [], 0
    for number in spelt_out(text, lambda before: _CALLED.search(before[-_NEAR:]) is not None):
        parts += [text[end : number.start], _end_of(number.digits)]
        end = number.end
    return "".join([*parts, text[end:]])


def _end_of(digits: str) -> str:
    crosses = " ".join(["XXXX"] * (3 if len(digits) == _VIRTUAL else 2))
    return f"{crosses} {digits[-_SHOWN:]}"


def _identities(
    text: str, run: Sequence[Figure], asked_for: Figures | None, *, named: bool
) -> Iterator[Sequence[Group]]:
    """The groups of each number in ``run`` that is not to be kept, from left to right."""
    every = [group for figure in run for group in figure.groups]
    before, after = text[max(0, every[0].start - _NEAR) : every[0].start], text[every[-1].end :]
    if named and (called := _called(run, before, after)):
        yield called
        every = every[len(called) :]
        run = [Figure(Kind.OTHER, tuple(every))] if every else []
    otherwise = _CALLED_OTHERWISE.search(before) is not None
    if len(run) > 1 and not otherwise and asked_for is None and _is_one(text, run):
        yield every
        return
    for figure in run:
        if figure.kind is Kind.OTHER:
            yield from _unexplained(text, figure.groups, asked_for, named=named, otherwise=otherwise)


def _is_one(text: str, run: Sequence[Figure]) -> bool:
    """Whether twelve digits in short groups, all parted by the same signs, are valid: then none of them is a mobile number."""
    groups = [group for figure in run for group in figure.groups]
    digits = "".join(group.digits for group in groups)
    between = {text[one.end : other.start] for one, other in pairwise(groups)}
    short = all(len(group.digits) <= _SHORT for group in groups)
    plain = all(figure.kind in (Kind.MOBILE, Kind.OTHER) for figure in run)
    valid = len(digits) == _LENGTH and digits[0] not in "01" and verhoeff.is_valid(digits)
    return valid and short and plain and len(between) == 1 and not _WITH_COUNTRY.fullmatch(digits)


def _called(run: Sequence[Figure], before: str, after: str) -> Sequence[Group] | None:
    """The number that is called Aadhaar just before it, or after it as the last word; a digit may be missing or too many."""
    if not _CALLED.search(before) and not (len(after) <= _NEAR and _CALLED_AFTER.fullmatch(after)):
        return None
    groups = [group for figure in run for group in figure.groups]
    lengths = (_LENGTH, _VIRTUAL, *((_LENGTH + 1, _LENGTH - 1) if run[0].kind is Kind.OTHER else ()))
    return next((found for length in lengths if (found := _together(groups, 0, length))), None)


def _unexplained(
    text: str, groups: Sequence[Group], asked_for: Figures | None, *, named: bool, otherwise: bool
) -> Iterator[Sequence[Group]]:
    place, groups = 0, list(groups)
    while place < len(groups):
        groups[place] = _without_noughts(groups[place : place + _LENGTH])
        wanted = asked_for is Figures.REFERENCE and not named
        found = None if wanted else _virtual(text, groups, place, named=named)
        if found is None and (twelve := _together(groups, place, _LENGTH)):
            spelt = len(twelve) <= _MOST_PARTS or len(twelve) == len(groups)
            if spelt and _is_meant(text, twelve, asked_for, named=named, otherwise=otherwise):
                found = twelve
        if found is not None:
            yield found
        place += len(found or groups[:1])


def _without_noughts(groups: Sequence[Group]) -> Group:
    """The first group, without noughts as before a phone's number where what follows them is no phone's but valid."""
    first = groups[0]
    for noughts in ("00", "0"):
        digits = first.digits.removeprefix(noughts)
        if digits in ("", first.digits) or digits[0] in "01":
            continue
        rest = Group(first.start + len(noughts), first.end, digits)
        number = "".join(group.digits for group in _together([rest, *groups[1:]], 0, _LENGTH) or ())
        called = _WITH_COUNTRY.fullmatch(number) or (noughts == "00" and is_dialled(number))
        if number and verhoeff.is_valid(number) and not called:
            return rest
    return first


def _virtual(text: str, groups: Sequence[Group], place: int, *, named: bool) -> Sequence[Group] | None:
    """Sixteen digits that are called so, or stand in fours with nothing after them."""
    found = _together(groups, place, _VIRTUAL)
    if found is None or found[0].digits[0] in "01":
        return None
    alone = len(groups) == place + len(found)
    in_fours = _in_fours(found) and alone and not (_is_list(found) or _is_listed(text, found))
    return found if named or in_fours else None


def _is_meant(text: str, groups: Sequence[Group], asked_for: Figures | None, *, named: bool, otherwise: bool) -> bool:
    digits = "".join(group.digits for group in groups)
    in_fours, valid = _in_fours(groups), verhoeff.is_valid(digits)
    if digits[0] in "01" or _is_list(groups):
        return False
    if asked_for is Figures.REFERENCE and not named:
        # One in ten numbers of payments is valid, and apps show them in fours.
        return False
    if _WITH_COUNTRY.fullmatch(digits):
        return in_fours and not otherwise and asked_for is not Figures.PHONE
    if named and not otherwise:
        return True
    if otherwise or asked_for is Figures.ACCOUNT:
        return in_fours and valid
    return valid or (in_fours and not _is_listed(text, groups))


def _together(groups: Sequence[Group], place: int, length: int) -> Sequence[Group] | None:
    """The groups from ``place`` on that have so many digits together, if there is a boundary there."""
    total = 0
    for end in range(place, len(groups)):
        total += len(groups[end].digits)
        if total >= length:
            return groups[place : end + 1] if total == length else None
    return None


def _in_fours(groups: Sequence[Group]) -> bool:
    return all(len(group.digits) == _SHOWN for group in groups)


def _is_list(groups: Sequence[Group]) -> bool:
    """Whether these are years, or round amounts, side by side."""
    fours = _in_fours(groups)
    years = all(_YEAR.fullmatch(group.digits) for group in groups)
    return fours and (years or all(group.digits.endswith("00") for group in groups))


def _is_listed(text: str, groups: Sequence[Group]) -> bool:
    """Whether there is a comma or the like between them."""
    return any(_LISTING.search(text, one.end, other.start) for one, other in pairwise(groups))
