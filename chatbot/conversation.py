"""One turn of a conversation: a message and a state in, replies and the next state out."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final

from chatbot.catalogue import Flows
from chatbot.commands import Command, command
from chatbot.flow import Flow
from chatbot.language.matching import is_named, numeral, tokens
from chatbot.language.wording import Words, _
from chatbot.messages import Ask, Incoming, Opening, Option, Paper, Picture, Reply, Say
from chatbot.replay import KEPT_AT_MOST, TOO_EARLY, Again, HandedOver, PastChanged, Resumed, Suspended, Visit
from chatbot.state import Asked, State
from chatbot.talk import Talk

#: After this long a conversation asks whether to go on before it takes an answer.
IDLE: Final = timedelta(hours=6)
#: Misunderstandings of one question after which a person is offered.
PATIENCE: Final = 3
#: Runs of flows within one turn; more would mean that two flows hand over to each other for ever.
RUNS: Final = 20
#: A newcomer's first words, beyond a greeting, from which on they are worth keeping.
FIRST_WORDS: Final = 2
#: For so long after something was told unasked a number or a name is one of the ways on from it.
STILL_OFFERED: Final = timedelta(days=1)
#: So quickly nobody has read what was told, and tapped it.
TO_READ: Final = timedelta(seconds=5)
#: The id of an option that cancels something: where it is offered, "cancel" means it and does not end the conversation.
CANCELLING: Final = "cancel"


class Endless(Exception):
    """Flows hand over to each other without ever asking anything."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a message led to."""

    state: State
    replies: tuple[Reply, ...]
    language: str
    #: Whether it ended with the menu.
    greeted: bool = False


def expects_secret(state: State) -> bool:
    """Whether the next message may hold something that must never be stored."""
    return state.asked is not None and state.asked.secret


def wants_ends(state: State) -> bool:
    """Whether of a number in the next message only the last four digits are wanted."""
    return state.asked is not None and state.asked.ends


def take(flows: Flows, state: State, heard: Incoming, visit: Visit, office: Any) -> Turn:
    """Run one turn; ``state`` is not changed.

    Raises:
        Exception: whatever a flow or the office raises; the turn then never happened.
    """
    return _Turn(flows, deepcopy(state), visit, office).take(heard)


def remind(flows: Flows, state: State, visit: Visit, office: Any) -> Turn:
    """Show the question that stands once more, or else the menu; nothing is answered by it.

    Raises:
        Exception: whatever a flow or the office raises.
    """
    return _Turn(flows, deepcopy(state), visit, office).remind()


@dataclass
class _Turn:
    flows: Flows
    state: State
    visit: Visit
    office: Any
    replies: list[Reply] = field(default_factory=list)
    #: The question that was on the screen when the message came.
    standing: Asked | None = None
    #: Whether somebody who has never been greeted asked for something at once, and is greeted afterwards.
    welcomes: bool = False
    greeted: bool = False

    def take(self, heard: Incoming) -> Turn:
        self._forget_what_is_gone()
        self.standing = self.state.asked
        if self._is_courtesy(heard):
            self._tell(_("You are welcome. When you need something, write: menu"))
            if self.state.asked is not None and self.state.asked.optional:
                self.state = State(paused=self.state.paused, ended_at=self.visit.clock())
            return Turn(self.state, tuple(self.replies), self.visit.language)
        opening = self._taken_up(heard)
        if opening is not None:
            self._set_aside(State(flow=opening.flow, given=dict(opening.given)))
            rest = None
        else:
            rest = self._open(heard) if self.state.flow is None else self._steer(heard)
        self._run(rest)
        return Turn(self.state, tuple(self.replies), self.visit.language, self.greeted)

    def remind(self) -> Turn:
        self._forget_what_is_gone()
        if self.state.flow is None:
            self.state = State(flow=self.flows.home.name, paused=self.state.paused)
        self._run(None)
        return Turn(self.state, tuple(self.replies), self.visit.language)

    def _forget_what_is_gone(self) -> None:
        if self.state.paused is not None and self.state.paused.flow not in self.flows:
            self.state.paused, self.state.returns = None, False
        if self.state.flow is not None and self.state.flow not in self.flows:
            self.state = State()

    # Before the flow runs: what a message means whatever is being asked

    def _is_courtesy(self, heard: Incoming) -> bool:
        """Thanks, where nothing has been answered yet; at a yes or no, "ok" is an answer."""
        state = self.state
        decides = state.asked is not None and "yes" in state.asked.shown.values()
        idle = state.flow is None or not (state.begun or decides)
        return idle and not self.visit.first and not heard.media and command(heard.text) is Command.THANKS

    def _taken_up(self, heard: Incoming) -> Opening | None:
        """The way on from what was told last that ``heard`` chooses, if nothing was asked or ended since."""
        offered, state = self.visit.offered, self.state
        if offered is None or heard.media or heard.pin or heard.tap or expects_secret(state):
            return None
        seen = max((at for at in (state.asked and state.asked.at, state.ended_at) if at), default=offered.at)
        if seen > offered.at or not offered.at < heard.received_at <= offered.at + STILL_OFFERED:
            return None
        # Who is in the middle of something may have been answering that while it came.
        if state.begun and heard.received_at <= offered.at + TO_READ:
            return None
        number = numeral(heard.text)
        if number is not None:
            return offered.openings[number - 1] if 1 <= number <= len(offered.openings) else None
        called = [each for each in offered.openings if is_named(heard.text, [Option("", each.label, words=each.words)])]
        return called[0] if called else None

    def _open(self, heard: Incoming) -> Incoming | None:
        """Begin at the menu; what came is taken as a wish unless the menu was never seen or it came too early."""
        ended_at, paused = self.state.ended_at, self.state.paused
        opened = self.flows.opened_by(heard.text)
        if opened is not None and self.visit.first:
            opened = opened if opened.strangers else None
            self.welcomes = opened is not None and self.flows.recognising(heard.text) is not opened
        if opened is not None:
            self._interrupt(opened, heard)
            return None
        meant = command(heard.text)
        if meant is Command.RESUME and paused is not None:
            self.state = paused
            return None
        self.state = State(flow=self.flows.home.name, paused=paused)
        if meant is not None:
            return None
        if self.visit.first:
            said = [word for word in tokens(heard.text) if command(word) is not Command.GREETING]
            if len(said) >= FIRST_WORDS and self.flows.recognising(heard.text) is None:
                self.state.given["heard"] = heard.text
            self.state.kept = [file.id for file in heard.media if file.kind in self.flows.home.keeps]
            if heard.pin is not None and self.flows.home.keeps_pin:
                self.state.pin = (heard.pin.latitude, heard.pin.longitude, heard.pin.label)
            return None
        if numeral(heard.text) is not None and ended_at is not None and heard.received_at <= ended_at:
            return None
        return self._as_if_shown(heard)

    def _as_if_shown(self, heard: Incoming) -> Incoming:
        """Put the menu's question without sending it: its numbers never change, so people use them unseen."""
        self._run(None)
        self.replies.clear()
        return replace(heard, received_at=self.visit.clock())

    def _steer(self, heard: Incoming) -> Incoming | None:
        """Take care of what is no answer: returns what is left for the question, if anything."""
        asked = self.state.asked
        meant = None if heard.media or heard.tap else command(heard.text)
        early = asked is not None and heard.received_at <= asked.at
        if meant is Command.BACK and asked is not None and (asked.digits or early) and numeral(heard.text) == 0:
            meant = None
        if meant is Command.CANCEL and asked is not None and CANCELLING in asked.shown.values():
            meant = None
        if self._flow.resumes and (meant is Command.RESUME or self._names_what_waits(heard)):
            return self._resume()
        if meant is not None and self._obey(meant):
            return None
        opened = None if heard.media or heard.tap else self.flows.opened_by(heard.text)
        if opened is not None:
            self._interrupt(opened, heard)
            return None
        return heard if asked is None else self._in_season(heard, asked)

    def _names_what_waits(self, heard: Incoming) -> bool:
        """Whether somebody who is asked whether to go on with something says what that is called."""
        if heard.media or heard.tap or self.state.paused is None:
            return False
        waiting = self.flows[str(self.state.paused.flow)]
        return is_named(heard.text, [Option("", waiting.title, words=(*waiting.words, *waiting.anywhere))])

    def _in_season(self, heard: Incoming, asked: Asked) -> Incoming | None:
        """``heard`` if it can be meant for the question that stands; too early, too late and old taps are told so."""
        if heard.tap is not None and heard.tap.question != asked.name:
            self._tell(_("That list is no longer open. Please answer here."))
            return None
        if heard.received_at <= asked.at:
            return self._early(heard)
        idle = heard.received_at - asked.at > IDLE
        if idle and asked.optional and not self.state.begun:
            # An offer of long ago is over: a number is meant for the menu again.
            self.state = State(paused=self.state.paused)
            return self._open(heard)
        if idle and self.state.begun and not self._flow.home and not self._flow.resumes:
            held = {} if asked.secret or numeral(heard.text) is not None else {"held": heard.text}
            kept = [file.id for file in heard.media if file.kind in self._flow.keeps]
            # What waited before this conversation began is given up, or such things would pile up day by day.
            paused = self.state if self.state.returns else replace(self.state, paused=None)
            self.state = State(flow=self.flows.resume.name, paused=paused, given=held, kept=kept)
            return None
        return heard

    def _obey(self, meant: Command) -> bool:
        state = self.state
        match meant:
            case Command.MENU | Command.GREETING:
                self._go_home()
            case Command.BACK:
                self._back()
            case Command.CANCEL if not self._flow.home:
                self._tell(_("All right, I have stopped. Nothing more is sent."))
                self.state = State(flow=self.flows.home.name, paused=state.paused)
            case Command.RESUME if state.paused is not None:
                self.state = state.paused
            case _:
                return False
        return True

    def _go_home(self) -> None:
        state = self.state
        interrupted = state.paused if self._flow.home or state.returns or not state.begun else state
        if interrupted is not None:
            interrupted = replace(interrupted, paused=None, returns=False)
        self.state = State(flow=self.flows.home.name, paused=interrupted)

    def _back(self) -> None:
        state, asked = self.state, self.state.asked
        last = state.last_given()
        if asked is not None and asked.changing:
            asked.changing = False
        elif asked is not None and asked.anew:
            state.asked = None
        elif asked is not None and asked.page:
            asked.page -= 1
        elif last is not None:
            state.drop(last)
            state.asked = None
        elif state.bound:
            self._tell(_("That is done already and cannot be taken back here."))
        elif state.returns and state.paused is not None:
            self.state = state.paused
        else:
            self._go_home()

    def _interrupt(self, opened: Flow, heard: Incoming) -> None:
        answers = self.flows.recognising(heard.text) is opened
        self._set_aside(State(flow=opened.name, given={opened.hears: heard.text} if opened.hears and answers else {}))

    def _set_aside(self, aside: State) -> None:
        """Begin ``aside``; what was going on waits for its end."""
        state = self.state
        if state.returns or state.flow is None or self._flow.home:
            aside.paused, aside.returns = state.paused, state.returns
        elif self._leaves(aside) and (state.begun or state.asked is None or not state.asked.optional):
            aside.paused, aside.returns = replace(state, paused=None), True
        self.state = aside

    def _leaves(self, aside: State) -> bool:
        opened = self.flows[str(aside.flow)]
        return self.state.flow not in (opened.name, opened.way_into)

    def _early(self, heard: Incoming) -> Incoming | None:
        """A message that was under way before the question was put cannot have been meant for it."""
        state = self.state
        if numeral(heard.text) is not None or expects_secret(state):
            self._tell(TOO_EARLY)
            return None
        last = state.last_given()
        if last is not None and heard.text and state.add_words(last, heard.text):
            self._tell(_("I have added that."))
            heard = replace(heard, text="")
        return heard if heard.text or heard.media or heard.pin else None

    # Running flows until one asks something or the last one ends

    def _run(self, heard: Incoming | None) -> None:
        for _run in range(RUNS):
            talk = Talk(self.flows, self._flow, self.state, self.visit, heard)
            heard = None
            try:
                self._flow.script(talk, self.office)
            except Suspended as pause:
                self._hear_out(talk)
                self._put(pause)
                return
            except Again as again:
                self.replies += [each for each in talk.said if isinstance(each, Paper)]
                self._tell(*again.notice)
            except HandedOver as over:
                self._hear_out(talk)
                self._hand_over(over.target, over.given)
            except Resumed:
                heard = self._resume()
            except PastChanged:
                self._hear_out(talk)
                self.state = State(flow=self.flows.home.name, paused=self.state.paused)
            else:
                self._hear_out(talk)
                if self._ended():
                    return
        raise Endless(self.state.flow)

    def _hear_out(self, talk: Talk) -> None:
        self.replies += talk.said
        self.visit = replace(self.visit, language=talk.language)

    def _put(self, pause: Suspended) -> None:
        asked, offered = self.state.asked, self.visit.offered
        shown_since = offered is not None and asked is not None and asked.at <= offered.at
        if asked is not None and (asked is not self.standing or shown_since):
            asked.at = self.visit.clock()
        self.greeted |= self._flow.home
        if not pause.brief:
            self.replies.append(replace(pause.ask, hints=self._hints(pause.ask)))

    def _hints(self, ask: Ask) -> tuple[Words, ...]:
        state, asked = self.state, self.state.asked
        hints = list(ask.hints)
        if asked is None:
            return tuple(hints)
        if not self._flow.home:
            way_back = asked.page > 0 or asked.changing or asked.anew or state.last_given() is not None
            if way_back and not asked.digits:
                hints.append(_("0 = one step back, menu = start") if asked.misses else _("0 = one step back"))
            elif asked.misses:
                hints.append(_("menu = start"))
        if asked.misses >= PATIENCE:
            hints.append(_("To talk to a person, write: phone"))
        return tuple(hints)

    def _hand_over(self, target: str, given: Mapping[str, str]) -> None:
        state = self.state
        if target == self.flows.home.name:
            kept = state.kept if self._flow.resumes else []
            self.state = State(flow=target, paused=state.paused, kept=kept)
        else:
            self.state = replace(state, flow=target, given=dict(given), answers={}, asked=None)

    def _resume(self) -> Incoming | None:
        """Go on with what was interrupted; returns what was said to it before it was known that it goes on."""
        held, kept = self.state.given.get("held"), self.state.kept
        self.state = self.state.paused or State(flow=self.flows.home.name)
        self.state.kept = [*self.state.kept, *kept][:KEPT_AT_MOST]
        return Incoming(held, self.visit.clock()) if held else None

    def _ended(self) -> bool:
        """Close the flow that came to its end; false where another conversation goes on in this very turn."""
        state = self.state
        moved_on = self._flow.errand and any(answer.done for answer in state.answers.values())
        if state.returns and state.paused is not None and (state.paused.begun or not moved_on):
            self.state = state.paused
            return False
        if all(isinstance(reply, Paper | Picture) for reply in self.replies):
            self.state = State(flow=self.flows.home.name, paused=state.paused)
            return False
        if self.welcomes:
            self.welcomes, self.state = False, State(flow=self.flows.home.name)
            return False
        self.state = State(paused=None if state.returns else state.paused, ended_at=self.visit.clock())
        return True

    def _tell(self, *words: Words) -> None:
        self.replies += [Say(each) for each in words]

    @property
    def _flow(self) -> Flow:
        return self.flows[self.state.flow] if self.state.flow is not None else self.flows.home
