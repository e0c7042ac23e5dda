"""The words by which people say the same in three languages, in files that a translator can edit.

What the whole house understands lies in ``words/``, what one service does beside that service.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

from chatbot.language.spelling import composed

#: Where the lists lie, and in which of their keys which words stand: ``latin`` are English words and those of the other
#: languages in Latin letters, ``signs`` have no letters.
HERE: Final = f"{__package__}.words"
KEYS: Final = ("bn", "hi", "en", "latin", "signs")

#: A meaning, such as ``menu`` or ``month.2``, and what is said for it by key.
Lists = Mapping[str, Mapping[str, tuple[str, ...]]]


@cache
def word_lists(name: str, package: str = HERE) -> Lists:
    """The lists of one file of a package, by their meaning and then by key.

    Raises:
        FileNotFoundError: there is no file of this name.
    """
    return dict(parsed((resources.files(package) / f"{name}.toml").read_text("utf-8")))


@cache
def words(name: str, package: str = HERE) -> Mapping[str, tuple[str, ...]]:
    """The same lists, each with the words of all languages."""
    return {
        meaning: tuple(word for said in by_key.values() for word in said)
        for meaning, by_key in word_lists(name, package).items()
    }


def words_under(name: str, group: str, package: str = HERE) -> Mapping[str, tuple[str, ...]]:
    """Of these lists those of one group, by what stands behind its name: ``2`` for ``month.2``."""
    return {
        meaning.removeprefix(f"{group}."): said
        for meaning, said in words(name, package).items()
        if meaning.startswith(f"{group}.")
    }


def parsed(text: str) -> Iterator[tuple[str, Mapping[str, tuple[str, ...]]]]:
    """The lists that stand in ``text``, words parted by commas."""
    yield from _leaves(tomllib.loads(composed(text)), "")


def _leaves(table: Mapping[str, Any], path: str) -> Iterator[tuple[str, Mapping[str, tuple[str, ...]]]]:
    own = {key: _parted(listed) for key, listed in table.items() if isinstance(listed, str)}
    if own:
        yield path, own
    for name, inner in table.items():
        if isinstance(inner, Mapping):
            yield from _leaves(inner, f"{path}.{name}" if path else name)


def _parted(listed: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in listed.split(","))
