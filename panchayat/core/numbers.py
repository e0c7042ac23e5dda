"""The numbers by which people name a grievance, an application or a paper: digits with a check digit, behind a prefix."""

from __future__ import annotations

import re
import secrets
import unicodedata
from typing import Final

from stdnum import damm

_ANYWHERE: Final = re.compile(r"(?<![A-Z])(GRV|BP|NOC|APP|PAY|BK|CRT)\W{0,5}(\d{2})\W{0,5}(\d{4})\W{0,5}(\d{4})(?!\d)")
_ALONE: Final = re.compile(r"\W*(\d{2})\W{0,5}(\d{4})\W{0,5}(\d{4})\W*")


def new_number(prefix: str, year: int) -> str:
    """A number such as ``GRV-26-4815-3706``: ``prefix``, the year, seven random digits and a check digit.

    The check digit (Damm) stands for the year too; every single wrong digit and every swap of two
    neighbours is noticed. Two calls may give the same number: the database refuses the second.
    """
    digits = f"{year % 100:02}{secrets.randbelow(10**7):07}"
    digits += damm.calc_check_digit(digits)
    return f"{prefix}-{digits[:2]}-{digits[2:6]}-{digits[6:]}"


def parse_number(text: str, *, prefix: str = "GRV") -> str | None:
    """The number that was typed, as ``new_number`` writes it; None if there is none or its check digit is wrong.

    Any script's digits and any hyphens or spaces will do. A number with its prefix may stand anywhere in
    the text; without it, it must be all of the text and is taken for one of ``prefix``.
    """
    folded = with_ascii_digits(text).upper()
    if found := _ANYWHERE.search(folded):
        prefix, *groups = found.groups()
    elif found := _ALONE.fullmatch(folded):
        groups = list(found.groups())
    else:
        return None
    return f"{prefix}-{'-'.join(groups)}" if damm.is_valid("".join(groups)) else None


def with_ascii_digits(text: str) -> str:
    """``text`` with the digits of every script written as 0 to 9."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
