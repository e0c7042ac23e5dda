"""A message about work that was done, taken apart: the sense of each word, and which words say one thing together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from chatbot.language.spelling import CLOSELY, as_said, likeness, plainly
from chatbot.language.word_lists import words, words_under

#: As many words as the longest of the lists has.
_LONGEST_PHRASE: Final = 4
#: From so many letters on, errors are forgiven in a word.
_LONG: Final = 5
_APART: Final = re.compile(r"[।॥.,;:!\n…]+|(\?+)")
_WORD: Final = re.compile(r"[\w'\u0981-\u0983\u09bc-\u09cd\u09d7\u0901-\u0903\u093a-\u094f]+%?|[^\w\s]")
_SHARE: Final = re.compile(r"(\d+)\s*(?:%|ভাগ|শতাংশ|percent|bhag|hissa|हिस्सा|प्रतिशत)")
#: A verb and its "not" in one word: করেনি, aseni; হচ্ছেনা, hocchena. Many words only end so, and are none (আপনি, ঠিকানা).
_NOT_DONE: Final = re.compile(r"(.*(?:ে|ই|ি|য়|[eiy]))(?:নি|নাই|ni|nai)")
_NOT_DOING: Final = re.compile(r"(.*(?:ছে|য়|ে|e|y))(?:না|na)")
#: The verb of whoever speaks: করিনি, parini.
_BY_ME: Final = ("ি", "i")
_NO_NEGATION: Final = frozenset({"কাহিনি", "আমিনি", "begini", "kahini", "খাজনা", "চেনা", "কেনা", "লেনা", "chena", "kena"})
_APART_FROM_VERBS: Final = frozenset({"নি", "নাই", "ni", "nai"})
#: What somebody has had done: বসিয়েছে, lagiyeche.
_HAD_DONE: Final = re.compile(r".{2,}(?:িয়েছে|িয়েছেন|িয়ে দিয়েছে|iyeche|iyechen|iechhe)")
#: Endings that add nothing to a word: কাজটা, আলোটা, ভালোই, কাজও.
_ENDINGS: Final = ("টাও", "টাই", "টা", "টি", "ই", "ও", "tao", "tai", "ta", "ti")
#: English says no with these alone.
_NONE_OF: Final = frozenset({"neither", "none", "neither of them", "none of them"})
_DENIALS: Final = ("not", "not_either", "not_before", "undone")


def _known(group: str) -> dict[str, str]:
    """What each word of a group means, as it is written and, where that is no other word, as it is said."""
    listed = words_under("verdicts", group, __package__)
    written = {plainly(word): meaning for meaning, said in listed.items() for word in said}
    return {as_said(word, latin=True): meaning for word, meaning in written.items()} | written


_ANSWERS: Final = _known("answer")
_SENSES: Final = _known("sense")
_DISOWNED: Final = {
    meaning: frozenset(map(plainly, said)) for meaning, said in words_under("verdicts", "disowned", __package__).items()
}
_OKAY: Final = _known("courtesy")
_APART_IN_SENSE: Final = frozenset(map(plainly, words("verdicts", __package__)["apart"]))
_LONG_WORDS: Final = [(word, sense) for word, sense in _SENSES.items() if len(word) >= _LONG and " " not in word]


@dataclass(slots=True)
class Clause:
    """So much of a message as says one thing: the sense of each of its words, and how it goes on from the one before."""

    senses: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    asked: bool = False

    def has(self, *senses: str) -> bool:
        return any(sense in self.senses for sense in senses)

    @property
    def denials(self) -> int:
        """How many words of it say no."""
        return sum(self.senses.count(sense) for sense in _DENIALS) or int(bool(_NONE_OF & set(self.words)))

    @property
    def speaks(self) -> bool:
        """Whether it says already how something is."""
        return self.has("fix", "good", "done", "undone", "wrong", "work", "not", "not_either", "before")


def clauses_of(plain: str) -> Iterator[Clause]:
    """The message in parts that say one thing each, whether they were parted by signs or by the order of words alone."""
    plain, start = _SHARE.sub(r"\1%", plain), 0
    for found in _APART.finditer(f"{plain}\n"):
        sentence, start = plain[start : found.start()], found.end()
        yield from _parted(list(_sensed(_WORD.findall(sentence))), asked=bool(found[1]))


def _parted(items: Sequence[tuple[str, str]], *, asked: bool) -> Iterator[Clause]:
    clause = Clause(asked=asked)
    for place, (word, sense) in enumerate(items):
        begins = (
            sense == "but"
            or (sense in ("again", "still", "not_before") and clause.speaks and word != "again")
            or (place > 0 and _closes(items, place))
        )
        if begins and clause.senses:
            yield clause
            clause = Clause(asked=asked)
        clause.senses.append(sense)
        clause.words.append(word)
    if clause.senses:
        yield clause


def _closes(items: Sequence[tuple[str, str]], place: int) -> bool:
    """Whether the word before this place was the last of its clause: in Bengali and Hindi that is the verb."""
    before, after = items[place - 1][1], items[place][1]
    if before == "lie":
        return True
    if before == "work":
        return after in ("thing", "one")
    if before == "not_either" and after in ("work", "done"):
        return False
    ends = before in ("done", "being", "undone", "ended") or (before in ("not", "not_either") and place > 1)
    return ends and after not in ("not", "not_either", "being", "done", "ended", "whether", "why")


def _sensed(said: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each word, or several that mean something together, with its sense; none ("") if it is not known."""
    said, place = _joined(said), 0
    while place < len(said):
        for count in range(min(_LONGEST_PHRASE, len(said) - place), 1, -1):
            phrase = " ".join(said[place : place + count])
            if sense := _sense_of(phrase):
                yield phrase, sense
                place += count
                break
        else:
            for sense in _sense(said[place]):
                yield said[place], sense
            place += 1


def _joined(said: Sequence[str]) -> list[str]:
    """The words, with the "not" of a verb joined to it, which many write apart (করে নি, ase ni)."""
    joined: list[str] = []
    for word in said:
        if joined and word in _APART_FROM_VERBS and _NOT_DONE.fullmatch(joined[-1] + word):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _sense(word: str) -> tuple[str, ...]:
    """The sense of a word, its endings and its mistakes forgiven; two where it has its "not" in it."""
    if word in _APART_IN_SENSE:
        return ("",)
    if known := _sense_of(word):
        return (known,)
    if _SHARE.fullmatch(word):
        return ("whole",) if word == "100%" else ("part",)
    if not any(letter.isalpha() for letter in word):
        return ("beside",)
    return _denied(word) or ("done" if _HAD_DONE.fullmatch(word) else _mistyped(word),)


def _denied(word: str) -> tuple[str, ...]:
    """The senses of a verb that has its "not" in it; none of another word."""
    if word in _NO_NEGATION:
        return ()
    undone, undoing = _NOT_DONE.fullmatch(word), _NOT_DOING.fullmatch(word)
    inner = next((_sense_of(found[1]) for found in (undone, undoing) if found), None)
    if undone and inner is None and undone[1].endswith(_BY_ME):
        # "I did not understand" says nothing of the work.
        return ()
    if inner in ("fix", "good", "wrong", "work", "done", "under_way"):
        return (inner, "not")
    return ("undone",) if undone else ()


def _mistyped(word: str) -> str:
    """The sense of the word that it is most like, if it is like one of them."""
    if len(word) < _LONG:
        return ""
    near = (
        (likeness(word, known, CLOSELY), sense)
        for known, sense in _LONG_WORDS
        if known[0] == word[0] and abs(len(known) - len(word)) <= 1
    )
    alike, sense = max(near, default=(0.0, ""))
    return sense if alike else ""


def _sense_of(word: str) -> str | None:
    # A yes within a sentence adds nothing to it.
    if found := _meaning(_SENSES, word) or ("beside" if _ANSWERS.get(word) == "yes" else None):
        return found
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return next((found for stem in stems if len(stem) > 1 and (found := _meaning(_SENSES, stem))), None)


def _meaning(known: Mapping[str, str], word: str) -> str | None:
    return known.get(word) or known.get(as_said(word, latin=True))


def disowns(clause: Clause) -> bool:
    """Whether it says of a complaint that it was not theirs, and not that there is none."""
    said = set(clause.words)
    if not said & _DISOWNED["of"]:
        return False
    return bool(said & _DISOWNED["by"] or clause.has("undone") or any(_NOT_DONE.fullmatch(word) for word in said)) or (
        clause.denials == 1 and bool(said & _DISOWNED["this"])
    )


def says_yes(clause: Clause) -> bool:
    """Whether a yes stands in it."""
    return any(_ANSWERS.get(word) == "yes" for word in clause.words)


def is_courtesy(clauses: Sequence[Clause]) -> bool:
    """Whether it is a mere "all right", which says that it was read."""
    pairs = [pair for each in clauses for pair in zip(each.words, each.senses, strict=True)]
    return bool(pairs) and " ".join(word for word, sense in pairs if sense != "beside") in _OKAY


def answer_in(plain: str) -> tuple[str | None, str]:
    """The yes or no with which a message begins, and the rest of it."""
    found = _WORD.match(plain.strip())
    if found is None:
        return None, plain
    answer, rest = _meaning(_ANSWERS, found[0]), plain.strip()[found.end() :]
    if answer == "no" and _SENSES.get(found[0]) in ("not_before", "not_either"):
        # "No problem" is no answer, and "नहीं हुआ" is none either.
        word, after = next(_sensed(_WORD.findall(rest)), ("", ""))
        goes_on = f"{found[0]} {word}" in _SENSES or after in ("wrong", "thing", "work", "done")
        if goes_on and rest[:1].isspace():
            return None, plain
    if answer is None:
        return None, plain
    # "না না", "ha ha".
    again, beyond = answer_in(rest) if rest.strip() else (None, rest)
    return answer, beyond if again == answer else rest
