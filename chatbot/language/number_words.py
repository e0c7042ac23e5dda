"""Numbers in words, counted in hundreds, thousands, lakhs and crores, as cheques in India have them and as people say them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from chatbot.language.spelling import without_marks

# ruff: noqa: SIM905 - words are read and corrected more easily without quotes around each

#: Every number below a hundred has a name of its own in Bengali and in Hindi.
_BELOW_A_HUNDRED: Final = {
    "bn": (
        "শূন্য এক দুই তিন চার পাঁচ ছয় সাত আট নয় দশ এগারো বারো তেরো চোদ্দো পনেরো ষোলো সতেরো আঠারো উনিশ "
        "কুড়ি একুশ বাইশ তেইশ চব্বিশ পঁচিশ ছাব্বিশ সাতাশ আঠাশ উনত্রিশ "
        "ত্রিশ একত্রিশ বত্রিশ তেত্রিশ চৌত্রিশ পঁয়ত্রিশ ছত্রিশ সাঁইত্রিশ আটত্রিশ উনচল্লিশ "
        "চল্লিশ একচল্লিশ বিয়াল্লিশ তেতাল্লিশ চুয়াল্লিশ পঁয়তাল্লিশ ছেচল্লিশ সাতচল্লিশ আটচল্লিশ উনপঞ্চাশ "
        "পঞ্চাশ একান্ন বাহান্ন তিপ্পান্ন চুয়ান্ন পঞ্চান্ন ছাপ্পান্ন সাতান্ন আটান্ন উনষাট "
        "ষাট একষট্টি বাষট্টি তেষট্টি চৌষট্টি পঁয়ষট্টি ছেষট্টি সাতষট্টি আটষট্টি উনসত্তর "
        "সত্তর একাত্তর বাহাত্তর তিয়াত্তর চুয়াত্তর পঁচাত্তর ছিয়াত্তর সাতাত্তর আটাত্তর উনআশি "
        "আশি একাশি বিরাশি তিরাশি চুরাশি পঁচাশি ছিয়াশি সাতাশি অষ্টাশি উননব্বই "
        "নব্বই একানব্বই বিরানব্বই তিরানব্বই চুরানব্বই পঁচানব্বই ছিয়ানব্বই সাতানব্বই আটানব্বই নিরানব্বই"
    ).split(),
    "hi": (
        "शून्य एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस "
        "बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस "
        "तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस "
        "चालीस इकतालीस बयालीस तैंतालीस चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास "
        "पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ "
        "साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर "
        "सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उन्यासी "
        "अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी नवासी "
        "नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे"
    ).split(),
}
_ENGLISH: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
#: Bengali has the hundreds in one word, English and Hindi in two.
_HUNDREDS: Final = {
    "bn": "একশো দুশো তিনশো চারশো পাঁচশো ছয়শো সাতশো আটশো নয়শো".split(),
    "en": [f"{digit} hundred" for digit in _ENGLISH[1:10]],
    "hi": [f"{digit} सौ" for digit in _BELOW_A_HUNDRED["hi"][1:10]],
}
_THOUSAND: Final = {"bn": "হাজার", "en": "thousand", "hi": "हज़ार"}
_LAKH: Final = {"bn": "লক্ষ", "en": "lakh", "hi": "लाख"}
_CRORE: Final = {"bn": "কোটি", "en": "crore", "hi": "करोड़"}

#: How else the numbers are said and spelt, and how they are written in Latin letters.
_SAID: Final = {
    1: "ek",
    2: "dui du do দু",
    3: "tin teen",
    4: "char",
    5: "panch pach paanch",
    6: "choy chhoy cho chhe ছ छः",
    7: "sat saat",
    8: "at aat aath",
    9: "noy nau ন",
    10: "dosh das",
    11: "egaro gyarah এগার",
    12: "baro barah বার",
    13: "tero terah তের",
    14: "choddo chouddo chaudah চৌদ্দ চৌদ্দো",
    15: "ponero pandrah পনের पन्द्रह",
    16: "sholo solah ষোল",
    17: "sotero satrah সতের",
    18: "atharo atharah আঠার",
    19: "unish unnis ঊনিশ",
    20: "kuri bish bis bees বিশ",
    25: "pochish ponchish pachis pachees",
    30: "trish tirish tis tees তিরিশ",
    40: "chollish challish chalis chaalis",
    50: "ponchash panchash ponchas panchas pachas",
    60: "shaat",
    70: "shottor sottor sattar",
    80: "ashi assi",
    90: "nobboi nabbe",
}


def in_words(value: int, language: str) -> str:
    """``value`` (0 or more) in words: 1,23,456 is "one lakh twenty-three thousand four hundred fifty-six"."""
    if value < 0:
        raise ValueError("a number below nought has no words here")
    parts = []
    for size, name in ((10**7, _CRORE), (10**5, _LAKH), (1000, _THOUSAND)):
        count, value = divmod(value, size)
        if count:
            parts.append(f"{in_words(count, language)} {name[language]}")
    hundreds, value = divmod(value, 100)
    if hundreds:
        parts.append(_HUNDREDS[language][hundreds - 1])
    if value or not parts:
        parts.append(_below_a_hundred(value, language))
    return " ".join(parts)


def number_named(word: str) -> int | None:
    """The number below a hundred that one word in small letters names, in any language; None if it names none."""
    return _NAMED.get(without_marks(word))


def _below_a_hundred(value: int, language: str) -> str:
    if language != "en":
        return _BELOW_A_HUNDRED[language][value]
    if value < len(_ENGLISH):
        return _ENGLISH[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens - 2] + (f"-{_ENGLISH[ones]}" if ones else "")


def _english_spellings(value: int) -> tuple[str, str]:
    """With the hyphen and in one word."""
    words = _below_a_hundred(value, "en")
    return words, words.replace("-", "")


_NAMED: Final[Mapping[str, int]] = MappingProxyType(
    {without_marks(word): value for value, words in _SAID.items() for word in words.split()}
    | {without_marks(word): value for words in _BELOW_A_HUNDRED.values() for value, word in enumerate(words)}
    | {spelling: value for value in range(100) for spelling in _english_spellings(value)}
)
