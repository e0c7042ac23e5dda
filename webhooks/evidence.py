"""Hands out the files that came with a record, on signed links, to the channel that brings them to an officer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final

from flask import Blueprint, Response, request

from chatbot.language.wording import _
from documents.store import NotKept, PaperStore
from panchayat.database import Unavailable
from panchayat.front_office import FrontOffice
from panchayat.messaging.file_types import ending_of, type_of
from webhooks.busy import come_back
from webhooks.paper_links import EvidenceLinks, Expired, NotOurs, digest
from webhooks.refusals import NOT_OURS, PRIVATE, TRY_AGAIN, in_all_languages, refusal

_OVER: Final = _("This link is over. To see the files again, write to us on WhatsApp.")
#: What is looked at or listened to where it is; anything else is a file to be kept.
_SHOWN: Final = ("image/", "audio/", "video/", "application/pdf")
#: Whatever somebody has sent, nothing in it runs, and it reaches nothing.
_ALONE: Final = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"


def evidence_blueprint(
    *,
    links: EvidenceLinks,
    open_office: Callable[[], AbstractContextManager[FrontOffice]],
    store: PaperStore,
) -> Blueprint:
    """``GET|HEAD /files/<token>/evidence``: the file, or a short page that says nothing about it."""
    blueprint = Blueprint("evidence", __name__, url_prefix="/files")

    @blueprint.get("/<token>/evidence")
    def evidence(token: str) -> Response:
        media_id, sent_with = links.read(token)
        with open_office() as office:
            media = office.fetches.evidence(media_id, sent_with=sent_with, link=digest(token), method=request.method)
        if media is None or media.content_hash is None:
            raise Expired
        content = store.open(media.content_hash).read_bytes()
        content_type = type_of(content, media.content_type)
        ending = ending_of(content_type)
        if ending is None:
            raise Expired
        shown = "inline" if content_type.startswith(_SHOWN) else "attachment"
        return Response(
            content,
            mimetype=content_type,
            headers={
                **PRIVATE,
                "Content-Disposition": f'{shown}; filename="evidence.{ending}"',
                "Content-Security-Policy": _ALONE,
                "Accept-Ranges": "none",
            },
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
