"""A service's dialogue as a plain function, and the book of all of them."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any
from uuid import UUID

from chatbot.language.language_detection import language_of
from chatbot.language.matching import normalise
from chatbot.language.wording import Words
from chatbot.messages import MediaKind

if TYPE_CHECKING:
    from chatbot.talk import Talk

Script = Callable[["Talk", Any], None]
#: Whether a service is there for this contact, as the office knows it.
ForWhom = Callable[[UUID, Any], bool]
#: What a service is called for this contact.
Titled = Callable[[UUID, Any], Words]


class BrokenFlow(Exception):
    """A flow cannot be used; the message names it and says why."""


@dataclass(frozen=True)
class Flow:
    """A dialogue and how people come to it.

    ``row`` is its fixed number in the main menu; ``words`` are what people call it; ``anywhere`` are whole messages
    that open it at any point of any other dialogue. What ``recognises`` matches as a whole does so too, and answers the
    question that ``hears`` names; words that were said at another point belong to that question as well. With
    ``strangers`` all of that is so even in the first message of somebody who has never been greeted.
    With ``quotes`` what is written there is for somebody else to read, and does not tell which language the writer speaks.
    An ``errand`` is a matter of its own: who has done something there does not go back to a question that was open
    before and that nobody had begun to answer.
    ``way_into`` names the dialogue into which this one is only another way: who takes it leaves nothing open there.
    ``keeps`` are the files that are welcome at any time, ``keeps_pin`` says the same of a place. ``home`` marks the
    dialogue in which everything begins, ``resumes`` the one that asks whether to go on. It is shown to those
    ``for_whom`` it is, in its row or else among the words that can be written, called what ``titled`` says where that depends on the person; words open it for everybody.
    """

    name: str
    title: Words
    script: Script
    row: int | None = None
    words: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    recognises: re.Pattern[str] | None = None
    hears: str | None = None
    strangers: bool = False
    errand: bool = False
    quotes: bool = False
    way_into: str | None = None
    keeps: frozenset[MediaKind] = frozenset()
    keeps_pin: bool = False
    home: bool = False
    resumes: bool = False
    for_whom: ForWhom | None = None
    titled: Titled | None = None

    def word_in(self, language: str) -> str:
        """One of its words, in this language if it has any."""
        return next((word for word in self.words if language_of(word) == language), self.words[0])

    def title_for(self, contact_id: UUID, office: Any) -> Words:
        """What its row is called for this contact."""
        return self.title if self.titled is None else self.titled(contact_id, office)


def flow(
    name: str,
    *,
    title: Words,
    row: int | None = None,
    words: str = "",
    anywhere: str = "",
    recognises: str | None = None,
    hears: str | None = None,
    strangers: bool = False,
    errand: bool = False,
    quotes: bool = False,
    way_into: str | None = None,
    keeps: Iterable[MediaKind] = (),
    keeps_pin: bool = False,
    home: bool = False,
    resumes: bool = False,
    for_whom: ForWhom | None = None,
    titled: Titled | None = None,
) -> Callable[[Script], Flow]:
    """Make a function of a talk and the office a flow; see :class:`Flow`.

    Words are separated by commas; ``recognises`` is matched against the normalised message (Latin digits, small letters).
    """

    def declare(script: Script) -> Flow:
        return Flow(
            name=name,
            title=title,
            script=script,
            row=row,
            words=_listed(words),
            anywhere=_listed(anywhere),
            recognises=re.compile(recognises) if recognises else None,
            hears=hears,
            strangers=strangers,
            errand=errand,
            quotes=quotes,
            way_into=way_into,
            keeps=frozenset(keeps),
            keeps_pin=keeps_pin,
            home=home,
            resumes=resumes,
            for_whom=for_whom,
            titled=titled,
        )

    return declare


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


class Flows:
    """Every flow there is, by name.

    Raises:
        BrokenFlow: two flows share a name, a row or a word; a hand-over leads nowhere; there is no beginning.
    """

    def __init__(self, flows: Iterable[Flow]) -> None:
        self._flows: dict[str, Flow] = {}
        self._anywhere: dict[str, Flow] = {}
        for each in flows:
            if each.name in self._flows:
                raise BrokenFlow(f"two flows are named {each.name!r}")
            self._flows[each.name] = each
            for word in map(normalise, each.anywhere):
                if self._anywhere.setdefault(word, each) is not each:
                    raise BrokenFlow(f"flows {each.name!r} and {self._anywhere[word].name!r} both answer to {word!r}")
        rows = [each.row for each in self if each.row is not None]
        if len(rows) != len(set(rows)):
            raise BrokenFlow(f"two flows share a row of the menu: {sorted(rows)}")
        self.home = self._single("home", [each for each in self if each.home])
        self.resume = self._single("resume", [each for each in self if each.resumes])
        for each in self:
            self._check_hand_overs(each)

    def __iter__(self) -> Iterator[Flow]:
        return iter(self._flows.values())

    def __contains__(self, name: object) -> bool:
        return name in self._flows

    def __getitem__(self, name: str) -> Flow:
        return self._flows[name]

    def opened_by(self, text: str) -> Flow | None:
        """The flow that ``text``, as a whole message, opens anywhere."""
        return self.recognising(text) or self._anywhere.get(normalise(text))

    def recognising(self, text: str) -> Flow | None:
        """The flow that ``text``, as a whole message, opens and answers at the same time."""
        said = normalise(text)
        return next((each for each in self if each.recognises and each.recognises.fullmatch(said)), None)

    @staticmethod
    def _single(what: str, found: list[Flow]) -> Flow:
        if len(found) != 1:
            raise BrokenFlow(f"there must be one {what} flow, not {len(found)}")
        return found[0]

    def _check_hand_overs(self, each: Flow) -> None:
        for target in _hand_overs(each.script):
            if target not in self._flows:
                raise BrokenFlow(f"flow {each.name!r} hands over to {target!r}, which does not exist")


def _hand_overs(script: Script) -> Iterator[str]:
    try:
        tree = ast.parse(inspect.getsource(inspect.getmodule(script) or script))
    except OSError:
        return
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="go"), args=[ast.Constant(value=str(target)), *_]):
                yield target


def discover(package: ModuleType) -> Flows:
    """Every flow declared in ``package`` and the packages below it.

    Raises:
        BrokenFlow: a module cannot be imported, or the flows do not fit together.
    """
    found: list[Flow] = []
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        try:
            module = importlib.import_module(info.name)
        except Exception as error:
            raise BrokenFlow(f"{info.name} cannot be loaded: {error}") from error
        found += [
            value for value in vars(module).values() if isinstance(value, Flow) and value.script.__module__ == info.name
        ]
    return Flows(found)
