"""What is asked for each part of a request, when it is made and when the part is put right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from chatbot.answers import Lazy
from chatbot.language.gists import Gist
from chatbot.language.periods import covers, period_words, read_periods
from chatbot.language.word_lists import words
from chatbot.language.wording import Reference, Words, _, button
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.certificates.words import identity_words
from panchayat.certificates.kin import kin_in
from panchayat.certificates.requests import Delivery
from panchayat.certificates.types import CertificateType, Field, Kin, catalogue, identities_in
from panchayat.core.months import FinancialYear, months_later

#: An identity card and the last signs of its number; nothing where there is none.
Card = dict[str, str] | None

#: Nobody who needs a certificate was born, or died, before this.
_EARLIEST: Final = date(1900, 1, 1)
_NO_CARD: Final = "none"
_LONGEST_NAME: Final = 120
#: Persons of a list, and code points of what is written of each.
_MOST_LINES: Final = 40
_LONGEST_LINE: Final = 200


def ask_name(talk: Talk, name: str, default: Lazy[str | None] = None) -> str:
    """Whose paper it is."""
    return talk.name(
        name,
        _("The full name of the person, as it shall stand on the paper?"),
        longest=_LONGEST_NAME,
        default=default,
    )


def ask_parent(
    talk: Talk, name: str, kind: CertificateType, default: Lazy[str | None] = None
) -> tuple[Kin, str, str | None]:
    """Whose name stands beside one's own, that name, and the question by which the first was told, if one was needed."""
    parents_alone = len(kind.kin) < len(catalogue().kin)
    told = talk.name(
        name,
        _("The name of the father or mother? For example: father Ram Mahato")
        if parents_alone
        else _("The name of the father, mother, husband or wife? For example: father Ram Mahato"),
        longest=_LONGEST_NAME,
        default=default,
    )
    kin, called = kin_in(told)
    if kin in kind.kin:
        return kin, called, None
    question = f"{name}_kin" if parents_alone else f"{name.removesuffix('parent')}kin"
    options = [Option(each.key, each.names, words=(*each.words, *each.before)) for each in kind.kin]
    chosen = talk.choose(question, _("{name}: who is that?").using(name=called), options)
    return catalogue().kin_of(chosen.id), called, question


def ask_address(talk: Talk, name: str, default: Lazy[str | None] = None) -> str:
    """Where that person lives."""
    return talk.text(
        name,
        _("The full address? Village or street, and post office."),
        shortest=4,
        longest=300,
        letters=3,
        default=default,
        gist=Gist.ADDRESS,
    )


def ask_purpose(talk: Talk, name: str) -> str:
    """What the paper is for."""
    return talk.text(
        name,
        _("What is the paper needed for? For example: school admission."),
        longest=200,
        letters=2,
        gist=Gist.PURPOSE,
    )


def ask_field(
    talk: Talk,
    field: Field,
    *,
    told: Mapping[str, str | int],
    so_far: Sequence[str] = (),
    default: Lazy[str | None] = None,
) -> str | int:
    """One of the type's own fields, beside those that were ``told`` already.

    A list goes on from ``so_far``, and ``default`` is for free words alone.
    """
    name, prompt = field_question(field), field.prompts
    answer: str | int
    match field.kind:
        case "rupees" | "number":
            counted = "money" if field.kind == "rupees" else field.counted
            whole = covers(str(told[field.of])) if field.of in told else ""
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
            answer = "\n".join(
                talk.collect(name, prompt, called, most=_MOST_LINES, longest=_LONGEST_LINE, so_far=so_far)
            )
        case _:
            answer = talk.text(
                name,
                prompt,
                shortest=2,
                longest=1000,
                letters=field.letters,
                default=default,
                gist=Gist(field.gist),
            )
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


def field_question(field: Field) -> str:
    """By what name the field is asked for."""
    return f"field_{field.key}"


def ask_identity(talk: Talk, name: str, default: Lazy[Card] = None) -> Card:
    """Which identity card there is, and the last four signs of its number."""

    def reads(text: str) -> list[Card]:
        return [card(each.key, ends) for each, ends in identities_in(text)]

    def shows(found: Card) -> Option:
        if found is None:
            return _none()
        key, ends = found["card"], found["ends"]
        return Option(key, identity_words(key, ends), words=catalogue().identity(key).words)

    def formerly(told: str) -> Card:
        key, _colon, ends = told.partition(":")
        return card(key, ends)

    found: Card = talk.parse(
        name,
        _(
            "Which identity card is there? Write its name and only the last four digits, for example: Aadhaar 4821\n"
            "Never write the whole number."
        ),
        reads,
        shows,
        missing=_("I need the name of the card and its last four digits, for example: voter 4567"),
        formerly=formerly,
        options=[_none()],
        default=default,
        ends=True,
    )
    return found


def card(key: str, ends: str) -> Card:
    """A card as it is stored."""
    return {"card": key, "ends": ends}


def ask_home(talk: Talk, address: str) -> Delivery | None:
    """Whether, where and when it is to be brought home."""
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


def _none() -> Option:
    return Option(_NO_CARD, button("There is none"), words=words("answers", __package__)["no_card"])
