"""The letters of a file on their way through other programs: what was destroyed is told, with what to do."""

from __future__ import annotations

import re
from typing import Final

import regex

_ANEW: Final = 'take the original, and save it as XLSX or as "CSV UTF-8"'
_LOST: Final = f"the letters were lost when the file was saved: {_ANEW}"
_MISREAD: Final = f"the letters were read in a wrong encoding, and mean nothing any more: {_ANEW}"
_OLD_FONT: Final = "is in the letters of an old font such as Bijoy or SutonnyMJ: convert it to Unicode, or type it anew"
_CODES: Final = f"holds codes such as &#2480; in place of letters: {_ANEW}"
_ALONE: Final = f"has a vowel sign or another mark whose letter is gone: type it anew, or {_ANEW}"
_PRIVATE: Final = "holds signs that only one font knows: type it anew in Unicode"
_UNPRINTABLE: Final = "holds signs that cannot be printed: type it anew"
_LEFT: Final = "a formula or program left this in place of a value: write the value, or leave the cell empty"
_NOT_BENGALI: Final = "this column is for Bengali, and holds letters of another script: write it in Bengali"

#: What spreadsheets and programs write for nothing, or for what has failed; a person's name may be Nan or Null.
_NO_VALUES: Final = frozenset(
    {
        *("NULL", "null", "(null)", "None", "nan", "NaN", "NaT", "<NA>", "undefined", "#N/A", "#NAME?"),
        *("#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"),
    }
)
#: How Excel fills a column that is too narrow for its number, and LibreOffice numbers what has failed.
_FAILED: Final = re.compile(r"#{3,}|Err:\d{3}")

#: A program writes "?" for each letter that it cannot write, and a box for each that its font does not have.
_BOXES: Final = r"\u25a0-\u25a2\u25ad-\u25af\u25fb\u25fc\u2b1b\u2b1c\u2370\u2395\ufffc"
_SUBSTITUTES: Final = rf"?？﹖¿{_BOXES}"
_SUBSTITUTE: Final = regex.compile(rf"[{_SUBSTITUTES}]")
#: That is told from a question: nobody asks so often, within a word, or after nothing. After a number one may.
_LOST_LETTERS: Final = regex.compile(
    rf"\ufffd|[{_SUBSTITUTES}]{{3,}}|(?<![\p{{L}}\p{{M}}\p{{N}}{_SUBSTITUTES}])[{_SUBSTITUTES}]{{2}}"
    rf"|(?<=[\p{{L}}\p{{M}}])[{_SUBSTITUTES}]+(?=[\p{{L}}\p{{M}}\p{{N}}])|[{_SUBSTITUTES}]{{2,}}(?=[\p{{L}}\p{{M}}\p{{N}}])"
    rf"|(?<=[\p{{L}}\p{{M}}])[{_BOXES}]"
)
#: Nobody asks in a name: there even the last letter is known to be lost.
_LOST_IN_A_NAME: Final = regex.compile(rf"(?V1)(?<=[[\p{{Bengali}}\p{{Devanagari}}]--\p{{N}}])[{_SUBSTITUTES}]")
_LINK: Final = regex.compile(r"(?:https?://|www\.)\S+")
_WRITTEN: Final = regex.compile(r"[\p{L}\p{N}]")

#: What programs have taken UTF-8 for.
_CODE_PAGES: Final = (
    *("cp1252", "latin-1", "iso8859-15", "mac_roman", "cp437", "cp850"),
    *("cp1250", "cp1251", "cp1253", "cp1255", "cp1256", "cp1257", "cp852", "cp866", "koi8-r"),
)
#: With these bytes begin, in UTF-8: Devanagari, Bengali, quotation marks and dashes, the rupee sign.
_BEGINNINGS: Final = (b"\xe0\xa4", b"\xe0\xa5", b"\xe0\xa6", b"\xe0\xa7", b"\xe2\x80", b"\xe2\x82\xb9")
#: What bytes from 80 to 9f have become besides control characters.
_CP1252_SIGNS: Final = bytes(range(0x80, 0xA0)).decode("cp1252", "ignore")
#: Those, the mark of UTF-8, the sign for a lost letter, and letters of Latin-1: also what was misread twice.
_MISREAD_SIGNS: Final = regex.compile(
    "|".join(
        [
            *sorted({regex.escape(begun.decode(page, "ignore")) for begun in _BEGINNINGS for page in _CODE_PAGES}),
            "ï»¿",
            "ï¿½",
            rf"[ÂÃ][\x80-\xbf{_CP1252_SIGNS}]",
            "ÿÿ|ÿþ|þÿ|þþ",
            # What takes UTF-8 for one of these makes their letters of nearly all bytes; no office here writes them.
            r"\p{Han}|\p{Hiragana}|\p{Katakana}|\p{Hangul}|\p{Thai}|[\uff61-\uff9f]",
        ]
    )
)
#: UTF-16 read byte by byte: to every letter of Bengali and Devanagari belongs a byte 09, which is a tab.
_SPLIT: Final = regex.compile(r"(?:^|\t)\S\t\S(?:\t|$)|(?:[\xa1-\xff]\s){3}")

#: The e and oi of Bijoy are daggers and a circumflex before their letter; nobody has these within a word.
_DAGGERS: Final = regex.compile(r"(?<=[A-Za-z])[†‡ˆ](?=[A-Za-z])")
#: In a column for Bengali that has no Bengali: more of its signs before a letter, its a between consonants, and its i
#: before one (but for "wb", which is the state).
_BIJOY: Final = regex.compile(
    r"[†‡ˆ„‰‹Œ›œŸ¡¢¤¥¦¨ª«¬¯±´¶¸¹º»¿ÖØò÷ÿ`](?=[A-Za-z])"
    r"|[b-df-gj-np-tw-zB-DF-GJ-NP-TW-Z]v[b-df-hj-np-tw-zB-DF-HJ-NP-TW-Z]"
    r"|\bw[c-df-gj-np-qs-tv-xzA-Z]"
)
_BENGALI: Final = regex.compile(r"\p{Bengali}")
#: Who has no Bengali letters at hand writes Bengali in Latin ones, never in those of a neighbour's language.
_NEIGHBOURS: Final = regex.compile(
    r"(?V1)[\p{L}&&[\p{Devanagari}\p{Oriya}\p{Gurmukhi}\p{Gujarati}\p{Tamil}\p{Telugu}]]"
)
_OF_BENGALI_COLUMNS: Final = regex.compile(r"(?V1)[\p{L}&&[\p{Bengali}\p{Latin}]]")

_CODED: Final = regex.compile(
    r"(?i)&#\d{2,7};|&#x[\da-f]{2,6};|&(?:amp|lt|gt|quot|apos|nbsp);|\\u\{?[\da-f]{3}|<u\+[\da-f]{4,6}>"
    r"|u\+09[\da-f]{2}|_x[\da-f]{4}_|(?<=\p{L})%20(?=\p{L})"
    r"|([%=])(?:c[23]|e[0-2]\1[89ab][\da-f])\1[89ab][\da-f]|(?:\\x[89a-f][\da-f]){2}|(?:\\[23][0-7]{2}){2}"
)
_MARK_ALONE: Final = regex.compile(r"(?:^|[\s?])\p{M}|\u25cc")
_OF_ONE_FONT: Final = regex.compile(r"\p{Co}|[\ufdd0-\ufdef\ufffe\uffff]")
_CONTROL: Final = regex.compile(r"[^\P{Cc}\t\n\r]|\p{Cs}")

#: English, Bengali and Hindi without anything that programs make of lost letters, as most cells are by far.
_PLAIN: Final = re.compile(r"[\n\r !\x22$'-*,-;>@-\[\]^`-~\u0900-\u09ff–—‘’“”₹]*")


def destroyed(text: str, language: str | None = None) -> str | None:
    """Why nobody can read this visible text any more, and what to do; None where it is as it was written.

    ``language`` is what it should be in, where that is known.
    """
    if text in _NO_VALUES or _FAILED.fullmatch(text):
        return _LEFT
    if _PLAIN.fullmatch(text) and not (text.isascii() and language == "bn"):
        return _ALONE if _MARK_ALONE.search(text) else None
    unlinked = _LINK.sub("", text)
    old_font = _DAGGERS.search(text) or (language == "bn" and not _BENGALI.search(text) and _BIJOY.search(text))
    reasons = (
        (_MISREAD, _MISREAD_SIGNS.search(text) or _SPLIT.search(text)),
        (_LOST, _has_lost_letters(unlinked)),
        (_CODES, _CODED.search(unlinked)),
        (_OLD_FONT, old_font),
        (_ALONE, _MARK_ALONE.search(text)),
        (_PRIVATE, _OF_ONE_FONT.search(text)),
        (_UNPRINTABLE, _CONTROL.search(text)),
    )
    return next((reason for reason, found in reasons if found), None)


def destroyed_name(text: str) -> str | None:
    """Why this is no longer the name of a person or a place that it was, beyond what is told of every text."""
    return _LOST if _LOST_IN_A_NAME.search(text) else None


def misplaced(text: str, language: str | None) -> str | None:
    """Why the text cannot be in the language of its column, and what to do; None where it can."""
    if language != "bn" or not _NEIGHBOURS.search(text) or _OF_BENGALI_COLUMNS.search(text):
        return None
    return _NOT_BENGALI


def _has_lost_letters(text: str) -> bool:
    if not _WRITTEN.search(text):
        return _SUBSTITUTE.search(text) is not None
    return _LOST_LETTERS.search(text) is not None
