"""Where Twilio brings a call to the number: nobody answers it, so it hears where to write, and is called back."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final

from flask import Blueprint, Response, request

from chatbot.language.wording import _, say
from panchayat.database import Unavailable
from panchayat.front_office import FrontOffice
from panchayat.messaging.wakeups import Wakeups
from webhooks.busy import come_back
from webhooks.twilio import twiml
from webhooks.twilio.signed import only_from_twilio

#: Voices that Twilio offers for each language. Hindi is there too, in an old and safe voice: a caller in Bengal follows
#: it, and hears something even if the first voice should be gone one day.
_BENGALI: Final = ("bn-IN", "Google.bn-IN-Wavenet-C")
_HINDI: Final = ("hi-IN", "Polly.Aditi")

#: In words alone: a voice spells out what is written in other letters, and digits as it pleases.
_CALLED: Final = _(
    "Namaskar. This is Smart Panchayat. We will call you back; you can also write to this number on WhatsApp."
)
_HIDDEN: Final = _("Namaskar. This is Smart Panchayat. Your number is hidden; please write to this number on WhatsApp.")

_CALLER: Final = re.compile(r"(?:\w+:)?(\+[1-9]\d{7,14})")
#: What Twilio gives as the number of whoever hides theirs: the letters of "anonymous", "restricted" and so on, as keys.
_NOBODY: Final = frozenset({"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"})
_LONGEST_SID: Final = 64


def voice_blueprint(
    *,
    public_url: str,
    auth_token: str,
    open_office: Callable[[], AbstractContextManager[FrontOffice]],
    ring: Callable[[Wakeups], None],
) -> Blueprint:
    """``POST /webhooks/twilio/voice``: a sentence for the caller, and a call to be made by the office.

    The answer goes out after the commit; the same call a second time is the same.

    Args:
        ring: wakes whoever has work after the commit; it must neither wait nor raise.
    """
    blueprint = Blueprint("twilio_voice", __name__, url_prefix="/webhooks/twilio/voice")
    blueprint.before_request(only_from_twilio(public_url, auth_token))
    blueprint.register_error_handler(Unavailable, come_back)

    @blueprint.post("")
    def call() -> Response:
        sid, caller = request.form.get("CallSid", ""), _caller(request.form.get("From", ""))
        if not (0 < len(sid) <= _LONGEST_SID and sid.isprintable()):
            return Response("CallSid is needed.\n", 400, mimetype="text/plain")
        if caller is not None:
            with open_office() as office:
                office.call_backs.called(caller, sid)
            ring(office.wakeups)
        words = _HIDDEN if caller is None else _CALLED
        document = twiml.spoken((say(words, "bn"), *_BENGALI), (say(words, "hi"), *_HINDI))
        return Response(document, mimetype="text/xml")

    return blueprint


def _caller(address: str) -> str | None:
    """The number that called, in E.164; None where it is hidden."""
    found = _CALLER.fullmatch(address)
    return found[1] if found and found[1] not in _NOBODY else None
