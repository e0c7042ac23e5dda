"""Where Twilio reports what became of our messages; the address carries our own id, so no report comes too early."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final
from uuid import UUID

from flask import Blueprint, Response, request

from jobs.remedies import failure_after
from panchayat.database import Unavailable
from panchayat.front_office import FrontOffice
from panchayat.messaging.wakeups import Wakeups
from webhooks.busy import come_back
from webhooks.twilio.errors import meaning_of
from webhooks.twilio.signed import only_from_twilio

log = logging.getLogger(__name__)

#: Asks Twilio to bring a report again, up to five times, whatever went wrong; it is no part of what Twilio signs.
_AGAIN: Final = "#rc=5&rp=all"


def receipt_url(public_url: str, outbox_id: UUID, attempt: int) -> str:
    """The address at which Twilio is to report about one attempt to send the message, until it is heard."""
    return f"{public_url}/webhooks/twilio/status/{outbox_id}?attempt={attempt}{_AGAIN}"


def receipts_blueprint(
    *,
    public_url: str,
    auth_token: str,
    open_office: Callable[[], AbstractContextManager[FrontOffice]],
    ring: Callable[[Wakeups], None],
) -> Blueprint:
    """``POST /webhooks/twilio/status/<outbox id>``: 204, whatever the report says."""
    blueprint = Blueprint("twilio_receipts", __name__, url_prefix="/webhooks/twilio/status")
    blueprint.before_request(only_from_twilio(public_url, auth_token))
    blueprint.register_error_handler(Unavailable, come_back)

    @blueprint.post("/<uuid:outbox_id>")
    def receipt(outbox_id: UUID) -> Response:
        form = request.form
        attempt = request.args.get("attempt", 1, type=int)
        code = form.get("ErrorCode", 0, type=int)
        meaning = meaning_of(code)
        with open_office() as office:
            office.outbox.receipt(
                outbox_id,
                attempt,
                form.get("MessageStatus") or form.get("SmsStatus") or "",
                form.get("MessageSid", "")[:64] or None,
                failure_after(meaning.remedy, code, attempt),
            )
        if code:
            log.warning("message %s, attempt %d: error %d, %s", outbox_id, attempt, code, meaning.wording)
        ring(office.wakeups)
        return Response(status=204)

    return blueprint
