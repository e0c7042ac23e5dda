"""Telling more about a request that nobody has decided yet: words and files join it, and the office is told."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from chatbot.choices import Choice
from chatbot.language.wording import Reference, _, button
from chatbot.messages import Option
from chatbot.renderer import shorten
from chatbot.talk import Talk
from panchayat.front_office import FrontOffice
from panchayat.models.certificate_states import IllegalMove

ADD: Final = Option(
    "add",
    button("Tell more"),
    words=("add", "more", "aro", "aro janabo", "আরও জানাব", "আরও", "জানাব", "और बताना है", "और"),
)

#: Code points of the person's words that a question repeats.
_GIST: Final = 300


def take_more(talk: Talk, office: FrontOffice, number: str) -> None:
    """Ask what more there is to know; files that were said to belong to it are enough."""
    more = talk.wish(
        "more",
        _("Please write what more there is to know. You can also send a photo or a voice message."),
        [Option("no", button("Nothing more"), words=("no", "na", "না", "কিছু না", "नहीं", "kichu na"))],
        understands=lambda words: any(letter.isalpha() for letter in words),
        granted=bool(talk.kept) and talk.beforehand("with_files") is not None,
    )
    if isinstance(more, Choice):
        return talk.say(_("All right. To see how it stands, write: status"))
    return add(talk, office, number, more.text.strip(), "more")


def take_words(talk: Talk, office: FrontOffice, number: str, words: str) -> None:
    """Words where a list was shown: they are shown once more before they join it."""
    question = _("Shall I add this to {number}?\n“{words}”").using(
        number=Reference(number), words=shorten(words, _GIST)
    )
    if not talk.confirm("add_this", question):
        return talk.say(_("All right, I have not added it."))
    return add(talk, office, number, words, "add_this")


def add(talk: Talk, office: FrontOffice, number: str, words: str, asked: str) -> None:
    """Pass words and files on; ``asked`` is the question that they answer."""

    def once() -> None:
        media_ids = [UUID(each) for each in talk.kept]
        office.certificates.add_remark(number, talk.citizen, words=words, media_ids=media_ids)

    talk.once("added", once, refused={IllegalMove: (asked, _("Meanwhile it has been decided."))})
    talk.say(_("Thank you. I have added it. Those who look into it will see it."))
