"""What a message means by what it quotes: a quoted notice is answered, however old it is; a quoted question that is over is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from chatbot.catalogue import Flows
from chatbot.commands import command
from chatbot.language.intentions import Intention, intention, is_bare
from chatbot.language.matching import is_named, is_sentence, numeral
from chatbot.language.wording import Words, _
from chatbot.messages import Incoming, OfferedActions, Option, QuickAction, Quoted
from chatbot.state import State

NO_LONGER_OPEN: Final = _("That list is no longer open. Please answer here.")
_WHICH_QUESTION: Final = _("I could not tell which question that answers. Please answer here.")
_NOT_ON_THAT_LIST: Final = _("That is not on the list that you quoted. Please write one of its numbers.")


def chosen(offered: OfferedActions, text: str) -> QuickAction | None:
    """The way on that ``text`` names by its number or by what it is called."""
    number = numeral(text)
    if number is not None:
        return offered.actions[number - 1] if 1 <= number <= len(offered.actions) else None
    called = [each for each in offered.actions if is_named(text, [Option("", each.label, words=each.words)])]
    return called[0] if called else None


def meant_by_quote(flows: Flows, state: State, heard: Incoming) -> QuickAction | Words | None:
    """What the quote makes of ``heard``: a way to go, or what is said because it answers nothing.

    None where it is to be taken as if nothing were quoted.
    """
    quoted = heard.quoted
    if quoted is None or quoted.standing or not is_quoting(heard, state):
        return None
    if heard.media:
        return _told(quoted.about, heard.text) if _are_kept(flows, quoted.about, heard) else None
    if quoted.offered is not None and (way := _way_on(quoted.offered, heard.text)) is not None:
        return way
    if _works_everywhere(flows, heard.text):
        return None
    if quoted.about is not None and not _is_bare(state, heard.text):
        return _told(quoted.about, heard.text)
    return _to_what_is_over(flows, state, quoted, heard.text)


def _to_what_is_over(flows: Flows, state: State, quoted: Quoted, text: str) -> QuickAction | Words | None:
    """What is made of words that are no way on, and not about a record: they answer nothing that is asked elsewhere."""
    if not quoted.known:
        return _WHICH_QUESTION if _is_bare(state, text) else None
    if quoted.offered is not None and not is_sentence(text):
        return _NOT_ON_THAT_LIST
    if _is_idle(flows, state):
        return quoted.about or (None if is_sentence(text) else NO_LONGER_OPEN)
    return NO_LONGER_OPEN


def _way_on(offered: OfferedActions, text: str) -> QuickAction | None:
    """The way on that is chosen; a yes or no in any words is the way that is called so."""
    meant = intention(text)
    said = meant.value if meant in (Intention.YES, Intention.NO) else text
    return chosen(offered, text) or chosen(offered, said)


def is_quoting(heard: Incoming, state: State) -> bool:
    """Whether what is quoted says what is meant: a tap says it itself, and a secret is told where it is asked for."""
    if heard.quoted is None or heard.tap or heard.pin or state.expects_secret:
        return False
    return bool(heard.text.strip() or heard.media)


def _told(about: QuickAction | None, text: str) -> QuickAction | None:
    """The way to a record, with the words that are told about it."""
    if about is None or about.takes is None or not text.strip():
        return about
    return replace(about, given={**about.given, about.takes: text})


def _are_kept(flows: Flows, about: QuickAction | None, heard: Incoming) -> bool:
    return about is not None and all(file.kind in flows[about.flow].keeps for file in heard.media)


def _is_idle(flows: Flows, state: State) -> bool:
    """Whether nothing is asked but what is wanted, or what need not be answered."""
    passing = state.pending is not None and state.pending.optional and not state.begun
    return state.pending is None or passing or flows[str(state.flow)].home


def _works_everywhere(flows: Flows, text: str) -> bool:
    """Whether the words mean the same whatever is quoted, such as "menu" or "phone"; a number and a yes do not."""
    return not _is_number_or_verdict(text) and (command(text) is not None or flows.opened_by(text) is not None)


def _is_bare(state: State, text: str) -> bool:
    """Whether it means nothing without its question: a number, a yes or a no, and any few words where those are asked."""
    confirming = state.pending is not None and "yes" in state.pending.shown.values()
    return _is_number_or_verdict(text) or (confirming and not is_sentence(text))


def _is_number_or_verdict(text: str) -> bool:
    return numeral(text) is not None or is_bare(text)
