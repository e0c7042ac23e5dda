"""What somebody means who is asked to agree: yes, no, wait, that something is wrong or missing, or something of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Final

from chatbot.language.matching import LONG_ENOUGH, is_same_word, normalise, spoken
from chatbot.language.spelling import plainly
from chatbot.language.word_lists import words

#: From so many words on, a message is a story and not an answer to yes or no.
_STORY: Final = 16
#: So many words say what something shall be.
_FEWEST, _SHORT = 2, 7
_BRIEF: Final = 3
_FEW_WORDS: Final = 4

#: What a phrase says: one intention, none where it only stands beside others, a yes and a no where it is said for both.
_Meaning = frozenset["Intention"]


class Intention(Enum):
    """What the whole of a message means."""

    YES = "yes"
    NO = "no"
    WAIT = "wait"
    CHANGE = "change"
    MORE = "more"


_YES: Final = frozenset({Intention.YES})
_NO: Final = frozenset({Intention.NO})
#: Of what is said in one message, what counts: who says no and that something is wrong wants it changed.
_COUNTS_MOST: Final = (Intention.CHANGE, Intention.WAIT, Intention.MORE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a message at a question of yes or no says: its intentions, and the words that say something else."""

    intentions: frozenset[Intention]
    rest: tuple[str, ...]

    @property
    def is_undecided(self) -> bool:
        """Whether it says yes and no at once, and nothing else."""
        return not self.rest and self.intentions >= _YES | _NO and self.meant is None

    @property
    def meant(self) -> Intention | None:
        """What the whole message means; nothing where it says more than that, or a yes and a no."""
        if self.rest or not self.intentions:
            return None
        for each in _COUNTS_MOST:
            if each in self.intentions:
                return each
        return next(iter(self.intentions)) if len(self.intentions) == 1 else None


def intention(text: str) -> Intention | None:
    """What the whole of ``text`` means where nothing in particular was asked."""
    return read_intentions(text).meant


def is_bare(text: str) -> bool:
    """Whether it is a mere yes, no or "wait": where something is to be told it tells nothing."""
    return intention(text) in (Intention.YES, Intention.NO, Intention.WAIT)


def is_correction(text: str) -> bool:
    """Whether it says in few words what something is to be instead: "not Bagda, it shall be Jirat"."""
    said = spoken(text)
    if not _FEWEST <= len(said) <= _SHORT or said[-1] not in _of("shall_be"):
        return False
    # "It must be mended" ends like that too.
    must = any(said[-2].endswith(each) for each in _of("endings.must"))
    return not (asks(text) or must)


def asks(text: str) -> bool:
    """Whether it asks something itself."""
    return "?" in text or not _of("question").isdisjoint(spoken(text))


def is_taken_back(said: Sequence[str]) -> bool:
    """Whether words, as they were spoken, begin with a no to what was said before, or say "not this but that"."""
    begins, second = said[0] in _of("start.begins"), said[1] if len(said) > 1 else ""
    if any(said[place] == said[0] and said[place - 1] == said[-1] for place in range(2, len(said) - 1)):
        # "Neither people go nor carts go" only begins like that.
        return False
    # "No. 5" is the number of a house.
    return (begins and not second[:1].isdecimal()) or (second in _of("middle.not_this") and len(said) <= _FEW_WORDS)


def is_one_more(text: str) -> bool:
    """Whether somebody thinks of one more."""
    said = f" {' '.join(spoken(text))} "
    return any(f" {' '.join(spoken(each))} " in said for each in words("corrections")["one_more"])


@cache
def _of(meaning: str) -> frozenset[str]:
    return frozenset(map(plainly, words("corrections")[meaning]))


def is_unknown(text: str) -> bool:
    """Whether it says, and nothing else, that somebody does not know."""
    said = " ".join(read_intentions(text).rest) or " ".join(spoken(text))
    return said in _unknown() or " ".join(spoken(text)) in _unknown()


@cache
def _unknown() -> frozenset[str]:
    return frozenset(" ".join(spoken(each)) for each in words("corrections")["dont_know"])


def is_short_question(text: str) -> bool:
    """Whether it asks something in hardly any words, as somebody does who has not understood what is wanted."""
    return len(spoken(text)) <= _BRIEF and asks(text)


def is_plain_yes(text: str, agreeing: Iterable[str] = ()) -> bool:
    """Whether there is a yes in it that means nothing else, or one of the phrases that agree here by naming the deed."""
    said = spoken(text)
    named = any(phrase and _stands_in(phrase, said) for phrase in map(spoken, agreeing))
    return named or not _of("plain_yes").isdisjoint(said)


def _stands_in(phrase: Sequence[str], said: Sequence[str]) -> bool:
    return any(list(said[place : place + len(phrase)]) == list(phrase) for place in range(len(said)))


def read_intentions(text: str, yes: Iterable[str] = (), no: Iterable[str] = ()) -> Said:
    """What ``text`` says, word by word; ``yes`` and ``no`` are further phrases that agree or refuse here."""
    said = spoken(text)
    if not said:
        return Said(_by_sign().get(normalise(text), frozenset()), ())
    if len(said) >= _STORY:
        return Said(frozenset(), tuple(said))
    here = _for(_YES, yes) | _for(_NO, no)
    found: frozenset[Intention] = frozenset()
    rest: list[str] = []
    place = 0
    while place < len(said):
        ahead = said[place : place + _longest()]
        length, meant = max(_at(ahead, here), _at(ahead, _phrases()), key=_length)
        if not length:
            length, meant = _nearly_at(ahead)
        if length:
            found |= meant
        else:
            rest.append(said[place])
        place += length or 1
    return Said(found, tuple(rest))


def _at(ahead: Sequence[str], phrases: Mapping[tuple[str, ...], _Meaning]) -> tuple[int, _Meaning]:
    """The longest phrase with which ``ahead`` begins, by its length, and what it means; 0 where none does."""
    for length in range(len(ahead), 0, -1):
        if (exact := tuple(ahead[:length])) in phrases:
            return length, phrases[exact]
    return 0, frozenset()


def _nearly_at(ahead: Sequence[str]) -> tuple[int, _Meaning]:
    """The same with typing errors, which are forgiven in words that are long enough."""
    alike = [
        phrase
        for phrase in _by_beginning().get(ahead[0][0], ())
        if len(phrase) <= len(ahead) and all(map(is_same_word, ahead, phrase))
    ]
    longest = max(alike, key=len, default=())
    return len(longest), _phrases().get(longest, frozenset())


@cache
def _phrases() -> Mapping[tuple[str, ...], _Meaning]:
    listed = words("intentions")
    fillers = _for((), listed["fillers"])
    meant = {phrase: each for name in Intention for phrase, each in _for({name}, listed[name.value]).items()}
    return fillers | meant | _for(_YES | _NO, listed["either"])


@cache
def _by_beginning() -> Mapping[str, Sequence[tuple[str, ...]]]:
    """The phrases by the letter with which they begin, which hardly anybody gets wrong; those with a long word alone."""
    begun: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _phrases():
        if any(len(word) >= LONG_ENOUGH for word in phrase):
            begun.setdefault(phrase[0][0], []).append(phrase)
    return begun


def _length(found: tuple[int, _Meaning]) -> int:
    return found[0]


@cache
def _longest() -> int:
    return max(map(len, _phrases()))


def _for(meant: Iterable[Intention], phrases: Iterable[str]) -> dict[tuple[str, ...], _Meaning]:
    return {phrase: frozenset(meant) for each in phrases if (phrase := tuple(spoken(each)))}


@cache
def _by_sign() -> Mapping[str, _Meaning]:
    listed = words("intentions")
    return {normalise(sign): frozenset({each}) for each in Intention for sign in listed[each.value] if not spoken(sign)}


def phrases_of(labels: Iterable[str]) -> Iterator[str]:
    """What is said for an option that is called so: the whole, and what stands behind a yes or a no ("No, keep it")."""
    for label in labels:
        yield label
        _first, comma, further = label.partition(",")
        if comma and further.strip():
            yield further
