"""The few words of the phone itself, in every language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from chatbot.language.wording import LANGUAGES, Text, _, say

_WORDS: Final[Mapping[str, Text]] = {
    "title": _("Phones for trying it out"),
    "promise": _("What is written here takes the same way as a message on WhatsApp, but never leaves this computer."),
    "phones": _("Phones to show"),
    "language": _("Language"),
    "new_number": _("New number"),
    "new_person": _("Sample new number"),
    "office": _("Smart Panchayat"),
    "about": _("A trial, on this computer only"),
    "typing": _("is writing …"),
    "hint": _("To begin, write: namaskar"),
    "greeting": _("namaskar"),
    "message": _("Message"),
    "send": _("Send"),
    "attach": _("Attach"),
    "photo": _("Photo"),
    "sample_photo": _("Sample photo"),
    "document": _("Document"),
    "place": _("Location"),
    "voice": _("Voice message"),
    "sample_voice": _("Sample voice message"),
    "choose_file": _("Choose a file"),
    "recording": _("Recording …"),
    "no_microphone": _("There is no microphone here. Choose a file, or send the sample."),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "send_place": _("Send this place"),
    "discard": _("Throw away"),
    "play": _("Play"),
    "pause": _("Pause"),
    "open": _("Open"),
    "choose": _("Choose"),
    "you": _("You"),
    "waiting": _("On its way"),
    "trying": _("The service did not take it. It is tried again."),
    "accepted": _("The service has it"),
    "answered": _("Answered"),
    "not_sent": _("It was not sent."),
    "again": _("Send again"),
    "unreported": _("The service does not know yet that it arrived"),
    "sent": _("Sent"),
    "delivered": _("Delivered"),
    "read": _("Read"),
    "no_file": _("The file could not be fetched."),
    "fetching": _("The file is being fetched …"),
    "switch_off": _("Switch the phone off"),
    "switch_on": _("Switch the phone on"),
    "off": _("The phone is off"),
    "reply": _("Reply to this"),
    "replying": _("Your message quotes"),
    "unquote": _("Do not quote"),
    "receipts": _("What the service hears of it"),
    "none": _("Nothing"),
    "too_large": _("The file is larger than 16 MB."),
    "lost": _("The service does not answer. It is tried again."),
}


def phone_words() -> dict[str, dict[str, str]]:
    """Every word by its name, in each language."""
    return {language: {name: say(words, language) for name, words in _WORDS.items()} for language in LANGUAGES}
