"""What is asked for a certificate, by whoever needs it or by an officer for somebody; what is known is not asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cache
from typing import Final
from uuid import UUID

from chatbot.language.gists import Gist
from chatbot.language.matching import count_matches, tokens
from chatbot.language.word_lists import words
from chatbot.language.wording import Text, Words, _, button, say
from chatbot.messages import Option
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.certificates.part_words import LABELS
from flows.certificates.questions import (
    Card,
    ask_address,
    ask_field,
    ask_home,
    ask_identity,
    ask_name,
    ask_parent,
    ask_purpose,
    card,
    field_question,
)
from flows.certificates.words import delivery_words, field_words, identity_words, value_words
from flows.shared.offices import office_called
from panchayat.certificates.parts import ADDRESS, HOME, IDENTITY, NAME, PARENT, PURPOSE
from panchayat.certificates.requests import Request
from panchayat.certificates.types import CertificateType, Field, catalogue, registered_elsewhere
from panchayat.front_office import FrontOffice
from panchayat.models import Certificate

#: Finds what somebody has asked for before, if anything.
Known = Callable[[], Certificate | None]
#: Steps of the form besides the parts of the request: the photo, and the phone number of whom an officer stands for.
_EVIDENCE: Final = "evidence"
PHONE: Final = "phone"
#: Code points of an answer that a summary repeats.
_GIST: Final = 400

_SELF: Final = Option(
    "self",
    button("For myself"),
    words=words("answers", __package__)["whom.self"],
)
_FAMILY: Final = Option(
    "family",
    button("For somebody at home"),
    words=words("answers", __package__)["whom.family"],
)


def kind_meant(said: str | None) -> str | None:
    """The key of the type that these words speak of, where they speak of one alone."""
    spoken = tokens(said or "")
    scores = {each.key: count_matches(spoken, each.words) for each in catalogue().types}
    best = max(scores.values())
    meant = [key for key, score in scores.items() if score == best and score]
    return meant[0] if len(meant) == 1 else None


def ask_request(
    talk: Talk, office: FrontOffice, *, said: str | None = None, for_villager: bool = False
) -> tuple[Request, dict[str, Words]]:
    """Everything that the request needs, and which parts can be told anew, by the names of their questions.

    With ``for_villager`` it is somebody else's, of whom nothing is known.
    """
    kind = catalogue().type(
        talk.choose("kind", _("Which paper do you need?"), _kinds, default=lambda: kind_meant(said)).id
    )
    relation = None if for_villager else _ask_relation(talk)
    own = not for_villager and relation is None
    earlier = talk.find_out("earlier", lambda: _earlier(talk, office)) if own else None
    known = cache(lambda: office.certificates.get(UUID(earlier)) if earlier else None)
    known_name = cache(lambda: _known_name(talk, office, known()) if own else None)
    steps = talk.find_out("steps", lambda: _steps(talk, kind, known_name(), known(), said, for_villager=for_villager))
    # A photo that came meanwhile is not asked for.
    talk.form([each for each in steps if each != _EVIDENCE or not talk.kept])
    # Other names for somebody else's, so that what is known of oneself is not taken for theirs.
    who = "own" if own else "their"
    with talk.step(NAME):
        name = ask_name(talk, f"{who}_name", known_name)
    with talk.step(PARENT):
        kin, parent, kin_question = ask_parent(talk, f"{who}_parent", kind, lambda: _told_parent(talk, kind, known()))
    with talk.step(ADDRESS):
        address = ask_address(talk, f"{who}_address", lambda: _told(known(), "address"))
    fields: dict[str, str | int] = {}
    for each in kind.fields:
        with talk.step(field_question(each)):
            fields[each.key] = ask_field(talk, each, told=fields, default=_wanted(kind, each, said))
    if kind.named_by and (elsewhere := registered_elsewhere(str(fields[kind.named_by]))):
        talk.say(elsewhere.says)
    with talk.step(PURPOSE):
        purpose = ask_purpose(talk, "purpose")
    with talk.step(IDENTITY):
        identity = ask_identity(talk, f"{who}_identity", lambda: _told_identity(known()))
    with talk.step(HOME):
        delivery = ask_home(talk, address)
    with talk.step(_EVIDENCE):
        _ask_evidence(talk, kind)
    request = Request(
        kind=kind.key,
        name=name,
        parent=parent,
        address=address,
        purpose=purpose,
        kin=kin.key,
        relation=relation,
        identity=identity["card"] if identity else None,
        identity_ends=identity["ends"] if identity else None,
        fields=fields,
        delivery=delivery,
    )
    return request, _changeable(kind, who, kin_question, for_villager=for_villager)


def _steps(
    talk: Talk,
    kind: CertificateType,
    name: str | None,
    known: Certificate | None,
    said: str | None,
    *,
    for_villager: bool,
) -> list[str]:
    """What is still to be asked for this paper, in its order: nothing that is known."""
    is_known = {
        NAME: name is not None,
        PARENT: _told_parent(talk, kind, known) is not None,
        ADDRESS: known is not None,
        **{field_question(each): _wanted(kind, each, said) is not None for each in kind.fields},
        PURPOSE: False,
        IDENTITY: _told_identity(known) is not None,
        HOME: False,
        _EVIDENCE: kind.evidence is None or bool(talk.kept),
        PHONE: not for_villager,
    }
    return [name for name, is_so in is_known.items() if not is_so]


def _ask_evidence(talk: Talk, kind: CertificateType) -> None:
    """Ask for the photo that this type needs, unless one was sent already; it can come later too."""
    if kind.evidence is None:
        return
    talk.wish(
        "evidence",
        _("Please send a photo of: {what}").using(what=kind.evidence),
        [Option("later", button("I will send it later"), words=("later", "pore", "nei", "পরে", "নেই", "बाद में", "नहीं"))],
        understands=lambda _words: False,
        granted=bool(talk.kept),
    )


def summary(talk: Talk, office: FrontOffice, at: UUID, request: Request) -> Text:
    """The request as it will be handed in."""
    kind = catalogue().type(request.kind)
    rows: list[tuple[Words, Words]] = [(_("Paper"), kind.called(request.fields)), (_("Name"), request.name)]
    if request.relation:
        rows.append((_("Relation"), request.relation))
    rows += [
        (catalogue().kin_of(request.kin).names if request.kin else _("Father, mother or spouse"), request.parent),
        (_("Address"), request.address),
    ]
    told = [_line(talk, label, value) for label, value in rows]
    told += [_field_line(talk, each, request.fields[each.key]) for each in kind.fields]
    rows = [
        (_("Needed for"), request.purpose),
        (_("Identity card"), identity_words(request.identity, request.identity_ends)),
        (_("Brought home"), _slot(request)),
        (_("Office"), office_called(office, office.offices.get(at))),
    ]
    if talk.kept:
        rows.append((_("Files"), _("{amount}").using(amount=len(talk.kept))))
    told += [_line(talk, label, value) for label, value in rows]
    return _("Please check:\n{told}\n\nShall I submit it?").using(told="\n".join(told))


def _changeable(kind: CertificateType, who: str, kin_question: str | None, *, for_villager: bool) -> dict[str, Words]:
    parts: dict[str, Words] = {"kind": button("Paper")}
    parts |= {field_question(each): each.labels for each in kind.fields}
    if not for_villager:
        parts["whom"] = button("Whom it is for")
    return parts | {
        f"{who}_name": LABELS[NAME],
        f"{who}_parent": LABELS[PARENT],
        **({kin_question: button("Father, or who else")} if kin_question else {}),
        f"{who}_address": LABELS[ADDRESS],
        "purpose": LABELS[PURPOSE],
        f"{who}_identity": LABELS[IDENTITY],
        "home": LABELS[HOME],
    }


def _wanted(kind: CertificateType, field: Field, said: str | None) -> str | None:
    """Which paper it is, where that was said at the beginning."""
    return said if said and field.key == kind.named_by and registered_elsewhere(said) else None


def _kinds() -> Sequence[Option]:
    return [Option(each.key, each.names, words=each.words) for each in catalogue().types]


def _ask_relation(talk: Talk) -> str | None:
    if talk.choose("whom", _("Whom is it for?"), [_SELF, _FAMILY]).id == _SELF.id:
        return None
    return talk.text(
        "relation", _("What is that person to you? For example: my daughter."), longest=60, letters=2, gist=Gist.PERSON
    )


def _told_parent(talk: Talk, kind: CertificateType, known: Certificate | None) -> str | None:
    """What was told before, as it would be told now; nothing where it does not fit this paper."""
    parent = _told(known, "parent")
    if known is None or not known.details.get("kin"):
        return parent
    kin = catalogue().kin_of(known.details["kin"])
    return f"{say(kin.names, talk.language)} {parent}" if kin in kind.kin else None


def _slot(request: Request) -> Words:
    if request.delivery is None:
        return _("no")
    return delivery_words(asdict(request.delivery))


def _earlier(talk: Talk, office: FrontOffice) -> str | None:
    last = office.certificates.last_for_oneself(talk.citizen)
    return str(last.id) if last else None


def _known_name(talk: Talk, office: FrontOffice, known: Certificate | None) -> str | None:
    names = office.contacts.names(talk.citizen)
    return _told(known, "name") or (say(names, talk.language) if names else None)


def _told(known: Certificate | None, what: str) -> str | None:
    return str(known.details[what]) if known else None


def _told_identity(known: Certificate | None) -> Card:
    if known is None or not known.details["identity"]:
        return None
    return card(known.details["identity"], known.details["identity_ends"])


def _field_line(talk: Talk, field: Field, value: str | int) -> str:
    # Of a list nobody is left out.
    return (
        talk.plain(field_words(field, value))
        if field.kind == "lines"
        else _line(talk, field.labels, value_words(field, value))
    )


def _line(talk: Talk, label: Words, value: Words) -> str:
    return f"{talk.plain(label)}: {shorten(talk.plain(value).replace(chr(10), '; '), _GIST)}"
