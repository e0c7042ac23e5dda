"""The answer while something that we need does not answer us: whoever calls is to come back."""

from __future__ import annotations

import logging

from flask import Response, request

log = logging.getLogger(__name__)


def come_back(error: Exception, sentence: str = "Try again.\n") -> Response:
    """503, a short while to wait, and a line in the log; nothing was done."""
    log.warning("%s was put off: %s: %s", request.endpoint, type(error).__name__, error)
    return Response(sentence, 503, {"Retry-After": "2", "Cache-Control": "no-store"}, mimetype="text/plain")
