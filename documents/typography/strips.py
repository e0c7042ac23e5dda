"""A page is a pile of strips: pieces that are never cut, each of which knows how to draw itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from documents.typography.pen import Pen

#: Draws with the pen from an upper left corner: x, then top.
Draw = Callable[[Pen, float, float], None]


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of the page that is not cut: ``height`` points, drawn from its upper left corner.

    ``stays`` with the next strip on one page; ``blank`` ones vanish at the top of a page.
    """

    height: float
    draw: Draw
    stays: bool = False
    blank: bool = False


class Block(Protocol):
    """Anything that can be laid into a column."""

    def strips(self, width: float, language: str) -> list[Strip]:
        """The block ``width`` points wide, from top to bottom."""


@dataclass(frozen=True, slots=True)
class Space:
    """Blank height in points."""

    height: float

    def strips(self, width: float, language: str) -> list[Strip]:  # noqa: ARG002
        """One blank strip."""
        return [Strip(self.height, nothing, blank=True)]


def height_of(strips: Iterable[Strip]) -> float:
    """The height of a pile in points."""
    return sum(strip.height for strip in strips)


def draw_down(pen: Pen, strips: Iterable[Strip], x: float, top: float) -> None:
    """Draw a pile from its upper left corner down."""
    for strip in strips:
        strip.draw(pen, x, top)
        top -= strip.height


def kept(strips: Iterable[Strip]) -> list[Strip]:
    """The strips, each staying with the one below it."""
    return [replace(strip, stays=True) for strip in strips]


def over(strip: Strip, more: Draw) -> Strip:
    """The strip with something drawn over it."""

    def draw(pen: Pen, x: float, top: float) -> None:
        strip.draw(pen, x, top)
        more(pen, x, top)

    return replace(strip, draw=draw)


def nothing(pen: Pen, x: float, top: float) -> None:
    """Draw nothing."""
