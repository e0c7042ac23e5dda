"""What the jobs of this process work with: the queue calls a job by its name alone, so it finds its tools here."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from jobs.channel import MediaSource
from panchayat.front_office import FrontOffice
from panchayat.messaging.wakeups import Wakeups

#: Keeps bytes for good; returns their SHA-256 (hex) and their number.
Keep = Callable[[bytes], tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Tools:
    """``render(kind, facts, language=…)`` makes a paper's bytes, ``seal(bytes, facts, language=…)`` the file that is sent.

    ``ring`` wakes others after a commit.
    """

    open_office: Callable[[], AbstractContextManager[FrontOffice]]
    render: Callable[..., bytes]
    seal: Callable[..., bytes]
    keep_paper: Keep
    keep_media: Keep
    media_source: MediaSource
    ring: Callable[[Wakeups], None]


_tools: Tools | None = None


def use(tools: Tools) -> None:
    """Give this process its tools, before it takes up jobs."""
    global _tools  # noqa: PLW0603  # see the module's sentence
    _tools = tools


def at_hand() -> Tools:
    """The tools of this process."""
    if _tools is None:
        raise RuntimeError("use() was not called at start-up")
    return _tools
