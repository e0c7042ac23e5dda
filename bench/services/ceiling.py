"""The ceiling: the signature is checked and the message kept for good; there is no framework and no conversation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from bench.services.keeping import keeper
from bench.services.serving import Connected, serve
from tests.stand_in.twilio import TOKEN
from webhooks.twilio.signature import is_signed
from webhooks.twilio.twiml import one_message

_HEADERS: Final = [("Content-Type", "text/xml; charset=utf-8")]


def application(database: str, url: str, connected: Connected) -> WSGIApplication:
    """The ceiling on ``database``; ``url`` is where the provider calls."""
    keep = keeper(database, connected)

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        form = parse_qsl(environ["wsgi.input"].read().decode(), keep_blank_values=True)
        if not is_signed(TOKEN, url, form, signature=environ.get("HTTP_X_TWILIO_SIGNATURE")):
            start("403 Forbidden", _HEADERS)
            return []
        fields = dict(form)
        keep(fields["MessageSid"], fields["From"], fields["Body"])
        start("200 OK", _HEADERS)
        return [one_message("Thank you", f"{url}/receipt").encode()]

    return answer


if __name__ == "__main__":
    serve(application)
