"""The notices of one's office."""

from __future__ import annotations

from typing import Final

from chatbot.declaration import flow
from chatbot.language.wording import _
from chatbot.talk import Talk
from flows.shared.offices import choose_office, office_called
from panchayat.front_office import FrontOffice

_WORDS: Final = "notice, notices, notis, bigyopti, নোটিশ, নোটিস, বিজ্ঞপ্তি, सूचना, नोटिस"
_MOST: Final = 5


@flow("notice_board", title=_("Notices of the office"), words=_WORDS, anywhere=_WORDS)
def notice_board(talk: Talk, office: FrontOffice) -> None:
    at = choose_office(talk, office)

    def remember() -> None:
        office.offices.choose(talk.citizen, at)

    talk.once("office_chosen", remember)
    called = office_called(office, office.offices.get(at))
    current = office.office_notices.current(at)[:_MOST]
    if not current:
        return talk.say(_("There is no notice at present: {office}").using(office=called))
    talk.say(_("Notices: {office}").using(office=called))
    for notice in current:
        talk.say(_("*{title}* ({date})\n{text}").using(title=notice.titles, date=notice.valid_from, text=notice.texts))
