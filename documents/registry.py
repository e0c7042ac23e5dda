"""Finding the papers: every file in ``documents/papers`` is a kind, and a broken one stops the start."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType, ModuleType
from typing import Any

from documents import papers
from documents.paper import Paper


class UnknownKind(Exception):
    """There is no such paper."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"there is no paper {kind!r}; there are {', '.join(all_papers())}")
        self.kind = kind


class BrokenPaper(Exception):
    """A file in ``documents/papers`` does not define a paper."""


@functools.cache
def all_papers() -> Mapping[str, Paper[Any]]:
    """Every paper by its kind.

    Raises:
        BrokenPaper: names the file that cannot be loaded or has no ``PAPER``.
    """
    return discover(papers)


def discover(package: ModuleType) -> Mapping[str, Paper[Any]]:
    """The papers that the modules of ``package`` define, by the modules' names."""
    found = {}
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        try:
            paper = importlib.import_module(module.name).PAPER
        except Exception as broken:
            raise BrokenPaper(f"{module.name}: {broken}") from broken
        if not isinstance(paper, Paper):
            raise BrokenPaper(f"{module.name}: PAPER is not a Paper")
        found[module.name.rpartition(".")[2]] = paper
    return MappingProxyType(found)


def paper_of(kind: str) -> Paper[Any]:
    """The paper of this kind.

    Raises:
        UnknownKind: there is none.
    """
    try:
        return all_papers()[kind]
    except KeyError:
        raise UnknownKind(kind) from None
