"""What a flow says and asks with: every question either has its answer already or ends the turn."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NoReturn, TypeVar
from uuid import UUID

from chatbot import answers, counts
from chatbot.answers import Lazy, Spot
from chatbot.choices import Choice, Choose, LookUp, OpenChoice, Options, Said
from chatbot.confirmation import Confirm
from chatbot.endings import HandedOver, Resumed
from chatbot.entrusting import Entrust
from chatbot.flow import Flow
from chatbot.language.gists import Gist
from chatbot.language.wording import Text, Words, _, button, say
from chatbot.long_forms import LongForms
from chatbot.messages import Incoming, MediaKind, Option, Paper, Picture, Say
from chatbot.parsing import Parse
from chatbot.state import LONGEST, Answer, Figures, Stored

T = TypeVar("T")
Refusal = str | tuple[str, Words]


class Talk(LongForms):
    """The talk of one turn, as a flow sees it.

    A default, what is offered and a summary may be functions, which are called only where they are needed: the flow runs
    anew at every message.
    """

    # What was said outside the questions

    @property
    def kept(self) -> Sequence[str]:
        """Ids of the files that were sent at any point of this conversation."""
        return tuple(self._state.kept)

    @property
    def has_voice(self) -> bool:
        """Whether a voice note is among the files that were kept."""
        return self._state.has_voice

    @property
    def has_place(self) -> bool:
        """Whether a place was sent that nothing has asked for yet."""
        return self._state.pin is not None

    @property
    def interrupted(self) -> str | None:
        """The name of the flow that waits to go on."""
        return self._state.paused.flow if self._state.paused else None

    @property
    def returning(self) -> bool:
        """Whether the conversation that was interrupted goes on by itself at the end of this one."""
        return self._state.returns

    @property
    def services(self) -> Sequence[Flow]:
        """The flows of the main menu, in the order of their rows."""
        return sorted((each for each in self._flows if each.row is not None), key=lambda each: each.row or 0)

    @property
    def called(self) -> Sequence[Flow]:
        """Every flow that people may call by its words, those of the menu first."""
        return [*self.services, *(each for each in self._flows if each.row is None and each.words)]

    @property
    def unlisted(self) -> Sequence[Flow]:
        """The flows that have words and no row, and are not only another way into one of the others."""
        return [each for each in self.called if each.row is None and each.alias_of is None]

    def offered(self, office: Any) -> Sequence[Flow]:
        """The flows of the main menu that are there for this person: another keeps its number, and its row is not shown."""
        return [each for each in self.services if each.for_whom is None or each.for_whom(self.citizen, office)]

    def title(self, name: str) -> Words:
        """What the flow ``name`` is called."""
        return self._flows[name].title

    def beforehand(self, name: str) -> str | None:
        """Words given for the question ``name`` before it is asked."""
        return self._state.given.get(name)

    def plain(self, words: Words, **params: object) -> str:
        """``words`` as they read in the person's language."""
        return say(words, self.language, **params)

    # Saying

    def say(self, words: Words, **params: object) -> None:
        """Tell something; it is not repeated once a later question has been answered."""
        self.said.append(Say(words.using(**params) if isinstance(words, Text) else words))

    def show(self, kind: str, subject: UUID | str) -> None:
        """Show the photograph of a record; like what is said, it is not repeated once a later question was answered."""
        self.said.append(Picture(kind, str(subject)))

    def put_aside(self) -> None:
        """Keep what was said so far when the flow ends now without its deed, so that it can be taken up again."""
        self.left = True

    def leave(self, words: Words, **params: object) -> None:
        """Tell at the end of the flow that nothing is done, and that what was said so far can be taken up again."""
        self.put_aside()
        self.say(words, **params)
        self.say(_("To take it up again within a day, write: continue"))

    def paper(self, kind: str, subject: UUID | str) -> None:
        """Send the paper of this kind about a record, one time in each part of the flow."""
        key = self._reach(f"{self._prefix}paper:{kind}:{subject}")
        if key not in self._state.answers:
            self._forbid_new_past()
            self._state.answers[key] = Answer(None, done=True)
            self.said.append(Paper(kind, str(subject)))

    def speak(self, language: str) -> None:
        """Go on in another language, beginning with this turn's reply."""
        self.language = language

    # Asking

    def choose(
        self,
        name: str,
        prompt: Words,
        options: Options,
        *,
        empty: tuple[str, Words] | None = None,
        default: Lazy[str | None] = None,
        only: bool = False,
        optional: bool = False,
        troubles: bool = False,
    ) -> Choice:
        """One of ``options``, which may be a function so that they are looked up only when shown.

        Where there are none, ``empty`` names the earlier question to be asked again and says why.
        ``default`` is taken without asking; with ``only`` a single option is. An ``optional`` one only offers something,
        and whoever leaves it unanswered leaves nothing unfinished. With ``troubles`` the options are what something can be
        wrong with.
        """

        prefix = self._prefix

        def available() -> Sequence[Option]:
            found = options() if callable(options) else options
            if not found and empty is not None:
                self._take_back(prefix + empty[0], empty[1])
            return found

        return self._ask(name, Choose(prompt, available, default, only, optional=optional, troubles=troubles))

    def look_up(
        self,
        name: str,
        prompt: Words,
        search: Callable[[Incoming], Sequence[Option]],
        known: Callable[[str], Option | None],
        *,
        missing: Words,
        offered: Lazy[Sequence[str]] = (),
        default: Lazy[str | None] = None,
        only: bool = False,
        optional: bool = False,
        ends: bool = False,
        figures: Figures | None = None,
    ) -> Choice:
        """One of very many things, found by words or a place; ``missing`` is said when nothing is found.

        ``offered`` are ids to choose from at once; ``default`` is taken without asking, and with ``only`` a single
        one that is offered. Whoever leaves an ``optional`` one unanswered leaves nothing unfinished; with ``ends`` only
        the last four digits of a number are wanted, and nothing else of it is read or kept. ``figures`` says which number
        is asked for, where it could be taken for one that must not be kept.
        """
        question = LookUp(
            prompt, search, known, missing, offered, default, only, optional=optional, ends=ends, figures=figures
        )
        return self._ask(name, question)

    def parse(
        self,
        name: str,
        prompt: Words,
        reads: Callable[[str], Sequence[T]],
        shows: Callable[[T], Option] | None = None,
        *,
        missing: Words,
        formerly: Callable[[str], T],
        options: Sequence[Option] = (),
        default: Lazy[Stored] = None,
        files: Callable[[Sequence[str], str], T] | None = None,
        ends: bool = False,
        figures: Figures | None = None,
    ) -> T:
        """A small JSON value, read out of what people write; ``missing`` is said when nothing is read.

        ``reads`` gives what words may mean; where that is several things, they are listed as ``shows`` makes rows of them.
        ``options`` stand below the question, each with the value that it carries; ``default`` is taken without asking.
        ``ends`` and ``figures`` see :meth:`look_up`. ``formerly`` gives the value behind the one word in which the release before stored it.
        ``files`` makes the value of photos and documents (their ids) and the words that came with them.
        """
        question = Parse(prompt, reads, missing, formerly, shows, options, default, files, ends=ends, figures=figures)
        return self._ask(name, question)

    def entrust(
        self,
        name: str,
        prompt: Words,
        keep: Callable[[str], T | None],
        *,
        missing: Words,
        options: Sequence[Option] = (),
        optional: bool = False,
        figures: Figures | None = None,
    ) -> T:
        """Something that is handed to ``keep`` at once, and of which the conversation remembers only what that returns.

        ``missing`` is said where that is nothing; ``options`` stand below the question, each with the value that it
        carries. Whoever leaves an ``optional`` one unanswered leaves nothing unfinished.
        """
        return self._ask(name, Entrust(prompt, keep, missing, options, optional=optional, figures=figures))

    def wish(
        self,
        name: str,
        prompt: Words,
        options: Sequence[Option],
        *,
        understands: Callable[[str], bool],
        notes: tuple[Words, ...] = (),
        granted: bool = False,
        optional: bool = False,
        invited: Option | None = None,
        takes_numbers: bool = False,
        final: bool = False,
    ) -> Choice | Said:
        """One of ``options``, a file, or whatever words ``understands`` says yes to; ``notes`` stand below the list.

        ``invited`` is what a mere yes means, because that is what was offered last; where it is ``final``, a mere "all right"
        chooses nothing.
        With ``granted`` nothing is asked: the files that were sent already say it. An ``optional`` one only offers
        something: whoever goes elsewhere is not asked later whether to go on. Where a question ``takes_numbers``, they are
        words like any others: the options have none, and ``notes`` say by which words they are chosen.
        """
        question = OpenChoice(
            prompt, options, understands, notes, granted, invited, takes_numbers, optional=optional, final=final
        )
        return self._ask(name, question)

    def text(
        self,
        name: str,
        prompt: Words,
        *,
        shortest: int = 1,
        longest: int = LONGEST,
        or_voice: bool = False,
        default: Lazy[str | None] = None,
        letters: int = 0,
        gist: Gist = Gist.ANY,
        granted: bool = False,
    ) -> str:
        """Free words about ``gist``; with ``or_voice`` a voice note too, which is kept and leaves the words empty.

        At least so many ``letters`` must be among them. ``default`` is taken without asking, and can be changed like any
        other answer; with ``granted`` a voice note that came earlier says it already.
        """
        return self._ask(name, answers.Text(prompt, shortest, longest, or_voice, default, letters, granted, gist=gist))

    def name(self, name: str, prompt: Words, *, longest: int, default: Lazy[str | None] = None) -> str:
        """The name of a person, on one line; ``default`` is taken without asking."""
        return self._ask(name, answers.Name(prompt, longest=longest, default=default))

    def number(self, name: str, prompt: Words, least: int, most: int) -> int:
        """A whole number from ``least`` to ``most``."""
        return self._ask(name, counts.Number(prompt, least, most))

    def amount(self, name: str, prompt: Words, most: int, *, counted: str = "", whole: str = "") -> int:
        """A whole number from 0 to ``most``, with commas, thousands and lakhs as people write them.

        ``counted`` says in what (``money``, ``years``): in anything else, or for another time than the ``whole`` ``year``
        or ``month`` that was asked for, it is asked again.
        """
        return self._ask(name, counts.Amount(prompt, 0, most, counted, whole))

    def measure(self, name: str, prompt: Words, most: int) -> Decimal:
        """A number of kilometres from 0 to ``most``, with two places behind the point at most."""
        return self._ask(name, counts.Measure(prompt, most))

    def date(self, name: str, prompt: Words, *, earliest: date, latest: date) -> date:
        """A day from ``earliest`` to ``latest``, both included."""
        return self._ask(name, answers.Day(prompt, self.today, earliest, latest))

    def phone(self, name: str, prompt: Words) -> str:
        """A mobile number in E.164."""
        return self._ask(name, answers.Phone(prompt))

    def photo(self, name: str, prompt: Words) -> str:
        """The id of a photo."""
        return self._ask(name, answers.File(prompt, MediaKind.PHOTO))

    def voice(self, name: str, prompt: Words) -> str:
        """The id of a voice note."""
        return self._ask(name, answers.File(prompt, MediaKind.VOICE))

    def place(self, name: str, prompt: Words) -> Spot:
        """A place in words or as a pin; a pin that was sent at another time is taken without asking, or completes the words."""
        self._place_pin(self._prefix + name)
        return self._ask(name, answers.Where(prompt))

    def secret(
        self,
        name: str,
        prompt: Words,
        check: Callable[[str], datetime | None],
        *,
        wrong: Words | Callable[[], Words] | None = None,
        proved: datetime | None = None,
    ) -> datetime:
        """Something that only the right person knows; what is typed is never stored.

        ``check`` returns until when the proof holds, or nothing; what it counts is kept in either case, and ``wrong`` is
        said after it; it may raise ``Overtaken`` where nothing is taken any more. With ``proved``, until when an earlier proof holds, nothing is asked.
        """
        return self._ask(name, answers.Secret(prompt, check, self.now, wrong or _("That is not right."), proved))

    def confirm(
        self,
        name: str,
        summary: Lazy[Words],
        *,
        yes: Words | None = None,
        no: Words | None = None,
        change: Mapping[str, Words] | None = None,
        part_words: Mapping[str, Sequence[str]] | None = None,
        adds_to: str | None = None,
        yes_words: Sequence[str] = (),
        final: bool = False,
        implied_by: frozenset[MediaKind] = frozenset(),
    ) -> bool:
        """Yes or no to ``summary``; ``change`` names the answers that can be given anew, each with its label.

        ``part_words`` are further words by which people name these, ``yes_words`` such by which they agree here; words
        that are no answer are added to that of ``adds_to``. Where it is ``final``, a mere "all right" does not do it.
        """
        question = Confirm(
            summary,
            yes or button("Yes"),
            no or button("No"),
            change or {},
            part_words or {},
            adds_to,
            yes_words,
            implied_by,
            final=final,
        )
        return self._ask(name, question)

    def find_out(self, name: str, look_up: Callable[[], T]) -> T:
        """A small JSON value that is looked up one time in the conversation, and not asked for."""
        key = self._reach(self._prefix + name)
        if (known := self._state.answers.get(key)) is not None:
            value: T = known.value
            return value
        found = look_up()
        if not self._frozen:
            self._state.answers[key] = Answer(found, by_itself=True)
        return found

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Questions inside carry ``name`` before their own, so that a dialogue can be used twice."""
        outer, self._prefix = self._prefix, f"{self._prefix}{name}."
        try:
            yield
        finally:
            self._prefix = outer

    def many(self, name: str, *, up_to: int, more: Words | None = None) -> Iterator[int]:
        """Ask the same questions for each of up to ``up_to`` things, until the person has no more."""
        for place in range(up_to):
            with self.part(f"{name}.{place}"):
                yield place
            if place + 1 < up_to and not self._ask(
                f"{name}.{place}.more",
                Confirm(more or _("Is there another one?"), implied_by=frozenset({MediaKind.PHOTO, MediaKind.VOICE})),
            ):
                return

    # Doing

    def once(self, name: str, deed: Callable[[], T], *, refused: Mapping[type[Exception], Refusal] | None = None) -> T:
        """Do something one time and remember what it returned, a small JSON value.

        All answers so far are checked again first. An error named in ``refused`` undoes the deed, takes back the
        answer that it names and all later ones, and says why.
        """
        key = self._reach(self._prefix + name)
        if (known := self._state.answers.get(key)) is not None:
            self._unsay()
            self._unchecked.clear()
            value: T = known.value
            return value
        self._forbid_new_past()
        self._context.in_time()
        for earlier, question in self._unchecked:
            stored = self._state.answers[earlier].value
            if (objection := question.objection(stored)) is not None:
                self._take_back(earlier, objection)
        refused = refused or {}
        try:
            with self._context.savepoint():
                value = json.loads(json.dumps(deed()))
        except tuple(refused) as error:
            refusal = next(answer for kind, answer in refused.items() if isinstance(error, kind))
            target, words = refusal if isinstance(refusal, tuple) else (refusal, _("That is no longer possible."))
            self._take_back(self._prefix + target, words)
        self._state.answers[key] = Answer(value, done=True)
        self._unchecked.clear()
        return value

    def go(self, target: str, **given: str | None) -> NoReturn:
        """End here and go on with another flow; ``given`` are words for its questions, read as if they were typed."""
        raise HandedOver(target, {name: words for name, words in given.items() if words})

    def resume(self) -> NoReturn:
        """End here and go on with the conversation that was interrupted."""
        raise Resumed
