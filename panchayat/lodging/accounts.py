"""Where money can be paid to: a bank account with its branch, or a UPI id; whole for the payment, else by its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from chatbot.language.spelling import unadorned, with_any_digits

UPI, BANK = "upi", "bank"
#: What is shown of an account, and of the name in a UPI id at most, but never more than half of it.
_SHOWN: Final = 4

#: ``name@handle``; a handle with a point in it is that of an e-mail.
_UPI: Final = re.compile(
    r"(?<![\w.@-])([\w.-]{2,64}) ?@ ?([a-z][a-z0-9]{1,63})(?![\w@]|\.\w|-\w)", re.IGNORECASE | re.ASCII
)
#: A handle of which the bank stands apart ("name@ok axis"): what is before the blank is none by itself.
_PARTED: Final = re.compile(
    r"@ ?(?:ok|okhdfc|okicici|hdfc|icici) (?:axis|sbi|hdfc|icici|hdfcbank|bank|icicibank)(?!\w)", re.IGNORECASE
)
_MOBILE: Final = re.compile(r"[6-9]\d{9}")
_EMAIL: Final = re.compile(r"@ ?[\w-]+\.\w", re.ASCII)
#: Four letters of the bank, a nought (or what is typed for it), and six letters or digits of the branch.
_IFSC: Final = re.compile(r"(?<![A-Z0-9])([A-Z]{4})[0O]([A-Z0-9]{6})(?![A-Z0-9])", re.IGNORECASE | re.ASCII)
#: Nine to eighteen digits, in groups as they stand in a passbook.
_NUMBER: Final = re.compile(r"(?<!\w)\d(?:[ -]?\d){8,17}(?!\w|[ -]?\d)", re.ASCII)
_LONG: Final = re.compile(r"(?<!\w)\d(?:[ -]?\d){8,}", re.ASCII)
#: What may be a part of one, mistyped.
_RUN: Final = re.compile(r"(?<![a-z])\d(?:[ -]?\d){4,}", re.ASCII | re.IGNORECASE)
_NAME: Final = re.compile(r"[\w.-]{2,}(?= ?@)", re.ASCII)
_NUMBERS: Final = range(9, 19)


@dataclass(frozen=True, slots=True)
class Account:
    """Where money is paid to: a UPI id, or the number of an account with the IFSC of its branch."""

    kind: str
    number: str
    ifsc: str | None = None

    @property
    def shown(self) -> str:
        """As much of it as its owner knows it by: "…4567", "…bibi@ybl"."""
        if self.kind == BANK:
            return f"…{self.number[-_SHOWN:]}"
        name, _at, handle = self.number.partition("@")
        return f"…{name[-min(_SHOWN, len(name) // 2) :]}@{handle}"


def accounts_in(text: str) -> list[Account]:
    """Every account that ``text`` names whole; of a bank's number without its IFSC, or the other way round, nothing."""
    plain = _plain(text)
    if _PARTED.search(plain):
        return []
    ids = [Account(UPI, f"{name}@{handle}".lower()) for name, handle in _UPI.findall(plain)]
    rest = _UPI.sub(" ", plain)
    branches = {f"{bank}0{branch}".upper() for bank, branch in _IFSC.findall(rest)}
    numbers = set(_numbers(_IFSC.sub(" ", rest)))
    banks = [Account(BANK, number, branch) for number in numbers for branch in branches]
    return [*dict.fromkeys(ids), *banks]


def half_of(text: str) -> Account | None:
    """The one half of a bank account that ``text`` has: its number (``ifsc`` is None) or its IFSC (``number`` is empty).

    What looks like a mobile number is none.
    """
    plain = _plain(text)
    branches = {f"{bank}0{branch}".upper() for bank, branch in _IFSC.findall(plain)}
    numbers = {each for each in _numbers(_IFSC.sub(" ", plain)) if not _MOBILE.fullmatch(each)}
    if "@" in plain or len(branches) + len(numbers) != 1:
        return None
    return Account(BANK, next(iter(numbers), ""), next(iter(branches), None))


def joined(one: Account, other: Account) -> Account | None:
    """The account of two halves; None where both are the same half."""
    if bool(one.number) == bool(other.number):
        return None
    return Account(BANK, one.number or other.number, one.ifsc or other.ifsc)


def beside_accounts(text: str) -> str:
    """What is left of ``text`` without the accounts in it."""
    return _NUMBER.sub(" ", _IFSC.sub(" ", _UPI.sub(" ", _plain(text))))


def lacks(text: str) -> str | None:
    """What is missing: an account's ``ifsc`` or ``number``, or a UPI id in place of an ``email`` or ``parted`` by a blank.

    None if all of it is.
    """
    plain = _plain(text)
    if _PARTED.search(plain):
        return "parted"
    if _EMAIL.search(plain):
        return "email"
    branch = _IFSC.search(plain) is not None
    number = any(True for _each in _numbers(_IFSC.sub(" ", plain)))
    if branch or number:
        return "ifsc" if not branch else "number"
    return None


def without_accounts(text: str) -> str:
    """``text`` with no more of any account's number or UPI id than its end."""
    if "@" not in text and not _IFSC.search(_plain(text)):
        return text
    hidden = _UPI.sub(lambda found: Account(UPI, f"{found[1]}@{found[2]}").shown, _plain(text))
    return _LONG.sub(_end, hidden)


def only_ends(text: str) -> str:
    """The same where an account is asked for: of whatever may be a part of one only the end is left."""
    hidden = _NAME.sub(lambda found: f"…{found[0][-min(_SHOWN, len(found[0]) // 2) :]}", _plain(text))
    return _RUN.sub(_end, hidden)


def _end(found: re.Match[str]) -> str:
    return f"…{re.sub(r'[^0-9]', '', found[0])[-_SHOWN:]}"


def _numbers(plain: str) -> Iterator[str]:
    for found in _NUMBER.findall(plain):
        digits = re.sub(r"\D", "", found)
        if len(digits) in _NUMBERS:
            yield digits


def _plain(text: str) -> str:
    return with_any_digits(unadorned(text))
