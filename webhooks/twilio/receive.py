"""Where Twilio brings a person's message, and takes the answer along when there is one."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, request

from flows.exchange import Answer, Arrived
from panchayat.core.clock import Clock
from panchayat.database import Unavailable
from panchayat.messaging.wakeups import Wakeups
from webhooks.busy import come_back
from webhooks.twilio import twiml
from webhooks.twilio.arrival import NoMessage, read
from webhooks.twilio.receipts import receipt_url
from webhooks.twilio.signed import only_from_twilio


def twilio_blueprint(
    *,
    public_url: str,
    auth_token: str,
    clock: Clock,
    take_turn: Callable[[Arrived], Answer],
    ring: Callable[[Wakeups], None],
) -> Blueprint:
    """``POST /webhooks/twilio/whatsapp``.

    Args:
        take_turn: handles the message and returns once that is committed; raises ``Unavailable``.
        ring: wakes whoever has work after the commit; it must neither wait nor raise.
    """
    blueprint = Blueprint("twilio", __name__, url_prefix="/webhooks/twilio")
    blueprint.before_request(only_from_twilio(public_url, auth_token))
    blueprint.register_error_handler(Unavailable, come_back)

    @blueprint.post("/whatsapp")
    def whatsapp() -> Response:
        answer = take_turn(read(request.form, clock()))
        ring(answer.wakeups)
        if answer.body is None or answer.outbox_id is None:
            return Response(twiml.NOTHING, mimetype="text/xml")
        # The answer is the message's first attempt; if it has to be sent again, that is the second.
        url = receipt_url(public_url, answer.outbox_id, attempt=1)
        return Response(twiml.one_message(answer.body, url), mimetype="text/xml")

    @blueprint.errorhandler(NoMessage)
    def no_message(_: NoMessage) -> Response:
        return Response("MessageSid and From are needed.\n", 400, mimetype="text/plain")

    return blueprint
