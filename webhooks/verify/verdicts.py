"""What the page says: about a paper, about a file, and when it cannot tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from chatbot.language.wording import Text, Words, _
from flows.shared.verification_words import COMPARE, LOOK_AGAIN, UNKNOWN, VERDICTS, facts
from panchayat.papers.verification import Finding, Standing
from webhooks.verify.upload import LARGEST

Tone = Literal["good", "late", "bad", "none"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer: in one word, in a sentence, what to do with it, and what is known."""

    tone: Tone
    word: Text
    sentence: Text
    advice: Text
    facts: tuple[tuple[Text, Words], ...] = ()

    @property
    def ours(self) -> bool:
        """Whether we issued what was asked about."""
        return bool(self.facts)


_TONES: Final[dict[Standing, Tone]] = {
    Standing.VALID: "good",
    Standing.NOT_YET: "late",
    Standing.EXPIRED: "late",
    Standing.REVOKED: "bad",
}
_WORDS: Final = {
    Standing.VALID: _("Valid"),
    Standing.NOT_YET: _("Not valid yet"),
    Standing.EXPIRED: _("Validity is over"),
    Standing.REVOKED: _("Revoked"),
}
_OF_FILES: Final = {
    Standing.VALID: _("This file is ours, and not one byte of it was changed. The paper is valid."),
    Standing.NOT_YET: _(
        "This file is ours, and not one byte of it was changed. But the paper's validity begins later."
    ),
    Standing.EXPIRED: _("This file is ours, and not one byte of it was changed. But the paper's validity is over."),
    Standing.REVOKED: _("This file is ours, but the paper has been revoked. It is not valid."),
}
NOTHING_GIVEN: Final = Verdict(
    "none",
    _("Nothing to check"),
    _("Please choose a PDF file, or write its SHA-256."),
    _("A SHA-256 has 64 signs: digits and the letters a to f."),
)
TOO_LARGE: Final = Verdict(
    "none",
    _("Too large"),
    _("This file is too large to be one of our papers."),
    _("Our papers are smaller than {size} MB.").using(size=LARGEST // 1024**2),
)
TOO_SLOW: Final = Verdict(
    "none",
    _("Too slow"),
    _("The file did not arrive in time."),
    _("Please try again where the network is better, or write the code of the paper."),
)
TOO_MANY: Final = Verdict(
    "none",
    _("Please wait"),
    _("Codes that do not exist were tried too often from here."),
    _("Please try again in ten minutes, or ask the office."),
)
BUSY: Final = Verdict(
    "none",
    _("Please wait"),
    _("We cannot look it up just now."),
    _("Please try again in a moment."),
)
#: What stands on the page whatever was asked.
PAGE: Final = {
    "title": _("Check a paper"),
    "service": _("Smart Panchayat"),
    "lead": _("See whether a paper was issued by the office, and whether it still holds."),
    "code": _("The paper's code"),
    "code_hint": _("It stands beside the square at the foot of the paper: ten letters and digits."),
    "check": _("Check"),
    "another": _("Check another paper"),
    "file": _("Check a PDF file"),
    "file_hint": _("As it came on WhatsApp: a photo, a print or a copy saved anew cannot be compared."),
    "choose": _("Choose the PDF"),
    "check_file": _("Check the file"),
    "hash": _("The file's SHA-256"),
    "by_hash": _("Without sending the file"),
    "check_hash": _("Check the SHA-256"),
    "private": _("Nobody's name or address is shown here. Files are compared and not kept."),
    "languages": _("Language"),
}


def of_code(found: Finding | None, language: str) -> Verdict:
    """What a code led to."""
    if found is None:
        return Verdict("none", _("Not found"), UNKNOWN, LOOK_AGAIN)
    return _ours(found, VERDICTS[found.standing], COMPARE, language)


def of_file(found: Finding | None, language: str) -> Verdict:
    """What a file's hash led to."""
    if found is None:
        return Verdict(
            "none",
            _("Not our file"),
            _("No paper that we sent is byte for byte this file."),
            _("It may have been changed or saved anew, or it is not from us. Check the code on the paper too."),
        )
    return _ours(found, _OF_FILES[found.standing], _("What the file says is what the office issued."), language)


def _ours(found: Finding, sentence: Text, advice: Text, language: str) -> Verdict:
    standing = found.standing
    return Verdict(_TONES[standing], _WORDS[standing], sentence, advice, tuple(facts(found, language)))
