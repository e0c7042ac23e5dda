"""Words that go on with an answer that was given before: they are put there and shown, or it is asked where they belong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from chatbot.answers import Question, made
from chatbot.bursts import BURST, Belongs, corrects, is_words, says_again, where_belongs
from chatbot.endings import Again
from chatbot.language.gists import Gist, bears
from chatbot.language.intentions import Intention, is_taken_back, phrases_of, read_intentions
from chatbot.language.matching import numeral, only_named, spellings, spoken
from chatbot.language.word_lists import words
from chatbot.language.wording import Text, _, button
from chatbot.messages import Ask, Incoming, Option
from chatbot.renderer import shorten
from chatbot.state import LONGEST, Pending, State, Told

#: Code points of added words that are shown.
_SHOWN: Final = 300
#: What is chosen where it is asked to what words belong.
_HERE: Final = "here"
_BEFORE: Final = "before"
_IT_IS: Final = button("Yes, it is")
_IT_IS_NOT: Final = button("No, part of before")
_IT_WAS_WRONG: Final = button("Correct the last one")
#: In so few words somebody still answers to what belongs where.
_FEW: Final = 4
_SAID: Final = words("belonging")


class Joining:
    """What was told last in free words, and what more of it comes."""

    def __init__(self, state: State) -> None:
        self._state = state

    def is_more(self, question: Question[Any], heard: Incoming, pending: Pending) -> bool:
        """Whether words that answer nothing where no free words are wanted belong to the answer before."""
        plain = question.gist is None and not (question.secret or question.binding)
        return plain and self._belongs(question, heard, pending) is Belongs.BEFORE

    def tell_apart(self, question: Question[Any], heard: Incoming, pending: Pending) -> bool:
        """Whether the words answer an open question; where that is unclear, they are held until it has been asked.

        Raises:
            Again: they belong to the answer before, and stand there now.
        """
        if question.gist is None or pending.anew:
            return True
        if corrects(question.gist, heard) and self._state.last_given() is not None:
            pending.held, pending.doubtful, pending.corrects = heard.text.strip(), True, True
            return False
        match self._belongs(question, heard, pending):
            case Belongs.BEFORE:
                raise self.join(heard)
            case Belongs.UNSURE:
                pending.held, pending.doubtful = heard.text.strip(), True
                return False
        return True

    def ask(self, question: Question[Any], pending: Pending) -> Ask:
        """Where the words belong that are held."""
        prompt = _("“{words}”\nIs this your answer to the question: {question}").using(
            words=shorten(pending.held, _SHOWN), question=made(question.prompt)
        )
        return Ask(pending.name, prompt, tuple(enumerate(_ways(pending), start=1)))

    def settle(self, question: Question[Any], heard: Incoming, pending: Pending) -> Incoming | None:
        """What answers the question, now that ``heard`` says where the words belong; nothing where it does not.

        Raises:
            Again: they belong to the answer before, and stand there now.
        """
        row = numeral(heard.text)
        chosen = heard.tap.option if heard.tap is not None else pending.shown.get(row or 0)
        said = read_intentions(heard.text, phrases_of(spellings(_IT_IS)), phrases_of(spellings(_IT_IS_NOT)))
        named = only_named(said.rest, _ways(pending)) if len(said.rest) <= _FEW else None
        if chosen == _HERE or said.meant is Intention.YES or (named is not None and named.id == _HERE):
            return replace(heard, text=self._taken(pending), tap=None)
        if chosen == _BEFORE or said.meant is Intention.NO or named is not None:
            raise self._to_before(replace(heard, text=self._taken(pending)), pending)
        # "No, the address" and the like say neither.
        decides = bool(said.intentions & {Intention.YES, Intention.NO})
        unsure = decides and (len(said.rest) <= 1 or is_taken_back(spoken(heard.text))) and len(said.rest) <= _FEW
        if row is not None or unsure:
            return None
        return self._hear_more(question, heard, pending) if is_words(heard) else heard

    def _to_before(self, heard: Incoming, pending: Pending) -> Again:
        """Put words to the answer before, or ask that once more where they say that it is wrong."""
        corrects, pending.corrects = pending.corrects, False
        last = self._state.last_given()
        if not corrects or last is None:
            return self.join(heard)
        if self._state.is_ended_list(last):
            self._state.told = Told(last, Gist.NAME, heard.received_at)
            return self.join(heard)
        self._state.drop(last)
        self._state.pending = None
        return Again(_("You wrote: “{words}”").using(words=_shown(heard.text)))

    def _hear_more(self, question: Question[Any], heard: Incoming, pending: Pending) -> Incoming | None:
        told, course = self._state.told, self._belongs(question, heard, pending)
        if told is None:
            return heard
        if course is Belongs.UNSURE:
            pending.held, told.at = f"{pending.held}\n{heard.text.strip()}", heard.received_at
            return None
        held, wrong = self._taken(pending), pending.corrects
        pending.corrects = False
        if course is Belongs.BEFORE and not wrong:
            raise self.join(replace(heard, text=f"{held}\n{heard.text}"))
        # Who writes the answer has not meant what was written before it.
        if wrong or bears(told.gist, held) is False or not self._state.add_words(told.name, held, told.gist.joined_by):
            raise Again(_("I have not written this down anywhere: “{words}”").using(words=_shown(held)), heard=heard)
        raise Again(added(held), heard=heard)

    @staticmethod
    def _taken(pending: Pending) -> str:
        held, pending.held, pending.doubtful = pending.held, "", False
        return held

    def join(self, heard: Incoming) -> Again:
        """Put words where the answer before stands; the question is shown again below them."""
        told = self._state.told
        if told is not None and says_again(self._state.words_of(told.name) or "", heard.text):
            told.at = heard.received_at
            return Again()
        if told is None or not self._state.add_words(told.name, heard.text, told.gist.joined_by):
            return Again(_("That is too long. Please write at most {limit} letters.").using(limit=LONGEST))
        told.at = heard.received_at
        return Again(added(heard.text))

    def add(self, name: str, heard: Incoming) -> Again:
        """Put what was said at a summary where it belongs: to the answer just before it, or to that of ``name``."""
        told = self._state.told
        known = told is not None and self._state.words_of(told.name) is not None
        follows = told is not None and known and heard.received_at - told.at <= BURST
        if told is None or not follows or not bears(told.gist, heard.text):
            self._state.told = Told(name, Gist.STORY, heard.received_at)
        return self.join(heard)

    def _belongs(self, question: Question[Any], heard: Incoming, pending: Pending) -> Belongs:
        told = self._state.told
        so_far = self._state.words_of(told.name) if told is not None else None
        return where_belongs(heard, told if so_far is not None else None, so_far or "", question.gist, pending.at)


def _ways(pending: Pending) -> tuple[Option, Option]:
    before = _IT_WAS_WRONG if pending.corrects else _IT_IS_NOT
    return Option(_HERE, _IT_IS, words=_SAID["here"]), Option(_BEFORE, before, words=_SAID["before"])


def added(said: str) -> Text:
    """That words were put to others, which are shown."""
    return _("I have added: “{words}”").using(words=_shown(said))


def _shown(said: str) -> str:
    return shorten(" ".join(said.split()), _SHOWN)
