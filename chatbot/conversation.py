"""One turn of a conversation: a message and a state in, replies and the next state out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from chatbot.catalogue import Flows
from chatbot.endings import Again, HandedOver, PastChanged, Resumed, Suspended
from chatbot.flow import Flow
from chatbot.language.wording import Words, _
from chatbot.messages import Ask, Incoming, Paper, Picture, Reply, Say
from chatbot.replay import TurnContext
from chatbot.state import Pending, State
from chatbot.steering import below, resumed, steer
from chatbot.talk import Talk

#: Misunderstandings of one question after which a person is offered.
PATIENCE: Final = 3
#: Runs of flows within one turn; more would mean that two flows hand over to each other for ever.
RUNS: Final = 20


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


def take(flows: Flows, state: State, heard: Incoming, context: TurnContext, office: Any) -> Turn:
    """Run one turn; ``state`` is spent by it, and the one that is returned counts from then on.

    Raises:
        Exception: whatever a flow or the office raises; the turn then never happened.
    """
    return _Turn(flows, state, context, office).take(heard)


def remind(flows: Flows, state: State, context: TurnContext, office: Any) -> Turn:
    """Show the question that stands once more, or else the menu; nothing is answered by it, and ``state`` is spent.

    Raises:
        Exception: whatever a flow or the office raises.
    """
    return _Turn(flows, state, context, office).remind()


@dataclass
class _Turn:
    flows: Flows
    state: State
    context: TurnContext
    office: Any
    replies: list[Reply] = field(default_factory=list)
    #: The question that was on the screen when the message came.
    standing: Pending | None = None
    #: Whether somebody who has never been greeted asked for something at once, and is greeted afterwards.
    welcomes: bool = False
    greeted: bool = False

    def take(self, heard: Incoming) -> Turn:
        self._forget_what_is_gone()
        self.standing = self.state.pending
        course = steer(self.flows, self.state, self.context, heard)
        self.state, self.welcomes = course.state, course.welcomes
        self._tell(*course.told)
        if not course.stays:
            self._run(self._as_if_shown(course.rest) if course.rest and course.unseen else course.rest)
        return Turn(self.state, tuple(self.replies), self.context.language, self.greeted)

    def remind(self) -> Turn:
        self._forget_what_is_gone()
        if self.state.flow is None:
            self.state = State(flow=self.flows.home.name, paused=self.state.paused)
        self._run(None)
        return Turn(self.state, tuple(self.replies), self.context.language)

    def _forget_what_is_gone(self) -> None:
        if self.state.paused is not None and self.state.paused.flow not in self.flows:
            self.state.paused, self.state.returns = None, False
        if self.state.flow is not None and self.state.flow not in self.flows:
            self.state = State()

    def _as_if_shown(self, heard: Incoming) -> Incoming:
        """Put the menu's question without sending it."""
        told = list(self.replies)
        self._run(None)
        self.replies = told
        return replace(heard, received_at=self.context.clock())

    # Running flows until one asks something or the last one ends

    def _run(self, heard: Incoming | None) -> None:
        for _run in range(RUNS):
            talk = Talk(self.flows, self._flow, self.state, self.context, heard)
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
                heard = again.heard
            except HandedOver as over:
                self._hear_out(talk)
                self._hand_over(over.target, over.given, self._dropped(talk))
            except Resumed:
                self.state, heard = resumed(self.flows, self.state, self.context)
            except PastChanged:
                self._hear_out(talk)
                self.state = State(flow=self.flows.home.name, paused=self.state.paused)
            else:
                self._hear_out(talk)
                if self._ended(self._dropped(talk)):
                    return
        raise Endless(self.state.flow)

    def _hear_out(self, talk: Talk) -> None:
        self.replies += talk.said
        self.context = replace(self.context, language=talk.language)

    def _put(self, pause: Suspended) -> None:
        pending, offered = self.state.pending, self.context.offered
        shown_since = offered is not None and pending is not None and pending.at <= offered.at
        if pending is not None and (pending is not self.standing or shown_since):
            pending.at = self.context.clock()
        if pending is not None and not pause.brief and pending is self.standing:
            pending.shown_at = self.context.clock()
        self.greeted |= self._flow.home
        if not pause.brief:
            self.replies.append(replace(pause.ask, hints=self._hints(pause.ask)))

    def _hints(self, ask: Ask) -> tuple[Words, ...]:
        state, pending = self.state, self.state.pending
        hints = list(ask.hints)
        if pending is None:
            return tuple(hints)
        if not self._flow.home:
            way_back = pending.page > 0 or pending.changing or pending.anew or state.last_given() is not None
            if way_back and not pending.digits:
                hints.append(_("0 = one step back, menu = start") if pending.misses else _("0 = one step back"))
            elif pending.misses:
                hints.append(_("menu = start"))
            if pending.anew and pending.digits:
                hints.append(_("To leave it as it is, write: back"))
        if pending.misses >= PATIENCE:
            hints.append(_("To talk to a person, write: phone"))
        return tuple(hints)

    def _dropped(self, talk: Talk) -> State | None:
        """What somebody has left undone, without the answer that ended it, so that it can be taken up again."""
        if not talk.left:
            return None
        last = self.state.last_given()
        older = None if self.state.returns else below(self.state.paused)
        dropped = replace(self.state, answers=dict(self.state.answers), pending=None, paused=older, returns=False)
        if last is not None:
            dropped.drop(last)
        return dropped

    def _hand_over(self, target: str, given: Mapping[str, str], dropped: State | None) -> None:
        state = self.state
        if target == self.flows.home.name:
            kept = state.kept if self._flow.resumes else []
            self.state = State(flow=target, paused=dropped or state.paused, kept=kept)
        else:
            self.state = replace(state, flow=target, given=dict(given), answers={}, pending=None)

    def _ended(self, dropped: State | None) -> bool:
        """Close the flow that came to its end; false where another conversation goes on in this very turn."""
        state = self.state
        if dropped is not None:
            # What was interrupted goes on, and what was dropped waits behind it.
            if state.returns and state.paused is not None:
                state.paused.paused = dropped
            else:
                self.state = State(paused=dropped, ended_at=self.context.clock())
                return True
        moved_on = self._flow.self_contained and any(answer.done for answer in state.answers.values())
        if state.returns and state.paused is not None and (state.paused.begun or not moved_on):
            self.state = state.paused
            return False
        if all(isinstance(reply, Paper | Picture) for reply in self.replies):
            self.state = State(flow=self.flows.home.name, paused=state.paused)
            return False
        if self.welcomes:
            self.welcomes, self.state = False, State(flow=self.flows.home.name)
            return False
        self.state = State(paused=None if state.returns else state.paused, ended_at=self.context.clock())
        return True

    def _tell(self, *words: Words) -> None:
        self.replies += [Say(each) for each in words]

    @property
    def _flow(self) -> Flow:
        return self.flows[self.state.flow] if self.state.flow is not None else self.flows.home
