"""The numbers by which people name a grievance, an application or a paper: digits with a check digit, behind a prefix."""

from __future__ import annotations

import re
import secrets
from enum import StrEnum
from typing import Final

from stdnum import damm

from chatbot.language.spelling import with_ascii_digits


class Prefix(StrEnum):
    """What a number begins with, and so what it names; a new kind of record adds its own."""

    GRIEVANCE = "GRV"
    PERMIT = "BP"
    TRADE_NOC = "NOC"
    APPLICATION = "APP"
    PAY_SLIP = "PAY"
    BOOKING = "BK"
    CERTIFICATE = "CRT"


_DIGITS: Final = r"(\d{2})\W{0,5}(\d{4})\W{0,5}(\d{4})"
_ANYWHERE: Final = re.compile(rf"(?<![A-Z])({'|'.join(Prefix)})\W{{0,5}}{_DIGITS}(?!\d)")
_ALONE: Final = re.compile(rf"\W*{_DIGITS}\W*")


def new_number(prefix: Prefix, year: int) -> str:
    """A number such as ``GRV-26-4815-3706``: ``prefix``, the year, seven random digits and a check digit.

    The check digit (Damm) stands for the year too; every single wrong digit and every swap of two
    neighbours is noticed. Two calls may give the same number: the database refuses the second.
    """
    digits = f"{year % 100:02}{secrets.randbelow(10**7):07}"
    digits += damm.calc_check_digit(digits)
    return f"{prefix}-{digits[:2]}-{digits[2:6]}-{digits[6:]}"


def parse_number(text: str, *, prefix: Prefix = Prefix.GRIEVANCE) -> str | None:
    """The number that was typed, as ``new_number`` writes it; None if there is none or its check digit is wrong.

    Any script's digits and any hyphens or spaces will do. A number with its prefix may stand anywhere in
    the text; without it, it must be all of the text and is taken for one of ``prefix``.
    """
    folded = with_ascii_digits(text).upper()
    if found := _ANYWHERE.search(folded):
        prefix, groups = Prefix(found[1]), list(found.groups()[1:])
    elif found := _ALONE.fullmatch(folded):
        groups = list(found.groups())
    else:
        return None
    return f"{prefix}-{'-'.join(groups)}" if damm.is_valid("".join(groups)) else None
