"""A list of persons that is told one by one or all at once, and read back with its count until nobody is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from chatbot.answers import Given, Look, NotUnderstood, Reading
from chatbot.language.list_changes import Drop, Put, Unclear, change_in, count_in, says_neither, says_whole
from chatbot.language.matching import is_named, numeral
from chatbot.language.people import People, is_nameless, read_people, renamed
from chatbot.language.wording import LANGUAGES, Words, _, button
from chatbot.lists import ListQuestion
from chatbot.messages import Incoming, Option
from chatbot.renderer import numbered, shorten
from chatbot.state import Pending, Stored

#: Code points of somebody's words that are repeated to them.
_GIST: Final = 200
_PAUSES: Final = " ,;।."
_CLAUSES: Final = re.compile(r"[,;।]|\.(?=\s|$)")
_END: Final = "end"
#: Where it stands on the screen, "cancel" means the last line and not the conversation.
_DROP_LAST: Final = "cancel"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The list so far: ``told`` is how many persons were spoken of, ``asked`` whether it was asked about the others.

    ``news`` is what the last message did that the list does not show by itself.
    """

    entries: tuple[str, ...] = ()
    told: int = 0
    ended: bool = False
    asked: bool = False
    news: tuple[Words, ...] = ()

    @property
    def missing(self) -> int:
        """How many were spoken of and not named."""
        return max(self.told - len(self.entries), 0)

    @property
    def nameless(self) -> str | None:
        """Somebody of whom it is known who they are, and not what they are called."""
        return next((entry for entry in self.entries if is_nameless(entry)), None)

    def after(self, step: Mapping[str, Stored]) -> Gathered:
        """The list after one more message, as :meth:`Collect.read` has stored it."""
        entries, news = list(self.entries), []
        for place, entry in step.get("put", ()):
            news.append(_("Changed: {former} → {now}").using(former=entries[place], now=entry))
            entries[place] = entry
        for place, entry in step.get("beside", ()):
            entries[place] = entry
        for place in sorted(step.get("drop", ()), reverse=True):
            news.append(_("Left out: {entry}").using(entry=entries.pop(place)))
        entries += step.get("add", ())
        news += [_("On the list already: {entry}").using(entry=each) for each in step.get("known", ())]
        news += [_("I did not take this for a name: “{words}”").using(words=each) for each in step.get("unread", ())]
        told = step.get("told", self.told)
        if step.get("drop"):
            told = min(told, len(entries))
        then = Gathered(tuple(entries), told, news=tuple(news))
        if not step.get("end"):
            return then
        if then.nameless is None and (self.asked or not then.missing):
            return replace(then, told=0, ended=True)
        return replace(then, asked=True)


def listed(entries: Sequence[str]) -> Words:
    """The list with a number before each line, in every language's digits."""
    return {
        language: numbered(((place, _shown(entry)) for place, entry in enumerate(entries, start=1)), language)
        for language in LANGUAGES
    }


def _shown(entry: str) -> Words:
    return _("{who}: name?").using(who=entry) if is_nameless(entry) else entry


@dataclass(frozen=True, kw_only=True)
class Collect(ListQuestion[Mapping[str, Stored]]):
    """One message of those that make the list: it names somebody, changes a line, or says that nobody is missing.

    ``gathered`` is the list before it; ``most`` is how many there may be, ``longest`` how many
    code points a line may have.
    """

    gathered: Gathered
    most: int
    longest: int

    takes_pin: ClassVar[bool] = False

    def rows(self, pending: Pending) -> Sequence[Option]:
        del pending
        count = len(self.gathered.entries)
        if not count:
            return []
        end = button("Only these {count}").using(count=count) if self.gathered.asked else button("That is all")
        drop = Option(_DROP_LAST, button("Leave out the last one"), number=count + 2)
        if self.gathered.nameless is not None:
            return [replace(drop, number=count + 1)]
        return [Option(_END, end, number=count + 1), drop]

    def read(self, said: Incoming, pending: Pending, language: str) -> Reading:
        del language
        typed = numeral(said.text)
        rows = self.rows(pending)
        if said.tap is not None or typed in pending.shown or is_named(said.text, rows):
            chosen = self.find(said, pending)
            if isinstance(chosen, Look):
                return chosen
            last = len(self.gathered.entries) - 1
            return Given({"end": True} if chosen.id == _END else {"drop": [last]})
        if typed is not None and 1 <= typed <= len(self.gathered.entries):
            raise NotUnderstood(self._unclear(typed - 1))
        return Given(self._step(said.text))

    def value(self, stored: Stored) -> Mapping[str, Stored]:
        step: Mapping[str, Stored] = stored
        return step

    def _step(self, text: str) -> dict[str, Stored]:
        """What a message does to the list, as it is stored.

        Raises:
            NotUnderstood: nothing, or it is not clear what.
        """
        said = self._sorted(text)
        before = list(self.gathered.entries)
        for place, entry in said.put:
            before[place] = entry
        found = read_people("\n".join(said.names), before, longest=self.longest)
        if len(found.entries) > self.most:
            raise NotUnderstood(_("At most {most} can stand on the list.").using(most=self.most))
        added = found.entries[len(before) :]
        beside = [[place, entry] for place, entry in enumerate(found.entries[: len(before)]) if entry != before[place]]
        told = self._told(found, said, added=bool(added))
        done = {
            "put": [[place, entry] for place, entry in said.put],
            "drop": said.drop,
            "beside": beside,
            "add": added,
            "told": told,
            "end": said.end is not None,
        }
        step = {name: value for name, value in done.items() if value}
        if not step:
            raise NotUnderstood(self._why_not(found))
        if not found.entries and "end" in step:
            raise NotUnderstood(_("Please write at least one name."))
        return step | {name: said for name, said in (("known", found.known), ("unread", found.unread)) if said}

    def _sorted(self, text: str) -> _Message:
        said = _Message()
        for typed in text.splitlines():
            line, end = _without_end(typed)
            said.end = end or said.end
            match change_in(line, self.gathered.entries):
                case Drop(places):
                    said.drop += [place for place in places if place not in said.drop]
                case Put(place, name):
                    entry = renamed(self.gathered.entries[place], name)
                    said.put.append((place, shorten(entry, self.longest)))
                case Unclear(place):
                    raise NotUnderstood(self._unclear(place))
                case None:
                    said.names.append(line)
        return said

    def _told(self, found: People, said: _Message, *, added: bool) -> int | None:
        """Of how many persons the message speaks, if it does."""
        count = count_in(said.end) if said.end else None
        if count is None:
            return max(self.gathered.told, found.told) if found.told and added else found.told
        left = len(found.entries) - len(said.drop)
        if count < left:
            raise NotUnderstood(
                _("You say {told}, and {count} are on the list. To leave one out, write its number and: remove").using(
                    told=count, count=left
                )
            )
        return count

    def _why_not(self, found: People) -> Words:
        if found.known:
            return _("On the list already: {entry}").using(entry=found.known[0])
        if found.unread:
            return _("I did not take this for a name: “{words}”").using(words=shorten(found.unread[0], _GIST))
        if self.gathered.entries:
            return _("Please write the next name. If there is nobody else, write: end")
        return _("Please write the name in letters.")

    def _unclear(self, place: int | None) -> Words:
        """How a line is changed, shown with the one that was meant."""
        at = len(self.gathered.entries) - 1 if place is None else place
        return _(
            "{number}. {entry}: what shall be done with it? To leave it out, write: {number} remove. "
            "To change it, write: {number} = and then the right name."
        ).using(number=at + 1, entry=self.gathered.entries[at])


@dataclass
class _Message:
    """What stands in one message: names, lines that go or shall read otherwise, and words that nobody is missing."""

    names: list[str] = field(default_factory=list)
    put: list[tuple[int, str]] = field(default_factory=list)
    drop: list[int] = field(default_factory=list)
    end: str | None = None


def asks(base: Words, called: Words, so_far: Gathered) -> Words:
    """What is asked next, with the list read back; ``base`` as long as nobody is on it."""
    count = len(so_far.entries)
    if not count:
        told = _("{told} persons. Please write the name of each, one a line.").using(told=so_far.told)
        return told if so_far.told else base
    more: Words = _("Is there anybody else? Please write the name. If not, write: end")
    if so_far.nameless is not None:
        more = _("The name is missing of: {who}. Please write it.").using(who=so_far.nameless)
    elif so_far.missing and so_far.asked:
        more = _(
            "You spoke of {told}, and {count} are named. Please write the names of the others. "
            "If it is only these {count}, write: end"
        ).using(told=so_far.told, count=count)
    elif so_far.missing:
        more = _("You spoke of {told}. Please write the names of the other {rest}.").using(
            told=so_far.told, rest=so_far.missing
        )
    return _("{counted}\n\n{more}").using(counted=counted(called, so_far.entries), more=more)


def counted(called: Words, entries: Sequence[str]) -> Words:
    """How many there are, and each on a line with its number."""
    return _("{count} {called}:\n{entries}").using(count=len(entries), called=called, entries=listed(entries))


def _without_end(line: str) -> tuple[str, str | None]:
    """A line without what says that nobody is missing, and those words; a yes or no before a name says nothing."""
    if says_whole(line):
        return "", line
    if says_neither(line):
        return "", None
    parts = [part for part in _CLAUSES.split(line) if part.strip()]
    while len(parts) > 1 and (says_neither(parts[0]) or says_whole(parts[0])):
        line = line.split(parts[0], 1)[1].lstrip(_PAUSES)
        parts = parts[1:]
    if len(parts) > 1 and says_whole(parts[-1]):
        return line.rsplit(parts[-1], 1)[0].rstrip(_PAUSES), parts[-1]
    words = line.split()
    for start in range(1, len(words) - 1):
        if says_whole(end := " ".join(words[start:])):
            return " ".join(words[:start]), end
    return line, None
