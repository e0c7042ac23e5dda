"""The door of the simulator: it opens to a browser on this machine that shows the simulator's own page, to nobody else.

Other pages in the same browser may send requests here too, or have their own name point to this machine
(DNS rebinding); both betray themselves by a header that a page cannot write.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from flask import Response, abort, request

_NAMES: Final = ("127.0.0.1", "localhost", "[::1]")
_PROXIED: Final = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host")
_SAFE: Final = ("GET", "HEAD")

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
        "img-src 'self' blob:; media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def only_from_this_machine(own_url: str) -> Callable[[], None]:
    """A check to run before a request: it ends with 403 what another page, another host or a proxy sent.

    Args:
        own_url: where the server listens, on this machine alone.
    """
    port = urlsplit(own_url).port
    hosts = {urlsplit(own_url).netloc, *(f"{name}:{port}" for name in _NAMES)}
    if port == 80:
        hosts.update(_NAMES)

    def check() -> None:
        if request.host not in hosts or any(name in request.headers for name in _PROXIED):
            abort(403)
        if request.method not in _SAFE and request.headers.get("Origin") != f"http://{request.host}":
            abort(403)
        if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none") and not _follows_link():
            abort(403)

    return check


def _follows_link() -> bool:
    """Whether somebody opens the page itself from another one, which then sees nothing of it."""
    return request.endpoint == "simulator.page" and request.headers.get("Sec-Fetch-Dest") == "document"


def guarded(response: Response) -> Response:
    """``response`` with the headers that keep a page to itself."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
