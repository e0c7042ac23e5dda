"""Trade NOCs: facts in words, then the paper; and the renewal, which goes into the office's queue."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from chatbot.declaration import flow
from chatbot.language.matching import count_matches, tokens
from chatbot.language.wording import Reference, Words, _, button
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.registers.find import Wanted, find_registered
from flows.registers.words import years_asked
from flows.shared.offices import office_called
from panchayat.core.numbers import Prefix, number_form
from panchayat.front_office import FrontOffice
from panchayat.models import TradeNoc
from panchayat.models.application_states import Kind
from panchayat.registers.applications import RenewalPending
from panchayat.registers.trade_nocs import NotRenewable

_RENEWAL: Final = "renew, renewal, nobikoron, nobayon, নবীকরণ, নবায়ন, रिन्यू, नवीनीकरण"
#: For how many financial years, as ``panchayat.trade_nocs.PERIODS`` has them.
_PERIODS: Final = (
    Option("1", button("One year"), words=("1 year", "1 bochor", "ek bochor", "১ বছর", "১ साल", "एक साल")),
    Option("3", button("Three years"), words=("3 years", "3 bochor", "tin bochor", "৩ বছর", "३ साल", "तीन साल")),
)


@flow(
    "trade_noc",
    title=_("Trade NOC download"),
    row=4,
    words=(
        "trade, ted, traid, noc, trade noc, licence, license, lisens, byabsa, bebsa, dokan, trade licence, noc renewal, "
        f"{_RENEWAL}, "
        "ট্রেড, এনওসি, ট্রেড নো অবজেকশন সার্টিফিকেট, লাইসেন্স, ট্রেড লাইসেন্স, ব্যবসা, দোকান, "
        "ट्रेड, एनओसी, लाइसेंस, व्यापार, दुकान"
    ),
    anywhere="noc, trade noc, এনওসি, ট্রেড এনওসি, एनओसी",
    recognises=number_form(Prefix.TRADE_NOC),
    first_question="which",
)
def trade_noc(talk: Talk, office: FrontOffice) -> None:
    wanted = Wanted(
        register=office.trade_nocs,
        applications=[Kind.NOC],
        prompt=_("Which NOC? If it is not here, write its certificate number."),
        nothing=_(
            "No trade NOC is registered under this phone number.\n"
            "If it was issued under another number, write its certificate number here.\n"
            "If it was applied for recently, it may not have been granted yet: write the application number.\n"
            "To talk to a person, write: phone"
        ),
        missing=_(
            "I found no NOC of that number. Please look at it once more: it stands at the top of the certificate,"
            " such as {example}."
        ).using(example=Reference("45/TRADE/2026")),
        about="trade_name",
    )
    noc = find_registered(talk, office, wanted)
    if noc is None:
        return
    talk.say(_facts(office, noc))
    if noc.revoked_at is not None:
        return talk.say(_("This NOC has been revoked. It is not valid. To talk to a person, write: phone"))
    if noc.valid_from > talk.today:
        talk.say(_("This NOC does not hold yet. It is valid from {date}.").using(date=noc.valid_from))
    if noc.valid_upto < talk.today:
        talk.say(_("The validity of this NOC is over."))
    talk.say(_("I am sending the NOC (PDF) in a moment."))
    talk.paper("trade_noc", noc.id)
    _offer_renewal(talk, office, noc)


def _offer_renewal(talk: Talk, office: FrontOffice, noc: TradeNoc) -> None:
    with talk.part("renewal"):
        asked = talk.once("asked", lambda: _pending(office, noc))
        if asked is not None:
            return talk.say(
                _("Its renewal has been applied for: {number}. To see how it stands, write: status").using(
                    number=Reference(asked)
                )
            )
        if not talk.once("renewable", lambda: office.trade_nocs.is_renewable(noc)):
            return _tell_of_renewal(talk, office, noc)
        if not talk.confirm(
            "wanted",
            _("Do you want to apply for its renewal?"),
            yes=button("Apply for renewal"),
            no=button("Not now"),
        ):
            return talk.say(_("All right. To renew it later, write: NOC"))
        years = talk.choose("years", _("For how long?"), _PERIODS)

        def ask() -> dict[str, str]:
            return {"id": str(office.applications.ask_for_renewal(noc, talk.citizen, int(years.id)).id)}

        filed = talk.once(
            "ask",
            ask,
            refused={
                RenewalPending: ("wanted", _("Its renewal has been applied for already. To see it, write: status")),
                NotRenewable: ("wanted", _("It can no longer be renewed here. To talk to a person, write: phone")),
            },
        )
        application = office.applications.get(UUID(filed["id"]))
        talk.say(
            _(
                "The renewal has been applied for.\n"
                "Application no.: {number}\n"
                "{years}\n"
                "With: {office}\n"
                "Target: decision by {date}. We will send news here. To check yourself, write: status\n"
                "The office will tell you the fee and how to pay it."
            ).using(
                number=Reference(application.number),
                years=years_asked(application.first_year or 0, application.years or 0),
                office=office_called(office, office.offices.get(application.office_id)),
                date=application.target_on,
            )
        )


def _tell_of_renewal(talk: Talk, office: FrontOffice, noc: TradeNoc) -> None:
    """Why it is not renewed now: it has been already, or its time has not come, which only those hear who ask for it."""
    later = office.trade_nocs.continued_by(noc)
    if later is not None:
        return talk.say(
            _("It has been renewed already. The new certificate: {number}").using(
                number=Reference(later.certificate_no)
            )
        )
    if count_matches(tokens(talk.beforehand("said") or ""), _RENEWAL.split(", ")):
        talk.say(
            _("Its renewal can be applied for here from {date} on. Then write: NOC").using(
                date=office.trade_nocs.renewable_from(noc)
            )
        )
    return None


def _pending(office: FrontOffice, noc: TradeNoc) -> str | None:
    pending = office.applications.pending_renewal(noc)
    return pending.number if pending else None


def _facts(office: FrontOffice, noc: TradeNoc) -> Words:
    first, last = office.trade_nocs.years(noc)
    return _(
        "Trade NOC\n"
        "Number: {number}\n"
        "Certificate: {certificate}, {certificate_date}\n"
        "Trade: {trade}, {nature}\n"
        "Owner: {owner}\n"
        "{years}\n"
        "Valid: {valid_from} to {valid_upto}"
    ).using(
        number=Reference(noc.number),
        certificate=Reference(noc.certificate_no),
        certificate_date=noc.certificate_date,
        trade=noc.trade_name,
        nature=noc.trade_nature,
        owner=noc.owner,
        years=years_asked(first.start, last.start - first.start + 1),
        valid_from=noc.valid_from,
        valid_upto=noc.valid_upto,
    )
