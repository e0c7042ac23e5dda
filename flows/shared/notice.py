"""What the office tells by itself: each notice has a name, its words, and the ways on that stand below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chatbot.language.wording import Words
from chatbot.messages import QuickAction
from panchayat.front_office import FrontOffice

#: What the office noted when it owed the notice: ids, never words.
Params = Mapping[str, Any]
#: The lines of a notice as things are when it leaves.
Lines = Callable[[FrontOffice, Params], Sequence[Words]]
#: The ways on from a notice; none where there is nothing to do any more.
Ways = Callable[[FrontOffice, Params], Sequence[QuickAction]]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that the office owes under ``name``."""

    name: str
    lines: Lines
    ways: Ways | None = None


def notice(name: str, *, ways: Ways | None = None) -> Callable[[Lines], Notice]:
    """Make a function that words a notice the notice of this name; it is found where it stands."""

    def declare(lines: Lines) -> Notice:
        return Notice(name, lines, ways)

    return declare
