"""What may stand in a cell: the types of the columns, which read numbers, dates and phones as offices write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any, Final, NoReturn

import phonenumbers
import regex
from pydantic import BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from chatbot.language.spelling import for_machines, with_ascii_digits
from chatbot.language.wording import LANGUAGES
from panchayat.core.months import first_of
from panchayat.imports.letters import destroyed_name
from panchayat.imports.sheets import CellError, Share
from panchayat.models import Names

_ISO_DATE: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_INDIAN_DATE: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_ISO_MONTH: Final = re.compile(r"(\d{4})[-/](\d{1,2})")
_INDIAN_MONTH: Final = re.compile(r"(\d{1,2})[-/](\d{4})")
_NAMED_MONTH: Final = re.compile(r"([A-Za-z]{3})[a-z]*[- ](\d{4}|\d{2})")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEARS: Final = range(1900, 2200)
#: Plain, or grouped in the Indian or in the western way.
_NUMBER: Final = re.compile(r"-?(?:\d+|\d{1,2}(?:,\d{2})*,\d{3}|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_RUPEE_SIGN: Final = re.compile(r"^(?:₹|Rs\.?|INR)\s*|\s*/-$", re.IGNORECASE)
_PER_CENT_SIGN: Final = re.compile(r"\s*%$")
_MOST_RUPEES: Final = 2_00_00_000
#: Spreadsheets keep no more digits of a number than this.
_EXACT: Final = 10**15
#: More than this the reading of phone numbers would overlook.
_DIALLED: Final = re.compile(r"[+\d ().-]+")
_MOBILE: Final = re.compile(r"[6-9]\d{9}")
_SAMPLE_MOBILE: Final = re.compile(r"(?:\+91|91)?(0{5}\d{5})")
_PIN_CODE: Final = re.compile(r"[1-9]\d{5}")
_PHONE: Final = re.compile(r"\+?\d[\d -]{1,18}\d")
_ACCOUNT: Final = re.compile(r"\d{9,18}")
_LETTER: Final = regex.compile(r"\p{L}")
_LETTER_OR_DIGIT: Final = regex.compile(r"[\p{L}\p{N}]")
_YES: Final = frozenset({"yes", "y", "true", "1", "হ্যাঁ", "हाँ", "हां"})
_NO: Final = frozenset({"no", "n", "false", "0", "না", "नहीं"})


def wrong(reason: str) -> NoReturn:
    """Refuse the cell for this reason, which must not repeat what stands in it."""
    raise PydanticCustomError("cell", reason)


def _plain(value: object) -> str:
    """A cell as text, whatever a spreadsheet has made of it."""
    match value:
        case None:
            wrong("must not be empty")
        case CellError(sign):
            wrong(f"the formula has failed ({sign})")
        case Share():
            wrong("is a number in per cent: format the column as text")
        case str():
            return value
        case bool():
            wrong("holds TRUE or FALSE")
        case int() | float():
            if abs(value) >= _EXACT:
                wrong("is a number too long for a spreadsheet, which has rounded it: format the column as text")
            return format(value, ".15g")
        case datetime() | date() | time():
            wrong("holds a date or a time: format the column as text")
        case _:
            wrong("holds something that is not text")


def _figures(value: object) -> str:
    """A cell that is no language, such as a number or a code: its digits and dashes are the same in every script."""
    return with_ascii_digits(for_machines(_plain(value)))


def _text(longest: int, *, lines: bool = False) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = _plain(value)
        if not lines:
            text = " ".join(text.split())
        if not text:
            wrong("must not be empty")
        if len(text) > longest:
            wrong(f"is longer than {longest} letters")
        return text

    return read


def _words(longest: int, *, lines: bool = False) -> Callable[[object], str]:
    read = _text(longest, lines=lines)

    def worded(value: object) -> str:
        text = read(value)
        if not _LETTER_OR_DIGIT.search(text):
            wrong("holds neither letters nor digits: write it in words")
        return text

    return worded


def text_of(longest: int) -> Any:
    """The validator of a text of at most so many letters."""
    return BeforeValidator(_words(longest))


def _name(value: object) -> str:
    text = _text(200)(value)
    if reason := destroyed_name(text):
        wrong(reason)
    if not _LETTER.search(text):
        wrong("is a name, and holds no letters: write it in letters")
    return text


def _code(value: object) -> str:
    return _text(40)(_figures(value))


def _number(value: object, decimals: int, least: Decimal | int, most: Decimal | int) -> Decimal:
    text = _figures(value)
    if not _NUMBER.fullmatch(text):
        wrong("is not a number")
    number = Decimal(text.replace(",", ""))
    if not least <= number <= most:
        wrong(f"is not between {least} and {most}")
    if number != round(number, decimals):
        wrong(f"has more than {decimals} decimals" if decimals else "is not a whole number")
    return round(number, decimals) if decimals else number.to_integral_value()


def decimal(decimals: int, least: Decimal | int, most: Decimal | int) -> Any:
    """The validator of a number with at most so many decimals."""
    return BeforeValidator(lambda value: _number(value, decimals, least, most))


def whole(least: int, most: int) -> Any:
    """The validator of a whole number."""
    return BeforeValidator(lambda value: int(_number(value, 0, least, most)))


def _per_cent(value: object, most: int) -> Decimal:
    if isinstance(value, Share):
        value = format(Decimal(_plain(value.number)) * 100, "f")
    return _number(_PER_CENT_SIGN.sub("", _plain(value)), 2, 0, most)


def per_cent(most: int) -> Any:
    """The validator of so many per cent at most, with their sign or without it."""
    return BeforeValidator(lambda value: _per_cent(value, most))


def _paise(value: object) -> int:
    text = _RUPEE_SIGN.sub("", _plain(value))
    return int(_number(text, 2, 0, _MOST_RUPEES) * 100)


def _date(year: int | str, month: int | str, day: int | str) -> date:
    try:
        made = date(int(year), int(month), int(day))
    except ValueError:
        wrong("there is no such date")
    if made.year not in _YEARS:
        wrong("there is no such year")
    return made


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return _date(value.year, value.month, value.day)
    if isinstance(value, date):
        return value
    text = _figures(value)
    if found := _ISO_DATE.fullmatch(text):
        return _date(found[1], found[2], found[3])
    if found := _INDIAN_DATE.fullmatch(text):
        return _date(found[3], found[2], found[1])
    wrong("is not a date: write it as 31-12-2026")


def _month(value: object) -> date:
    if isinstance(value, date):
        return first_of(_day(value))
    text = _figures(value)
    if found := _ISO_MONTH.fullmatch(text):
        return _date(found[1], found[2], 1)
    if found := _INDIAN_MONTH.fullmatch(text):
        return _date(found[2], found[1], 1)
    # This is how a spreadsheet writes 11-2026 into a CSV.
    if (found := _NAMED_MONTH.fullmatch(text)) and found[1].lower() in _MONTHS:
        return _date(found[2] if len(found[2]) == 4 else f"20{found[2]}", _MONTHS.index(found[1].lower()) + 1, 1)
    if _ISO_DATE.fullmatch(text) or _INDIAN_DATE.fullmatch(text):
        return first_of(_day(value))
    wrong("is not a month: write it as 11-2026")


def _yes_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    text = _figures(value).casefold()
    if text in _YES or text in _NO:
        return text in _YES
    wrong("is neither yes nor no")


def _mobile(value: object, info: ValidationInfo) -> str:
    text = _figures(value)
    if info.context and info.context["samples"]:
        sample = _SAMPLE_MOBILE.fullmatch(text.replace(" ", "").replace("-", ""))
        if sample:
            return f"+91{sample[1]}"
    if not _DIALLED.fullmatch(text):
        wrong("not an Indian mobile number")
    try:
        number = phonenumbers.parse(text, "IN")
    except phonenumbers.NumberParseException:
        wrong("not an Indian mobile number")
    national = str(number.national_number)
    if number.country_code != 91 or not _MOBILE.fullmatch(national):
        wrong("not an Indian mobile number")
    return f"+91{national}"


def _pin_codes(value: object) -> list[str]:
    codes = _figures(value).replace(",", " ").replace(";", " ").split()
    if not all(_PIN_CODE.fullmatch(code) for code in codes):
        wrong("is not a list of PIN codes, six digits each")
    return codes


def _pin_code(value: object) -> str:
    codes = _pin_codes(value)
    if len(codes) != 1:
        wrong("is not one PIN code of six digits")
    return codes[0]


def _saturdays(value: object) -> list[int]:
    if value is None or isinstance(value, list):
        return value or []
    numbers = _figures(value).replace(",", " ").split()
    if not all(number in ("1", "2", "3", "4", "5") for number in numbers):
        wrong('is not a list of Saturdays of the month, such as "2 4"')
    return sorted({int(number) for number in numbers})


def _phone(value: object) -> str:
    text = _figures(value)
    if not _PHONE.fullmatch(text):
        wrong("is not a phone number")
    return text


def _phones(value: object) -> list[str]:
    if isinstance(value, list):
        return value
    return [_phone(each.strip()) for each in re.split(r"[,;/]", _figures(value))]


def _account(value: object) -> str:
    text = _figures(value).replace(" ", "").replace("-", "")
    if not _ACCOUNT.fullmatch(text):
        wrong("is not a bank account of 9 to 18 digits")
    return text


def _parts(value: Any) -> list[Names]:
    """Several texts in each language, separated by ``|``: as many in one as in the others."""
    if isinstance(value, list):
        return list(value)
    columns = [[each.strip() for each in _plain(value[language]).split("|")] for language in LANGUAGES]
    if any(len(each) != len(columns[0]) for each in columns):
        wrong("has another number of parts, separated by |, than the other languages")
    return [dict(zip(LANGUAGES, each, strict=True)) for each in zip(*columns, strict=True)]


class InLanguages:
    """Marks a column that is three: one for each language."""


#: Before a column of a few words: spreadsheets begin them with a capital.
IN_SMALL: Final = BeforeValidator(lambda value: _plain(value).lower())
IN_CAPITALS: Final = BeforeValidator(lambda value: _plain(value).upper())

Text = Annotated[str, text_of(200)]
#: Of a person, a post, a place or an office: what somebody is called, never a question or a number.
Name = Annotated[str, BeforeValidator(_name)]
#: As much as a column for keywords holds, and as much as one for the numbers of a register does.
Short = Annotated[str, text_of(40)]
Reference = Annotated[str, text_of(60)]
Passage = Annotated[str, BeforeValidator(_words(1000, lines=True))]
#: A code or an id, whose digits are the same in every script.
Code = Annotated[str, BeforeValidator(_code)]
#: In paise; written in rupees.
Paise = Annotated[int, BeforeValidator(_paise)]
Day = Annotated[date, BeforeValidator(_day)]
#: Its first day.
Month = Annotated[date, BeforeValidator(_month)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
#: In E.164.
Mobile = Annotated[str, BeforeValidator(_mobile)]
#: Of an office, as it is shown.
Phone = Annotated[str, BeforeValidator(_phone)]
Phones = Annotated[list[str], BeforeValidator(_phones)]
PinCode = Annotated[str, BeforeValidator(_pin_code)]
PinCodes = Annotated[list[str], BeforeValidator(_pin_codes)]
Saturdays = Annotated[list[int], BeforeValidator(_saturdays)]
BankAccount = Annotated[str, BeforeValidator(_account)]
Percent = Annotated[Decimal, per_cent(999)]
Area = Annotated[Decimal, decimal(2, Decimal("0.01"), 99_999_999)]
InThree = Annotated[dict[str, Text], InLanguages]
MaybeInThree = Annotated[dict[str, Text] | None, InLanguages]
NameInThree = Annotated[dict[str, Name], InLanguages]
MaybeNameInThree = Annotated[dict[str, Name] | None, InLanguages]
PassageInThree = Annotated[dict[str, Passage], InLanguages]
#: Texts separated by ``|``.
ManyInThree = Annotated[list[dict[str, Text]], BeforeValidator(_parts), InLanguages]
