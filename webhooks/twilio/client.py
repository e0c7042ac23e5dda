"""Twilio's own library, with a time-out, connections that stay open, and perhaps another host.

Only the sender and the catching up import this: the library takes most of a second to load.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from requests import Request, Session
from requests import Response as Answer
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
        adapter = HTTPAdapter(pool_maxsize=connections, pool_block=True)
        for scheme in ("https://", "http://"):
            self.session.mount(scheme, adapter)

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        return super().request(method, at(self._api_url, url), *args, **kwargs)


class Poster:
    """Posts forms to one address over the connections of a client, many times a second.

    The library, and the session below it, make the same request anew for every message, which costs more than all
    else that is done about it. Here it is made once, with its headers and this machine's proxy and certificates, and
    only the body is another.
    """

    def __init__(self, client: Client, url: str, *, api_url: str | None) -> None:
        session: Session = client.http_client.session
        url = at(api_url, client.get_hostname(url))
        self._request = session.prepare_request(
            Request("POST", url, auth=client.auth, headers=client.get_headers("POST", None))
        )
        self._adapter = session.get_adapter(url)
        self._settings: Any = session.merge_environment_settings(url, {}, None, None, None)

    def post(self, form: Mapping[str, str]) -> Answer:
        """The answer, read to its end, whatever its status; nothing is followed.

        Raises:
            requests.RequestException: there is none, or only half of it.
        """
        request = self._request.copy()
        request.body = urlencode(form).encode()
        request.headers["Content-Length"] = str(len(request.body))
        answer = self._adapter.send(request, timeout=_SECONDS, **self._settings)
        answer.content  # noqa: B018  # reading it gives the connection back
        return answer
