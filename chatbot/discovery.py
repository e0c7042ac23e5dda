"""Finding every service there is: they are not listed anywhere, and a broken one stops the start by name."""

from __future__ import annotations

import ast
import functools
import inspect
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

from chatbot.catalogue import Flows
from chatbot.declared import modules_in
from chatbot.flow import BrokenFlow, Flow


def discover(package: ModuleType) -> Flows:
    """Every flow declared in ``package`` and the packages below it.

    Raises:
        BrokenDeclaration: a module cannot be loaded.
        BrokenFlow: the flows do not fit together, or a hand-over leads nowhere.
    """
    modules = list(modules_in(package))
    flows = Flows(flow for module in modules for flow in _declared(module))
    for module in modules:
        _check_hand_overs(module, flows)
    return flows


def _declared(module: ModuleType) -> Sequence[Flow]:
    return [
        each for each in vars(module).values() if isinstance(each, Flow) and each.script.__module__ == module.__name__
    ]


def _check_hand_overs(module: ModuleType, flows: Flows) -> None:
    """A flow hands over from its own file, from others of its folder and from what it shares: all of them are read."""
    for target, line in _first_words(module)["go"]:
        if target not in flows:
            where = " and ".join(f"flow {each.name!r}" for each in _declared(module)) or module.__name__
            raise BrokenFlow(f"{where} hands over to {target!r}, which does not exist ({module.__name__}, line {line})")


def promised_papers(package: ModuleType) -> Iterator[tuple[str, str]]:
    """The kinds of paper that the modules of ``package`` promise by ``talk.paper(…)``, and where."""
    for module in modules_in(package):
        for kind, line in _first_words(module)["paper"]:
            yield kind, f"{module.__name__}, line {line}"


@functools.cache
def _first_words(module: ModuleType) -> Mapping[str, Sequence[tuple[str, int]]]:
    """The first words of every ``talk.go(…)`` and ``talk.paper(…)``, written out or as a constant, with their lines."""
    found: dict[str, list[tuple[str, int]]] = {"go": [], "paper": []}
    source = inspect.getsourcefile(module)
    for node in ast.walk(ast.parse(Path(source).read_text("utf-8"))) if source else ():
        match node:
            case ast.Call(func=ast.Attribute(attr=verb), args=[target, *_]) if verb in found:
                found[verb] += [(name, node.lineno) for name in _names(target, module)]
    return found


def _names(target: ast.expr, module: ModuleType) -> Iterator[str]:
    match target:
        case ast.Constant(value=str(name)):
            yield name
        case ast.Name(id=constant) if isinstance(named := vars(module).get(constant), str):
            yield named
        case ast.IfExp(body=one, orelse=other):
            yield from _names(one, module)
            yield from _names(other, module)
