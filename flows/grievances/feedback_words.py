"""What people write when they are asked whether something has been fixed: plainly, or in a sentence of their own."""

from __future__ import annotations

from typing import Final

from chatbot.language.matching import is_named, normalise
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

_MEANT: Final = words_under("feedback", "verdict", __package__)
_YES, _NO = (frozenset(map(normalise, _MEANT[what])) for what in ("yes", "no"))
#: After these comes the opposite of what was said before.
_BUT: Final = frozenset(map(normalise, _MEANT["but"]))
#: Words of sentences about whether something was done.
_ABOUT: Final = frozenset(map(normalise, words_under("feedback", "sentence", __package__)["about"]))
#: With so few words beside it, a yes or a no is about what was asked.
_FEW: Final = 2


def feedback_in(said: str) -> Option | None:
    """``FIXED`` or ``NOT_FIXED``, if that is what the words say; a yes with a but is neither."""
    for verdict in (FIXED, NOT_FIXED):
        if is_named(said, [verdict]):
            return verdict
    words = [normalise(word) for word in said.split()]
    denied = any(word in _NO for word in words)
    agreed = words[:1] != [] and words[0] in _YES
    about = any(word in _ABOUT for word in words) or len(words) <= 1 + _FEW
    if not about or _BUT & set(words):
        return None
    if denied:
        return NOT_FIXED if words[0] in _NO or any(word in _ABOUT for word in words) else None
    return FIXED if agreed or any(" ".join(words).startswith(f"{normalise(name)} ") for name in FIXED.words) else None
