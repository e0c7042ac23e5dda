"""Dates, money and measures as papers print them: dd-mm-yyyy, lakhs, the digits and words of the paper's language."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal

from chatbot.language.number_words import in_words
from chatbot.language.wording import _, in_digits, say, short_date

_IST = ZoneInfo("Asia/Kolkata")


def moment(value: datetime, language: str) -> str:
    """``০২-১২-২০২৬, ১৭:৩০`` by Indian time."""
    local = value.astimezone(_IST)
    return f"{short_date(local.date(), language)}, {in_digits(f'{local:%H:%M}', language)}"


def on_one_line(text: str) -> str:
    """``text`` with blanks at which no line is broken."""
    return text.replace(" ", "\u00a0")


def amount(paise: int, language: str, *, exact: bool) -> str:
    """``১২,৩৪,৫৬৭``, as it stands in a column of rupees; ``exact`` columns have the paise of every amount."""
    whole, rest = divmod(abs(paise), 100)
    figures = format_decimal(whole, locale="en_IN") + (f".{rest:02d}" if exact else "")
    return in_digits(f"{'−' if paise < 0 else ''}{figures}", language)


def rupees_in_words(paise: int, language: str) -> str:
    """``বারো লক্ষ চৌত্রিশ হাজার পাঁচশো সাতষট্টি টাকা মাত্র``, with the paise where there are any; never below nought."""
    whole, rest = divmod(paise, 100)
    if not rest:
        return say(_("Rupees {rupees} only"), language, rupees=in_words(whole, language))
    if not whole:
        return say(_("Paise {paise} only"), language, paise=in_words(rest, language))
    words = {"rupees": in_words(whole, language), "paise": in_words(rest, language)}
    return say(_("Rupees {rupees} and paise {paise} only"), language, **words)


def measure(value: Decimal, language: str) -> str:
    """``১,২৩৪.৫``: grouped, without the noughts that a column of the database adds."""
    return in_digits(format_decimal(value.normalize(), format="#,##,##0.###", locale="en_IN"), language)
