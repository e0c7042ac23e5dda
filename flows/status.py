"""How grievances and applications stand: one's own at once, another's after a code sent to the number that filed it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from chatbot.declaration import flow
from chatbot.language.matching import normalise
from chatbot.language.wording import Reference, Words, _
from chatbot.messages import Incoming, MediaKind, Option
from chatbot.state import Figures
from chatbot.talk import Talk
from flows.certificates.status import tell_certificate
from flows.certificates.words import STATE_WORDS as CERTIFICATE_WORDS
from flows.grievances.follow_up import NO_LONGER_ASKED, came_too_late, offer_next
from flows.grievances.words import STATE_WORDS, details
from flows.registers.words import KIND_WORDS, STAGE_WORDS, application_details
from flows.shared.mobiles import mobile_in
from flows.shared.news import EXAMPLE, NEWS, NOTHING_FILED, asks_for_news
from flows.shared.offices import choose_by_office
from flows.shared.proof import REGISTERED_ELSEWHERE, prove, prove_number
from panchayat.core.numbers import number_form
from panchayat.filings import PREFIXES, Filing, newest_open, with_part
from panchayat.front_office import FrontOffice
from panchayat.messaging.contacts import CHANNEL, mobile_address
from panchayat.models import Application, Certificate, Grievance
from panchayat.models.application_states import Kind, Stage
from panchayat.models.certificate_states import State as CertificateState
from panchayat.models.grievance_states import State

MINE = frozenset(map(normalise, ("mine", "my", "amar", "amar gulo", "আমার", "আমারগুলো", "मेरा", "मेरी", "mera", "meri")))

#: A number of ours or its beginning, and digits by themselves that can be nothing else.
_NUMBER: Final = rf"(?:{'|'.join(PREFIXES).lower()})\W*\d(?:\W*[\doil]){{3,}}"
_NUMBER_ALONE: Final = r"\d{2}[ -]\d{4}[ -]\d{4}"
#: A mobile number with the word that says what is wanted of it.
_MOBILE: Final = (
    r"(?:status|sthiti|obostha|khobor|track|অবস্থা|স্থিতি|খবর|स्थिति)\W*(?:of|for|er|এর|का|की)?"
    r"\W*(?:(?:00)?91|0)?(?:\W{0,3}\d){10}(?:\W*(?:whatsapp|er|হোয়াটসঅ্যাপ))?"
    # The other way round too.
    r"|(?:(?:00)?91|0)?(?:\W{0,3}\d){10}\W*(?:er|এর|का|की)?"
    r"\W*(?:status|sthiti|obostha|khobor|track|অবস্থা|স্থিতি|খবর|स्थिति)"
)

_NOT_AMONG_YOURS: Final = _(
    "I found nothing under that number. Please look at every digit: it looks like {number}.\n"
    "If it was filed from another phone, write the ten digits of that phone."
).using(number=EXAMPLE)

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
    recognises="|".join((number_form(*PREFIXES), _NUMBER, _NUMBER_ALONE, _MOBILE)),
    first_question="which",
    before_greeting=True,
    self_contained=True,
    keeps={MediaKind.PHOTO, MediaKind.VOICE, MediaKind.VIDEO, MediaKind.DOCUMENT},
    hears_all=True,
)
def status(talk: Talk, office: FrontOffice) -> None:
    own = office.filings.of(talk.citizen)

    def called(number: str) -> Sequence[Filing]:
        return [each for each in _called(office, own, number) if each in own or not _kept_from(talk, office, each)]

    def is_own_phone(number: str) -> bool:
        return mobile_in(number) in office.contacts.at_numbers_of(talk.citizen)[0]

    beforehand = talk.beforehand("which") or ""
    if not own and (mobile_in(beforehand) is None or is_own_phone(beforehand)) and not called(beforehand):
        talk.say(NOTHING_FILED)
        return talk.say(_("To file a complaint now, write: 1")) if beforehand == NEWS else None

    def search(said: Incoming) -> Sequence[Option]:
        if normalise(said.text) in MINE:
            return [_option(each, office) for each in own]
        if own and mobile_in(said.text) is None and (said.text == NEWS or asks_for_news(said.text)):
            return [_option(each, office) for each in (newest_open(own),) if each]
        return options(said.text)

    def options(number: str) -> list[Option]:
        found = called(number)
        if not found and (phone := mobile_in(number)) is not None:
            return [_option(each, office) for each in own] if is_own_phone(phone) else [Option(phone, phone)]
        if len(found) > 1 and all(each in own for each in found):
            return [_option(each, office) for each in found]
        if len(found) > 1:
            return [Option(number, Reference(number))]
        return [_option(each, office) for each in found]

    which = talk.look_up(
        "which",
        _("These were filed from your number, the newest first. Write a number from the list for more.")
        if own
        else NOTHING_FILED,
        search,
        lambda number: next(iter(options(number)), None),
        missing=_NOT_AMONG_YOURS,
        offered=[each.number for each in own],
        only=True,
        figures=Figures.PHONE,
    )
    found = called(which.id)
    if not found and (phone := mobile_in(which.id)) is not None:
        return _tell_filed_under(talk, office, phone)
    filing = choose_by_office(talk, office, found)
    if filing is None:
        talk.go("menu")
    if _is_read_at_work(talk, office, filing):
        # Whoever answers for it reads it by their post; its owner is not asked, and not alarmed.
        talk.go("work", which=filing.number)
    asking = REGISTERED_ELSEWHERE if isinstance(filing, Application) else _FILED_ELSEWHERE
    prove(talk, office, office.filings.guarded(filing), asking)
    _tell(talk, office, filing)


def _tell(talk: Talk, office: FrontOffice, filing: Filing) -> None:
    """Say how it stands, to somebody who may know."""
    if isinstance(filing, Application):
        return talk.say(application_details(office, filing, talk.language))
    if isinstance(filing, Certificate):
        return tell_certificate(talk, office, filing)
    if came_too_late(talk, office, filing):
        talk.say(NO_LONGER_ASKED)
        talk.say(details(office, filing, talk.language))
    elif talk.beforehand("next") is None:
        talk.say(details(office, filing, talk.language))
    offer_next(talk, office, filing)


def _tell_filed_under(talk: Talk, office: FrontOffice, phone: str) -> None:
    """What was filed from another phone, after a code that has come there; whoever answers for it needs none."""
    contact = office.contacts.at(CHANNEL, mobile_address(phone))
    # As much is looked up for a number that nobody has ever written from.
    found = office.filings.of(contact.id if contact else talk.citizen)
    filed = found if contact else []
    at_work: list[Filing] = []
    if office.staffing.is_registered(talk.citizen):
        at_work = [each for each in filed if _is_read_at_work(talk, office, each)]
        filed = [each for each in filed if not _kept_from(talk, office, each)]
    seen = at_work or filed
    if not at_work:
        owner = contact.id if contact and seen else None
        refused = prove_number(talk, office, office.filings.under_number(phone, owner, office.offices.state().id))
        if refused is not None:
            return talk.say(refused)
    chosen = talk.choose(
        "of_number",
        _("These were filed from that number, the newest first. Write a number from the list for more."),
        lambda: [_option(each, office) for each in seen],
        only=True,
    )
    filing = next(each for each in seen if each.number == chosen.id)
    if at_work:
        talk.go("work", which=filing.number)
    _tell(talk, office, filing)


def _is_read_at_work(talk: Talk, office: FrontOffice, filing: Filing) -> bool:
    """Whether this person answers for it, and so reads it by their post."""
    if isinstance(filing, Application) or not (posts := office.staffing.at_work(talk.citizen)):
        return False
    if isinstance(filing, Certificate):
        return office.certificate_desk.find(posts, filing.number) is not None
    return filing.contact_id != talk.citizen and office.grievance_desk.may_read(posts, filing)


def _called(office: FrontOffice, own: Sequence[Filing], number: str) -> Sequence[Filing]:
    """What has this number: ours, or that of an office's own list, which may stand in the lists of several.

    Part of a number is looked for among one's own: from others' it could be guessed.
    """
    filing = office.filings.by_number(number)
    if filing is not None:
        return [filing]
    found = office.filings.with_reference(number)
    return [each for each in found if each in own] or found or with_part(own, number)


def _kept_from(talk: Talk, office: FrontOffice, filing: Filing) -> bool:
    """Whether it is about the office in which this person works: to them there is nothing of that number."""
    return isinstance(filing, Grievance) and office.grievance_desk.kept_from(talk.citizen, filing)


def _option(filing: Filing, office: FrontOffice) -> Option:
    if isinstance(filing, Application):
        about: Words = KIND_WORDS[Kind(filing.kind)]
        state = STAGE_WORDS[Stage(filing.stage)]
    elif isinstance(filing, Certificate):
        # One phone serves a whole family.
        about = _("{kind}, {name}").using(kind=office.certificates.names_of(filing), name=filing.details["name"])
        state = CERTIFICATE_WORDS[CertificateState(filing.state)]
    else:
        about, state = office.grievances.category(filing).names, STATE_WORDS[State(filing.state)]
    label = _("{number} {category}: {state}").using(number=Reference(filing.number), category=about, state=state)
    return Option(filing.number, label)
