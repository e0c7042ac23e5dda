"""What a message means by what it quotes: a quoted notice is answered, however old it is; a quoted question that is over is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from chatbot.catalogue import Flows
from chatbot.commands import command
from chatbot.language.intentions import is_bare
from chatbot.language.matching import is_named, is_sentence, numeral
from chatbot.language.wording import Words, _
from chatbot.messages import Incoming, OfferedActions, Option, QuickAction, Quoted
from chatbot.state import State

NO_LONGER_OPEN: Final = _("That list is no longer open. Please answer here.")
_WHICH_QUESTION: Final = _("I could not tell which question that answers. Please answer here.")


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
    if quoted.offered is not None and (way := chosen(quoted.offered, heard.text)) is not None:
        return way
    if _works_everywhere(flows, heard.text):
        return None
    if not quoted.known:
        return _WHICH_QUESTION if _decides(state, heard.text) else None
    passing = state.pending is not None and state.pending.optional and not state.begun
    nothing_asked = state.pending is None or passing or flows[str(state.flow)].home
    if quoted.about is not None:
        return _taken_to(quoted.about, quoted, state, heard.text, nothing_asked=nothing_asked)
    return None if nothing_asked and is_sentence(heard.text) else NO_LONGER_OPEN


def is_quoting(heard: Incoming, state: State) -> bool:
    """Whether what is quoted says what the words mean: a tap says it itself, and a secret is told where it is asked for."""
    if heard.quoted is None or heard.tap or heard.media or heard.pin or state.expects_secret:
        return False
    return bool(heard.text.strip())


def _taken_to(
    about: QuickAction, quoted: Quoted, state: State, text: str, *, nothing_asked: bool
) -> QuickAction | Words:
    """Words are taken to what they are about; a bare answer shows how that stands, if nothing else is asked."""
    if not _decides(state, text) and about.takes is not None:
        return replace(about, given={**about.given, about.takes: text})
    still_listed = quoted.offered is not None
    return about if nothing_asked and not still_listed else NO_LONGER_OPEN


def _works_everywhere(flows: Flows, text: str) -> bool:
    """Whether the words mean the same whatever is quoted, such as "menu" or "phone"; a number and a yes do not."""
    return not _is_bare(text) and (command(text) is not None or flows.opened_by(text) is not None)


def _is_bare(text: str) -> bool:
    return numeral(text) is not None or is_bare(text)


def _decides(state: State, text: str) -> bool:
    """Whether it is a bare answer: a number, a yes or a no, or where those are asked for any few words."""
    asked = state.pending is not None and "yes" in state.pending.shown.values()
    return _is_bare(text) or (asked and not is_sentence(text))
