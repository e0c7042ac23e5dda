"""Numbers in words, counted in hundreds, thousands, lakhs and crores, as cheques and receipts in India have them."""

from __future__ import annotations

from typing import Final

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


def _below_a_hundred(value: int, language: str) -> str:
    if language != "en":
        return _BELOW_A_HUNDRED[language][value]
    if value < len(_ENGLISH):
        return _ENGLISH[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens - 2] + (f"-{_ENGLISH[ones]}" if ones else "")
