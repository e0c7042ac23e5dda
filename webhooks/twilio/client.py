"""Twilio's own library, with a time-out, connections that stay open, and perhaps another host.

Only the sender and the catching up import this: the library takes most of a second to load.
"""

from __future__ import annotations

from typing import Any, Final

from requests.adapters import HTTPAdapter
from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]
from twilio.http.response import Response  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from webhooks.twilio.host import at

_SECONDS: Final = 10


def client(account_sid: str, auth_token: str, *, api_url: str | None, connections: int = 1) -> Client:
    """A client of the account; one may be shared by threads.

    Args:
        api_url: replaces scheme and host of every call.
        connections: how many calls are made at the same time; so many connections are kept open.
    """
    return Client(account_sid, auth_token, http_client=_Http(api_url, connections))


class _Http(TwilioHttpClient):  # type: ignore[misc]  # the library has no types
    def __init__(self, api_url: str | None, connections: int) -> None:
        super().__init__(timeout=_SECONDS)
        self._api_url = api_url
        adapter = HTTPAdapter(pool_maxsize=connections)
        for scheme in ("https://", "http://"):
            self.session.mount(scheme, adapter)

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        return super().request(method, at(self._api_url, url), *args, **kwargs)
