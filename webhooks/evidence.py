"""Hands out the photos that came with a request, on signed links, to the channel that brings them to an officer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final

from flask import Blueprint, Response, request

from chatbot.language.wording import _
from documents.store import NotKept, PaperStore
from panchayat.certificates.desk import SHOWN
from panchayat.database import Unavailable
from panchayat.front_office import FrontOffice
from panchayat.papers.evidence_fetches import EvidenceFetches
from webhooks.busy import come_back
from webhooks.paper_links import EvidenceLinks, Expired, NotOurs, digest
from webhooks.refusals import NOT_OURS, PRIVATE, TRY_AGAIN, in_all_languages, refusal

_OVER: Final = _("This link is over. To see the photos again, write to us on WhatsApp.")


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
            headers={**PRIVATE, "Content-Disposition": "inline", "Accept-Ranges": "none"},
        )

    @blueprint.errorhandler(NotOurs)
    def not_found(_error: NotOurs) -> Response:
        return refusal(404, NOT_OURS)

    @blueprint.errorhandler(Expired)
    def gone(_error: Expired) -> Response:
        return refusal(410, _OVER)

    @blueprint.errorhandler(Unavailable)
    @blueprint.errorhandler(NotKept)
    @blueprint.errorhandler(OSError)
    def busy(error: Exception) -> Response:
        return come_back(error, in_all_languages(TRY_AGAIN))

    return blueprint
