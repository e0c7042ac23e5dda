"""The files of this folder: situations, and what people write in them with what it must mean.

``situations.txt`` names how people come somewhere (``== name : flow.question``, or ``, after other`` to go on from there);
the lines below are those of a transcript (``tests/flows/held.py``). Every other file is about one subject::

    == situation : meaning          (or: == situation, neat : meaning)
    what somebody writes
    what somebody writes => another meaning
    +2s a message | +3s and one three seconds later

``en:`` and ``hi:`` before what is written say that its Latin letters are English or Hindi, and not Bengali.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
SITUATIONS: Final = FOLDER / "situations.txt"
#: How long after our last words somebody writes who is in no hurry.
AT_LEISURE: Final = timedelta(seconds=40)
#: The same where an answer is clear at once, and between two messages of somebody who writes on.
NEAT: Final = timedelta(seconds=9)
NEXT: Final = timedelta(seconds=3)

_HEAD: Final = re.compile(r"== *(?P<name>\w+)(?P<more>(?:, *[\w ]+)*) *: *(?P<meaning>.+)")
_GAP: Final = re.compile(r"\+(\d+)s +")
_TAG: Final = re.compile(r"(en|hi): ?")
_ENGLISH: Final = "en"


class Unreadable(Exception):
    """A file cannot be read; the message says which line of it, and why."""


@dataclass(frozen=True, slots=True)
class Situation:
    """How somebody comes somewhere: lines of a transcript, after another situation's if it says so.

    ``stands`` is the question that stands there, such as ``grievance.ok``, or ``nothing``, or ``anything``.
    """

    name: str
    stands: str
    lines: str
    after: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """One message, so long after what came before it."""

    text: str
    after: timedelta


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody writes where, and what it must mean; a ``neat`` one leaves no doubt that need be spoken of."""

    file: str
    line: int
    situation: str
    messages: tuple[Message, ...]
    meaning: str
    language: str
    neat: bool

    def __str__(self) -> str:
        said = " | ".join(each.text for each in self.messages)
        return f"{self.file}:{self.line} at {self.situation}: {said} => {self.meaning}"


@cache
def situations() -> dict[str, Situation]:
    """Every situation by its name."""
    found: dict[str, Situation] = {}
    head: re.Match[str] | None = None
    lines: list[str] = []

    def close() -> None:
        if head is not None:
            after = head["more"].removeprefix(",").strip().removeprefix("after ").strip() or None
            found[head["name"]] = Situation(head["name"], head["meaning"].strip(), "\n".join(lines).strip("\n"), after)

    for line in SITUATIONS.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        if opened := _HEAD.fullmatch(line):
            close()
            head, lines = opened, []
        else:
            lines.append(line)
    close()
    return found


def subjects() -> list[Path]:
    """The files of what people write."""
    return sorted(path for path in FOLDER.glob("*.txt") if path.stem not in ("situations", "known_misreadings"))


def utterances(path: Path) -> Iterator[Utterance]:
    """What stands in one file.

    Raises:
        Unreadable: a line stands below no situation, or below one that nobody has described.
    """
    head: re.Match[str] | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("=="):
            head = _HEAD.fullmatch(line)
            if head is None or head["name"] not in situations():
                raise Unreadable(f"{path.name}:{number}: no such situation: {line}")
            continue
        if head is None:
            raise Unreadable(f"{path.name}:{number}: no situation stands above it")
        said, _arrow, meaning = line.partition(" => ")
        tag = _TAG.match(said)
        neat = "neat" in head["more"]
        messages = tuple(_messages(said[tag.end() :] if tag else said, neat=neat))
        yield Utterance(
            path.stem,
            number,
            head["name"],
            messages,
            (meaning or head["meaning"]).strip(),
            _language(" ".join(each.text for each in messages), tag[1] if tag else None),
            neat,
        )


def _messages(said: str, *, neat: bool) -> Iterator[Message]:
    for place, part in enumerate(said.split(" | ")):
        text = part.strip()
        gap = _GAP.match(text)
        usual = NEAT if neat else NEXT if place else AT_LEISURE
        yield Message(text[gap.end() :] if gap else text, timedelta(seconds=int(gap[1])) if gap else usual)


def _language(text: str, tag: str | None) -> str:
    """``bn``, ``hi``, ``en``, ``bn-latin``, ``hi-latin``, ``mixed`` or ``figures``, by the letters and the tag."""
    text = re.sub(r"\[[^\]]*\]", "", text)
    scripts = {
        name
        for name, letters in (
            ("bn", r"[\u0985-\u09b9\u09dc-\u09df]"),
            ("hi", r"[\u0905-\u0939\u0958-\u095f]"),
            ("latin", r"[A-Za-z]"),
        )
        if re.search(letters, text)
    }
    if len(scripts) > 1:
        return "mixed"
    if scripts == {"latin"}:
        return _ENGLISH if tag == _ENGLISH else f"{tag or 'bn'}-latin"
    return next(iter(scripts), "figures")
