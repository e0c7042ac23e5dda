"""Twilio's error codes as far as they concern us: what is done about each, and how it is told to the staff.

Source: Twilio's error dictionary, https://www.twilio.com/docs/api/errors
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from jobs.channel import Remedy


@dataclass(frozen=True, slots=True)
class Meaning:
    """An error in the staff's words, and its remedy."""

    remedy: Remedy
    wording: str


#: Our own code for a channel that could not be reached at all, so that the message certainly did not leave.
NOT_REACHED: Final = 0
#: Twilio's own code for a message without a sender, which we give without asking it.
NO_SENDER: Final = 21603

ERRORS: Final[Mapping[int, Meaning]] = MappingProxyType(
    {
        NOT_REACHED: Meaning(Remedy.BACK_OFF, "Twilio could not be reached"),
        # When the person last wrote more than a day ago.
        63016: Meaning(Remedy.PARK, "the person last wrote more than 24 hours ago; it waits until they write"),
        # Too much at once.
        20429: Meaning(Remedy.BACK_OFF, "too many requests to Twilio at once"),
        21611: Meaning(Remedy.BACK_OFF, "Twilio's queue for our number is full"),
        63018: Meaning(Remedy.BACK_OFF, "too many messages in a short time"),
        63038: Meaning(Remedy.BACK_OFF, "the account's daily limit is used up"),
        # Nobody there.
        21211: Meaning(Remedy.GIVE_UP, "the number is not a valid one"),
        21614: Meaning(Remedy.GIVE_UP, "the number cannot receive messages"),
        63003: Meaning(Remedy.GIVE_UP, "there is no such recipient"),
        63024: Meaning(Remedy.GIVE_UP, "the number is not on WhatsApp"),
        # The message itself.
        21617: Meaning(Remedy.GIVE_UP, "the text is too long"),
        21658: Meaning(Remedy.GIVE_UP, "the text is too long"),
        63005: Meaning(Remedy.GIVE_UP, "WhatsApp did not accept the content"),
        63021: Meaning(Remedy.GIVE_UP, "WhatsApp did not accept the content"),
        63019: Meaning(Remedy.RETRY, "Twilio could not fetch the file; it is tried once more with a fresh link"),
        63034: Meaning(Remedy.GIVE_UP, "the file is too large"),
        # People who do not want to hear from us, or whom WhatsApp protects.
        21610: Meaning(Remedy.SUPPRESS, "the person has opted out"),
        63014: Meaning(Remedy.SUPPRESS, "the person has blocked us"),
        63033: Meaning(Remedy.SUPPRESS, "the person has blocked us"),
        63032: Meaning(Remedy.GIVE_UP, "WhatsApp limits messages to this person at present"),
        63049: Meaning(Remedy.GIVE_UP, "WhatsApp limits messages to this person at present"),
        # For the operator to mend.
        20003: Meaning(Remedy.ALERT, "Twilio does not accept our account or token"),
        21408: Meaning(Remedy.ALERT, "the account may not send to this region"),
        NO_SENDER: Meaning(Remedy.ALERT, "no number is set to send SMS from (TWILIO_SMS_FROM)"),
        63007: Meaning(Remedy.ALERT, "our number is not set up as a WhatsApp sender"),
        63015: Meaning(Remedy.ALERT, "the person has not joined the sandbox"),
        63051: Meaning(Remedy.ALERT, "WhatsApp has restricted our number"),
        63027: Meaning(Remedy.ALERT, "the template is missing"),
        63028: Meaning(Remedy.ALERT, "the template was sent with wrong parameters"),
        63040: Meaning(Remedy.ALERT, "the template was rejected"),
        63041: Meaning(Remedy.ALERT, "the template is paused"),
        63042: Meaning(Remedy.ALERT, "the template is disabled"),
        # The provider's own trouble: tried again, because only definite failures come to this table.
        20500: Meaning(Remedy.BACK_OFF, "an error inside Twilio"),
        63009: Meaning(Remedy.BACK_OFF, "an error inside WhatsApp"),
        63010: Meaning(Remedy.BACK_OFF, "an error between Twilio and WhatsApp"),
        63012: Meaning(Remedy.BACK_OFF, "an error inside WhatsApp"),
    }
)


def meaning_of(code: int) -> Meaning:
    """What the code means; one that is not in the table is not tried again, and shown to the staff."""
    return ERRORS.get(code) or Meaning(Remedy.GIVE_UP, f"Twilio's error {code}")
