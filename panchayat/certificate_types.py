"""The certificates that offices give, as data: their names, what is asked for them, and what they say."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final, TypeVar

from panchayat.models.base import Names
from panchayat.numbers import with_ascii_digits

_FILE: Final = "certificate_types.toml"
_SHOWN: Final = 4
_LETTERS_OR_DIGITS: Final = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Field:
    """Something that one type asks for: ``kind`` is ``text``, ``lines``, ``rupees``, ``number`` or ``date``."""

    key: str
    kind: str
    labels: Names
    prompts: Names
    most: int = 0


@dataclass(frozen=True, slots=True)
class CertificateType:
    """``statement`` is what the paper says, with blanks; None where the officer words it.

    ``title`` stands above it; ``evidence`` is what must be photographed, where anything must.
    """

    key: str
    names: Names
    title: Names
    words: tuple[str, ...]
    fields: tuple[Field, ...]
    evidence: Names | None
    statement: Names | None


@dataclass(frozen=True, slots=True)
class Named:
    """A slot of the day, or a kind of identity card: its names, and what people call it."""

    key: str
    names: Names
    words: tuple[str, ...]


K = TypeVar("K", CertificateType, Named)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that certificates have in common: days and months that hold for all of them."""

    types: tuple[CertificateType, ...]
    slots: tuple[Named, ...]
    identities: tuple[Named, ...]
    target_working_days: int
    valid_months: int

    def type(self, key: str) -> CertificateType:
        """Raises ``KeyError`` if there is none of this key."""
        return _keyed(self.types, key)

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
    raw = tomllib.loads(unicodedata.normalize("NFC", text))
    return Catalogue(
        types=tuple(map(_type, raw["type"])),
        slots=tuple(map(_named, raw["slot"])),
        identities=tuple(map(_named, raw["identity"])),
        target_working_days=raw["target_working_days"],
        valid_months=raw["valid_months"],
    )


def identities_in(typed: str) -> list[tuple[Named, str]]:
    """The identity card that ``typed`` speaks of, with the last four signs of its number.

    Where only a number was typed it may be any of them; where there are fewer than four signs it is none.
    """
    folded = with_ascii_digits(unicodedata.normalize("NFC", typed)).casefold()
    numbers = [part for part in _LETTERS_OR_DIGITS.findall(folded) if any(sign.isdecimal() for sign in part)]
    signs = "".join(numbers)[-_SHOWN:].upper()
    if len(signs) < _SHOWN:
        return []
    named = [each for each in catalogue().identities if any(word in folded for word in each.words)]
    return [(each, signs) for each in (named[:1] or catalogue().identities)]


def _type(raw: dict[str, Any]) -> CertificateType:
    return CertificateType(
        key=raw["key"],
        names=raw["names"],
        title=raw.get("title", raw["names"]),
        words=tuple(word.strip() for word in raw["words"].split(",")),
        fields=tuple(Field(**field) for field in raw.get("field", ())),
        evidence=raw.get("evidence"),
        statement=raw.get("statement"),
    )


def _named(raw: dict[str, Any]) -> Named:
    return Named(raw["key"], raw["names"], tuple(raw["words"]))


def _keyed(entries: tuple[K, ...], key: str) -> K:
    for each in entries:
        if each.key == key:
            return each
    raise KeyError(key)
