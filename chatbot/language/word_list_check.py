"""Whether the word lists can be read as they are meant: what a translator may get wrong, a sentence for each."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from chatbot.language.spelling import composed, plainly
from chatbot.language.word_lists import KEYS, parsed

#: Which script the letters of a key have; what has no letters may stand anywhere.
_SCRIPTS: Final = {"bn": "BENGALI", "hi": "DEVANAGARI", "en": "LATIN", "latin": "LATIN"}
#: Lists whose words stand for the numbers of their places have exactly so many.
_IN_ORDER: Final = {"below_a_hundred": 100, "below_twenty": 20, "tens": 8, "hundreds": 9}


def word_list_problems(folders: Iterable[Path]) -> Iterator[str]:
    """Every fault of the lists in these packages."""
    for source in (found for folder in folders for found in sorted(folder.rglob("*.toml"))):
        yield from faults_of(source.name, source.read_text("utf-8"))


def faults_of(name: str, text: str) -> Iterator[str]:
    """Every fault of the file ``name``, which holds ``text``."""
    if text != composed(text):
        yield f"{name}: not in NFC; letters such as ড় and क़ have to be written as a letter and a dot"
    try:
        lists = dict(parsed(text))
    except tomllib.TOMLDecodeError as error:
        yield f"{name}: cannot be read: {error}"
        return
    taken: dict[tuple[str, str], str] = {}
    for meaning, by_key in lists.items():
        # In a group, such as the months, and among the meanings that are in none, a word has one meaning.
        group = meaning.rpartition(".")[0]
        for word in (each for said in by_key.values() for each in said if each):
            other = taken.setdefault((group, plainly(word)), meaning)
            if other != meaning:
                yield f"{name}: {word!r} stands for {other} and for {meaning}"
        for key, fault in (*_faults(by_key), *_miscounted(by_key, _IN_ORDER.get(meaning))):
            yield f"{name}: {meaning}.{key}: {fault}"


def _faults(by_key: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for key, said in by_key.items():
        if key not in KEYS:
            yield key, f"no such key; there are {', '.join(KEYS)}"
        for word in said:
            if not word:
                yield key, "an empty word: two commas with nothing between them, or one at the end"
            elif plainly(word) in seen:
                yield key, f"{word!r} stands there twice"
            elif not _is_in(_SCRIPTS.get(key), word):
                yield key, f"{word!r} is not in these letters"
            seen.add(plainly(word))


def _miscounted(by_key: Mapping[str, tuple[str, ...]], wanted: int | None) -> Iterator[tuple[str, str]]:
    for key, said in by_key.items():
        if wanted is not None and len(said) != wanted:
            yield key, f"{len(said)} words stand there in order, and not {wanted}"


def _is_in(script: str | None, word: str) -> bool:
    letters = [char for char in word if unicodedata.category(char)[0] == "L"]
    return script is None or all(unicodedata.name(letter, "").startswith(script) for letter in letters)
