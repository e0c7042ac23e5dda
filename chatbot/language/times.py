"""Times of day as people say them: "বিকেল সাড়ে ৩টে", "शाम साढ़े ५ बजे", "3:30 pm"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import time
from types import MappingProxyType
from typing import Final

_NOON: Final = 12

#: From which hour on each part of the day is called what.
_BENGALI: Final = ((0, "রাত"), (4, "ভোর"), (6, "সকাল"), (12, "দুপুর"), (16, "বিকেল"), (18, "সন্ধ্যা"), (20, "রাত"))
_HINDI: Final = ((0, "रात"), (4, "सुबह"), (12, "दोपहर"), (16, "शाम"), (20, "रात"))


def spoken(at: time) -> Mapping[str, str]:
    """The time of day in every language, with Latin digits."""
    return {language: say(at) for language, say in _SPOKEN.items()}


def _bengali(at: time) -> str:
    hour = _on_the_dial(at.hour)
    match at.minute:
        case 0:
            told = _counted(hour)
        case 30 if hour in (1, 2):
            told = {1: "দেড়টা", 2: "আড়াইটে"}[hour]
        case 15:
            told = f"সোয়া {_counted(hour)}"
        case 30:
            told = f"সাড়ে {_counted(hour)}"
        case 45:
            told = f"পৌনে {_counted(_on_the_dial(at.hour + 1))}"
        case minute:
            told = f"{_counted(hour)} {minute} মিনিট"
    return f"{_part(at.hour, _BENGALI)} {told}"


def _counted(hour: int) -> str:
    return f"{hour}{'টে' if hour in (2, 3, 4) else 'টা'}"


def _hindi(at: time) -> str:
    hour = _on_the_dial(at.hour)
    match at.minute:
        case 0:
            told = str(hour)
        case 30 if hour in (1, 2):
            told = {1: "डेढ़", 2: "ढाई"}[hour]
        case 15:
            told = f"सवा {hour}"
        case 30:
            told = f"साढ़े {hour}"
        case 45:
            told = f"पौने {_on_the_dial(at.hour + 1)}"
        case minute:
            told = f"{hour}:{minute:02}"
    return f"{_part(at.hour, _HINDI)} {told} बजे"


def _english(at: time) -> str:
    minutes = f":{at:%M}" if at.minute else ""
    return f"{_on_the_dial(at.hour)}{minutes} {'am' if at.hour < _NOON else 'pm'}"


def _on_the_dial(hour: int) -> int:
    return (hour - 1) % _NOON + 1


def _part(hour: int, parts: tuple[tuple[int, str], ...]) -> str:
    return parts[bisect_right([begins for begins, _name in parts], hour) - 1][1]


_SPOKEN: Final[Mapping[str, Callable[[time], str]]] = MappingProxyType({"bn": _bengali, "en": _english, "hi": _hindi})
