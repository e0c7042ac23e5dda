"""Understanding what people type: any script of digits, any keyboard, typing errors included."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, Protocol, TypeVar

from chatbot.language.number_words import number_named
from chatbot.language.spelling import ALIKE, likeness, plainly
from chatbot.language.word_lists import words
from chatbot.language.wording import LANGUAGES, Words, say

#: By how much the best of several must lead.
LEAD: Final = 6.0
#: From so many words on, what is typed is a sentence and not the name of something.
SENTENCE: Final = 3
#: A word must have this many letters before errors or endings are forgiven in it.
LONG_ENOUGH: Final = 4

_EDGES: Final = re.compile(r"^[^\w₹]+|[^\w\u0981-\u0983\u09bc-\u09cd\u09d7\u0901-\u0903\u093a-\u094f]+$")
_SPACE: Final = re.compile(r"\s+")
_TOKEN: Final = re.compile(r"[\w\u0981-\u0983\u09bc-\u09cd\u09d7\u0901-\u0903\u093a-\u094f]+")
_NUMBER_SIGN: Final = re.compile(
    r"^(?:no|number|নং|নম্বর|নাম্বার|नंबर|नं)?[ .#]*(\d+)[ .)]*(?:no|number|নং|নম্বর|নাম্বার|नंबर|नं)?$"
)
#: What is put behind a name to point at it, or to say whose it is: "জায়গাটা", "namer", "thikanata".
_ENDING: Final = re.compile("(?:টা|টি|টার|টির|টাই|টাও|টিই|খানা|ের|র|য়|তে|ে|ta|ti|tar|tir|tai|tao|er|r|te|y|e|का|की|के)")
_MASKED: Final = re.compile("x{4,}", re.IGNORECASE)
#: How many names and phrases of ours are normalised once and kept; what people write never is.
_KNOWN_BY_HEART: Final = 8192
#: Words that carry no meaning of their own in a request.
_EMPTY: Final = frozenset(words("requests")["empty"])

#: Words that deny what stands beside them.
_DENIALS: Final = frozenset(words("denials")["beside"])
_AGREE_OR_REFUSE: Final = frozenset(words("requests")["particles"])
_VOWELS: Final = frozenset("aeiou")
#: Words of every day that only look like a service's words or an option's: they mean one where they are its very word.
_FALSE_FRIENDS: Final = frozenset(words("requests")["false_friends"])


class Named(Protocol):
    """Something to choose: what it is called, and what else people call it."""

    @property
    def label(self) -> Words: ...

    @property
    def words(self) -> Sequence[str]: ...


N = TypeVar("N", bound=Named)


def normalise(text: str) -> str:
    """``text`` as it is compared: NFC, small letters, Latin digits, no joiners, no punctuation around words."""
    plain = plainly(text).strip()
    return _SPACE.sub(" ", _EDGES.sub("", plain) or plain)


def numeral(text: str) -> int | None:
    """The whole number that the whole of ``text`` is: "১.", "2)", "নং ৩", "1️⃣" or "দুই"; otherwise nothing."""
    plain = normalise(text)
    if (named := number_named(plain)) is not None:
        return named
    found = _NUMBER_SIGN.match(plain)
    return int(found[1]) if found and len(found[1]) <= 9 else None


def is_masked(text: str) -> bool:
    """Whether it holds a number of which only the end is left: "XXXX XXXX 2346"."""
    return _MASKED.search(text) is not None


def letters_in(text: str) -> int:
    """How many letters ``text`` has, vowel signs among them; those that stand for a masked number are none."""
    return sum(unicodedata.category(char)[0] in "LM" for char in _MASKED.sub("", text))


def tokens(text: str) -> list[str]:
    """The words of ``text`` that mean something, normalised."""
    said = spoken(text)
    return [word for word in said if word not in _EMPTY] or said


def spoken(text: str) -> list[str]:
    """Every word of ``text``, normalised."""
    return _TOKEN.findall(normalise(text))


def is_same_word(said: str, word: str) -> bool:
    """Whether ``said`` is ``word``; in long words typing errors are forgiven."""
    return said == word or (min(len(said), len(word)) >= LONG_ENOUGH and _likeness_of(said, word) >= ALIKE)


def is_sentence(text: str) -> bool:
    """Whether ``text`` says something, rather than naming it."""
    return len(tokens(text)) >= SENTENCE


def find_option(text: str, options: Sequence[N], *, denied_too: bool = False) -> N | None:
    """The one option that ``text`` names by its label or by one of its words, in any language, errors forgiven.

    Beside a "no" or a "without" nothing is named, unless with ``denied_too`` options are troubles: "no water".
    """
    said = normalise(text)
    if not said:
        return None
    # "Submit" is that row and not "Do not submit", however alike the two are.
    called = [option for option in options if said in _names(option)]
    if len(called) == 1:
        return called[0]
    if not denied_too and _denies(said, options):
        return None
    ranked = sorted(((_likeness(said, option), index) for index, option in enumerate(options)), reverse=True)
    if not ranked or ranked[0][0] < ALIKE:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAD:
        return None
    return options[ranked[0][1]]


def _denies(said: str, options: Sequence[Named]) -> bool:
    """Whether there is a word of denial in it that stands in the name of none of the options."""
    denials = _DENIALS.intersection(said.split())
    return bool(denials) and not any(denials & set(name.split()) for option in options for name in _names(option))


def is_named(text: str, options: Sequence[Named]) -> bool:
    """Whether ``text`` is exactly what one of the options is called."""
    said = normalise(text)
    return bool(said) and any(said in _names(option) for option in options)


def only_named(said: Sequence[str], options: Sequence[N]) -> N | None:
    """The one option of whose names the words ``said`` speak, with an ending or without; none where several are."""
    meant = [each for each in options if any(_speaks_of(word, each) for word in said)]
    return meant[0] if len(meant) == 1 else None


def _speaks_of(word: str, option: Named) -> bool:
    names = {part for name in _names(option) for part in _words_of(name)}
    return any(
        is_same_word(word, part) or (word.startswith(part) and _ENDING.fullmatch(word, len(part))) for part in names
    )


def is_title(text: str, options: Sequence[Named]) -> bool:
    """Whether the whole of ``text`` is what one of the options is called, typing errors forgiven."""
    said = normalise(text)
    return bool(said) and any(_likeness_of(said, name) >= ALIKE for option in options for name in _names(option))


def _likeness(said: str, option: Named) -> float:
    return max((_alike(said, name) for name in _names(option)), default=0.0)


def _names(option: Named) -> Iterable[str]:
    yield from {_name(label) for label in spellings(option.label)}
    yield from map(_name, option.words)


def spellings(called: Words) -> set[str]:
    """The words in every language."""
    return {say(called, language) for language in LANGUAGES}


def _alike(said: str, name: str) -> float:
    if said == name:
        return 100.0
    if len(said) < LONG_ENOUGH:
        return 99.0 if said in name.split() and len(said) > 1 else 0.0
    # A yes or a no inside a sentence agrees to nothing, and refuses nothing.
    if name not in _AGREE_OR_REFUSE and any(
        word == name or (len(name) >= LONG_ENOUGH and word.startswith(name)) for word in said.split()
    ):
        return 92.0
    part = max((_likeness_of(said, word) for word in name.split() if len(word) >= LONG_ENOUGH), default=0.0)
    return max(_likeness_of(said, name), part - 1)


def _likeness_of(spoken: str, written: str) -> float:
    """How alike two words are (0–100); hardly anybody errs in the first letter, unless it is a vowel (abhijog, obhijog)."""
    if spoken == written:
        return 100.0
    first = {spoken[:1], written[:1]}
    if " " not in spoken and (spoken in _FALSE_FRIENDS or not (len(first) == 1 or first <= _VOWELS)):
        return 0.0
    shorter, longer = sorted((len(spoken), len(written)))
    # In a short word more letters make another word ("pichone" is no "phone").
    return likeness(spoken, written) if longer - shorter <= max(1, shorter // 4) else 0.0


def count_matches(said: Sequence[str], phrases: Iterable[str]) -> int:
    """How many of the words ``said`` are accounted for by ``phrases``, each of which must be there as a whole."""
    covered: set[int] = set()
    beginnings = _beginnings(said)
    for phrase in phrases if said else ():
        places = set()
        for word in _words_of(phrase):
            # Most words of most phrases begin as nothing does that was said.
            place = _place(word, said) if word[:1] in beginnings else None
            if place is None:
                break
            places.add(place)
        else:
            covered |= places
    return len(covered)


def _beginnings(said: Sequence[str]) -> frozenset[str]:
    """The first letters that words can have which are like one of these (see ``_likeness_of``)."""
    first = frozenset(word[:1] for word in said)
    return first if first.isdisjoint(_VOWELS) else first | _VOWELS


@lru_cache(maxsize=_KNOWN_BY_HEART)
def _words_of(phrase: str) -> tuple[str, ...]:
    """The words of what a service or an option is called."""
    return tuple(tokens(phrase))


#: The same of whole names.
_name = lru_cache(maxsize=_KNOWN_BY_HEART)(normalise)


def _place(word: str, said: Sequence[str]) -> int | None:
    for place, spoken in enumerate(said):
        if spoken == word:
            return place
        if min(len(word), len(spoken)) < LONG_ENOUGH:
            continue
        if (spoken.startswith(word) and spoken not in _FALSE_FRIENDS) or _likeness_of(spoken, word) >= ALIKE:
            return place
    return None
