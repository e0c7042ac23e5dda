"""Running a flow over the answers so far: how a question finds its answer, and the ways in which a run ends."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, NoReturn, TypeVar
from uuid import UUID

from chatbot.answers import Change, Given, Look, More, NotUnderstood, Overtaken, Question, Reading, Stay
from chatbot.bursts import is_words
from chatbot.catalogue import Flows
from chatbot.endings import Again, AskedTwice, PastChanged, Suspended
from chatbot.flow import Flow
from chatbot.joining import Joining, added
from chatbot.language.gists import Gist
from chatbot.language.intentions import read_intentions
from chatbot.language.matching import spoken
from chatbot.language.wording import Words, _
from chatbot.messages import Incoming, MediaKind, OfferedActions, Paper, Picture, QuickAction, Say
from chatbot.state import Answer, Pending, State, Told

T = TypeVar("T")

TOO_EARLY: Final = _("Your last message came before this question. Please answer it now.")

#: From so many words on, what was not understood may be the beginning of something.
_WORTH_KEEPING: Final = 2
#: How many files one conversation keeps, and how soon after one another they belong together.
KEPT_AT_MOST: Final = 10
TOGETHER: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class TurnContext:
    """Who is speaking, when and in which language, and how a deed is guarded.

    ``savepoint`` undoes a deed that is refused; ``in_time`` raises once the turn has taken too long;
    ``first`` says that this person has never been greeted, ``offered`` what they were told last with ways on from it.
    ``cries`` says whether words are a cry for help, which answers nothing but a question about what has happened;
    ``beside`` gives the dialogue that answers words which are a question of their own, where they can answer none of ours.
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
    beside: Callable[[str], QuickAction | None] = lambda _words: None
    cries: Callable[[str], bool] = lambda _words: False


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
        self._joining = Joining(state)
        self._prefix = ""
        self._reached: list[str] = []
        self._unchecked: list[tuple[str, Question[Any]]] = []
        self._new_answer = False
        self._passed_on = False
        #: Whether the flow was left without its deed, so that it can be taken up again.
        self.left = False

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
                said = self._said_already(question)
                if said is not None:
                    return said
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

    def _said_already(self, question: Question[Any]) -> Answer | None:
        """The answer that shall replace another, where it was said before it was known what it is for."""
        pending = self._state.pending
        if pending is None or not (pending.anew and pending.held):
            return None
        words, pending.held = pending.held, ""
        try:
            reading = question.read(Incoming(words, self.now), pending, self.language)
        except NotUnderstood:
            return None
        if not isinstance(reading, Given):
            return None
        self._new_answer, pending.anew = True, False
        return Answer(reading.value)

    def _read(self, key: str, question: Question[Any], heard: Incoming, pending: Pending) -> Answer:
        self._heard = None
        if (implied := question.implied(heard)) is not None:
            self._heard, self._state.pending, self._passed_on = heard, None, True
            return Answer(implied)
        self._passed_on = False
        said = self._settled(question, heard, pending)
        if said is None:
            raise self._pause(key, question)
        kept = self._keep(question, said)
        if (said.media or said.pin) and not said.text.strip() and not self._answers(question, said):
            if kept is not None and not self._in_burst(said):
                raise Again(kept)
            self._tell(kept or _("I could not make use of that. Please write it in words."))
            raise self._pause(key, question, brief=kept is not None)
        aside = self._flow.first_question if question.tells_more(said.text, pending) else None
        try:
            reading = question.read(said, pending, self.language)
        except Overtaken as error:
            self._state.pending = None
            raise Again from error
        except NotUnderstood as error:
            if not question.secret and (again := self._put_elsewhere(key, question, said, kept, aside)) is not None:
                raise again from error
            self._keep_unread(said)
            pending.misses += 1
            self._tell(error.words)
            raise self._pause(key, question) from error
        if question.binding and said.text and said.received_at <= pending.at and not isinstance(reading, More):
            self._tell(TOO_EARLY)
            raise self._pause(key, question)
        return self._take(key, question, said, reading, aside)

    def _settled(self, question: Question[Any], heard: Incoming, pending: Pending) -> Incoming | None:
        """What is said to the question itself; nothing where it is first asked where the words belong."""
        if pending.doubtful:
            return self._joining.settle(question, heard, pending)
        return heard if question.secret or self._joining.tell_apart(question, heard, pending) else None

    def _put_elsewhere(
        self, key: str, question: Question[Any], heard: Incoming, kept: Words | None, aside: str | None
    ) -> Again | None:
        """Words that answer nothing here belong to what they were sent with, to what they tell about, or to the last answer."""
        if kept is None and self._goes_on(heard):
            return Again(added(heard.text))
        told = self._flow.first_question if kept is not None else aside
        if told not in (None, key) and self._state.add_words(told, heard.text):
            self._state.told = Told(told, Gist.STORY, heard.received_at)
            return Again(kept or _("I have kept your words. Now please choose from the list."))
        if kept is not None:
            return Again(kept)
        pending = self._state.pending
        more = pending is not None and self._joining.is_more(question, heard, pending)
        return self._joining.join(heard) if more else None

    def _goes_on(self, heard: Incoming) -> bool:
        """Put words to those that were kept already at the beginning, if there are any."""
        says = is_words(heard) and bool(read_intentions(heard.text).rest)
        first = self._flow.first_question if self._flow.home and says else None
        return first is not None and first in self._state.given and self._state.add_words(first, heard.text)

    def _keep_unread(self, heard: Incoming) -> None:
        """At the beginning keep words that mean nothing by themselves: what they are about may come right behind them."""
        first = self._flow.first_question if self._flow.home else None
        says = is_words(heard) and bool(read_intentions(heard.text).rest)
        if first is None or not says or len(spoken(heard.text)) < _WORTH_KEEPING:
            return
        self._state.given[first] = heard.text
        self._state.told = Told(first, Gist.ANY, heard.received_at)

    def _take(self, key: str, question: Question[Any], heard: Incoming, reading: Reading, aside: str | None) -> Answer:
        """What follows from what was understood: the answer, or the end of this run."""
        pending = self._state.pending or Pending(key, self.now)
        match reading:
            case Look(page, changing, found, held, note):
                pending.page, pending.changing, pending.found, pending.misses = page, changing, found, 0
                pending.held = held
                if note is not None:
                    self._tell(note)
                raise self._pause(key, question)
            case Change(name, words):
                self._state.pending = Pending(self._prefix + name, self.now, anew=True, held=words)
                raise Again
            case More(name):
                raise self._joining.add(self._prefix + name, heard)
            case Stay(words):
                self._tell(words)
                raise self._pause(key, question, brief=True)
            case Given(value):
                self._new_answer, pending.anew = True, False
                self._state.told = None
                if aside not in (None, key) and aside not in self._state.answers:
                    self._state.add_words(aside, heard.text)
                    self._state.told = Told(aside, Gist.STORY, heard.received_at)
                elif question.gist is not None and is_words(heard):
                    self._state.told = Told(key, question.gist, heard.received_at)
                return Answer(value)

    def _pause(self, key: str, question: Question[Any], *, brief: bool = False) -> Suspended:
        """The end of the turn with the question.

        Its list is looked up here, inside the run, because an empty one takes an earlier answer back.
        """
        pending = self._state.pending
        if pending is None or pending.name != key:
            pending = self._state.pending = Pending(key, self._context.clock())
        ask = self._joining.ask(question, pending) if pending.doubtful else question.show(pending)
        shown = {number: option.id for number, option in ask.options}
        if shown != pending.shown:
            pending.at = self._context.clock()
        pending.shown, pending.secret, pending.digits = shown, question.secret, not question.zero_is_back
        pending.optional, pending.ends, pending.figures = question.optional, question.ends, question.figures
        pending.gist, pending.final = question.gist, question.final
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
            state.has_voice |= any(file.kind is MediaKind.VOICE for file in heard.media)
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

    def _in_burst(self, heard: Incoming) -> bool:
        """Whether files are coming one after another, so that the question need not be repeated each time."""
        if not heard.media:
            return False
        earlier, self._state.kept_at = self._state.kept_at, self.now
        return earlier is not None and self.now - earlier < TOGETHER

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
