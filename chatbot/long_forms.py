"""What long forms need beside their questions: lists that are told one by one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from chatbot.collecting import Collect, Gathered, asks
from chatbot.language.wording import Words
from chatbot.replay import Replay


class LongForms(Replay):
    """One run of a flow whose forms may be long."""

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
                return list(gathered.entries)
            question = Collect(partial(asks, prompt, called, gathered), gathered=gathered, most=most, longest=longest)
            gathered = gathered.after(self._ask(f"{name}.{turn}", question))
            for news in gathered.news:
                self._tell(news)
            turn += 1

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
