"""The certificates that offices give, as data: their names, what is asked for them, and what they say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final, TypeVar

from chatbot.language.matching import count_matches, tokens
from chatbot.language.spelling import composed, plainly
from chatbot.language.word_lists import words
from panchayat.models.base import Names

_FILE: Final = "types.toml"
_SHOWN: Final = 4
#: Code points of what somebody has asked for in a list and a notice.
_LONGEST_CALLED: Final = 60
#: What people say around the name of a paper.
_ASKING: Final = frozenset(words("requests")["empty"])
_ENDS: Final = " .,;:!?।"
_LETTERS_OR_DIGITS: Final = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Field:
    """Something that one type asks for.

    ``kind`` is ``text`` (with at least so many ``letters``), ``lines`` (persons, one a line, who are ``called`` so when they
    are counted), ``name``, ``rupees``, ``number``, ``measure``, ``date`` or ``period``; ``counted`` says in what a number is
    told (``years``), ``of`` is the key of the period to which an amount belongs, ``gist`` what a text speaks of.
    """

    key: str
    kind: str
    labels: Names
    prompts: Names
    most: int = 0
    letters: int = 2
    counted: str = ""
    of: str = ""
    gist: str = "any"
    called: Names | None = None


@dataclass(frozen=True, slots=True)
class CertificateType:
    """``statement`` is what the paper says, with blanks; None where the officer words it.

    ``named_by`` is the field that says which paper it is, where the type does not. ``title`` stands above it; ``evidence`` is what must be photographed, where anything must. ``kin`` are those whose
    name may stand beside the person's own, and ``kin_unsaid`` what they are called where it was not said which.
    """

    key: str
    names: Names
    title: Names
    words: tuple[str, ...]
    fields: tuple[Field, ...]
    evidence: Names | None
    statement: Names | None
    kin: tuple[Kin, ...]
    kin_unsaid: Names
    named_by: str | None

    def called(self, fields: Mapping[str, str | int]) -> Names:
        """What the paper is called: by its type, and where that says little, by what was asked for."""
        wanted = paper_named(str(fields.get(self.named_by, ""))) if self.named_by else ""
        return {language: f"{name}: {wanted}" for language, name in self.names.items()} if wanted else self.names

    def says(self, kin: Kin | None) -> Names | None:
        """The statement with the word for whose name stands beside the person's own."""
        if self.statement is None:
            return None
        words = self.kin_unsaid if kin is None else kin.names
        return {lang: text.replace("{kin}", words[lang].lower()) for lang, text in self.statement.items()}


@dataclass(frozen=True, slots=True)
class Kin:
    """A father, mother, husband or wife: ``words`` stand before or behind a name, those of ``before`` only before it."""

    key: str
    names: Names
    words: tuple[str, ...]
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A slot of the day, or a kind of identity card: its names, and what people call it."""

    key: str
    names: Names
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What another office registers, and what is said of that; ``words`` are what people call it."""

    key: str
    words: tuple[str, ...]
    says: Names


K = TypeVar("K", CertificateType, Named, Kin)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that certificates have in common: days and months that hold for all of them."""

    types: tuple[CertificateType, ...]
    slots: tuple[Named, ...]
    identities: tuple[Named, ...]
    kin: tuple[Kin, ...]
    elsewhere: tuple[Elsewhere, ...]
    target_working_days: int
    valid_months: int

    def type(self, key: str) -> CertificateType:
        """Raises ``KeyError`` if there is none of this key."""
        return _keyed(self.types, key)

    def kin_of(self, key: str) -> Kin:
        """Raises ``KeyError`` if there is nobody of this key."""
        return _keyed(self.kin, key)

    def slot(self, key: str) -> Named:
        """Raises ``KeyError`` if there is none of this key."""
        return _keyed(self.slots, key)

    def identity(self, key: str) -> Named:
        """Raises ``KeyError`` if there is none of this key."""
        return _keyed(self.identities, key)


@cache
def catalogue() -> Catalogue:
    """What the packaged file says."""
    text = (resources.files(__package__) / _FILE).read_text("utf-8")
    raw = tomllib.loads(composed(text))
    kin = tuple(Kin(each["key"], each["names"], tuple(each["words"]), tuple(each["before"])) for each in raw["kin"])
    return Catalogue(
        types=tuple(_type(each, kin, raw["kin_unsaid"]) for each in raw["type"]),
        slots=tuple(map(_named, raw["slot"])),
        identities=tuple(map(_named, raw["identity"])),
        kin=kin,
        elsewhere=tuple(Elsewhere(each["key"], _parted(each["words"]), each["says"]) for each in raw["elsewhere"]),
        target_working_days=raw["target_working_days"],
        valid_months=raw["valid_months"],
    )


def identities_in(typed: str) -> list[tuple[Named, str]]:
    """The identity card that ``typed`` speaks of, with the last four signs of its number.

    Where only a number was typed it may be any of them; where there are fewer than four signs it is none.
    """
    folded = plainly(typed)
    numbers = [part for part in _LETTERS_OR_DIGITS.findall(folded) if any(char.isdecimal() for char in part)]
    signs = "".join(numbers)[-_SHOWN:].upper()
    if len(signs) < _SHOWN:
        return []
    named = [each for each in catalogue().identities if any(word in folded for word in each.words)]
    return [(each, signs) for each in (named[:1] or catalogue().identities)]


def registered_elsewhere(typed: str) -> Elsewhere | None:
    """What ``typed`` asks for, if another office registers it."""
    said = tokens(typed)
    return next((each for each in catalogue().elsewhere if count_matches(said, each.words)), None)


def paper_named(typed: str) -> str:
    """The paper that somebody has asked for in a sentence, short enough for a list: "মৃত্যুর শংসাপত্র লাগবে" without its end."""
    words = typed.strip().partition("\n")[0].split()
    while len(words) > 1 and plainly(words[-1]).strip(_ENDS) in _ASKING:
        words.pop()
    while len(words) > 1 and plainly(words[0]) in _ASKING:
        words.pop(0)
    name = " ".join(words).strip(_ENDS)
    if len(name) <= _LONGEST_CALLED:
        return name
    return f"{name[:_LONGEST_CALLED].rpartition(' ')[0] or name[:_LONGEST_CALLED]}…"


def _type(raw: dict[str, Any], kin: Sequence[Kin], kin_unsaid: Names) -> CertificateType:
    return CertificateType(
        key=raw["key"],
        names=raw["names"],
        title=raw.get("title", raw["names"]),
        words=_parted(raw["words"]),
        fields=tuple(Field(**field) for field in raw.get("field", ())),
        evidence=raw.get("evidence"),
        statement=raw.get("statement"),
        kin=tuple(each for each in kin if each.key in raw.get("kin", [each.key])),
        kin_unsaid=raw.get("kin_unsaid", kin_unsaid),
        named_by=raw.get("named_by"),
    )


def _parted(listed: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in listed.split(","))


def _named(raw: dict[str, Any]) -> Named:
    return Named(raw["key"], raw["names"], tuple(raw["words"]))


def _keyed(entries: tuple[K, ...], key: str) -> K:
    for each in entries:
        if each.key == key:
            return each
    raise KeyError(key)
