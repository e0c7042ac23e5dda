"""Where a conversation stands: a flow, its named answers, and the question that was shown last."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Self

#: A small JSON value: the answer as it was understood, not as it was typed.
Stored = Any

#: WhatsApp carries no more than this in one message, in code points; words that come in pieces are joined up to it.
LONGEST: Final = 4096


class Figures(StrEnum):
    """Which number a question asks for, where that could be taken for something else."""

    PHONE = "phone"
    POST_CODE = "post_code"
    #: A number that somebody else has given, such as that of a payment.
    REFERENCE = "reference"


@dataclass(slots=True)
class Answer:
    """What is known under a name: an answer that was given, or (``done``) what a deed left behind.

    ``by_itself`` marks an answer that nobody was asked for, so that Back passes over it.
    """

    value: Stored
    done: bool = False
    by_itself: bool = False

    def to_json(self) -> dict[str, Any]:
        return {"v": self.value} | ({"done": 1} if self.done else {}) | ({"auto": 1} if self.by_itself else {})

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        return cls(raw.get("v"), bool(raw.get("done")), bool(raw.get("auto")))


@dataclass(slots=True)
class Pending:
    """The question that was shown last, and how.

    ``shown`` maps each number on the list to the id of its option; ``at`` is when the turn that showed it ended:
    what was sent before that instant cannot be an answer to it. ``changing`` says that the list offers the
    parts of a summary to be changed, ``anew`` that there is an answer already, which another one shall replace;
    ``optional`` that whoever leaves it without an answer leaves nothing unfinished; ``ends`` that only the last four
    digits of a number are wanted; ``figures`` which number it asks for.
    """

    name: str
    at: datetime
    shown: dict[int, str] = field(default_factory=dict)
    page: int = 0
    changing: bool = False
    anew: bool = False
    found: tuple[Stored, ...] = ()
    secret: bool = False
    digits: bool = False
    optional: bool = False
    ends: bool = False
    figures: Figures | None = None
    misses: int = 0

    def to_json(self) -> dict[str, Any]:
        raw: dict[str, Any] = {"name": self.name, "at": self.at.isoformat()}
        if self.shown:
            raw["shown"] = list(self.shown.items())
        if self.page:
            raw["page"] = self.page
        if self.changing:
            raw["changing"] = 1
        if self.anew:
            raw["anew"] = 1
        if self.found:
            raw["found"] = list(self.found)
        if self.secret:
            raw["secret"] = 1
        if self.digits:
            raw["digits"] = 1
        if self.optional:
            raw["passing"] = 1
        if self.ends:
            raw["ends"] = 1
        if self.figures:
            raw["figures"] = self.figures.value
        if self.misses:
            raw["misses"] = self.misses
        return raw

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        return cls(
            raw["name"],
            datetime.fromisoformat(raw["at"]),
            {int(number): option for number, option in raw.get("shown", [])},
            raw.get("page", 0),
            bool(raw.get("changing")),
            bool(raw.get("anew")),
            tuple(raw.get("found", ())),
            bool(raw.get("secret")),
            bool(raw.get("digits")),
            bool(raw.get("passing")),
            bool(raw.get("ends")),
            Figures(raw["figures"]) if "figures" in raw else None,
            raw.get("misses", 0),
        )


@dataclass(slots=True)
class State:
    """The whole of a conversation between two messages; it goes through JSON unchanged.

    ``answers`` keep the order in which they were given. ``given`` are words said beforehand for questions still
    to come; ``kept`` the ids of files and ``pin`` a place that arrived while something else was asked.
    ``paused`` is the conversation that this one interrupted; ``returns`` says that it goes on by itself afterwards.
    ``ended_at`` is when the last conversation ended, ``kept_at`` when the last file was kept.
    """

    flow: str | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    pending: Pending | None = None
    given: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    kept_at: datetime | None = None
    pin: tuple[float, float, str] | None = None
    paused: State | None = None
    returns: bool = False
    ended_at: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        raw: dict[str, Any] = {}
        if self.flow is not None:
            raw["flow"] = self.flow
        if self.answers:
            raw["answers"] = [[name, answer.to_json()] for name, answer in self.answers.items()]
        if self.pending is not None:
            raw["asked"] = self.pending.to_json()
        if self.given:
            raw["given"] = self.given
        if self.kept:
            raw["kept"] = self.kept
        if self.kept_at is not None:
            raw["kept_at"] = self.kept_at.isoformat()
        if self.pin is not None:
            raw["pin"] = list(self.pin)
        if self.paused is not None:
            raw["paused"] = self.paused.to_json()
        if self.returns:
            raw["returns"] = 1
        if self.ended_at is not None:
            raw["ended_at"] = self.ended_at.isoformat()
        return raw

    @classmethod
    def from_json(cls, raw: dict[str, Any] | None) -> Self:
        if not raw:
            return cls()
        pin = raw.get("pin")
        return cls(
            flow=raw.get("flow"),
            answers={name: Answer.from_json(answer) for name, answer in raw.get("answers", [])},
            pending=Pending.from_json(raw["asked"]) if "asked" in raw else None,
            given=dict(raw.get("given", {})),
            kept=list(raw.get("kept", [])),
            kept_at=datetime.fromisoformat(raw["kept_at"]) if "kept_at" in raw else None,
            pin=(pin[0], pin[1], pin[2]) if pin else None,
            paused=cls.from_json(raw["paused"]) if "paused" in raw else None,
            returns=bool(raw.get("returns")),
            ended_at=datetime.fromisoformat(raw["ended_at"]) if "ended_at" in raw else None,
        )

    @property
    def expects_secret(self) -> bool:
        """Whether the next message may hold something that must never be stored."""
        return self.pending is not None and self.pending.secret

    @property
    def begun(self) -> bool:
        """Whether there is something to lose: an answer that was given, and not yet followed by the last deed."""
        if self.pending is not None and self.pending.optional:
            return bool(self.kept)
        return bool(self.kept) or any(not answer.done for answer in self.answers.values())

    def last_given(self) -> str | None:
        """The name of the answer that Back would drop: the last one given since the last deed."""
        for name, answer in reversed(self.answers.items()):
            if answer.done:
                return None
            if not answer.by_itself:
                return name
        return None

    @property
    def bound(self) -> bool:
        """Whether a deed stands in the way of Back."""
        return self.last_given() is None and any(answer.done for answer in self.answers.values())

    def add_words(self, name: str, words: str) -> bool:
        """Join ``words`` to the text that answers ``name``, or keep them for when it is asked; false if it is no text."""
        answer = self.answers.get(name)
        if answer is None or (answer.by_itself and name in self.given):
            holder, key = self.given, name
        elif isinstance(answer.value, dict) and not answer.done and ("text" in answer.value or "words" in answer.value):
            holder, key = answer.value, "text" if "text" in answer.value else "words"
        else:
            return False
        joined = f"{holder.get(key, '')}\n{words}".strip()
        if len(joined) > LONGEST:
            return False
        holder[key] = joined
        if holder is self.given:
            self.answers.pop(name, None)
        return True

    def drop(self, name: str) -> None:
        """Forget the answer ``name`` and whatever followed from it by itself."""
        names = list(self.answers)
        at = names.index(name)
        del self.answers[name]
        for later in names[at + 1 :]:
            if not self.answers[later].by_itself:
                break
            del self.answers[later]
