"""What must not be kept is taken out of what people type: identity numbers, PINs, more of a card than was asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Final

from chatbot.language.dictation import Part, dictated, is_dictated, likely, longest
from chatbot.language.figures import Figure, Group, Kind, figures
from chatbot.language.spelling import with_any_digits
from chatbot.language.wording import Words, _
from chatbot.state import LONGEST as LONGEST_READ
from chatbot.state import Figures, Pending
from flows.aadhaar import without_aadhaar
from panchayat.access.pins import LONGEST, SHORTEST, names_pin, names_post_code
from panchayat.lodging.accounts import only_ends, without_accounts

#: What stands for something of which nothing may be kept.
HIDDEN: Final = "••••"

_AADHAAR_HIDDEN: Final = _("The Aadhaar number in your message is not kept. Please never send it here.")
_PIN_HIDDEN: Final = _("The PIN in your message is not kept. Please write it only when I ask for it.")
_CUT: Final = _("Your message is too long. I have read it up to here: “…{end}”\nPlease send the rest once more.")
#: So many code points show where the reading ended.
_END: Final = 30

_ALL_BUT_FOUR: Final = re.compile(r"\d(?=(?:\D*\d){4})")
_POST_CODE: Final = 6
#: Words before a post code, which may say what it is.
_LEAD: Final = re.compile(r"\D*$")
_NEAR: Final = 16


@dataclass(frozen=True, slots=True)
class Redacted:
    """A message as the conversation reads it, as it may be stored, and what its sender is told about the difference."""

    heard: str
    stored: str
    notices: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class _Span:
    """A part of the text that is a number, and its digits."""

    start: int
    end: int
    digits: str


def redact(
    text: str,
    pending: Pending | None,
    *,
    has_pin: Callable[[], bool],
    post_codes: Callable[[Collection[str]], Collection[str]],
) -> Redacted:
    """What may be read and what may be stored of ``text``, which came while ``pending`` was the question.

    Args:
        has_pin: whether the sender is somebody whose pay a PIN guards; asked only where there is something to hide.
        post_codes: which of some numbers are post codes of places that the offices serve.
    """
    asked_for = pending.figures if pending else None
    heard = without_aadhaar(text, asked_for)
    notices: list[Words] = [_AADHAAR_HIDDEN] if heard != text else []
    stored = heard
    if asked_for is Figures.ACCOUNT:
        stored = only_ends(heard)
    elif pending is not None and pending.secret:
        stored = HIDDEN if text else ""
    elif pending is not None and pending.ends:
        stored = heard = last_four_only(heard)
    else:
        told = heard
        heard, stored = _without_pins(told, pending, has_pin, post_codes)
        stored = without_accounts(stored)
        notices += [_PIN_HIDDEN] if heard != told else []
    if len(heard) > LONGEST_READ:
        heard = heard[:LONGEST_READ]
        notices.append(_CUT.using(end=heard[-_END:]))
    return Redacted(heard, stored, tuple(notices))


def last_four_only(text: str) -> str:
    """``text`` with all of its digits hidden but the last four: for the answer to a question that wants no more."""
    return _ALL_BUT_FOUR.sub("X", with_any_digits(text))


def _without_pins(
    text: str,
    pending: Pending | None,
    has_pin: Callable[[], bool],
    post_codes: Callable[[Collection[str]], Collection[str]],
) -> tuple[str, str]:
    """What may be read and what may be stored of words that were not asked for as a PIN.

    No number is compared with one: right or wrong, it is read, answered and stored alike, or the difference would tell
    which it is to somebody whose attempts are not counted. Years, amounts and post codes have as many digits, so a number
    is read as it stands unless it is called a PIN. The message as it is stored is read by nobody: there every such number
    is hidden, but for those that were asked for, and post codes that are known.
    """
    named = names_pin(text)
    numbers = list(_like_pins(text, named=named))
    if not numbers or not has_pin():
        return text, text
    asked_for = pending.figures if pending else None
    like_codes = {each.digits for each in numbers if len(each.digits) == _POST_CODE}
    known = like_codes if asked_for is Figures.POST_CODE or not like_codes else post_codes(like_codes)
    if named:
        # A post code is called PIN as well: it is read, but need not be stored.
        read = like_codes if names_post_code(text) else known
        codes = [each for each in numbers if each.digits in read]
        told = [each for each in numbers if each.digits not in read] if _names_another(text, codes) else []
        return _without(text, told), _without(text, numbers)
    if pending is not None and (pending.digits or asked_for in (Figures.PHONE, Figures.REFERENCE)):
        return text, text
    return text, _without(text, [each for each in numbers if each.digits not in known])


def _names_another(text: str, codes: Sequence[_Span]) -> bool:
    """Whether something else is called a PIN than these post codes, just before each of which that word may stand."""
    folded = with_any_digits(text)
    leads = [_LEAD.search(folded, max(0, code.start - _NEAR), code.start) for code in codes]
    called = [replace(code, start=lead.start()) for code, lead in zip(codes, leads, strict=True) if lead]
    return names_pin(_without(text, called))


def _like_pins(text: str, *, named: bool) -> Iterator[_Span]:
    """The numbers of as many digits as a PIN, however they stand apart; where a PIN is named, those in words too."""
    for run in figures(text):
        every = [group for figure in run for group in figure.groups]
        if SHORTEST <= _total(every) <= LONGEST:
            yield _span(every)
            continue
        for figure in run:
            if figure.kind in (Kind.OTHER, Kind.AMOUNT) or _is_two(figure):
                yield from _short_enough(figure.groups, named=named)
    if named:
        yield from _dictated(text)


def _is_two(figure: Figure) -> bool:
    """Whether what may be a mobile number may as well be a PIN and the code of a place."""
    return sorted(len(group.digits) for group in figure.groups) == [SHORTEST, LONGEST]


def _short_enough(groups: Sequence[Group], *, named: bool) -> Iterator[_Span]:
    """Of groups side by side: those between longer ones as one, where that is no more than a PIN, or each long enough.

    Where a PIN is named, those too short by themselves are taken together, however many they are.
    """
    for short, some in groupby(groups, lambda group: len(group.digits) <= LONGEST):
        between = list(some)
        if short and _total(between) <= LONGEST:
            yield from [_span(between)] if _total(between) >= SHORTEST else []
        elif short:
            for by_itself, these in groupby(between, lambda group: len(group.digits) >= SHORTEST):
                together = list(these)
                if by_itself:
                    yield from (_span([group]) for group in together)
                elif named and _total(together) >= SHORTEST:
                    yield _span(together)


def _total(groups: Iterable[Group]) -> int:
    return sum(len(group.digits) for group in groups)


def _dictated(text: str) -> Iterator[_Span]:
    """What may be a PIN in words, or in figures with words or letters between: "seven two nine four", "4x0x9x1"."""
    for parts in dictated(text):
        touched = frozenset(each.end for each in parts) & frozenset(each.start for each in parts)
        for by_itself, some in groupby(parts, partial(_stands_alone, touched)):
            said = list(some)
            if not by_itself and is_dictated(said) and longest(said) >= SHORTEST:
                yield _Span(said[0].start, said[-1].end, likely(said))


def _stands_alone(touched: frozenset[int], part: Part) -> bool:
    """Whether a figure is a whole number, such as the code of a place, and no part of what is said beside it."""
    return part.is_figure and len(part.digits) >= SHORTEST and not {part.start, part.end} & touched


def _span(groups: Sequence[Group]) -> _Span:
    return _Span(groups[0].start, groups[-1].end, "".join(group.digits for group in groups))


def _without(text: str, numbers: Iterable[_Span]) -> str:
    parts, end = [], 0
    for number in sorted(numbers, key=lambda number: number.start):
        if number.start >= end:
            parts += [text[end : number.start], HIDDEN]
        end = max(end, number.end)
    return "".join([*parts, text[end:]])
