"""How grievances and applications stand: one's own at once, another's after a code sent to the number that filed it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from chatbot.declaration import flow
from chatbot.language.matching import normalise
from chatbot.language.wording import Reference, Words, _
from chatbot.messages import Incoming, MediaKind, Option
from chatbot.talk import Talk
from flows.certificates.status import tell_certificate
from flows.certificates.words import STATE_WORDS as CERTIFICATE_WORDS
from flows.grievances.follow_up import NO_LONGER_ASKED, came_too_late, offer_next
from flows.grievances.words import STATE_WORDS, details
from flows.registers.words import KIND_WORDS, STAGE_WORDS, application_details
from flows.shared.offices import choose_by_office
from flows.shared.proof import REGISTERED_ELSEWHERE, prove
from panchayat.core.numbers import number_form
from panchayat.filings import PREFIXES, Filing
from panchayat.front_office import FrontOffice
from panchayat.models import Application, Certificate, Grievance
from panchayat.models.application_states import Kind, Stage
from panchayat.models.certificate_states import State as CertificateState
from panchayat.models.grievance_states import State

MINE = frozenset(map(normalise, ("mine", "my", "amar", "amar gulo", "আমার", "আমারগুলো", "मेरा", "मेरी", "mera", "meri")))

_NOTHING_FILED: Final = _(
    "Nothing was filed from this phone number.\n"
    "Perhaps it was filed from another phone. Then write its number, such as {number}; please look at every digit.\n"
    "To talk to a person, write: phone"
).using(number=Reference("GRV-26-4815-3706"))

_FILED_ELSEWHERE: Final = _("It was filed from another phone number. Shall I send a code to that number?")


@flow(
    "status",
    title=_("Status of applications and complaints"),
    row=2,
    words=(
        "status, status complaint, status grievance, sthiti, obostha, khobor, track, ki holo, obhijog er ki holo, obhijoger obostha, koto dur, "
        "অবস্থা, স্থিতি, খবর, কতদূর, কত দূর, কী হল, কী হলো, কি হল, কি হলো, অভিযোগের অবস্থা, আবেদনের অবস্থা, "
        "অভিযোগের কী হলো, स्थिति, क्या हुआ, शिकायत की स्थिति, "
        "atr, action taken report, action report, protibedon, এটিআর, প্রতিবেদন, एटीआर, कार्रवाई रिपोर्ट, कार्रवाई की रिपोर्ट"
    ),
    anywhere="status, sthiti, obostha, atr, অবস্থা, স্থিতি, এটিআর, स्थिति, एटीआर",
    recognises=rf"{number_form(*PREFIXES)}|\d{{2}}[ -]\d{{4}}[ -]\d{{4}}",
    first_question="which",
    before_greeting=True,
    self_contained=True,
    keeps={MediaKind.PHOTO, MediaKind.VOICE, MediaKind.VIDEO, MediaKind.DOCUMENT},
)
def status(talk: Talk, office: FrontOffice) -> None:
    own = office.filings.of(talk.citizen)

    def called(number: str) -> Sequence[Filing]:
        return [each for each in _called(office, own, number) if each in own or not _kept_from(talk, office, each)]

    if not own and not called(talk.beforehand("which") or ""):
        return talk.say(_NOTHING_FILED)

    def search(said: Incoming) -> Sequence[Option]:
        if normalise(said.text) in MINE:
            return [_option(each, office) for each in own]
        return options(said.text)

    def options(number: str) -> list[Option]:
        found = called(number)
        if len(found) > 1:
            return [Option(number, Reference(number))]
        return [_option(each, office) for each in found]

    which = talk.look_up(
        "which",
        _("These were filed from your number, the newest first. Write a number from the list for more."),
        search,
        lambda number: next(iter(options(number)), None),
        missing=_("I found nothing under that number. Please look at it once more: a digit may be wrong."),
        offered=[each.number for each in own],
        only=True,
    )
    filing = choose_by_office(talk, office, called(which.id))
    if filing is None:
        talk.go("menu")
    if isinstance(filing, Application):
        prove(talk, office, office.filings.guarded(filing), REGISTERED_ELSEWHERE)
        return talk.say(application_details(office, filing, talk.language))
    if isinstance(filing, Certificate):
        if office.certificate_desk.find(office.staffing.at_work(talk.citizen), filing.number) is not None:
            talk.go("work", which=filing.number)
        prove(talk, office, office.filings.guarded(filing), _FILED_ELSEWHERE)
        return tell_certificate(talk, office, filing)
    if filing.contact_id != talk.citizen and office.grievance_desk.may_read(
        office.staffing.at_work(talk.citizen), filing
    ):
        # Whoever answers for it reads it by their post; its owner is not asked, and not alarmed.
        talk.go("work", which=filing.number)
    prove(talk, office, office.filings.guarded(filing), _FILED_ELSEWHERE)
    if came_too_late(talk, office, filing):
        talk.say(NO_LONGER_ASKED)
        talk.say(details(office, filing, talk.language))
    elif talk.beforehand("next") is None:
        talk.say(details(office, filing, talk.language))
    offer_next(talk, office, filing)


def _called(office: FrontOffice, own: Sequence[Filing], number: str) -> Sequence[Filing]:
    """What has this number: ours, or that of an office's own list, which may stand in the lists of several."""
    filing = office.filings.by_number(number)
    if filing is not None:
        return [filing]
    found = office.filings.with_reference(number)
    return [each for each in found if each in own] or found


def _kept_from(talk: Talk, office: FrontOffice, filing: Filing) -> bool:
    """Whether it is about the office in which this person works: to them there is nothing of that number."""
    return isinstance(filing, Grievance) and office.grievance_desk.kept_from(talk.citizen, filing)


def _option(filing: Filing, office: FrontOffice) -> Option:
    if isinstance(filing, Application):
        about: Words = KIND_WORDS[Kind(filing.kind)]
        state = STAGE_WORDS[Stage(filing.stage)]
    elif isinstance(filing, Certificate):
        about = office.certificates.type_of(filing).names
        state = CERTIFICATE_WORDS[CertificateState(filing.state)]
    else:
        about, state = office.grievances.category(filing).names, STATE_WORDS[State(filing.state)]
    label = _("{number} {category}: {state}").using(number=Reference(filing.number), category=about, state=state)
    return Option(filing.number, label)
