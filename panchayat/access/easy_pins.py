"""PINs that others would try first: runs, years, patterns of the keypad, and what is known of an employee or a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from itertools import pairwise, product
from typing import Final

from panchayat.models import Staff

#: In which most people were born, married or have begun to work, or will have ended it.
_YEAR: Final = re.compile(r"19[4-9]\d|20[0-4]\d")
#: One part again and again (``1212``), or every digit beside its like (``1122``, ``111222``).
_REPEATED: Final = re.compile(r"(\d{1,3})\1+|(?:(\d)\2+){2,3}")
#: The columns, rows and diagonals of a keypad, and ways around and through the whole of it.
_LINES: Final = ("147", "258", "369", "123", "456", "789", "159", "357")
_BOTH_WAYS: Final = (*_LINES, *(line[::-1] for line in _LINES))
_WAYS: Final = ("2580", "0852", "1470", "0741", "3690", "0963", "13971397", "17931793", "24862486", "26842684")
_LINES_IN_A_ROW: Final = tuple("".join(lines) for lines in product(_BOTH_WAYS, repeat=2))


def is_easy(staff: Staff, pin: str, post_codes: Callable[[Collection[str]], Collection[str]]) -> bool:
    """Whether others would try ``pin`` first, who know the employee or watch what most people choose.

    Args:
        post_codes: which of some numbers are post codes of places that the offices serve: those are kept as they are typed.
    """
    return _is_usual(pin) or pin in _known_of(staff) or bool(post_codes([pin]))


def _is_usual(pin: str) -> bool:
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    is_run = len(steps) == 1 and steps <= {0, 1, 9}
    on_the_keypad = any(pin in way for way in _WAYS) or (len(pin) > len(_LINES[0]) + 1 and _is_in_lines(pin))
    backwards = pin == pin[::-1]
    return is_run or on_the_keypad or backwards or any(form.fullmatch(pin) for form in (_YEAR, _REPEATED))


def _is_in_lines(pin: str) -> bool:
    return any(lines.startswith(pin) for lines in _LINES_IN_A_ROW)


def _known_of(staff: Staff) -> set[str]:
    """Numbers that a neighbour knows: the employee's own, the end of the registered one, the day of birth in every order."""
    known = {"".join(char for char in staff.employee_id if char.isdecimal())}
    known |= {staff.mobile[-length:] for length in (4, 5, 6)}
    if staff.date_of_birth:
        year, month, day = staff.date_of_birth.split("-")
        known |= {year, day + month, month + day, day + month + year[2:], year[2:] + month + day}
    return known
