"""What long forms need beside their questions: where one is in them, and lists that are told one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any, Final

from chatbot.answers import Question
from chatbot.collecting import Collect, Gathered, asks
from chatbot.endings import Suspended
from chatbot.language.gists import Gist
from chatbot.language.wording import Words, _
from chatbot.replay import Replay
from chatbot.state import Told

#: Of fewer steps nobody needs to be told where they are.
_LONG: Final = 4


class LongForms(Replay):
    """One run of a flow whose forms may be long."""

    #: What is still to be asked of the form, and what of it is being asked.
    _to_ask: Sequence[str] = ()
    _step: str | None = None

    def form(self, to_ask: Sequence[str]) -> None:
        """From here on each :meth:`step` says where one is: "3/11", of those of ``to_ask``, in their order.

        What is known already is none of them. A step may have several questions; whoever comes back from a summary to
        change something is not told where they are.
        """
        self._to_ask = to_ask

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """The questions inside are one step of the form."""
        outer, self._step = self._step, name
        try:
            yield
        finally:
            self._step = outer

    def _pause(self, key: str, question: Question[Any], *, brief: bool = False) -> Suspended:
        pause = super()._pause(key, question, brief=brief)
        if len(self._to_ask) >= _LONG and self._step in self._to_ask and not self._is_change(key):
            place = self._to_ask.index(self._step) + 1
            told = _("{step}/{steps}\n{prompt}").using(step=place, steps=len(self._to_ask), prompt=pause.ask.prompt)
            pause.ask = replace(pause.ask, prompt=told)
        return pause

    def _is_change(self, key: str) -> bool:
        """Whether what comes after it was answered already: somebody is back from the summary."""
        pending = self._state.pending
        later = (
            name for name, answer in self._state.answers.items() if name not in self._reached and not answer.by_itself
        )
        return (pending is not None and pending.anew) or any(name != key for name in later)

    def collect(
        self, name: str, prompt: Words, called: Words, *, most: int, longest: int, so_far: Sequence[str] = ()
    ) -> list[str]:
        """Persons, each with what was written beside the name; at least one.

        They may come in one message or in many. After each, all are read back with their count, until somebody says that
        nobody is missing; fewer than were spoken of are asked about. ``called`` is what they are called when they are
        counted; ``so_far`` are on the list already. Told anew from a summary, the list goes on where it stood.
        """
        gathered, turn = self._gathered_before(name, so_far), 0
        while True:
            key = f"{self._prefix}{name}.{turn}"
            pending = self._state.pending
            stands = key in self._state.answers or (pending is not None and pending.name == key)
            if gathered.ended and not stands:
                self._may_go_on(f"{self._prefix}{name}.{turn - 1}")
                return list(gathered.entries)
            question = Collect(partial(asks, prompt, called, gathered), gathered=gathered, most=most, longest=longest)
            gathered = gathered.after(self._ask(f"{name}.{turn}", question))
            for news in gathered.news:
                self._tell(news)
            turn += 1

    def _may_go_on(self, last: str) -> None:
        """Whoever has just said that a list is whole may have one more name under way."""
        if self._state.told is None and self._state.last_given() == last:
            self._state.told = Told(last, Gist.PERSON, self.now)

    def foretell(self, name: str, words: str) -> None:
        """Words for a question that is still to come: read as its answer where they can be one, else it is asked."""
        key, pending = self._prefix + name, self._state.pending
        if key not in self._state.answers and (pending is None or pending.name != key):
            self._state.given[key] = words

    def _gathered_before(self, name: str, so_far: Sequence[str]) -> Gathered:
        """What the release before has stored as one text; and where the list is to be told anew, it is opened again."""
        key, pending = self._prefix + name, self._state.pending
        if pending is not None and pending.name == key:
            pending.name = f"{key}.{sum(each.startswith(f'{key}.') for each in self._state.answers)}"
        former = self._state.answers.get(key)
        lines = former.value["text"].splitlines() if former is not None else so_far
        return Gathered(tuple(line.strip() for line in lines if line.strip()))
