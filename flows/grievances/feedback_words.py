"""What people write when they are asked whether something has been fixed: plainly, or in a sentence of their own."""

from __future__ import annotations

import re
from typing import Final

from chatbot.language.matching import normalise
from chatbot.language.word_lists import words_under
from chatbot.language.wording import _, button
from chatbot.messages import Option

FIXED: Final = Option(
    "fixed",
    button("Yes, it is fixed"),
    words=(
        *("yes", "fixed", "done", "ha", "hyan", "haan", "han", "hya", "thik hoyeche", "thik hoyece", "kaj hoyeche"),
        *("hoyeche", "hoye geche", "ha hoyeche", "thik hoye geche", "ho gaya", "thik ho gaya"),
        *("হ্যাঁ", "হ্যা", "হা", "ঠিক হয়েছে", "ঠিক হয়ে গেছে", "হয়েছে", "হয়ে গেছে", "কাজ হয়েছে", "হ্যাঁ হয়েছে", "সারানো হয়েছে"),
        *("हाँ", "हां", "हा", "जी", "जी हाँ", "हो गया", "ठीक हो गया", "हाँ हो गया"),
    ),
)
#: What only somebody writes who means the work.
NOT_FIXED_WORDS: Final = (
    *("not fixed", "not done", "hoyni", "hoini", "hoy ni", "thik hoyni", "thik hoini", "kaj hoyni", "ekhono hoyni"),
    *("na hoyni", "nahi hua", "thik nahi hua"),
    *("হয়নি", "হয় নি", "ঠিক হয়নি", "কাজ হয়নি", "এখনও হয়নি", "এখনো হয়নি", "না হয়নি", "কিছু হয়নি"),
    *("नहीं हुआ", "ठीक नहीं हुआ", "अभी नहीं हुआ"),
)
NOT_FIXED: Final = Option(
    "not_fixed",
    button("No, it is not fixed"),
    words=("not_fixed", "no", "na", "nah", "nahi", "না", "নাহ", "नहीं", "ना", "नही", *NOT_FIXED_WORDS),
)
IS_IT_FIXED: Final = _("Has it really been fixed?")
#: The same where it does not stand below what it is about.
IS_IT_FIXED_OF: Final = _("{subject}: has it really been fixed?")

_MISTAKE: Final = {
    meant: frozenset(map(normalise, said)) for meant, said in words_under("feedback", "mistake", __package__).items()
}
_SIGNS: Final = re.compile(r"[,.;:!।…\-]+")


def is_mistake(said: str) -> bool:
    """Whether the whole of it takes back what was said just before: that was a mistake, or is not so."""
    plain = normalise(_SIGNS.sub(" ", said))
    words = set(plain.split())
    mistaken = words & _MISTAKE["word"] and words <= _MISTAKE["word"] | _MISTAKE["beside"]
    return bool(mistaken) or plain in _MISTAKE["whole"] or says_otherwise(said)


def says_otherwise(said: str) -> bool:
    """Whether it takes that back by saying the opposite."""
    return normalise(_SIGNS.sub(" ", said)) in _MISTAKE["not_so"]
