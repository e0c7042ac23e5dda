"""A conversation as it is written in a file: its parts, what matches them, and the same brought up to date.

``…`` stands for what differs each time: within a line for a part of it, alone on a line for any lines. ``{menu}``, alone
on a line, stands for the rows of the menu, and ``{name}`` for what is called so from there on.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: What is written in a new text for a number that is drawn by lot, such as ``GRV-২৬-৪৮১৫-৩৭০৬``.
_DRAWN = re.compile(r"\b[A-Z]{2,3}-\d\d-\d{4}-\d{4}\b")
MENU = "{menu}"
ANYTHING = "…"


@dataclass
class Part:
    """Lines that belong together under one mark; ``begun`` is the number of the first."""

    mark: str
    lines: list[str]
    begun: int

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def __str__(self) -> str:
        """As it stands in the file."""
        if self.mark == "":
            return self.text
        return "\n".join(f"{self.mark} {line}".rstrip() for line in self.lines)


def parts(text: str) -> Iterator[Part]:
    """The parts of a file in order; what has no mark is a remark."""
    part = Part("", [], 1)
    for number, line in enumerate(text.splitlines(), start=1):
        mark = line[:1] if line[:1] in set("<>@?~!$") else ""
        said = line[2:] if mark else line
        if part.lines and mark == part.mark and mark in ("", ">"):
            part.lines.append(said)
            continue
        if part.lines:
            yield part
        part = Part(mark, [said], number)
    if part.lines:
        yield part


def names_in(written: Sequence[str], said: str, menu: Sequence[str]) -> dict[str, str] | None:
    """What the names in ``written`` stand for, if it is what was ``said``."""
    pattern = "\n".join(_pattern(line, menu) for line in written)
    found = re.fullmatch(pattern, said)
    return None if found is None else found.groupdict()


def brought_up_to_date(written: Sequence[str], said: str, menu: Sequence[str]) -> list[str]:
    """What was ``said``, in the lines of ``written`` where they still hold and in its own where they do not."""
    lines = tuple(said.split("\n"))

    @functools.cache
    def best(at: int, begun: int) -> tuple[int, tuple[str, ...]]:
        """How well the rest holds, and how it is to be written: what is exact weighs most, then what stands for much."""
        if begun == len(lines):
            return 0, ()
        held, rest = best(at, begun + 1)
        ways = [(held, (_DRAWN.sub(ANYTHING, lines[begun]), *rest))]
        if at < len(written):
            ways.append(best(at + 1, begun))
        for line, further in [*((line, at + 1) for line in written[at : at + 1]), *([(MENU, at)] if menu else [])]:
            for ends in range(begun + 1, len(lines) + 1):
                if names_in([line], "\n".join(lines[begun:ends]), menu) is not None:
                    held, rest = best(further, ends)
                    ways.append((held + (1 if line in (ANYTHING, MENU) else 2 * (ends - begun)), (line, *rest)))
        return max(ways, key=lambda way: (way[0], -len(way[1])))

    return list(best(0, 0)[1])


def _pattern(line: str, menu: Sequence[str]) -> str:
    if line == MENU:
        return re.escape("\n".join(menu))
    if line == ANYTHING:
        return r"[\s\S]+"
    return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(line).replace(ANYTHING, ".+"))
