"""Saying by its name what was counted and is not asked, or was not understood at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from chatbot.answers import NotUnderstood
from chatbot.language.wording import Words, _
from flows.lodging.counting import Count, Counted

#: So many words that were not understood are named.
_NAMED: Final = 3


def refuse_unknown(counted: Counted, asking: Words) -> None:
    """Raises ``NotUnderstood`` with the words that nobody could account for, and what is asked."""
    if counted.unknown:
        words = ", ".join(counted.unknown[:_NAMED])
        raise NotUnderstood(_("I do not know what “{words}” means here.\n{asking}").using(words=words, asking=asking))


def refuse(others: Sequence[Count], asking: Words) -> None:
    """Raises ``NotUnderstood`` with what was counted, though something else is asked."""
    if others:
        raise NotUnderstood(_("“{words}” counts something else.\n{asking}").using(words=said(others), asking=asking))


def said(counts: Sequence[Count]) -> str:
    """What was counted, as it was written."""
    return ", ".join(each.said for each in counts)
