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
_UNPRINTABLE: Final = "holds signs that cannot be printed"

#: A program writes "?" for each letter that it cannot write. That is told from a question: nobody asks so often, within
#: a word, or after nothing.
_QUESTION_MARKS: Final = regex.compile(
    r"\ufffd|\?{3,}|(?<![\p{L}\p{M}\p{N}?])\?{2}|(?<=[\p{L}\p{M}\p{N}])\?+(?=[\p{L}\p{M}\p{N}])"
)
_LINK: Final = regex.compile(r"(?:https?://|www\.)\S+")
_WRITTEN: Final = regex.compile(r"[\p{L}\p{N}]")

#: What programs have taken UTF-8 for.
_CODE_PAGES: Final = ("cp1252", "latin-1", "iso8859-15", "mac_roman", "cp437", "cp850", "cp1250", "cp1251")
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
        ]
    )
)

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

_CODED: Final = regex.compile(
    r"(?i)&#\d{2,7};|&#x[\da-f]{2,6};|&(?:amp|lt|gt|quot|apos|nbsp);|\\u[\da-f]{4}|<u\+[\da-f]{4,6}>"
)
_MARK_ALONE: Final = regex.compile(r"(?:^|[\s?])\p{M}|\u25cc")
_OF_ONE_FONT: Final = regex.compile(r"\p{Co}|[\ufdd0-\ufdef\ufffe\uffff]")
_CONTROL: Final = regex.compile(r"[^\P{Cc}\t\n\r]|\p{Cs}")

#: English, Bengali and Hindi without anything that programs make of lost letters, as most cells are by far.
_PLAIN: Final = re.compile(r"[\t\n\r -%'-;=>@-\[\]-~\u0900-\u09ff–—‘’“”₹]*")


def destroyed(text: str, language: str | None = None) -> str | None:
    """Why nobody can read this visible text any more, and what to do; None where it is as it was written.

    ``language`` is what it should be in, where that is known.
    """
    if _PLAIN.fullmatch(text) and not (text.isascii() and language == "bn"):
        return _ALONE if _MARK_ALONE.search(text) else None
    if _has_lost_letters(text):
        return _LOST
    if _MISREAD_SIGNS.search(text):
        return _MISREAD
    if _DAGGERS.search(text) or (language == "bn" and not _BENGALI.search(text) and _BIJOY.search(text)):
        return _OLD_FONT
    for signs, reason in (
        (_CODED, _CODES),
        (_MARK_ALONE, _ALONE),
        (_OF_ONE_FONT, _PRIVATE),
        (_CONTROL, _UNPRINTABLE),
    ):
        if signs.search(text):
            return reason
    return None


def _has_lost_letters(text: str) -> bool:
    if "?" in text and not _WRITTEN.search(text):
        return True
    return _QUESTION_MARKS.search(_LINK.sub("", text)) is not None
