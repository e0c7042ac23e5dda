"""Running a flow over the answers so far: how a question finds its answer, and the ways in which a run ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, NoReturn, TypeVar
from uuid import UUID

from chatbot.answers import Change, Given, Look, NotUnderstood, Overtaken, Question
from chatbot.catalogue import Flows
from chatbot.flow import Flow
from chatbot.language.wording import Words, _
from chatbot.messages import Ask, Incoming, OfferedActions, Paper, Picture, Say
from chatbot.state import Answer, Pending, State

T = TypeVar("T")

TOO_EARLY: Final = _("Your last message came before this question. Please answer it now.")

#: How many files one conversation keeps, and how soon after one another they belong together.
KEPT_AT_MOST: Final = 10
BURST: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class TurnContext:
    """Who is speaking, when and in which language, and how a deed is guarded.

    ``savepoint`` undoes a deed that is refused; ``in_time`` raises once the turn has taken too long;
    ``first`` says that this person has never been greeted, ``offered`` what they were told last with ways on from it.
    """

    citizen: UUID
    language: str
    now: datetime
    today: date
    clock: Callable[[], datetime]
    savepoint: Callable[[], AbstractContextManager[object]]
    in_time: Callable[[], None]
    first: bool = False
    offered: OfferedActions | None = None


class Suspended(BaseException):
    """The turn ends with a question; not an ``Exception``, so that no flow swallows it."""

    def __init__(self, ask: Ask, *, brief: bool = False) -> None:
        super().__init__(ask.name)
        self.ask = ask
        #: Whether the question stands on the screen already and need not be repeated.
        self.brief = brief


class Again(BaseException):
    """The flow is to be run from the top: answers were taken back, ``notice`` says why."""

    def __init__(self, *notice: Words) -> None:
        super().__init__()
        self.notice = notice


class HandedOver(BaseException):
    """The flow ends; another one goes on with the words that were given for its questions."""

    def __init__(self, target: str, given: Mapping[str, str]) -> None:
        super().__init__(target)
        self.target = target
        self.given = given


class Resumed(BaseException):
    """The flow ends; the conversation that it interrupted goes on."""


class PastChanged(BaseException):
    """The flow asks something new before a deed that is done: what is done is not asked about again."""


class AskedTwice(Exception):
    """Two questions of a flow share a name."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the name {key!r} is asked twice")


class Replay:
    """One run of a flow over the answers so far, with at most one new message."""

    def __init__(self, flows: Flows, flow: Flow, state: State, context: TurnContext, heard: Incoming | None) -> None:
        self.language = context.language
        self.citizen = context.citizen
        self.now = context.now
        self.today = context.today
        self.first = context.first
        #: What has been said in this run and not been seen yet.
        self.said: list[Say | Paper | Picture] = []
        self._flows = flows
        self._flow = flow
        self._state = state
        self._context = context
        self._heard = heard
        self._prefix = ""
        self._reached: list[str] = []
        self._unchecked: list[tuple[str, Question[Any]]] = []
        self._new_answer = False
        self._passed_on = False

    def _ask(self, name: str, question: Question[T]) -> T:
        key = self._reach(self._prefix + name)
        self._context.in_time()
        pending = self._state.pending
        anew = pending is not None and pending.anew and pending.name == key
        known = None if anew else self._state.answers.get(key)
        doubtful = (self._new_answer or question.secret) and not self._frozen
        if known is not None and doubtful and (objection := question.objection(known.value)) is not None:
            # An earlier answer was changed just now and this one does not fit it any more, or a proof has aged.
            del self._state.answers[key]
            known = None
            self._tell(objection)
        if known is not None:
            self._unsay()
        else:
            self._forbid_new_past()
            known = self._answer(key, question)
            self._state.answers.pop(key, None)
            self._state.answers[key] = known
        self._unchecked.append((key, question))
        return question.value(known.value)

    def _answer(self, key: str, question: Question[Any]) -> Answer:
        pending = self._state.pending
        if self._passed_on or (pending is not None and pending.name == key):
            # The question is on the screen, and so is what was said before it.
            self._unsay()
            if self._heard is None:
                raise self._pause(key, question)
            answer = self._read(key, question, self._heard, pending or Pending(key, self.now))
            self._unsay()
            return answer
        if (words := self._state.given.get(key)) is not None:
            try:
                reading = question.read(Incoming(words, self.now), Pending(key, self.now), self.language)
            except NotUnderstood as error:
                if question.objects_beforehand:
                    self._tell(error.words)
                    raise self._pause(key, question) from error
                reading = None
            if isinstance(reading, Given):
                return Answer(reading.value, by_itself=True)
            del self._state.given[key]
        if (value := question.by_itself(self.language)) is not None:
            return Answer(value, by_itself=True)
        raise self._pause(key, question)

    def _read(self, key: str, question: Question[Any], heard: Incoming, pending: Pending) -> Answer:
        self._heard = None
        if (implied := question.implied(heard)) is not None:
            self._heard, self._state.pending, self._passed_on = heard, None, True
            return Answer(implied)
        self._passed_on = False
        if question.binding and heard.text and heard.received_at <= pending.at:
            self._tell(TOO_EARLY)
            raise self._pause(key, question)
        kept = self._keep(question, heard)
        if (heard.media or heard.pin) and not heard.text.strip() and not self._answers(question, heard):
            if kept is not None and not self._in_burst(heard):
                raise Again(kept)
            self._tell(kept or _("I could not make use of that. Please write it in words."))
            raise self._pause(key, question, brief=kept is not None)
        aside = self._aside(question, heard, pending)
        try:
            reading = question.read(heard, pending, self.language)
        except Overtaken as error:
            self._state.pending = None
            raise Again from error
        except NotUnderstood as error:
            # Words that answer nothing here belong to what they were sent with, or to what they tell about.
            told = self._flow.first_question if kept is not None else aside
            if told not in (None, key) and not question.secret and self._state.add_words(told, heard.text):
                raise Again(kept or _("I have kept your words. Now please choose from the list.")) from error
            if kept is not None and not question.secret:
                raise Again(kept) from error
            pending.misses += 1
            self._tell(error.words)
            raise self._pause(key, question) from error
        match reading:
            case Look(page, changing, found):
                pending.page, pending.changing, pending.found, pending.misses = page, changing, found, 0
                raise self._pause(key, question)
            case Change(name):
                self._state.pending = Pending(self._prefix + name, self.now, anew=True)
                raise Again
            case Given(value):
                if aside not in (None, key) and aside not in self._state.answers:
                    self._state.add_words(aside, heard.text)
                self._new_answer, pending.anew = True, False
                return Answer(value)

    def _pause(self, key: str, question: Question[Any], *, brief: bool = False) -> Suspended:
        """The end of the turn with the question.

        Its list is looked up here, inside the run, because an empty one takes an earlier answer back.
        """
        pending = self._state.pending
        if pending is None or pending.name != key:
            pending = self._state.pending = Pending(key, self._context.clock())
        ask = question.show(pending)
        shown = {number: option.id for number, option in ask.options}
        if shown != pending.shown:
            pending.at = self._context.clock()
        pending.shown, pending.secret, pending.digits = shown, question.secret, not question.zero_is_back
        pending.optional, pending.ends, pending.figures = question.optional, question.ends, question.figures
        return Suspended(ask, brief=brief)

    @staticmethod
    def _answers(question: Question[Any], heard: Incoming) -> bool:
        return (heard.pin is not None and question.takes_pin) or any(question.takes(file.kind) for file in heard.media)

    def _keep(self, question: Question[Any], heard: Incoming) -> Words | None:
        """Keep the files and the place that this flow welcomes at any time; returns what to say about it."""
        state = self._state
        welcome = [file.id for file in heard.media if file.kind in self._flow.keeps and file.id not in state.kept]
        if welcome:
            room = KEPT_AT_MOST - len(state.kept)
            state.kept += welcome[:room]
            if len(welcome) > room:
                return _("{most} files are enough. I kept the first {most}.").using(most=KEPT_AT_MOST)
            return _("Received. Files so far: {count}").using(count=len(state.kept))
        if heard.pin is not None and self._flow.keeps_pin and not question.takes_pin:
            state.pin = (heard.pin.latitude, heard.pin.longitude, heard.pin.label)
            return _("I have the location.")
        return None

    def _place_pin(self, key: str) -> None:
        """A place that was sent at another time belongs to the question ``key``."""
        if self._state.pin is None:
            return
        latitude, longitude, name = self._state.pin
        answer = self._state.answers.setdefault(key, Answer({"words": name}, by_itself=True))
        answer.value["at"] = [latitude, longitude]
        self._state.pin = None

    def _aside(self, question: Question[Any], heard: Incoming, pending: Pending) -> str | None:
        """The question that words belong to which are more than the name of an option."""
        return self._flow.first_question if question.tells_more(heard.text, pending, at_home=self._flow.home) else None

    def _in_burst(self, heard: Incoming) -> bool:
        """Whether files are coming one after another, so that the question need not be repeated each time."""
        if not heard.media:
            return False
        earlier, self._state.kept_at = self._state.kept_at, self.now
        return earlier is not None and self.now - earlier < BURST

    def _tell(self, words: Words) -> None:
        self.said.append(Say(words))

    def _reach(self, key: str) -> str:
        if key in self._reached:
            raise AskedTwice(key)
        self._reached.append(key)
        return key

    def _unsay(self) -> None:
        """Drop what was said before an answered question; a paper, once promised, is sent all the same."""
        self.said = [each for each in self.said if isinstance(each, Paper)]

    @property
    def _frozen(self) -> bool:
        """Whether a deed that is done still lies ahead in this run: what comes before it is not touched again."""
        return any(answer.done and key not in self._reached for key, answer in self._state.answers.items())

    def _forbid_new_past(self) -> None:
        if self._frozen:
            raise PastChanged

    def _take_back(self, key: str, why: Words) -> NoReturn:
        """Forget an answer and all that come after it in the flow, and run again."""
        dropped = [name for name in self._reached[self._reached.index(key) :] if name in self._state.answers]
        if any(self._state.answers[name].done for name in dropped):
            self._tell(why)
            raise PastChanged
        for name in dropped:
            del self._state.answers[name]
        self._state.given.pop(key, None)
        self._state.pending = Pending(key, self.now)
        raise Again(why)
