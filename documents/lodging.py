"""What rooms, identity papers and amounts are called on the papers of guest houses."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from chatbot.language.wording import Text, _, say
from documents.facts import FactWrong, Names
from documents.figures import measure

ROOM_KINDS: Final[Mapping[str, Text]] = {
    "dormitory": _("Dormitory bed"),
    "non_ac": _("Non-AC room"),
    "ac": _("AC room"),
    "suite": _("Suite"),
}
ID_TYPES: Final[Mapping[str, Text]] = {
    "aadhaar": _("Aadhaar"),
    "voter": _("Voter card"),
    "licence": _("Driving licence"),
    "passport": _("Passport"),
}


def room_name(name: Names, kind: str, language: str) -> str:
    """``ঘর ২০১ (এসি ঘর)``.

    Raises:
        FactWrong: the kind is not among ``ROOM_KINDS``.
    """
    if kind not in ROOM_KINDS:
        raise FactWrong("rooms.kind", f"one of {', '.join(ROOM_KINDS)}")
    return f"{say(name, language)} ({say(ROOM_KINDS[kind], language)})"


def percentage(percent: str, language: str, *, field: str) -> str:
    """``৫%``. Raises ``FactWrong`` where the fact is no decimal."""
    try:
        return f"{measure(Decimal(percent), language)}%"
    except (InvalidOperation, ValueError):
        raise FactWrong(field, "a decimal") from None
