"""Whether a paper is from the office and still holds: by the short code that stands on it."""

from __future__ import annotations

import re
from typing import Final

from chatbot.declaration import flow
from chatbot.language.matching import normalise
from chatbot.language.wording import _
from chatbot.talk import Talk
from flows.shared.verification_words import COMPARE, LOOK_AGAIN, UNKNOWN, VERDICTS, facts
from panchayat.front_office import FrontOffice

_WORDS: Final = (
    "verify, jachai, kagoj jachai, check paper, verify paper, যাচাই, যাচাই করুন, কাগজ যাচাই, कागज़ जाँच, जाँच, जांच, janch"
)
#: What such a word is followed by: twice five signs, or about as many with a digit among them, so that a mistyped code
#: is told, and a sentence that happens to begin with such a word is not taken for one.
_NEARLY_A_CODE: Final = r"\W*([0-9a-z]{5}[ \-–]?[0-9a-z]{5}|(?=.*\d)(?:[0-9a-z][ \-–]?){8,12})"
#: Two groups of five digits are a mobile number.
_A_CODE: Final = r"(?=.*\d)(?!\d{5}-\d{5})[0-9a-z]{5}-[0-9a-z]{5}"
_OPENING: Final = rf"(?:{'|'.join(sorted(map(normalise, _WORDS.split(',')), key=len, reverse=True))}){_NEARLY_A_CODE}"


@flow(
    "verify",
    title=_("Check a paper"),
    words=_WORDS,
    anywhere=_WORDS,
    recognises=rf"{_OPENING}|{_A_CODE}",
    first_question="code",
    before_greeting=True,
)
def verify(talk: Talk, office: FrontOffice) -> None:
    code = talk.text(
        "code",
        _(
            "Which code stands on the paper?\n"
            "It is beside the square at its foot: ten letters and digits, such as {code}."
        ).using(code="7KQ2M-XW9TP"),
    )
    opening = re.fullmatch(_OPENING, normalise(code))
    found = office.verification.by_code(opening[1] if opening else code)
    lines = [UNKNOWN, LOOK_AGAIN] if found is None else [VERDICTS[found.standing]]
    told = [talk.plain(line) for line in lines]
    if found is not None:
        told += [f"{talk.plain(label)}: {talk.plain(value)}" for label, value in facts(found, talk.language)]
        told.append(talk.plain(COMPARE))
    talk.say("\n".join(told))
    talk.say(_("To check another paper, write: verify"))
    if talk.first:
        talk.say(_("Your information is used only for this service. To know more, write: privacy"))
