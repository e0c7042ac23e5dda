"""Finding the kinds: every file in ``panchayat/imports/kinds`` is one, and a broken one stops the start."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType, ModuleType
from typing import Any

from panchayat.imports import kinds
from panchayat.imports.kind import Kind


class NoSuchKind(Exception):
    """There is no such register."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"there is nothing to import that is called {kind}; there are {', '.join(all_kinds())}")
        self.kind = kind


class BrokenKind(Exception):
    """A file in ``panchayat/imports/kinds`` does not define a kind."""


@functools.cache
def all_kinds() -> Mapping[str, Kind[Any]]:
    """Every kind by its name.

    Raises:
        BrokenKind: names the file that cannot be loaded or has no ``KIND``.
    """
    return discover(kinds)


def discover(package: ModuleType) -> Mapping[str, Kind[Any]]:
    """The kinds that the modules of ``package`` define, by the modules' names."""
    found = {}
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        try:
            kind = importlib.import_module(module.name).KIND
        except Exception as broken:
            raise BrokenKind(f"{module.name}: {broken}") from broken
        if not isinstance(kind, Kind):
            raise BrokenKind(f"{module.name}: KIND is not a Kind")
        found[module.name.rpartition(".")[2]] = kind
    return MappingProxyType(found)


def kind_of(name: str) -> Kind[Any]:
    """The kind of this name.

    Raises:
        NoSuchKind: there is none.
    """
    try:
        return all_kinds()[name]
    except KeyError:
        raise NoSuchKind(name) from None
