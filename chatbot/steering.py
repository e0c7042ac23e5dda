"""What a message means before the flow runs: a word that works everywhere, a way elsewhere, or an answer out of season."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

from chatbot.bursts import BURST, is_words
from chatbot.catalogue import Flows
from chatbot.commands import Command, command
from chatbot.flow import Flow
from chatbot.language.gists import Gist
from chatbot.language.intentions import Intention, intention, is_bare
from chatbot.language.matching import is_named, numeral, tokens
from chatbot.language.wording import Words, _
from chatbot.messages import Incoming, MediaKind, Option, QuickAction
from chatbot.quoting import NO_LONGER_OPEN, chosen, is_quoting, meant_by_quote
from chatbot.replay import KEPT_AT_MOST, TOO_EARLY, TurnContext
from chatbot.state import Figures, Pending, State

#: After this long a conversation asks whether to go on before it takes an answer.
IDLE: Final = timedelta(hours=6)
#: For so long after something was told unasked a number or a name is one of the ways on from it.
STILL_OFFERED: Final = timedelta(days=1)
#: So quickly nobody has read what was told, and tapped it.
TO_READ: Final = timedelta(seconds=5)
#: What wants to hear one thing, and what wants to hear whatever there is.
_NARROW: Final = (Gist.NAME, Gist.PERSON, Gist.ADDRESS, Gist.PURPOSE, Gist.PLACE)
_STORIES: Final = (Gist.STORY, Gist.ANY)
#: So many conversations wait below the one that was put aside last.
DRAFTS: Final = 2
#: The id of the option by which a part of a summary is changed.
CHANGING: Final = "change"
#: The id of an option that cancels something: where it is offered, "cancel" means it and does not end the conversation.
CANCELLING: Final = "cancel"


@dataclass(slots=True)
class Course:
    """Where the conversation goes from here.

    ``state`` is where it stands now, ``told`` what is said about that, ``rest`` what is left of the message for the
    question. The flow runs, unless it ``stays``; ``unseen`` says that the menu's question has yet to be put, without
    sending it; ``welcomes`` that somebody who has never been greeted asked for something at once, and is greeted afterwards.
    """

    state: State
    rest: Incoming | None = None
    told: list[Words] = field(default_factory=list)
    stays: bool = False
    unseen: bool = False
    welcomes: bool = False


def steer(flows: Flows, state: State, context: TurnContext, heard: Incoming) -> Course:
    """What ``heard`` means where the conversation stands; ``state`` is used up."""
    return _Steering(flows, context, Course(state)).steer(heard)


def resumed(flows: Flows, state: State, context: TurnContext) -> tuple[State, Incoming | None]:
    """The conversation that was interrupted, and what was said to it before it was known that it goes on."""
    held, kept = state.given.get("held"), state.kept
    waited = state.paused or State(flow=flows.home.name)
    waited.kept = [*waited.kept, *kept][:KEPT_AT_MOST]
    return waited, Incoming(held, context.clock()) if held and not is_bare(held) else None


def below(state: State | None, depth: int = DRAFTS) -> State | None:
    """What was put aside before something else was: so many drafts are kept, one below the other."""
    if state is None or depth == 0:
        return None
    return replace(state, paused=below(state.paused, depth - 1), returns=False)


class _Steering:
    """One message, and the course that comes of it."""

    def __init__(self, flows: Flows, context: TurnContext, course: Course) -> None:
        self._flows = flows
        self._context = context
        self._course = course

    def steer(self, heard: Incoming) -> Course:
        course = self._course
        if self._is_courtesy(heard):
            self._tell(_("You are welcome. When you need something, write: menu"))
            if self._state.pending is not None and self._state.pending.optional:
                self._state = State(paused=self._state.paused, ended_at=self._context.clock())
            course.stays = True
        elif (meant := meant_by_quote(self._flows, self._state, heard)) is not None:
            self._take_quote(meant, heard)
        elif (action := self._taken_up(heard)) is not None:
            self._set_aside(State(flow=action.flow, given=dict(action.given)))
        elif self._state.flow is None:
            course.rest = self._open(heard)
        else:
            course.rest = self._go_on(heard)
        return course

    # At the beginning

    def _is_courtesy(self, heard: Incoming) -> bool:
        """Thanks, where nothing has been answered yet; at a yes or no, "ok" is an answer."""
        state = self._state
        decides = state.pending is not None and "yes" in state.pending.shown.values()
        idle = state.flow is None or not (state.begun or decides)
        return idle and not self._context.first and not heard.media and command(heard.text) is Command.THANKS

    def _taken_up(self, heard: Incoming) -> QuickAction | None:
        """The way on from what was told last that ``heard`` chooses, if nothing was asked or ended since."""
        offered, state = self._context.offered, self._state
        if offered is None or heard.media or heard.pin or heard.tap or state.expects_secret:
            return None
        if is_quoting(heard, state):
            return None
        asked = state.pending and (state.pending.shown_at or state.pending.at)
        seen = max((at for at in (asked, state.ended_at) if at), default=offered.at)
        if seen > offered.at or not offered.at < heard.received_at <= offered.at + STILL_OFFERED:
            return None
        # Who is in the middle of something may have been answering that while it came.
        if state.begun and heard.received_at <= offered.at + TO_READ:
            return None
        return chosen(offered, heard.text)

    def _take_quote(self, meant: QuickAction | Words, heard: Incoming) -> None:
        """Go where the quote leads; what quotes something that is over answers nothing, and the question is put again."""
        if isinstance(meant, QuickAction):
            kept = [file.id for file in heard.media]
            self._set_aside(State(flow=meant.flow, given=dict(meant.given), kept=kept))
            return
        self._tell(meant)
        if self._state.flow is None:
            self._state = State(flow=self._flows.home.name, paused=self._state.paused)

    def _open(self, heard: Incoming) -> Incoming | None:
        """Begin at the menu; what came is taken as a wish unless the menu was never seen or it came too early."""
        ended_at, paused = self._state.ended_at, self._state.paused
        opened = self._flows.opened_by(heard.text)
        if opened is not None and self._context.first:
            opened = opened if opened.before_greeting else None
            self._course.welcomes = opened is not None and self._flows.recognising(heard.text) is not opened
        if opened is not None:
            self._interrupt(opened, heard)
            return None
        meant = command(heard.text)
        if meant is Command.RESUME and paused is not None:
            self._state = paused
            return None
        self._state = State(flow=self._flows.home.name, paused=paused)
        if meant is Command.CANCEL and not self._context.first:
            self._tell(_("Nothing is open here. What you have handed in stays; to take it back, write: status"))
        if meant is not None:
            return None
        if self._context.first:
            self._keep_for_later(heard)
            return None
        if numeral(heard.text) is not None and ended_at is not None and heard.received_at <= ended_at:
            return None
        # The menu's numbers never change, so people use them without having seen it.
        self._course.unseen = True
        return heard

    def _keep_for_later(self, heard: Incoming) -> None:
        """What a newcomer said and sent before having seen the menu."""
        home, state = self._flows.home, self._state
        said = [word for word in tokens(heard.text) if command(word) is not Command.GREETING]
        if said and self._flows.recognising(heard.text) is None:
            state.given["heard"] = heard.text
        state.kept = [file.id for file in heard.media if file.kind in home.keeps]
        state.has_voice = any(file.kind is MediaKind.VOICE for file in heard.media)
        if heard.pin is not None and home.keeps_pin:
            state.pin = (heard.pin.latitude, heard.pin.longitude, heard.pin.label)

    # In the middle of something

    def _go_on(self, heard: Incoming) -> Incoming | None:
        """Take care of what is no answer: returns what is left for the question, if anything."""
        self._forget_what_was_unread(heard)
        pending = self._state.pending
        meant = None if heard.media or heard.tap else command(heard.text)
        early = pending is not None and heard.received_at <= pending.at
        if meant is Command.BACK and pending is not None and (pending.digits or early) and numeral(heard.text) == 0:
            meant = None
        if meant is Command.CANCEL and pending is not None and (CANCELLING in pending.shown.values() or pending.final):
            meant = None
        if self._flow.resumes and (meant is Command.RESUME or self._names_what_waits(heard)):
            self._state, held = resumed(self._flows, self._state, self._context)
            return held
        if meant is not None and self._obey(meant):
            return None
        opened = None if heard.media or heard.tap or self._corrects(heard) else self._flows.opened_by(heard.text)
        asked_for = pending is not None and pending.figures is Figures.OWN_NUMBER
        if opened is not None and not (asked_for and self._flows.recognising(heard.text) is self._flow):
            self._interrupt(opened, heard)
            return None
        if (beside := self._beside(heard)) is not None:
            self._set_aside(State(flow=beside.flow, given=dict(beside.given)))
            return None
        if self._cries(heard):
            self._tell(_("Call first. I have not taken that as an answer."))
            return None
        return heard if pending is None else self._in_season(heard, pending)

    def _forget_what_was_unread(self, heard: Incoming) -> None:
        """Words at the beginning that were not understood belong to what comes right behind them, and to nothing later."""
        told, first = self._state.told, self._flow.first_question
        if told is None or not self._flow.home or told.name != first or not is_words(heard):
            return
        if heard.received_at - told.at > BURST:
            self._state.given.pop(told.name, None)
            self._state.told = None

    def _corrects(self, heard: Incoming) -> bool:
        """Whether somebody says that something is wrong who is shown a summary that can be changed."""
        pending = self._state.pending
        summary = pending is not None and CHANGING in pending.shown.values()
        return summary and intention(heard.text) is Intention.CHANGE

    def _beside(self, heard: Incoming) -> QuickAction | None:
        """What answers a question of the person's own, where ours wants a row or a number and no words."""
        pending = self._state.pending
        if pending is None or pending.secret or self._flow.home or heard.media or heard.tap or heard.pin:
            return None
        # Where a story is told, a question may be a part of it; where a part is told anew, nothing is to be put in its place.
        narrow = pending.shown or pending.digits or pending.anew or pending.gist in _NARROW
        return self._context.beside(heard.text) if narrow else None

    def _cries(self, heard: Incoming) -> bool:
        """Whether somebody cries for help where a name, a number or a row is wanted."""
        pending = self._state.pending
        if pending is None or pending.secret or self._flow.hears_all or heard.tap:
            return False
        return pending.gist not in _STORIES and is_words(heard) and self._context.cries(heard.text)

    def _names_what_waits(self, heard: Incoming) -> bool:
        """Whether somebody who is asked whether to go on with something says what that is called."""
        if heard.media or heard.tap or self._state.paused is None:
            return False
        waiting = self._flows[str(self._state.paused.flow)]
        return is_named(heard.text, [Option("", waiting.title, words=(*waiting.words, *waiting.anywhere))])

    def _in_season(self, heard: Incoming, pending: Pending) -> Incoming | None:
        """``heard`` if it can be meant for the question that stands; too early, too late and old taps are told so."""
        if heard.tap is not None and heard.tap.question != pending.name:
            self._tell(NO_LONGER_OPEN)
            return None
        if heard.received_at <= pending.at:
            return self._early(heard)
        if heard.received_at - pending.at <= IDLE or (heard.quoted is not None and heard.quoted.standing):
            return heard
        if pending.optional and not self._state.begun:
            # An offer of long ago is over: a number is meant for the menu again.
            self._state = State(paused=self._state.paused)
            return self._open(heard)
        if self._state.begun and not self._flow.home and not self._flow.resumes:
            self._ask_whether_to_go_on(heard, pending)
            return None
        return heard

    def _early(self, heard: Incoming) -> Incoming | None:
        """A message that was under way before the question was put cannot have been meant for it."""
        state = self._state
        if numeral(heard.text) is not None or state.expects_secret:
            self._tell(TOO_EARLY)
            return None
        last = state.last_given() if state.told is None else None
        if last is not None and heard.text and state.add_words(last, heard.text):
            self._tell(_("I have added that."))
            heard = replace(heard, text="")
        return heard if heard.text or heard.media or heard.pin else None

    def _ask_whether_to_go_on(self, heard: Incoming, pending: Pending) -> None:
        """What came so late is held until it is known that the conversation goes on."""
        # A mere yes was meant for something that was on the screen then.
        nothing = pending.secret or numeral(heard.text) is not None or is_bare(heard.text)
        held = {} if nothing else {"held": heard.text}
        kept = [file.id for file in heard.media if file.kind in self._flow.keeps]
        # What waited before this conversation began is given up, or such things would pile up day by day.
        paused = self._state if self._state.returns else replace(self._state, paused=None)
        self._state = State(flow=self._flows.resume.name, paused=paused, given=held, kept=kept)

    # Words that work everywhere

    def _obey(self, meant: Command) -> bool:
        match meant:
            case Command.MENU | Command.GREETING:
                self._go_home()
            case Command.BACK:
                self._back()
            case Command.CANCEL if not self._flow.home:
                self._tell(_("All right, I have stopped. Nothing more is sent."))
                self._go_home()
            case Command.RESUME if self._state.paused is not None:
                self._state = self._state.paused
            case _:
                return False
        return True

    def _go_home(self) -> None:
        state = self._state
        has_told = state.tells if self._flow.home else state.begun
        interrupted = state.paused if state.returns or not has_told else state
        if interrupted is not None:
            interrupted = replace(interrupted, paused=below(interrupted.paused), returns=False)
        self._state = State(flow=self._flows.home.name, paused=interrupted)

    def _back(self) -> None:
        state, pending = self._state, self._state.pending
        last = state.last_given()
        if pending is not None and pending.doubtful and state.told is not None:
            state.add_words(state.told.name, pending.held, state.told.gist.joined_by)
            pending.held, pending.doubtful = "", False
        elif pending is not None and pending.changing:
            pending.changing, pending.held = False, ""
        elif pending is not None and pending.anew:
            state.pending = None
        elif pending is not None and pending.page:
            pending.page -= 1
        elif last is not None:
            state.drop(last)
            state.pending = None
        elif state.bound:
            self._tell(_("That is done already and cannot be taken back here."))
        elif state.returns and state.paused is not None:
            self._state = state.paused
        else:
            self._go_home()

    # Ways elsewhere

    def _interrupt(self, opened: Flow, heard: Incoming) -> None:
        answers = self._flows.recognising(heard.text) is opened
        given = {opened.first_question: heard.text} if opened.first_question and answers else {}
        self._set_aside(State(flow=opened.name, given=given))

    def _set_aside(self, aside: State) -> None:
        """Begin ``aside``; what was going on waits for its end."""
        state = self._state
        if state.returns or state.flow is None or (self._flow.home and not state.tells):
            aside.paused, aside.returns = state.paused, state.returns
        elif self._flow.home:
            # What was told at the beginning is asked about again afterwards.
            aside.paused, aside.returns = state, True
        elif self._leaves(aside) and (state.begun or state.pending is None or not state.pending.optional):
            aside.paused, aside.returns = replace(state, paused=None), True
        self._state = aside

    def _leaves(self, aside: State) -> bool:
        opened = self._flows[str(aside.flow)]
        return self._state.flow not in (opened.name, opened.alias_of)

    def _tell(self, words: Words) -> None:
        self._course.told.append(words)

    @property
    def _state(self) -> State:
        return self._course.state

    @_state.setter
    def _state(self, state: State) -> None:
        self._course.state = state

    @property
    def _flow(self) -> Flow:
        return self._flows[self._state.flow] if self._state.flow is not None else self._flows.home
