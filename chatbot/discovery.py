"""Finding every service there is: they are not listed anywhere, and a broken one stops the start by name."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Sequence
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
    for target, line in _hand_overs(module):
        if target not in flows:
            where = " and ".join(f"flow {each.name!r}" for each in _declared(module)) or module.__name__
            raise BrokenFlow(f"{where} hands over to {target!r}, which does not exist ({module.__name__}, line {line})")


def _hand_overs(module: ModuleType) -> Iterator[tuple[str, int]]:
    """The names of flows that stand as the first word of ``talk.go(…)``, written out or as a constant of the module."""
    source = inspect.getsourcefile(module)
    for node in ast.walk(ast.parse(Path(source).read_text("utf-8"))) if source else ():
        match node:
            case ast.Call(func=ast.Attribute(attr="go"), args=[target, *_]):
                for name in _names(target, module):
                    yield name, node.lineno


def _names(target: ast.expr, module: ModuleType) -> Iterator[str]:
    match target:
        case ast.Constant(value=str(name)):
            yield name
        case ast.Name(id=constant) if isinstance(named := vars(module).get(constant), str):
            yield named
        case ast.IfExp(body=one, orelse=other):
            yield from _names(one, module)
            yield from _names(other, module)
