"""Finding what the modules of a package declare, so that nobody keeps a list of it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import TypeVar

T = TypeVar("T")


class BrokenDeclaration(Exception):
    """A module cannot be loaded, or two declare the same; the message names them."""


def declared_in(package: ModuleType, kind: type[T], name: Callable[[T], str]) -> Mapping[str, T]:
    """Every value of ``kind`` in the modules of ``package`` and the packages below it, by its name.

    Raises:
        BrokenDeclaration: a module cannot be loaded, or two of the values share a name.
    """
    found: dict[str, T] = {}
    places: dict[str, str] = {}
    for module in modules_in(package):
        for value in vars(module).values():
            if not isinstance(value, kind):
                continue
            place = places.setdefault(name(value), module.__name__)
            # A module may import what another declares; that is no second one.
            if found.setdefault(name(value), value) is not value:
                raise BrokenDeclaration(f"{place} and {module.__name__} both declare {name(value)!r}")
    return MappingProxyType(found)


def modules_in(package: ModuleType) -> Iterator[ModuleType]:
    """Every module of ``package`` and the packages below it, loaded.

    Raises:
        BrokenDeclaration: one of them cannot be loaded, or a folder of modules is none for want of its ``__init__.py``.
    """
    for folder in map(Path, package.__path__):
        for place in sorted({file.parent for file in folder.rglob("*.py")}):
            if not (place / "__init__.py").exists() and place != folder:
                raise BrokenDeclaration(f"{place} has modules and no __init__.py, so that nobody would find them")
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        try:
            module = importlib.import_module(info.name)
        except Exception as error:
            raise BrokenDeclaration(f"{info.name} cannot be loaded: {error}") from error
        yield module
