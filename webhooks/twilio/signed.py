"""The door of everything that Twilio calls: it opens to requests with Twilio's signature, and to nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flask import abort, request

from webhooks.twilio.signature import HEADER, SETTINGS_HEADER, is_signed

#: Twilio's largest requests are a few kilobytes; whoever sends more is somebody else.
LARGEST_BODY: Final = 64 * 1024


def only_from_twilio(public_url: str, auth_token: str) -> Callable[[], None]:
    """A check to run before a request: it ends with 403 what Twilio did not sign, with 413 what is too large.

    Args:
        public_url: the address that Twilio was given, without a slash at the end. It is not taken from the
            request, because proxies and forgers write that.
    """

    def check() -> None:
        request.max_content_length = request.max_form_memory_size = LARGEST_BODY
        query = request.query_string.decode("latin-1")
        is_form = request.mimetype == "application/x-www-form-urlencoded"
        genuine = is_signed(
            auth_token,
            f"{public_url}{request.path}{'?' if query else ''}{query}",
            request.form.items(multi=True) if is_form else (),
            signature=request.headers.get(HEADER),
            settings=request.headers.get(SETTINGS_HEADER),
            body=None if is_form else request.get_data(),
        )
        if not genuine:
            abort(403)

    return check
