"""The staff's own row of the menu: their work, their pay, or both, by what the office has registered for the number."""

from __future__ import annotations

from uuid import UUID

from chatbot.declaration import flow
from chatbot.language.wording import Words, _, button
from chatbot.messages import Option
from chatbot.talk import Talk
from panchayat.front_office import FrontOffice


def _has_work(contact_id: UUID, office: FrontOffice) -> bool:
    return bool(office.staffing.at_work(contact_id))


def _has_pay(contact_id: UUID, office: FrontOffice) -> bool:
    return bool(office.staffing.on_the_payroll(contact_id))


def _on_the_staff(contact_id: UUID, office: FrontOffice) -> bool:
    if not office.staffing.is_registered(contact_id):
        return False
    return _has_work(contact_id, office) or _has_pay(contact_id, office)


def _row(contact_id: UUID, office: FrontOffice) -> Words:
    if not _has_work(contact_id, office):
        return button("Pay slips and salary")
    return button("For the staff") if _has_pay(contact_id, office) else button("My work")


@flow("staff", title=button("For the staff"), row=10, for_whom=_on_the_staff, titled=_row)
def staff(talk: Talk, office: FrontOffice) -> None:
    if not _has_work(talk.citizen, office):
        talk.go("pay")
    if not _has_pay(talk.citizen, office):
        talk.go("work")
    posts = office.staffing.at_work(talk.citizen)
    waiting = office.certificate_desk.waiting(posts).all + office.grievance_desk.waiting(posts).all
    choice = talk.choose(
        "what",
        _("What do you need?"),
        [
            Option(
                "work", _("My work ({count})").using(count=waiting), words=("kaj", "my work", "amar kaj", "কাজ", "काम")
            ),
            Option("pay", button("Pay slips and salary"), words=("pay", "beton", "pe slip", "বেতন", "পে স্লিপ", "वेतन")),
        ],
    )
    if choice.id == "work":
        talk.go("work")
    talk.go("pay")
