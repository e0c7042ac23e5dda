"""What people write when they are asked whether something has been fixed: plainly, or in a sentence of their own."""

from __future__ import annotations

import re
from typing import Final

from chatbot.language.matching import normalise
from chatbot.language.word_lists import words_under
from chatbot.language.wording import _, button
from chatbot.messages import Option
from flows.grievances.verdicts import Verdict, read_verdict

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
_BESIDE_MISTAKE: Final = _MISTAKE["beside"] | _MISTAKE["slip"] | _MISTAKE["instead"]
_BEGINNINGS: Final = _MISTAKE["instead"] | _MISTAKE["whole"]
_RATING: Final = {
    meant: frozenset(map(normalise, said)) for meant, said in words_under("feedback", "rating", __package__).items()
}
_RATED: Final = {
    normalise(word): stars for stars, said in words_under("feedback", "rated", __package__).items() for word in said
}
_SIGNS: Final = re.compile(r"[,.;:!।…\-]+")
_NO_VERDICT: Final = (Verdict.UNCLEAR, Verdict.PARTLY)


def is_mistake(said: str) -> bool:
    """Whether the whole of it takes back what was said just before: that was a mistake, or is not so."""
    plain = _plain(said)
    words = set(plain.split())
    mistaken = words & _MISTAKE["word"] and words <= _MISTAKE["word"] | _BESIDE_MISTAKE
    return bool(mistaken) or plain in _MISTAKE["whole"] or says_otherwise(said)


def says_otherwise(said: str) -> bool:
    """Whether it takes that back by saying the opposite."""
    return said_instead(said) is not Verdict.UNCLEAR


def said_instead(said: str) -> Verdict:
    """The verdict that is so instead of the one before; ``UNCLEAR`` where it takes nothing back, or says none."""
    plain = _plain(said)
    verdict = _certain(_after_beginning(plain))
    return _certain(_without_slip(said)) if verdict is Verdict.UNCLEAR else verdict


def _after_beginning(plain: str) -> str:
    """What follows words that announce the opposite ("no no, in fact"); nothing where none of them begins it."""
    begun = max((each for each in _BEGINNINGS if plain.startswith(f"{each} ")), key=len, default="")
    rest = plain.removeprefix(begun).strip()
    return (_after_beginning(rest) or rest) if begun else ""


def rating_in(said: str) -> tuple[int | None, bool]:
    """The rating that a message gives which has more words than that, and whether it is to be another than before."""
    plain = _plain(said)
    words = plain.split()
    named = " ".join(word for word in words if word not in _RATING["work"])
    if stars := _RATED.get(plain) or _RATED.get(named):
        return int(stars), False
    numbers = {int(word) for word in words if word.isdecimal()}
    others = {word for word in words if not word.isdecimal()}
    if len(numbers) != 1 or not numbers <= set(range(1, 6)) or not others <= _RATING["beside"] | _RATING["corrects"]:
        return None, False
    return numbers.pop(), bool(others & _RATING["corrects"])


def _certain(text: str) -> Verdict:
    """The verdict of words that say nothing else."""
    said = read_verdict(text)
    return said.verdict if said.plain and not said.bare and said.verdict not in _NO_VERDICT else Verdict.UNCLEAR


def _without_slip(said: str) -> str:
    """What is left of a message without the words for a mistake, where whoever writes has made it; else nothing."""
    parts = [part.split() for part in map(normalise, _SIGNS.split(said)) if part]
    mistake, beside, slip = _MISTAKE["word"], _BESIDE_MISTAKE, _MISTAKE["slip"]
    rest: list[str] = []
    owned = False
    for part in parts:
        wrong = not mistake.isdisjoint(part)
        alone = wrong and set(part) <= mistake | beside
        owned = owned or alone or (wrong and not slip.isdisjoint(part))
        if not alone:
            left = [each for each in part if each not in mistake | slip and not each.isdecimal()] if wrong else part
            rest.append(" ".join(left))
    return ", ".join(rest) if owned else ""


def _plain(said: str) -> str:
    return normalise(_SIGNS.sub(" ", said))
