"""Every way in which the service is extended, a line each: what is broken, missing or there twice stops the start by its name.

Nothing of it is kept in a list: whatever stands at its place is found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import flows
from chatbot.catalogue import Flows
from chatbot.declared import BrokenDeclaration
from chatbot.discovery import discover, promised_papers
from chatbot.flow import BrokenFlow
from flows.notices import notices
from flows.shared.paper_kinds import paper_kinds
from jobs.clock import TASKS
from panchayat.core.numbers import Prefix
from runtime.problem import Problem

if TYPE_CHECKING:
    from panchayat.imports.kind import Kind


class Broken(Problem):
    """Something cannot be loaded, is missing or is there twice; the message names it."""


def services() -> Flows:
    """Every dialogue, with what else is said: the notices, and the kinds of paper.

    Raises:
        Broken: one of them cannot be used, or a paper is promised that there is not.
    """
    with _by_name(BrokenFlow, BrokenDeclaration):
        found = discover(flows)
        notices()
        kinds = paper_kinds()
        for kind, place in promised_papers(flows):
            if kind not in kinds:
                raise Broken(f"the paper {kind!r} is promised and does not exist ({place})")
        return found


def papers() -> Collection[str]:
    """Every paper: how it is issued, and its sheet.

    Raises:
        Broken: one of the two is missing, or cannot be used.
    """
    from documents.registry import BrokenPaper, all_papers  # noqa: PLC0415  # only who renders papers loads what they look like

    with _by_name(BrokenPaper, BrokenDeclaration):
        sheets, issued = all_papers().keys(), paper_kinds().keys()
    if sheets != issued:
        amiss = [f"{name} has no sheet in documents/papers" for name in sorted(issued - sheets)]
        amiss += [f"{name} has no PaperKind in flows" for name in sorted(sheets - issued)]
        raise Broken(f"papers: {'; '.join(amiss)}")
    return sheets


def registers() -> Mapping[str, Kind[Any]]:
    """Every kind of register that can be imported.

    Raises:
        Broken: one cannot be used.
    """
    from panchayat.imports import BrokenKind, all_kinds  # noqa: PLC0415  # only who imports loads what reads sheets

    with _by_name(BrokenKind):
        return all_kinds()


def tasks() -> Collection[str]:
    """What the clock starts.

    Raises:
        Broken: two share the row by which each is done once.
    """
    if twice := [name for name, count in Counter(task.name for task in TASKS).items() if count > 1]:
        raise Broken(f"two tasks of the clock are named {twice[0]!r}")
    return [task.name for task in TASKS]


#: What can be added, and the names of what is there.
EXTENSION_POINTS: Final[Mapping[str, Callable[[], Collection[str]]]] = MappingProxyType(
    {
        "services": lambda: sorted(each.name for each in services()),  # @flow, anywhere in flows/
        "notices": lambda: sorted(notices()),  # @notice, beside its words in flows/
        "papers": papers,  # PaperKind in flows/<department>/papers.py, and PAPER in documents/papers/<kind>.py
        "imports": registers,  # KIND in panchayat/imports/kinds/<kind>.py
        "numbers": lambda: list(Prefix),  # Prefix in panchayat/core/numbers.py
        "tasks": tasks,  # TASKS in jobs/clock.py
    }
)


@contextmanager
def _by_name(*kinds: type[Exception]) -> Iterator[None]:
    try:
        yield
    except kinds as broken:
        raise Broken(str(broken)) from broken
