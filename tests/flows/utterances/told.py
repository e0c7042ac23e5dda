"""What a conversation's JSON holds: what was told, what of it would be missed, and the words of all that."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final

#: Dialogues that take something down which is handed in at the end.
_FILING: Final = frozenset({"grievance", "certificate", "guest_house"})

Texts = list[str]
#: What is known under a name, as it is stored.
Known = tuple[str, dict[str, Any]]


def valuable(state: dict[str, Any]) -> Iterator[Known]:
    """What somebody has told for something that was not handed in yet."""
    flow, given = state.get("flow"), list(known_answers(state))
    worth = sum(not answer.get("auto") for _name, answer in given) > 1
    done = max((place for place, (_name, answer) in enumerate(given) if answer.get("done")), default=-1)
    for name, answer in given[done + 1 :]:
        if not answer.get("auto") and ((flow in _FILING and worth) or is_told(answer)):
            yield name, answer
    if "paused" in state:
        yield from valuable(state["paused"])


def missing_from(now: dict[str, Any], earlier: dict[str, Any]) -> bool:
    """Whether something of value that was told ``earlier`` is not what the conversation is about ``now``."""
    here = " ".join(leaves(standing(now)))
    return any(text not in here for _name, answer in valuable(earlier) for text in leaves(answer.get("v")))


def is_told(answer: dict[str, Any]) -> bool:
    """Whether it was answered in free words."""
    value = answer.get("v")
    return isinstance(value, dict) and not {"text", "words", "said"}.isdisjoint(value)


def standing(state: dict[str, Any]) -> list[Any]:
    """What the conversation itself has heard, without the one that waits behind it."""
    return [state.get("answers", []), state.get("given", {})]


def told_beside_menu(state: dict[str, Any]) -> Texts:
    """Every text of the conversation, unless it is the menu, which has yet to find out what it was told."""
    told = [] if state.get("flow") == "menu" else leaves(state)
    return told if "paused" not in state else [*told, *told_beside_menu(state["paused"])]


def known_answers(state: dict[str, Any]) -> Iterator[Known]:
    """The answers in the order in which they were given."""
    yield from map(tuple, state.get("answers", []))


def belongs(name: str, asked: str) -> bool:
    """Whether this is the question that was ``asked``, or one of several that are asked under its name."""
    return name == asked or name.startswith(f"{asked}.")


def stored_under(state: dict[str, Any], name: str) -> tuple[Any, bool]:
    """The value under a name, or under a part of it that a dot follows; and whether there is one."""
    known = {key: answer.get("v") for key, answer in known_answers(state)}
    if name in known:
        return known[name], True
    whole, _dot, part = name.rpartition(".")
    for value in _mappings(known.get(whole)):
        if part in value:
            return value[part], True
    return None, False


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
        for each in value.values():
            yield from _mappings(each)


def leaves(value: Any) -> Texts:
    """Every text and figure somewhere in a JSON value."""
    if isinstance(value, Mapping):
        return [text for each in value.values() for text in leaves(each)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in leaves(each)]
    return [] if value is None else [str(value)]


def same(earlier: dict[str, Any], later: dict[str, Any]) -> bool:
    """Whether a message changed nothing but the count of what was not understood."""
    return _lasting(earlier) == _lasting(later)


def _lasting(state: dict[str, Any]) -> dict[str, Any]:
    asked = {key: value for key, value in state.get("asked", {}).items() if key not in ("misses", "at", "shown_at")}
    return state | {"asked": asked}


def tokens(text: str) -> set[str]:
    """The words and figures in a text."""
    return set(re.findall(r"[\w\u0981-\u09fe\u0901-\u097f]+", plain(text)))


def plain(text: str) -> str:
    """A text with small letters and figures that all scripts share."""
    return digits(unicodedata.normalize("NFC", str(text))).casefold().strip()


def digits(text: str) -> str:
    """A text with Latin figures."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)


def bare(text: str) -> str:
    """The words of a message, and the name of a place that came with it."""
    return re.sub(r"\[(?:pin [\d.,]+ ?([^\]]*)|[^\]]*)\]", r"\1", text)
