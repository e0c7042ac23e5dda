"""Certificates and other papers: asked for once in full, followed under their number, brought home where wanted."""

from __future__ import annotations

from uuid import UUID

from chatbot.declaration import flow
from chatbot.language.wording import Reference, Text, _, button
from chatbot.messages import MediaKind
from chatbot.talk import Talk
from flows.certificates.form import ask_request, summary
from flows.certificates.words import who_has_it
from flows.shared.offices import choose_office
from panchayat.certificates.types import catalogue
from panchayat.front_office import FrontOffice


@flow(
    "certificate",
    title=_("Certificates and other papers"),
    row=5,
    words=(
        "certificate, sartifiket, sartifikate, certifiket, shongsapotro, songsapotro, proman, promanpotro, praman patra, "
        "residential, bashinda, basinda, income certificate, aay certificate, caste, caste certificate, warish, warishan, "
        "legal heir, সার্টিফিকেট, শংসাপত্র, প্রত্যয়নপত্র, প্রমাণপত্র, বাসিন্দা, বাসিন্দা সার্টিফিকেট, আয়ের সার্টিফিকেট, ওয়ারিশ, ওয়ারিশন, ওয়ারিশান, "
        "प्रमाण पत्र, प्रमाणपत्र, सर्टिफिकेट, निवास प्रमाण पत्र, आय प्रमाण पत्र, जाति प्रमाण पत्र, वारिस"
    ),
    keeps={MediaKind.PHOTO, MediaKind.DOCUMENT},
)
def certificate(talk: Talk, office: FrontOffice) -> None:
    at = choose_office(talk, office)
    request, parts = ask_request(talk, office, said=talk.beforehand("said"))
    change = parts | ({"office": button("Office")} if office.offices.are_several() else {})
    if not talk.confirm(
        "ok",
        lambda: summary(talk, office, at, request),
        yes=button("Submit"),
        no=button("Do not submit"),
        change=change,
    ):
        return talk.leave(_("Nothing was submitted."))

    def file() -> str:
        office.offices.choose(talk.citizen, at)
        return str(office.certificates.file(at, talk.citizen, request, [UUID(each) for each in talk.kept]).id)

    talk.say(_filed(office, UUID(talk.once("file", file))))


def _filed(office: FrontOffice, certificate_id: UUID) -> Text:
    filed = office.certificates.get(certificate_id)
    return _(
        "Your request has been received.\n"
        "Number: {number}\n"
        "Paper: {kind}\n"
        "With: {who}\n"
        "Target: by {date} ({days} working days). It is free of charge.\n"
        "We will send news here. To check yourself, write: status"
    ).using(
        number=Reference(filed.number),
        kind=office.certificates.names_of(filed),
        who=who_has_it(office, filed),
        date=filed.target_on,
        days=catalogue().target_working_days,
    )
