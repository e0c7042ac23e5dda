"""What is asked for a certificate, by whoever needs it or by an officer for somebody; what is known is not asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final
from uuid import UUID

from chatbot.language.gists import Gist
from chatbot.language.matching import count_matches, tokens
from chatbot.language.periods import covers, period_words, read_periods
from chatbot.language.wording import Reference, Text, Words, _, button, say
from chatbot.messages import Option
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.certificates.words import field_words, identity_words, value_words
from flows.shared.offices import office_called
from panchayat.certificates.kin import kin_in
from panchayat.certificates.requests import Delivery, Request
from panchayat.certificates.types import CertificateType, Field, Kin, catalogue, identities_in
from panchayat.core.months import FinancialYear, months_later
from panchayat.front_office import FrontOffice
from panchayat.models import Certificate

#: Nobody who needs a certificate was born, or died, before this.
_EARLIEST: Final = date(1900, 1, 1)
_NO_CARD: Final = "none"
#: Finds what somebody has asked for before, if anything.
Known = Callable[[], Certificate | None]
#: An identity card and the last signs of its number; nothing where there is none.
_Card = dict[str, str] | None
#: Code points of an answer that a summary repeats.
_GIST: Final = 400
_LONGEST_NAME: Final = 120
#: Persons of a list, and code points of what is written of each.
_MOST_LINES: Final = 40
_LONGEST_LINE: Final = 200

_SELF: Final = Option(
    "self",
    button("For myself"),
    words=("self", "nijer", "amar", "nijer jonno", "নিজের", "আমার", "अपने लिए", "मेरे लिए", "मेरा"),
)
_FAMILY: Final = Option(
    "family",
    button("For somebody at home"),
    words=("family", "paribar", "bari", "chele", "meye", "পরিবার", "বাড়ির", "ছেলে", "মেয়ে", "परिवार", "घर"),
)


def kind_meant(said: str | None) -> str | None:
    """The key of the type that these words speak of, where they speak of one alone."""
    words = tokens(said or "")
    scores = {each.key: count_matches(words, each.words) for each in catalogue().types}
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
    # Other names for somebody else's, so that what is known of oneself is not taken for theirs.
    who = "own" if own else "their"
    name = talk.name(
        f"{who}_name",
        _("The full name of the person, as it shall stand on the paper?"),
        longest=_LONGEST_NAME,
        default=lambda: _known_name(talk, office, known()) if own else None,
    )
    kin, parent, kin_question = _ask_parent(talk, who, kind, known)
    address = talk.text(
        f"{who}_address",
        _("The full address? Village or street, and post office."),
        shortest=4,
        longest=300,
        letters=3,
        default=lambda: _told(known(), "address"),
        gist=Gist.ADDRESS,
    )
    fields: dict[str, str | int] = {}
    for each in kind.fields:
        fields[each.key] = _ask_field(talk, each, fields)
    purpose = talk.text(
        "purpose",
        _("What is the paper needed for? For example: school admission."),
        longest=200,
        letters=2,
        gist=Gist.PURPOSE,
    )
    identity, ends = _ask_identity(talk, who, known)
    request = Request(
        kind=kind.key,
        name=name,
        parent=parent,
        address=address,
        purpose=purpose,
        kin=kin.key,
        relation=relation,
        identity=identity,
        identity_ends=ends,
        fields=fields,
        delivery=_ask_delivery(talk, address),
    )
    return request, _changeable(kind, who, kin_question, for_villager=for_villager)


def ask_evidence(talk: Talk, kind: CertificateType) -> None:
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
    rows: list[tuple[Words, Words]] = [(_("Paper"), kind.names), (_("Name"), request.name)]
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
    parts |= {f"field_{each.key}": each.labels for each in kind.fields}
    if not for_villager:
        parts["whom"] = button("Whom it is for")
    return parts | {
        f"{who}_name": button("Name"),
        f"{who}_parent": button("Father, mother, spouse"),
        **({kin_question: button("Father, or who else")} if kin_question else {}),
        f"{who}_address": button("Address"),
        "purpose": button("What it is for"),
        f"{who}_identity": button("Identity card"),
        "home": button("Brought home"),
    }


def _kinds() -> Sequence[Option]:
    return [Option(each.key, each.names, words=each.words) for each in catalogue().types]


def _ask_field(talk: Talk, field: Field, told: Mapping[str, str | int]) -> str | int:
    name, prompt = f"field_{field.key}", field.prompts
    answer: str | int
    match field.kind:
        case "rupees" | "number":
            counted = "money" if field.kind == "rupees" else field.counted
            whole = covers(str(told[field.of])) if field.of else ""
            answer = talk.amount(name, prompt, field.most, counted=counted, whole=whole)
        case "period":
            answer = _ask_period(talk, name, prompt)
        case "measure":
            answer = str(talk.measure(name, prompt, field.most))
        case "date":
            answer = talk.date(name, prompt, earliest=_EARLIEST, latest=talk.today).isoformat()
        case "name":
            answer = talk.name(name, prompt, longest=_LONGEST_NAME)
        case "lines":
            called = field.called or field.labels
            answer = "\n".join(talk.collect(name, prompt, called, most=_MOST_LINES, longest=_LONGEST_LINE))
        case _:
            answer = talk.text(name, prompt, shortest=2, longest=1000, letters=field.letters)
    return answer


def _ask_period(talk: Talk, name: str, prompt: Words) -> str:
    return talk.parse(
        name,
        prompt,
        lambda text: read_periods(text, talk.today),
        lambda period: Option(period, period_words(period)),
        missing=_("Of which year or which months? Write it like {example}, or like {months}.").using(
            example=Reference(FinancialYear.of(talk.today).later(-1)), months=_last_months(talk.today)
        ),
        formerly=str,
    )


def _last_months(today: date) -> Words:
    """Three months before this one, as an example of months."""
    return period_words("/".join(f"{months_later(today, -back):%Y-%m}" for back in (3, 1)))


def _ask_relation(talk: Talk) -> str | None:
    if talk.choose("whom", _("Whom is it for?"), [_SELF, _FAMILY]).id == _SELF.id:
        return None
    return talk.text(
        "relation", _("What is that person to you? For example: my daughter."), longest=60, letters=2, gist=Gist.PERSON
    )


def _ask_parent(talk: Talk, who: str, kind: CertificateType, known: Known) -> tuple[Kin, str, str | None]:
    """Whose name stands beside one's own, that name, and the question by which the first was told, if one was needed."""
    parents_alone = len(kind.kin) < len(catalogue().kin)
    told = talk.name(
        f"{who}_parent",
        _("The name of the father or mother? For example: father Ram Mahato")
        if parents_alone
        else _("The name of the father, mother, husband or wife? For example: father Ram Mahato"),
        longest=_LONGEST_NAME,
        default=lambda: _told_parent(talk, kind, known()),
    )
    kin, name = kin_in(told)
    if kin in kind.kin:
        return kin, name, None
    question = f"{who}_parent_kin" if parents_alone else f"{who}_kin"
    options = [Option(each.key, each.names, words=(*each.words, *each.before)) for each in kind.kin]
    chosen = talk.choose(question, _("{name}: who is that?").using(name=name), options)
    return catalogue().kin_of(chosen.id), name, question


def _told_parent(talk: Talk, kind: CertificateType, known: Certificate | None) -> str | None:
    """What was told before, as it would be told now; nothing where it does not fit this paper."""
    parent = _told(known, "parent")
    if known is None or not known.details.get("kin"):
        return parent
    kin = catalogue().kin_of(known.details["kin"])
    return f"{say(kin.names, talk.language)} {parent}" if kin in kind.kin else None


def _ask_identity(talk: Talk, who: str, known: Known) -> tuple[str | None, str | None]:
    def reads(text: str) -> list[_Card]:
        return [_card(each.key, ends) for each, ends in identities_in(text)]

    def shows(card: _Card) -> Option:
        if card is None:
            return _none()
        key, ends = card["card"], card["ends"]
        return Option(key, identity_words(key, ends), words=catalogue().identity(key).words)

    def formerly(told: str) -> _Card:
        key, _colon, ends = told.partition(":")
        return _card(key, ends)

    told: _Card = talk.parse(
        f"{who}_identity",
        _(
            "Which identity card is there? Write its name and only the last four digits, for example: Aadhaar 4821\n"
            "Never write the whole number."
        ),
        reads,
        shows,
        missing=_("I need the name of the card and its last four digits, for example: voter 4567"),
        formerly=formerly,
        options=[_none()],
        default=lambda: _told_identity(known()),
        ends=True,
    )
    return (told["card"], told["ends"]) if told else (None, None)


def _card(key: str, ends: str) -> _Card:
    return {"card": key, "ends": ends}


def _none() -> Option:
    return Option(_NO_CARD, button("There is none"), words=("none", "no", "nei", "na", "নেই", "না", "नहीं", "नहीं है"))


def _ask_delivery(talk: Talk, address: str) -> Delivery | None:
    if not talk.confirm(
        "home",
        _("Shall the paper be brought home to you? The PDF comes here in any case."),
        yes=button("Yes, bring it home"),
        no=button("No, the PDF will do"),
    ):
        return None
    to = talk.text(
        "home_address", _("To which address?"), shortest=4, longest=300, letters=3, default=address, gist=Gist.ADDRESS
    )
    landmark = talk.text(
        "landmark",
        _("What that everybody knows is near the house? For example: beside the primary school."),
        longest=120,
        letters=2,
        gist=Gist.PLACE,
    )
    slot = talk.choose("slot", _("When is somebody at home?"), slots())
    return Delivery(to, landmark, slot.id)


def slots() -> Sequence[Option]:
    """The times of the day at which papers are brought home."""
    return [Option(each.key, each.names, words=each.words) for each in catalogue().slots]


def _slot(request: Request) -> Words:
    if request.delivery is None:
        return _("no")
    slot = catalogue().slot(request.delivery.slot).names
    return _("{address}, near {landmark}; {slot}").using(
        address=request.delivery.address, landmark=request.delivery.landmark, slot=slot
    )


def _earlier(talk: Talk, office: FrontOffice) -> str | None:
    last = office.certificates.last_for_oneself(talk.citizen)
    return str(last.id) if last else None


def _known_name(talk: Talk, office: FrontOffice, known: Certificate | None) -> str | None:
    names = office.contacts.names(talk.citizen)
    return _told(known, "name") or (say(names, talk.language) if names else None)


def _told(known: Certificate | None, what: str) -> str | None:
    return str(known.details[what]) if known else None


def _told_identity(known: Certificate | None) -> _Card:
    if known is None or not known.details["identity"]:
        return None
    return _card(known.details["identity"], known.details["identity_ends"])


def _field_line(talk: Talk, field: Field, value: str | int) -> str:
    # Of a list nobody is left out.
    return (
        talk.plain(field_words(field, value))
        if field.kind == "lines"
        else _line(talk, field.labels, value_words(field, value))
    )


def _line(talk: Talk, label: Words, value: Words) -> str:
    return f"{talk.plain(label)}: {shorten(talk.plain(value).replace(chr(10), '; '), _GIST)}"
