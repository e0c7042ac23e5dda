"""Where Twilio brings a person's message, and takes the answer along when there is one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from time import perf_counter
from typing import Final
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.exceptions import HTTPException
from werkzeug.wsgi import get_input_stream

from flows.exchange import Answer, Arrived
from panchayat.core.clock import Clock
from panchayat.database import Unavailable
from panchayat.messaging.wakeups import Wakeups
from webhooks.health import ANSWERS
from webhooks.twilio import twiml
from webhooks.twilio.arrival import NoMessage, read
from webhooks.twilio.receipts import receipt_url
from webhooks.twilio.signature import is_signed
from webhooks.twilio.signed import LARGEST_BODY

PATH: Final = "/webhooks/twilio/whatsapp"
#: What the watch and the log call it.
_NAME: Final = "twilio.whatsapp"
_FORM: Final = "application/x-www-form-urlencoded"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Reply:
    status: HTTPStatus
    text: str
    kind: str = "text/plain; charset=utf-8"
    more: tuple[tuple[str, str], ...] = ()


_FORBIDDEN: Final = _Reply(HTTPStatus.FORBIDDEN, "Forbidden.\n")
_ONLY_POST: Final = _Reply(HTTPStatus.METHOD_NOT_ALLOWED, "Only POST.\n", more=(("Allow", "POST"),))
_NO_MESSAGE: Final = _Reply(HTTPStatus.BAD_REQUEST, "MessageSid and From are needed.\n")
_COME_BACK: Final = _Reply(HTTPStatus.SERVICE_UNAVAILABLE, "Try again.\n", more=(("Retry-After", "2"),))


class Messages:
    """``POST /webhooks/twilio/whatsapp`` before an application that answers everything else.

    Nine of ten requests come here, and a framework would take as long for one as the conversation does.

    Args:
        rest: what answers at every other path.
        take_turn: handles the message and returns once that is committed; raises ``Unavailable``.
        ring: wakes whoever has work after the commit; it must neither wait nor raise.
    """

    def __init__(
        self,
        rest: WSGIApplication,
        *,
        public_url: str,
        auth_token: str,
        clock: Clock,
        take_turn: Callable[[Arrived], Answer],
        ring: Callable[[Wakeups], None],
    ) -> None:
        self._rest = rest
        self._public_url = public_url
        self._auth_token = auth_token
        self._clock = clock
        self._take_turn = take_turn
        self._ring = ring

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != PATH:
            return self._rest(environ, start)
        began, status = perf_counter(), HTTPStatus.INTERNAL_SERVER_ERROR
        try:
            reply = self._answer(environ) if environ["REQUEST_METHOD"] == "POST" else _ONLY_POST
            status = reply.status
        finally:
            ANSWERS.labels(_NAME, status.value).observe(perf_counter() - began)
            log.info("%s %s %d", environ["REQUEST_METHOD"], PATH, status)
        content = reply.text.encode()
        headers = [("Content-Type", reply.kind), ("Content-Length", str(len(content))), *reply.more]
        start(f"{status.value} {status.phrase}", headers)
        return [content]

    def _answer(self, environ: WSGIEnvironment) -> _Reply:
        try:
            fields = self._fields(environ)
            if not self._is_genuine(environ, fields):
                return _FORBIDDEN
            # Of a name that comes several times the first counts.
            answer = self._take_turn(read(dict(reversed(fields)), self._clock()))
        except HTTPException as refusal:
            return _Reply(HTTPStatus(refusal.code or HTTPStatus.BAD_REQUEST), f"{refusal.name}.\n")
        except NoMessage:
            return _NO_MESSAGE
        except Unavailable as error:
            log.warning("%s was put off: %s: %s", _NAME, type(error).__name__, error)
            return _COME_BACK
        self._ring(answer.wakeups)
        if answer.body is None or answer.outbox_id is None:
            return _Reply(HTTPStatus.OK, twiml.NOTHING, "text/xml; charset=utf-8")
        # The answer is the message's first attempt; if it has to be sent again, that is the second.
        url = receipt_url(self._public_url, answer.outbox_id, attempt=1)
        return _Reply(HTTPStatus.OK, twiml.one_message(answer.body, url), "text/xml; charset=utf-8")

    @staticmethod
    def _fields(environ: WSGIEnvironment) -> list[tuple[str, str]]:
        """The form; whatever is none has no fields.

        Raises:
            werkzeug.exceptions.HTTPException: it is too large, or was not taken in.
        """
        if environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() != _FORM:
            return []
        body = get_input_stream(environ, max_content_length=LARGEST_BODY).read()
        try:
            return parse_qsl(body.decode(), keep_blank_values=True)
        except UnicodeDecodeError:
            return []

    def _is_genuine(self, environ: WSGIEnvironment, fields: list[tuple[str, str]]) -> bool:
        query = environ.get("QUERY_STRING", "")
        return bool(fields) and is_signed(
            self._auth_token,
            f"{self._public_url}{PATH}{'?' if query else ''}{query}",
            fields,
            signature=environ.get("HTTP_X_TWILIO_SIGNATURE"),
            settings=environ.get("HTTP_X_TWILIO_WEBHOOKS_SIGNATURE_SETTINGS"),
        )
