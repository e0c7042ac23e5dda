"""Lists of persons as people write them: with numbers, commas or "and", relation and age beside the name, or how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from chatbot.language.matching import normalise
from chatbot.language.names import may_hold_a_name
from chatbot.language.people_words import (
    AND,
    FILLER,
    FURTHER,
    MINE,
    SELF,
    VERB,
    Word,
    counted,
    lines_in,
    parts_of,
    spoken_apart,
    stripped,
    turned,
    without_mine,
    words_in,
    written,
)

#: So many words are no name any more, with all that stands beside it.
_LONGEST_NAME: Final = 10
#: More persons than this nobody speaks of.
_MOST: Final = 60


@dataclass
class People:
    """What a message adds to a list of persons.

    ``entries`` is the list as it stands afterwards, ``told`` how many persons were spoken of (0: nothing was said of that);
    ``unread`` is what is no name, ``known`` what stood on the list already.
    """

    entries: list[str]
    told: int = 0
    unread: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)


def is_nameless(entry: str) -> bool:
    """Whether an entry says who somebody is, and not what they are called."""
    return all(word.is_beside for word in words_in(entry))


def renamed(entry: str, name: str) -> str:
    """``entry`` with another name, and what stood beside the old one unless the new one brings its own."""
    said = words_in(entry)
    if any(word.is_beside for word in words_in(name)):
        return name
    places = [place for place, word in enumerate(said) if not word.is_beside]
    before, behind = said[: places[0]] if places else said, said[places[-1] + 1 :] if places else []
    kept = written(behind)
    comma = ", " if places and kept and said[places[-1]].typed.endswith(",") else " "
    return f"{written(before)} {name}{comma if kept else ''}{kept}".strip()


def read_people(text: str, entries: Sequence[str], *, longest: int) -> People:
    """``entries`` and whoever else is named in ``text``, each with what was written beside the name.

    What stands alone beside a name (a relation, an age) belongs to the last one; whoever was only called "mother" gets the
    name that follows.

    Args:
        longest: code points of an entry.
    """
    reader = _Reader(entries, longest)
    for line in lines_in(text, len(entries)):
        reader.read_line(line)
    reader.count()
    return reader.found


class _Reader:
    def __init__(self, entries: Sequence[str], longest: int) -> None:
        self.found = People(list(entries))
        self._before = len(entries)
        self._longest = longest
        #: How many were spoken of altogether, and how many relatives beyond those that are named.
        self._total = 0
        self._unnamed = 0
        self._further = False
        #: Of relatives that were counted those whose names may follow: what they are, and how many.
        self._group: tuple[str, int] | None = None

    def read_line(self, line: str) -> None:
        self._group = None
        if line.rstrip(" -–—").endswith(":"):
            # A heading, unless it counts.
            line = line.rstrip(" -–—:")
            if not self._read_count(stripped(words_in(line))):
                self._leave(line)
            return
        for part, joined in parts_of(line):
            spoken = words_in(part)
            if self._read_count(stripped(spoken)):
                continue
            for each in spoken_apart(spoken):
                self._read(each, joined=joined)

    def count(self) -> None:
        """How many were spoken of, all in all."""
        named = len(self.found.entries) - self._before
        relatives = self._unnamed
        if relatives and (named or self._further):
            relatives += self._before + named
        total = self._total + (self._before if self._further and self._total else 0)
        self.found.told = min(max(total, relatives), _MOST)

    def _read(self, said: Sequence[Word], *, joined: bool) -> None:
        spoken = stripped(said)
        if not spoken:
            return
        if self._read_count(spoken):
            return
        spoken = self._after_count(spoken)
        if all(word.is_beside for word in spoken):
            self._read_beside(spoken, joined=joined)
        elif self._is_name(said, spoken):
            self._add(written(without_mine(spoken)))
        else:
            self._leave(written(said))

    def _read_count(self, spoken: Sequence[Word]) -> bool:
        """Whether these words only say how many there are."""
        return bool(spoken) and not self._after_count(turned(spoken), alone=True)

    def _after_count(self, spoken: Sequence[Word], *, alone: bool = False) -> Sequence[Word]:
        """What follows the counts at the beginning; they are noted unless they must stand ``alone`` and do not."""
        at, total, further = 0, 0, False
        groups: list[tuple[str, int]] = []
        while at < len(spoken):
            word = spoken[at]
            if word.plain in FURTHER:
                further, at = True, at + 1
                continue
            if word.plain in FILLER | AND and (groups or total):
                at += 1
                continue
            found = counted(spoken[at:])
            if found is None:
                break
            number, what, length = found
            at += length
            if what:
                groups.append((what, number))
            else:
                total = max(total, number)
        if not (groups or total) or (alone and at < len(spoken)):
            return spoken
        self._further |= further
        self._total = max(self._total, total)
        self._unnamed += sum(number for _what, number in groups)
        self._group = groups[-1] if groups else None
        return spoken[at:]

    def _read_beside(self, spoken: Sequence[Word], *, joined: bool) -> None:
        """What is said beside a name stands there alone."""
        related = any(word.is_relation for word in spoken)
        anew = joined or any(word.plain in MINE for word in spoken)
        last = self.found.entries[-1] if self.found.entries else None
        fits = last is not None and not (related and any(word.is_relation for word in words_in(last)))
        if fits and not (related and anew):
            self.found.entries[-1] = f"{last}, {written(spoken)}"
        elif related:
            self.found.entries.append(written(without_mine(spoken)))
        else:
            self._leave(written(spoken))

    def _is_name(self, said: Sequence[Word], spoken: Sequence[Word]) -> bool:
        entry = written(spoken)
        if len(spoken) > _LONGEST_NAME or len(entry) > self._longest or "?" in written(said):
            return False
        if any(word.plain in VERB for word in spoken) or all(word.is_beside or word.plain in SELF for word in spoken):
            return False
        return may_hold_a_name(entry)

    def _add(self, entry: str) -> None:
        entries = self.found.entries
        nameless = next((place for place, each in enumerate(entries) if is_nameless(each)), None)
        if self._group is not None and self._group[1]:
            what, left = self._group
            entry, self._group = f"{what} {entry}", (what, left - 1)
            self._unnamed -= 1
        elif nameless is not None and not any(word.is_relation for word in words_in(entry)):
            entries[nameless] = f"{entries[nameless]} {entry}"
            return
        if normalise(entry) in map(normalise, entries):
            self.found.known.append(entry)
        else:
            entries.append(entry)

    def _leave(self, said: str) -> None:
        self.found.unread.append(said.strip())
