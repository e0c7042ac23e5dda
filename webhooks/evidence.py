"""Hands out the photos that came with a request, on signed links, to the channel that brings them to an officer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final

from flask import Blueprint, Response, request

from documents.store import NotKept, PaperStore
from panchayat.certificate_desk import SHOWN
from panchayat.database import Unavailable
from panchayat.evidence_fetches import EvidenceFetches
from panchayat.front_office import FrontOffice
from webhooks.busy import come_back
from webhooks.paper_links import EvidenceLinks, Expired, NotOurs, digest

_PRIVATE: Final = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def evidence_blueprint(
    *,
    links: EvidenceLinks,
    open_office: Callable[[], AbstractContextManager[FrontOffice]],
    store: PaperStore,
) -> Blueprint:
    """``GET|HEAD /files/<token>/evidence``: the photo, or a short page that says nothing about it."""
    blueprint = Blueprint("evidence", __name__, url_prefix="/files")

    @blueprint.get("/<token>/evidence")
    def evidence(token: str) -> Response:
        media_id = links.read(token)
        with open_office() as office:
            media = EvidenceFetches(office.session, office.now).fetch(
                media_id, link=digest(token), method=request.method
            )
        if media is None or media.content_hash is None or media.content_type not in SHOWN:
            raise Expired
        return Response(
            store.open(media.content_hash).read_bytes(),
            mimetype=media.content_type,
            headers={**_PRIVATE, "Content-Disposition": "inline", "Accept-Ranges": "none"},
        )

    @blueprint.errorhandler(NotOurs)
    def not_found(_: NotOurs) -> Response:
        return Response("Not found.\n", 404, _PRIVATE, mimetype="text/plain")

    @blueprint.errorhandler(Expired)
    def gone(_: Expired) -> Response:
        return Response(
            "This link is over. Ask for the photos again on WhatsApp.\n", 410, _PRIVATE, mimetype="text/plain"
        )

    for error in (Unavailable, NotKept, OSError):
        blueprint.register_error_handler(error, come_back)
    return blueprint
