"""The facts of a paper: frozen dataclasses, read from the JSON that was frozen when the paper was issued."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

F = TypeVar("F")

#: A name as it is stored: by language, or the same in all of them.
Names = Mapping[str, str] | str


#: Hands out the picture that is kept under this hash.
OpenPicture = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; among the facts is only the SHA-256 (hex) of its content."""

    content: bytes


class FactMissing(Exception):
    """A paper cannot be made because a fact is not there."""

    def __init__(self, field: str) -> None:
        super().__init__(f"the fact {field!r} is missing")
        self.field = field


class FactWrong(Exception):
    """A paper cannot be made because a fact is not what it should be; the value is not told, it may be private."""

    def __init__(self, field: str, wanted: str) -> None:
        super().__init__(f"the fact {field!r} is not {wanted}")
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What every paper says: who issued it, under which number and when, and how to check it."""

    office: Names
    office_address: Names
    district: Names
    block: Names
    helpline_phone: str
    number: str
    issued_on: date
    #: The short code by which anybody can check the paper, and the address that checks it.
    code: str
    verify_url: str
    signatory: Names
    signatory_post: Names


def from_json(
    kind: type[F], facts: Mapping[str, Any], *, within: str = "", open_picture: OpenPicture | None = None
) -> F:
    """The dataclass ``kind`` filled from JSON: dates as ISO text, decimals as text, tuples as lists, pictures as hashes.

    Facts that the paper does not know are left out of it.

    Raises:
        FactMissing: a fact without a default is not there.
        FactWrong: a fact has another type.
    """
    known: Any = kind
    types_of = _types(known)
    values = {}
    for field in dataclasses.fields(known):
        path = f"{within}{field.name}"
        if field.name in facts:
            values[field.name] = _read(types_of[field.name], facts[field.name], path, open_picture)
        elif field.default is dataclasses.MISSING:
            raise FactMissing(path)
    return kind(**values)


@functools.cache
def _types(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _read(wanted: Any, value: Any, path: str, open_picture: OpenPicture | None) -> Any:
    origin, choices = typing.get_origin(wanted), typing.get_args(wanted)
    if origin in (typing.Union, types.UnionType):
        if value is None and type(None) in choices:
            return None
        kinds = [choice for choice in choices if choice is not type(None)]
        if len(kinds) == 1:
            return _read(kinds[0], value, path, open_picture)
        return _names(value, path)
    if origin is tuple:
        if not isinstance(value, (list, tuple)):
            raise FactWrong(path, "a list")
        return tuple(_read(choices[0], entry, f"{path}[{index}]", open_picture) for index, entry in enumerate(value))
    if dataclasses.is_dataclass(wanted):
        return _object(typing.cast("type[Any]", wanted), value, path, open_picture)
    return _plain(wanted, value, path)


def _object(wanted: type[Any], value: Any, path: str, open_picture: OpenPicture | None) -> Any:
    if wanted is Picture:
        return _picture(value, path, open_picture)
    if not isinstance(value, Mapping):
        raise FactWrong(path, "an object")
    return from_json(wanted, value, within=f"{path}.", open_picture=open_picture)


def _picture(value: Any, path: str, open_picture: OpenPicture | None) -> Picture:
    if open_picture is None or not isinstance(value, str):
        raise FactWrong(path, "a picture that is kept")
    content = open_picture(value)
    # Identical facts give identical bytes, whoever hands out the pictures.
    if hashlib.sha256(content).hexdigest() != value:
        raise FactWrong(path, "the picture that was kept")
    return Picture(content)


def _names(value: Any, path: str) -> Names:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and all(isinstance(name, str) for name in value.values()):
        return value
    raise FactWrong(path, "a name")


def _plain(wanted: Any, value: Any, path: str) -> Any:
    try:
        if wanted in (date, datetime) and isinstance(value, str):
            return wanted.fromisoformat(value)
        if wanted is Decimal and isinstance(value, (str, int)) and not isinstance(value, bool):
            return Decimal(value)
    except (ValueError, InvalidOperation):
        raise FactWrong(path, f"a {wanted.__name__}") from None
    if isinstance(value, wanted) and not (wanted is int and isinstance(value, bool)):
        return value
    raise FactWrong(path, f"a {wanted.__name__}")
