"""One part of a request: what it is called, what stands in it, and what shall stand there instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final

from chatbot.language.matching import count_matches, spellings, tokens
from chatbot.language.wording import _
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.certificates.part_words import field_of, label_of, part_words
from flows.certificates.questions import (
    ask_address,
    ask_field,
    ask_home,
    ask_identity,
    ask_name,
    ask_parent,
    ask_purpose,
)
from panchayat.certificates.parts import ADDRESS, HOME, IDENTITY, NAME, PARENT, PURPOSE, parts_of, told_in
from panchayat.certificates.types import CertificateType, catalogue
from panchayat.models import Certificate

#: What people call the parts, besides what stands on the screen.
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    NAME: ("name", "naam", "nam", "নাম", "নামের", "नाम"),
    PARENT: (
        "father",
        "mother",
        "baba",
        "babar",
        "ma",
        "mayer",
        "swami",
        "বাবা",
        "বাবার",
        "মা",
        "মায়ের",
        "স্বামী",
        "पिता",
        "माता",
        "पति",
    ),
    ADDRESS: ("address", "thikana", "ঠিকানা", "ঠিকানার", "पता"),
    PURPOSE: ("purpose", "ki kaje", "kaje", "কী কাজে", "কাজ", "काम"),
    IDENTITY: ("card", "aadhaar", "adhar", "voter", "কার্ড", "আধার", "ভোটার", "कार्ड", "आधार"),
    HOME: ("home", "delivery", "bari", "barite", "বাড়ি", "বাড়িতে", "घर"),
}


def part_options(certificate: Certificate) -> list[Option]:
    """The parts of a request to choose from, each with what stands in it."""
    kind = catalogue().type(certificate.kind)
    return [
        Option(
            part,
            _("{label}: {value}").using(
                label=label_of(kind, part), value=part_words(kind, part, told_in(certificate, part))
            ),
            words=_called(kind, part),
        )
        for part in parts_of(kind)
    ]


def part_meant(certificate: Certificate, said: str) -> str | None:
    """The one part of which these words speak."""
    kind, words = catalogue().type(certificate.kind), tokens(said)
    scores = {part: count_matches(words, _called(kind, part)) for part in parts_of(kind)}
    best = max(scores.values())
    meant = [part for part, score in scores.items() if score == best and score]
    return meant[0] if len(meant) == 1 else None


def ask_part(talk: Talk, certificate: Certificate, part: str, *, said: str | None = None) -> Any:
    """What shall stand in the part, of the form in which it is kept; ``said`` is read as the answer where it can be one."""
    kind, told = catalogue().type(certificate.kind), told_in(certificate, part)
    field = field_of(kind, part)
    is_list = field is not None and field.kind == "lines"
    if said:
        talk.foretell(f"{part}.0" if is_list else part, said)
    if field is not None:
        return ask_field(
            talk, field, told=certificate.details["fields"], so_far=str(told or "").splitlines() if is_list else ()
        )
    return _ASKS[part](talk, certificate)


def _called(kind: CertificateType, part: str) -> tuple[str, ...]:
    return (*spellings(label_of(kind, part)), *_WORDS.get(part, ()))


def _parent(talk: Talk, certificate: Certificate) -> dict[str, Any]:
    kin, name, _question = ask_parent(talk, PARENT, catalogue().type(certificate.kind))
    return {"parent": name, "kin": kin.key}


def _identity(talk: Talk, _certificate: Certificate) -> dict[str, Any]:
    card = ask_identity(talk, IDENTITY)
    return {"identity": card["card"] if card else None, "identity_ends": card["ends"] if card else None}


def _home(talk: Talk, certificate: Certificate) -> dict[str, Any] | None:
    wanted = ask_home(talk, certificate.details["address"])
    return asdict(wanted) if wanted else None


_ASKS: Final[Mapping[str, Callable[[Talk, Certificate], Any]]] = {
    NAME: lambda talk, _certificate: ask_name(talk, NAME),
    PARENT: _parent,
    ADDRESS: lambda talk, _certificate: ask_address(talk, ADDRESS),
    PURPOSE: lambda talk, _certificate: ask_purpose(talk, PURPOSE),
    IDENTITY: _identity,
    HOME: _home,
}
