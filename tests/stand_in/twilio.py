"""A small Twilio on a free port of loopback: checks what it is sent, fails as it is told to, and reports back."""

from __future__ import annotations

import base64
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urldefrag, urlencode, urlsplit
from uuid import uuid4

import requests

from tests.waiting import PATIENCE
from webhooks.twilio.signature import sign

ACCOUNT = "AC" + "0" * 32
TOKEN = "a token for tests"
SENDER = "whatsapp:+14155238886"
SMS_SENDER = "+15005550006"


class Fault(Enum):
    """What can go wrong with one call to create a message."""

    TOO_MANY = auto()
    """429: certainly not taken."""
    BROKEN = auto()
    """500: not taken, though nobody can tell."""
    TAKEN_AND_CUT = auto()
    """Taken, but the connection is cut before the answer."""
    TAKEN_AND_HANGS = auto()
    """Taken, but the answer does not come until the stand-in is told to let go."""


@dataclass
class Message:
    """A message that the stand-in took, with the fields as they were posted."""

    fields: Mapping[str, str]
    sid: str = field(default_factory=lambda: "SM" + uuid4().hex)
    created: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    status: str = "queued"
    error_code: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "sid": self.sid,
            "account_sid": ACCOUNT,
            "to": self.fields["To"],
            "from": self.fields["From"],
            "body": self.fields.get("Body", ""),
            "direction": "outbound-api",
            "status": self.status,
            "error_code": self.error_code,
            "num_media": "1" if "MediaUrl" in self.fields else "0",
            "date_created": format_datetime(self.created),
            "date_sent": None,
        }


@dataclass
class Received:
    """A message that a person sent to our number; ``files`` are the content types of its files."""

    address: str
    body: str
    sent: datetime
    files: Sequence[str] = ()
    direction: str = "inbound"
    sid: str = field(default_factory=lambda: "SM" + uuid4().hex)

    @property
    def media(self) -> list[dict[str, str]]:
        """The files as the list of them tells."""
        folder = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{self.sid}/Media"
        names = [f"ME{position:032x}" for position in range(len(self.files))]
        return [
            {"sid": name, "parent_sid": self.sid, "content_type": content_type, "uri": f"{folder}/{name}.json"}
            for name, content_type in zip(names, self.files, strict=True)
        ]

    def as_json(self) -> dict[str, Any]:
        return {
            "sid": self.sid,
            "account_sid": ACCOUNT,
            "to": SENDER,
            "from": self.address,
            "body": self.body,
            "direction": self.direction,
            "status": "received",
            "num_media": str(len(self.files)),
            "date_created": format_datetime(self.sent),
            "date_sent": format_datetime(self.sent),
        }


class TwilioStandIn:
    """``messages`` is what was taken, in order; ``failures`` befall the next calls, one each.

    ``connections`` is how many were made to it. ``received`` is what people sent us; a list has at most ``page_size``
    messages on a page. ``look_ups`` are the SIDs that were asked for one by one; ``look_up_failures`` befall the next of
    these questions.
    """

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.received: list[Received] = []
        self.page_size = 50
        self.attempts = 0
        self.connections = 0
        self.failures: deque[Fault | tuple[int, int]] = deque()
        self.look_ups: list[str] = []
        self.look_up_failures: deque[tuple[int, int] | Fault] = deque()
        self.media: dict[str, tuple[bytes, str]] = {}
        self.redirects: dict[str, str] = {}
        self.hanging = Event()
        self.let_go = Event()
        self.url = ""

    def report(self, message: Message, status: str, *, error_code: int | None = None) -> requests.Response:
        """Post a signed receipt for the message to the address that it came with."""
        message.status, message.error_code = status, error_code
        url, form, headers = receipt_for(message, status, error_code=error_code)
        return requests.post(url, data=form, headers=headers, timeout=PATIENCE)


def receipt_for(
    message: Message, status: str, *, error_code: int | None = None
) -> tuple[str, dict[str, str], dict[str, str]]:
    """Address, form and headers of a receipt as Twilio posts it."""
    form = {
        "MessageSid": message.sid,
        "SmsSid": message.sid,
        "MessageStatus": status,
        "To": message.fields["To"],
        "From": message.fields["From"],
        "AccountSid": ACCOUNT,
        **({"ErrorCode": str(error_code)} if error_code else {}),
    }
    url = urldefrag(message.fields["StatusCallback"]).url
    return url, form, signed(url, form)


def signed(url: str, form: Mapping[str, str], token: str = TOKEN) -> dict[str, str]:
    """The header that proves a request for ``url`` to be Twilio's."""
    return {"X-Twilio-Signature": sign(token, urldefrag(url).url, form.items())}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


@contextmanager
def twilio_stand_in() -> Iterator[TwilioStandIn]:
    stand_in = TwilioStandIn()
    server = _Server(("127.0.0.1", 0), _handler(stand_in))
    stand_in.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        stand_in.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(stand_in: TwilioStandIn) -> type[BaseHTTPRequestHandler]:
    messages_path = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    credentials = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()

    def files_of() -> dict[str, list[dict[str, str]]]:
        folder = messages_path.removesuffix(".json")
        return {f"{folder}/{message.sid}/Media.json": message.media for message in stand_in.received}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            stand_in.connections += 1
            super().setup()

        def do_POST(self) -> None:
            form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            if not self._is_allowed():
                return
            if urlsplit(self.path).path != messages_path:
                self._refuse(404, 20404)
                return
            stand_in.attempts += 1
            failure = stand_in.failures.popleft() if stand_in.failures else None
            if failure is Fault.TOO_MANY:
                self._refuse(429, 20429)
            elif failure is Fault.BROKEN:
                self._refuse(500, 20500)
            elif isinstance(failure, tuple):
                self._refuse(*failure)
            elif code := what_is_wrong(form):
                self._refuse(400, code)
            else:
                self._take(Message(form), failure)

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if not self._is_allowed():
                return
            if parts.path == messages_path:
                self._list(parse_qs(parts.query))
            elif own := re.fullmatch(rf"{messages_path.removesuffix('.json')}/(SM\w+)\.json", parts.path):
                self._look_up(own[1])
            elif parts.path in (files := files_of()):
                self._send_json(200, {"media_list": files[parts.path], "page": 0, "next_page_uri": None})
            elif parts.path in stand_in.redirects:
                self._send(302, b"", "text/plain", Location=stand_in.redirects[parts.path])
            elif parts.path in stand_in.media:
                self._send(200, *stand_in.media[parts.path])
            else:
                self._refuse(404, 20404)

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

        def _is_allowed(self) -> bool:
            if self.headers["Authorization"] == credentials:
                return True
            self._refuse(401, 20003)
            return False

        def _take(self, message: Message, failure: Fault | None) -> None:
            stand_in.messages.append(message)
            if failure is Fault.TAKEN_AND_HANGS:
                stand_in.hanging.set()
                stand_in.let_go.wait(30)
            if failure is not None:
                self.close_connection = True
                self.connection.close()
                return
            self._send_json(201, message.as_json())

        def _look_up(self, sid: str) -> None:
            stand_in.look_ups.append(sid)
            match stand_in.look_up_failures.popleft() if stand_in.look_up_failures else None:
                case tuple(refusal):
                    self._refuse(*refusal)
                case Fault():
                    stand_in.hanging.set()
                    stand_in.let_go.wait(30)
                    self.close_connection = True
                case None:
                    known = {message.sid: message for message in stand_in.messages}
                    if sid in known:
                        self._send_json(200, known[sid].as_json())
                    else:
                        self._refuse(404, 20404)

        def _list(self, query: dict[str, list[str]]) -> None:
            newest_first = [message.as_json() for message in stand_in.received]
            newest_first += [message.as_json() for message in stand_in.messages]
            newest_first.sort(key=lambda each: parsedate_to_datetime(each["date_created"]))
            newest_first.reverse()
            found = [
                each
                for each in newest_first
                if each["to"] in query.get("To", [each["to"]])
                and each["from"] in query.get("From", [each["from"]])
                and was_sent_since(query.get("DateSent>", [""])[0], each["date_sent"])
            ]
            page = int(query.get("Page", ["0"])[0])
            end = (page + 1) * stand_in.page_size
            following = urlencode({**query, "Page": page + 1}, doseq=True) if end < len(found) else None
            self._send_json(
                200,
                {
                    "messages": found[end - stand_in.page_size : end],
                    "page": page,
                    "page_size": stand_in.page_size,
                    "next_page_uri": following and f"{messages_path}?{following}",
                },
            )

        def _refuse(self, status: int, code: int) -> None:
            self._send_json(status, {"code": code, "message": "refused by the stand-in", "status": status})

        def _send_json(self, status: int, value: object) -> None:
            self._send(status, json.dumps(value).encode(), "application/json")

        def _send(self, status: int, content: bytes, content_type: str, **headers: str) -> None:
            self.send_response(status)
            for name, value in {"Content-Type": content_type, "Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

    return Handler


def was_sent_since(earliest: str, sent: str | None) -> bool:
    """Whether a message falls into a list that is filtered by when it was sent."""
    return not earliest or (sent is not None and parsedate_to_datetime(sent) >= datetime.fromisoformat(earliest))


def what_is_wrong(form: Mapping[str, str]) -> int | None:
    """Twilio's error code for the first thing that is wrong with a message, if anything is."""
    checks = (
        (21211, re.fullmatch(r"whatsapp:(\+[1-9]\d{6,14}|[A-Z]{2}\.\w{1,128})|\+[1-9]\d{6,14}", form.get("To", ""))),
        (21606, form.get("From") in (SENDER, SMS_SENDER)),
        (21619, form.get("Body") or form.get("MediaUrl")),
        (21617, len(form.get("Body", "")) <= 1600),
        (21609, re.match(r"https?://\S+$", form.get("StatusCallback", ""))),
        (21620, re.match(r"https?://\S+$", form.get("MediaUrl", "http://none"))),
    )
    return next((code for code, fine in checks if not fine), None)
