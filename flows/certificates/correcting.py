"""Putting a part of a request right while nobody has decided: by whoever asked for it, of themselves or when asked."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from chatbot.language.matching import normalise
from chatbot.language.wording import Text, Words, _, button
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.certificates.part_words import label_of, part_words
from flows.certificates.parts import ask_part, part_meant, part_options
from panchayat.certificates.parts import told_in
from panchayat.certificates.types import catalogue
from panchayat.front_office import FrontOffice
from panchayat.models import Certificate
from panchayat.models.certificate_states import IllegalMove

#: It has no further words: those that speak of a change may name the part as well.
CHANGE: Final = Option("change", button("Change something"))
#: Words that speak of a mistake, and what those begin with that speak of a change; "bhule gechi" is no mistake.
_MISTAKE: Final = frozenset(
    map(normalise, ("bhul", "vul", "wrong", "mistake", "ভুল", "ভুলটা", "गलत", "ग़लत", "गलती", "ग़लती"))
)
_CHANGING: Final = tuple(
    map(
        normalise,
        ("change", "correct", "bodla", "palta", "বদলা", "পাল্টা", "সংশোধন", "ঠিক কর", "thik korb", "बदल", "ठीक कर", "सुधार"),
    )
)
_NONE: Final = frozenset(map(normalise, ("নেই", "নাই", "nei", "nai", "no", "not", "नहीं")))
RIGHT: Final = Option(
    "right",
    button("It is right as it is"),
    words=("right", "thik ache", "thiki ache", "ঠিক আছে", "ঠিকই আছে", "যা আছে ঠিকই আছে", "सही है", "ठीक है"),
)
_PUT: Final = Option("put", button("Yes, change it"), words=("yes", "ha", "হ্যাঁ", "ঠিক আছে", "ok", "हाँ", "हां"))
_WORDS: Final = Option("words", button("No, it is an answer"), words=("no", "na", "না", "answer", "नहीं"))


def wants_change(words: str) -> bool:
    """Whether words speak of a mistake or a change."""
    said = normalise(words).split()
    mistaken = not _MISTAKE.isdisjoint(said) and _NONE.isdisjoint(said)
    return mistaken or any(f" {each}" in f" {' '.join(said)}" for each in _CHANGING)


def choose_part(talk: Talk, certificate: Certificate, said: str | None = None) -> str:
    """Which part shall be put right; ``said`` may name it."""
    if said and (part := part_meant(certificate, said)):
        talk.foretell("part", talk.plain(label_of(catalogue().type(certificate.kind), part)))
    return talk.choose("part", _("What do you want to change?"), lambda: part_options(certificate)).id


def ask_anew(talk: Talk, certificate: Certificate, part: str) -> tuple[Any] | None:
    """What shall stand in the part, read back beside what stands there; nothing where it stays as it is."""
    with talk.part("put"):
        now = ask_part(talk, certificate, part)
        sure = talk.confirm(
            "sure", change_words(certificate, part, now), yes=button("Change it"), no=button("Leave it")
        )
    return (now,) if sure else None


def change_something(talk: Talk, office: FrontOffice, certificate: Certificate, said: str | None = None) -> None:
    """The citizen chooses a part, says what is right, and sees both before it counts."""
    part = choose_part(talk, certificate, said)
    anew = ask_anew(talk, certificate, part)
    if anew is None:
        return talk.say(_("All right. It stays as it is."))

    def correct() -> None:
        office.certificates.correct(certificate.number, talk.citizen, part, anew[0])

    talk.once("corrected", correct, refused={IllegalMove: ("part", _("Meanwhile it has been decided."))})
    return talk.say(_("It is changed. Those who look into it see what stood there before."))


def answer_part(talk: Talk, office: FrontOffice, certificate: Certificate, part: str, words: str) -> bool:
    """Words about a part that the office has asked about: what they put there is shown beside what stands there.

    Returns:
        Whether the part was changed; else the words are an answer like any other.
    """
    with talk.part("put"):
        now = ask_part(talk, certificate, part, said=words)
        sure = talk.choose("sure", change_words(certificate, part, now), [_PUT, _WORDS])
    if sure.id == _WORDS.id:
        return False  # they have said something about it

    def correct() -> None:
        media_ids = [UUID(each) for each in talk.kept]
        said = words if words != now else None
        office.certificates.correct(certificate.number, talk.citizen, part, now, words=said, media_ids=media_ids)

    talk.once("corrected", correct, refused={IllegalMove: ("next", _("Meanwhile this is no longer needed."))})
    return True


def asks_about(certificate: Certificate, part: str) -> Text:
    """What is asked of the citizen about the part, with what stands there now."""
    kind = catalogue().type(certificate.kind)
    return _("{label} now: {value}\nPlease write what is right. You can also send a photo or a voice message.").using(
        label=label_of(kind, part), value=part_words(kind, part, told_in(certificate, part))
    )


def change_words(certificate: Certificate, part: str, now: Any) -> Words:
    """What stands in the part and what shall stand there."""
    kind = catalogue().type(certificate.kind)
    return _("{label}\nUntil now: {was}\nFrom now on: {now}\n\nShall I change it?").using(
        label=label_of(kind, part),
        was=part_words(kind, part, told_in(certificate, part)),
        now=part_words(kind, part, now),
    )
