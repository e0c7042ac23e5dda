"""Fetches the files that people sent from where Twilio keeps them, and from nowhere else."""

from __future__ import annotations

import re
from time import monotonic
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

import requests

from jobs.channel import Fetched, NotToBeHad
from webhooks.twilio.host import at

_LARGEST: Final = 16 * 1024 * 1024
_MOST_REDIRECTS: Final = 4
_SECONDS: Final = 30
_CHUNK: Final = 64 * 1024

_API: Final = re.compile(r"(?:[a-z0-9-]+\.)*twilio\.com")
#: Where Twilio's API sends us for the bytes; the address there is signed and needs no password.
_STORAGE: Final = re.compile(r"(?:[a-z0-9-]+\.)*twiliocdn\.com|media\.twiliocdn\.com\.s3-external-1\.amazonaws\.com")


class TwilioMedia:
    """Twilio's media as a ``MediaSource``.

    Args:
        api_url: replaces scheme and host of Twilio's API, and is then the only host that is asked.
    """

    def __init__(self, account_sid: str, auth_token: str, *, api_url: str | None = None) -> None:
        self._credentials = (account_sid, auth_token)
        self._api_url = api_url

    def fetch(self, url: str) -> Fetched:
        """The file at ``url``, at most 16 MB, with the type that Twilio says it has.

        Raises:
            NotToBeHad: it is gone, too large, or the address, or one it leads to, is not Twilio's.
            ConnectionError: Twilio did not answer, or not completely.
        """
        if self._api_url and _API.fullmatch(urlsplit(url).hostname or ""):
            url = at(self._api_url, url)
        deadline = monotonic() + _SECONDS
        try:
            with requests.Session() as session:
                for _ in range(_MOST_REDIRECTS + 1):
                    with self._get(session, url) as answer:
                        if not answer.is_redirect:
                            return _file(answer, deadline)
                        url = urljoin(url, answer.headers["Location"])
        except requests.RequestException as error:
            raise ConnectionError(type(error).__name__) from error
        raise NotToBeHad("redirected too often")

    def _get(self, session: requests.Session, url: str) -> requests.Response:
        try:
            parts = urlsplit(url)
            is_api, is_storage = self._is_api(parts), self._is_storage(parts)
        except ValueError as error:
            raise NotToBeHad("not an address") from error
        if not (is_api or is_storage):
            raise NotToBeHad(f"not a host of Twilio: {parts.hostname}")
        return session.get(
            url, auth=self._credentials if is_api else _no_password, stream=True, allow_redirects=False, timeout=10
        )

    def _is_api(self, url: SplitResult) -> bool:
        if self._api_url:
            own = urlsplit(self._api_url)
            return (url.scheme, url.netloc) == (own.scheme, own.netloc)
        return _is_secure(url) and bool(_API.fullmatch(url.hostname or ""))

    def _is_storage(self, url: SplitResult) -> bool:
        return _is_secure(url) and bool(_STORAGE.fullmatch(url.hostname or ""))


def _is_secure(url: SplitResult) -> bool:
    return url.scheme == "https" and url.port in (None, 443) and url.username is None


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Stops requests from looking for a password in the machine's files."""
    return request


def _file(answer: requests.Response, deadline: float) -> Fetched:
    if answer.status_code in (requests.codes.too_many_requests, requests.codes.request_timeout):
        raise ConnectionError(f"HTTP {answer.status_code}")
    if 400 <= answer.status_code < 500:
        raise NotToBeHad(f"HTTP {answer.status_code}")
    answer.raise_for_status()
    content = bytearray()
    for chunk in answer.iter_content(_CHUNK):
        content += chunk
        if len(content) > _LARGEST:
            raise NotToBeHad("larger than 16 MB")
        if monotonic() > deadline:
            raise ConnectionError("too slow")
    return Fetched(bytes(content), answer.headers.get("Content-Type", "application/octet-stream"))
