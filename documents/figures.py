"""Dates, money and measures as papers print them: dd-mm-yyyy, lakhs, and the digits of the paper's language."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal

from chatbot.language import in_digits

_IST = ZoneInfo("Asia/Kolkata")


def day(value: date, language: str) -> str:
    """``০২-১২-২০২৬``."""
    return in_digits(f"{value:%d-%m-%Y}", language)


def moment(value: datetime, language: str) -> str:
    """``০২-১২-২০২৬, ১৭:৩০`` by Indian time."""
    local = value.astimezone(_IST)
    return f"{day(local.date(), language)}, {in_digits(f'{local:%H:%M}', language)}"


def rupees(paise: int, language: str) -> str:
    """``₹১২,৩৪,৫৬৭``; paise only where there are any."""
    whole, rest = divmod(abs(paise), 100)
    amount = format_decimal(whole, locale="en_IN") + (f".{rest:02d}" if rest else "")
    return in_digits(f"{'−' if paise < 0 else ''}₹{amount}", language)


def measure(value: Decimal, language: str) -> str:
    """``১,২৩৪.৫``: grouped, without the noughts that a column of the database adds."""
    return in_digits(format_decimal(value.normalize(), format="#,##,##0.###", locale="en_IN"), language)
