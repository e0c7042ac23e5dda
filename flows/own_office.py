"""Which office is remembered as one's own, and choosing another."""

from __future__ import annotations

from chatbot.declaration import flow
from chatbot.language.wording import _, button
from chatbot.talk import Talk
from flows.shared.offices import choose_office, office_called
from panchayat.front_office import FrontOffice


@flow(
    "own_office",
    title=_("My office"),
    words="my office, amar office, amar panchayet, আমার অফিস, আমার পঞ্চায়েত, मेरा कार्यालय, मेरी पंचायत",
    anywhere=(
        "my office, change office, amar office, office bodol, office bodlao, office badlao, amar panchayet, "
        "আমার অফিস, অফিস বদল, অফিস বদলান, আমার পঞ্চায়েত, मेरा कार्यालय, कार्यालय बदलें, मेरी पंचायत"
    ),
)
def own_office(talk: Talk, office: FrontOffice) -> None:
    chosen = office.offices.chosen(talk.citizen)
    if chosen is not None and not talk.confirm(
        "change",
        _("Your office is: {office}\nDo you want to choose another?").using(office=office_called(office, chosen)),
        yes=button("Choose another"),
        no=button("Keep this one"),
    ):
        return talk.say(_("All right, it stays as it is."))
    at = choose_office(talk, office, anew=True)

    def choose() -> None:
        office.offices.choose(talk.citizen, at)

    talk.once("chosen", choose)
    talk.say(_("Your office is now: {office}").using(office=office_called(office, office.offices.get(at))))
