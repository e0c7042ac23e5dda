"""One request on an officer's phone: who, what, a number to tap, the place; and what can be done about it now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from chatbot.answers import NotUnderstood
from chatbot.choices import Said
from chatbot.language.matching import letters_in
from chatbot.language.wording import Reference, Text, Words, _, button
from chatbot.messages import Option
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.certificates.correcting import ask_anew, choose_part
from flows.certificates.for_staff import request_words
from flows.certificates.parts import part_options
from flows.certificates.staff_actions import (
    APPROVE,
    ASK,
    CORRECT,
    DONE,
    LIST,
    MISSED,
    ON_OFFER,
    OUT,
    OVER,
    PAPER,
    PHOTOS,
    REJECT,
    TAKE,
    WRONG,
)
from flows.certificates.words import STATE_WORDS
from panchayat.certificates.desk import (
    HeldByAnother,
    StatementMissing,
    TheirOwnRequest,
    post_in,
)
from panchayat.certificates.doorstep_delivery import CodeNotGiven, NotACode
from panchayat.front_office import FrontOffice
from panchayat.models import Certificate, Staff
from panchayat.models.certificate_states import FOLLOWING, IllegalMove, NoteMissing, State

#: Code points of what the citizen is asked.
_SHORTEST_NOTE: Final = 3
_LONGEST_NOTE: Final = 800
_MORE_WORK: Final = _("For other work write: my work")
_THEIR_OWN: Final = _(
    "This is your own request: nobody decides about their own. A colleague in the office has been told and must do it."
)
_MEANWHILE: Final = _("Meanwhile it has moved on. This is how it stands now.")


def work_on(talk: Talk, office: FrontOffice, certificate: Certificate, posts: Sequence[Staff]) -> None:
    """Show the request and do what is chosen."""
    staff = post_in(posts, certificate.office_id)
    holder = office.certificates.holder(certificate)
    others = holder is not None and holder.id != staff.id
    talk.say(request_words(office, certificate, talk.language))
    offered = _offered(certificate, others=others, worn_out=office.doorstep_delivery.is_worn_out(certificate))
    if office.certificates.evidence_count(certificate):
        offered += (PHOTOS,)
    chosen = talk.choose("do", _prompt(office, certificate, offered, holder), [*offered, LIST])
    if chosen.id == LIST.id:
        talk.go("work")
    if chosen.id not in {each.id for each in offered}:
        # It was chosen before something else was looked at, and does not fit any more.
        talk.go("work", which=certificate.number)
    if chosen.id in (APPROVE.id, REJECT.id) and office.certificate_desk.is_for_a_colleague(certificate, staff):
        talk.say(_THEIR_OWN)
        return talk.say(_MORE_WORK)
    _DEEDS[chosen.id](talk, office, certificate, staff)


def _offered(certificate: Certificate, *, others: bool, worn_out: bool) -> tuple[Option, ...]:
    state = State(certificate.state)
    if state is State.APPROVED:
        return ()  # it waits for no officer, but for somebody who signs
    if others and FOLLOWING[state]:
        return (OVER,)
    if state is State.ISSUED and certificate.delivery is None:
        return (PAPER,)
    if state is State.OUT_FOR_DELIVERY and worn_out:
        return (WRONG,)
    return ON_OFFER.get(state, ())


def _prompt(office: FrontOffice, certificate: Certificate, offered: Sequence[Option], holder: Staff | None) -> Text:
    """What stands above the choice; the state is said here, so that it is seen anew whenever the question is."""
    state = STATE_WORDS[State(certificate.state)]
    if certificate.state == State.APPROVED:
        return _(
            "Status: {state}\nNobody who signs is registered for the office. Once somebody is, it goes out by itself."
        ).using(state=state)
    if all(each.id in (PHOTOS.id, PAPER.id) for each in offered):
        return _("Status: {state}\nNothing more is to be done about it.").using(state=state)
    if OVER in offered and holder is not None:
        return _("Status: {state}\n{name} ({post}) works on this. Do you want to take it over?").using(
            state=state, name=office.staffing.names(holder), post=holder.post
        )
    return _("Status: {state}\nWhat shall be done?").using(state=state)


def _do(talk: Talk, deed: Callable[[], object], done: Words) -> None:
    """Do it one time and say so; what somebody else has done meanwhile is told, and the request shown anew."""

    def once() -> None:
        deed()

    talk.once(
        "deed",
        once,
        refused={
            HeldByAnother: ("do", _("Meanwhile somebody else has taken it on.")),
            IllegalMove: ("do", _MEANWHILE),
            NoteMissing: ("do", _("Please write a few words about it.")),
            StatementMissing: ("do", _("Please write what the paper shall say.")),
            TheirOwnRequest: ("do", _THEIR_OWN),
        },
    )
    talk.say(done)
    talk.say(_MORE_WORK)


def _take(talk: Talk, office: FrontOffice, certificate: Certificate, staff: Staff) -> None:
    _claim(talk, office, certificate, staff, over=False)


def _take_over(talk: Talk, office: FrontOffice, certificate: Certificate, staff: Staff) -> None:
    _claim(talk, office, certificate, staff, over=True)


def _claim(talk: Talk, office: FrontOffice, certificate: Certificate, staff: Staff, *, over: bool) -> None:
    def claim() -> None:
        office.certificate_desk.claim(certificate.number, staff, over=over)

    talk.once("claim", claim, refused={HeldByAnother: ("do", _("Meanwhile somebody else has taken it on."))})
    talk.go("work", which=certificate.number)


def _approve(talk: Talk, office: FrontOffice, certificate: Certificate, staff: Staff) -> None:
    kind = office.certificates.type_of(certificate)
    wording = None
    if kind.statement is None:
        wording = talk.text(
            "wording", _("What shall the paper say? Write it as it shall stand there, with the name."), shortest=10
        )
    signed = office.certificate_desk.is_signed(certificate)
    question = (
        _("Shall {kind} be issued to {name}? The paper goes out at once.")
        if signed
        else _(
            "Shall {kind} be approved for {name}?\n"
            "Nobody who signs is registered for the office. Once somebody is, the paper goes out by itself."
        )
    )
    if not talk.confirm(
        "sure",
        question.using(kind=office.certificates.names_of(certificate), name=certificate.details["name"]),
        yes=button("Issue it") if signed else button("Approve"),
        no=button("Not yet"),
    ):
        talk.go("work", which=certificate.number)
    _do(
        talk,
        lambda: office.certificate_desk.approve(certificate.number, staff, statement=wording),
        _approved(certificate, signed=signed),
    )


def _approved(certificate: Certificate, *, signed: bool) -> Words:
    if not signed:
        return _(
            "Approved, but not issued yet: nobody who signs is registered for the office.\n"
            "Once somebody is, the paper goes out by itself, and you will be told."
        )
    if certificate.delivery is None:
        return _("Issued. The paper (PDF) goes to whoever asked for it.")
    return _("Issued. It is still to be brought there. When you set out, write: {number}").using(
        number=Reference(certificate.number)
    )


def _ask(talk: Talk, office: FrontOffice, certificate: Certificate, staff: Staff) -> None:
    about = talk.wish(
        "part",
        _(
            "What is missing? Write it as the citizen shall read it. If it is about one of these, write its number first."
        ),
        part_options(certificate),
        understands=lambda words: letters_in(words) >= _SHORTEST_NOTE,
    )
    if isinstance(about, Said):
        part, note = None, shorten(about.text.strip(), _LONGEST_NOTE)
    else:
        part = about.id
        note = talk.text(
            "note",
            _("What is missing? Write it as the citizen shall read it."),
            shortest=_SHORTEST_NOTE,
            longest=_LONGEST_NOTE,
        )
    _do(
        talk,
        lambda: office.certificate_desk.ask(certificate.number, staff, note, part=part),
        _("Asked. When the answer comes, you will be told."),
    )


def _correct(talk: Talk, office: FrontOffice, certificate: Certificate, staff: Staff) -> None:
    part = choose_part(talk, certificate)
    anew = ask_anew(talk, certificate, part)
    if anew is None:
        talk.go("work", which=certificate.number)

    def correct() -> None:
        office.certificate_desk.correct(certificate.number, staff, part, anew[0])

    talk.once(
        "corrected",
        correct,
        refused={
            HeldByAnother: ("do", _("Meanwhile somebody else has taken it on.")),
            IllegalMove: ("do", _MEANWHILE),
        },
    )
    talk.say(_("It is changed. What stood there before is kept."))
    talk.go("work", which=certificate.number)


def _reject(talk: Talk, office: FrontOffice, certificate: Certificate, staff: Staff) -> None:
    reason = talk.text("reason", _("Why can it not be accepted? The citizen reads this."), shortest=3, longest=800)
    question = _("{kind} for {name}: shall it be refused with this reason?\n“{reason}”").using(
        kind=office.certificates.names_of(certificate), name=certificate.details["name"], reason=reason
    )
    if not talk.confirm("sure_not", question):
        talk.go("work", which=certificate.number)
    _do(
        talk,
        lambda: office.certificate_desk.reject(certificate.number, staff, reason),
        _("Refused. The citizen has been told why."),
    )


def _send_out(talk: Talk, office: FrontOffice, certificate: Certificate, staff: Staff) -> None:
    asks = office.certificate_desk.is_told(certificate)
    _do(
        talk,
        lambda: office.doorstep_delivery.send_out(certificate.number, staff),
        _(
            "The citizen has been told that you are coming, and has got a code. Ask for it when you hand the paper over.\n"
            "Then write here: {number}"
        ).using(number=Reference(certificate.number))
        if asks
        else _("All right. When you have handed it over, write here: {number}").using(
            number=Reference(certificate.number)
        ),
    )


def _deliver(talk: Talk, office: FrontOffice, certificate: Certificate, staff: Staff) -> None:
    home = office.doorstep_delivery
    if office.certificate_desk.is_told(certificate):

        def check(typed: str) -> datetime | None:
            try:
                holds_until = home.check_code(certificate.number, staff, typed)
            except NotACode as error:
                raise NotUnderstood(_("The code is four digits. Please write just these, such as 4821.")) from error
            # After the last attempt nothing is left to be asked.
            return office.now if home.is_worn_out(certificate) else holds_until

        talk.secret(
            "code",
            _("Which code does the citizen say? It has four digits."),
            check,
            wrong=_("That code is not right. Please ask once more."),
        )
        if home.is_worn_out(certificate):
            talk.say(_("The code was wrong five times. The paper cannot be handed over on this visit."))
            talk.go("work", which=certificate.number)
    _do_delivery(talk, office, certificate, staff)


def _do_delivery(talk: Talk, office: FrontOffice, certificate: Certificate, staff: Staff) -> None:
    def hand_over() -> None:
        office.doorstep_delivery.hand_over(certificate.number, staff)

    talk.once(
        "handed",
        hand_over,
        refused={
            CodeNotGiven: ("do", _("Too much time has passed. Please ask for the code once more.")),
            HeldByAnother: ("do", _("Meanwhile somebody else has taken it on.")),
            IllegalMove: ("do", _MEANWHILE),
        },
    )
    talk.say(_("Thank you. It is noted as handed over."))
    talk.say(_MORE_WORK)


def _miss(talk: Talk, office: FrontOffice, certificate: Certificate, staff: Staff) -> None:
    _do(
        talk,
        lambda: office.doorstep_delivery.miss(certificate.number, staff),
        _("Noted. The citizen is asked when to come again; you will be told."),
    )


def _photos(talk: Talk, office: FrontOffice, certificate: Certificate, staff: Staff) -> None:
    count = talk.once("photos", lambda: office.certificate_desk.show_evidence(certificate.number, staff))
    talk.say(
        _("I am sending the files: {count}").using(count=count)
        if count
        else _("The files have not arrived here yet. Please try again in a moment.")
    )
    talk.go("work", which=certificate.number)


def _paper(talk: Talk, office: FrontOffice, certificate: Certificate, staff: Staff) -> None:
    del office, staff
    talk.say(_("I am sending the certificate (PDF) in a moment."))
    talk.paper("certificate", certificate.id)


_DEEDS: Final[Mapping[str, Callable[[Talk, FrontOffice, Certificate, Staff], None]]] = {
    TAKE.id: _take,
    OVER.id: _take_over,
    APPROVE.id: _approve,
    ASK.id: _ask,
    CORRECT.id: _correct,
    REJECT.id: _reject,
    OUT.id: _send_out,
    DONE.id: _deliver,
    MISSED.id: _miss,
    PAPER.id: _paper,
    PHOTOS.id: _photos,
}
