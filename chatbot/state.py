"""Where a conversation stands: a flow, its named answers, and the question that was shown last."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Self

from chatbot.language.gists import Gist

#: A small JSON value: the answer as it was understood, not as it was typed.
Stored = Any

#: WhatsApp carries no more than this in one message, in code points; words that come in pieces are joined up to it.
LONGEST: Final = 4096


#: Where an answer has free words, they stand under one of these.
_FREE: Final = frozenset({"text", "words", "said"})


class Figures(StrEnum):
    """Which number a question asks for, where that could be taken for something else."""

    PHONE = "phone"
    POST_CODE = "post_code"
    #: A number that somebody else has given, such as that of a payment.
    REFERENCE = "reference"
    #: Where money is to be paid to: a bank account, or a UPI id.
    ACCOUNT = "account"
    #: The number of the record that is spoken of, once more, which otherwise opens the record.
    OWN_NUMBER = "own_number"


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
    ``held`` are words that wait for something to be said about them: to which part of a summary they belong, or
    (``doubtful``) whether they answer the question, or go on with what was said before it or (``corrects``) put it right;
    ``optional`` that whoever leaves it without an answer leaves nothing unfinished; ``ends`` that only the last four
    digits of a number are wanted; ``figures`` which number it asks for, ``gist`` what its free words are about;
    ``shown_at`` when it was last repeated; ``final`` that what it asks for cannot be undone.
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
    held: str = ""
    doubtful: bool = False
    corrects: bool = False
    gist: Gist | None = None
    shown_at: datetime | None = None
    final: bool = False

    def to_json(self) -> dict[str, Any]:
        raw: dict[str, Any] = {"name": self.name, "at": self.at.isoformat()}
        said = {
            "shown": list(self.shown.items()),
            "page": self.page,
            "changing": int(self.changing),
            "anew": int(self.anew),
            "found": list(self.found),
            "secret": int(self.secret),
            "digits": int(self.digits),
            "passing": int(self.optional),
            "ends": int(self.ends),
            "figures": self.figures and self.figures.value,
            "misses": self.misses,
            "held": self.held,
            "doubtful": int(self.doubtful),
            "corrects": int(self.corrects),
            "gist": self.gist and self.gist.value,
            "shown_at": self.shown_at and self.shown_at.isoformat(),
            "final": int(self.final),
        }
        raw.update((name, value) for name, value in said.items() if value)
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
            raw.get("held", ""),
            bool(raw.get("doubtful")),
            bool(raw.get("corrects")),
            Gist(raw["gist"]) if "gist" in raw else None,
            datetime.fromisoformat(raw["shown_at"]) if "shown_at" in raw else None,
            bool(raw.get("final")),
        )


@dataclass(slots=True)
class Told:
    """The open question that was answered last, in free words: its name, what it wanted, and when they were sent.

    What comes right behind may be the rest of them.
    """

    name: str
    gist: Gist
    at: datetime

    def to_json(self) -> list[Any]:
        return [self.name, self.gist.value, self.at.isoformat()]

    @classmethod
    def from_json(cls, raw: list[Any]) -> Self:
        return cls(raw[0], Gist(raw[1]), datetime.fromisoformat(raw[2]))


@dataclass(slots=True)
class State:
    """The whole of a conversation between two messages; it goes through JSON unchanged.

    ``answers`` keep the order in which they were given. ``given`` are words said beforehand for questions still
    to come; ``kept`` the ids of files (``has_voice``: a voice note among them) and ``pin`` a place that arrived while something else was asked.
    ``paused`` is the conversation that this one interrupted; ``returns`` says that it goes on by itself afterwards.
    ``ended_at`` is when the last conversation ended, ``kept_at`` when the last file was kept; ``told`` is what was
    answered last in free words.
    """

    flow: str | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    pending: Pending | None = None
    given: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    kept_at: datetime | None = None
    has_voice: bool = False
    pin: tuple[float, float, str] | None = None
    paused: State | None = None
    returns: bool = False
    ended_at: datetime | None = None
    told: Told | None = None

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
        if self.has_voice:
            raw["voice"] = 1
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
        if self.told is not None:
            raw["told"] = self.told.to_json()
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
            has_voice=bool(raw.get("voice")),
            kept_at=datetime.fromisoformat(raw["kept_at"]) if "kept_at" in raw else None,
            pin=(pin[0], pin[1], pin[2]) if pin else None,
            paused=cls.from_json(raw["paused"]) if "paused" in raw else None,
            returns=bool(raw.get("returns")),
            ended_at=datetime.fromisoformat(raw["ended_at"]) if "ended_at" in raw else None,
            told=Told.from_json(raw["told"]) if "told" in raw else None,
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

    @property
    def tells(self) -> bool:
        """Whether somebody has told or sent something that has not found its place yet."""
        return bool(self.answers or self.given or self.kept or self.pin)

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

    def add_words(self, name: str, words: str, joined_by: str = "\n") -> bool:
        """Join ``words`` to the text that answers ``name``, or keep them for when it is asked; false if it is no text."""
        answer = self.answers.get(name)
        if answer is not None and isinstance(answer.value, dict) and answer.value.pop("end", False):
            # A list that was said to be whole goes on.
            before, _point, turn = name.rpartition(".")
            self.given[f"{before}.{int(turn) + 1}"] = words
            return True
        if answer is None or (answer.by_itself and name in self.given):
            holder, key = self.given, name
        elif isinstance(answer.value, dict) and not answer.done and (free := _FREE & answer.value.keys()):
            holder, key = answer.value, next(iter(free))
        else:
            return False
        joined = f"{holder.get(key, '')}{joined_by}{words}".strip(" ,\n")
        if len(joined) > LONGEST:
            return False
        holder[key] = joined
        if holder is self.given:
            self.answers.pop(name, None)
        return True

    def is_ended_list(self, name: str) -> bool:
        """Whether ``name`` is what ended a list, which more can be added to."""
        value = self.answers[name].value
        return isinstance(value, dict) and bool(value.get("end"))

    def words_of(self, name: str) -> str | None:
        """The free words that answer ``name``, or were said for it beforehand; None where it is not known."""
        answer = self.answers.get(name)
        if answer is None or (answer.by_itself and name in self.given):
            return self.given.get(name)
        if answer.done:
            return None
        free = _FREE & answer.value.keys() if isinstance(answer.value, dict) else frozenset()
        return str(answer.value[next(iter(free))]) if free else ""

    def drop(self, name: str) -> None:
        """Forget the answer ``name`` and whatever followed from it by itself."""
        names = list(self.answers)
        at = names.index(name)
        del self.answers[name]
        for later in names[at + 1 :]:
            if not self.answers[later].by_itself:
                break
            del self.answers[later]
