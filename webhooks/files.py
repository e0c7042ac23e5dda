"""Hands out papers on signed links: to the channel that delivers them, and to the person who opens them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final

from flask import Blueprint, Response, request

from chatbot.language.wording import _
from documents.store import NotKept, PaperStore
from panchayat.database import Unavailable
from panchayat.front_office import FrontOffice
from webhooks.busy import come_back
from webhooks.paper_links import Expired, NotOurs, PaperLinks, digest
from webhooks.refusals import NOT_OURS, PRIVATE, TRY_AGAIN, in_all_languages, refusal

_OVER: Final = _("This link is over. To get the paper again, write to us on WhatsApp.")


def files_blueprint(
    *,
    links: PaperLinks,
    open_office: Callable[[], AbstractContextManager[FrontOffice]],
    store: PaperStore,
) -> Blueprint:
    """``GET|HEAD /files/<token>/<name>.pdf``: the paper, or a short page that says nothing about it."""
    blueprint = Blueprint("files", __name__, url_prefix="/files")

    @blueprint.get("/<token>/<name>.pdf")
    def paper(token: str, name: str) -> Response:
        paper_id = links.read(token)
        with open_office() as office:
            paper = office.fetches.paper(paper_id, link=digest(token), method=request.method)
        if paper is None or paper.file_hash is None:
            raise Expired
        if name != paper.file_name:
            raise NotOurs
        # The whole file even for a part of it: a reader that asks for parts would use the link up.
        return Response(
            store.open(paper.file_hash).read_bytes(),
            mimetype="application/pdf",
            headers={
                **PRIVATE,
                "Content-Disposition": f'inline; filename="{name}.pdf"',
                "ETag": f'"{paper.file_hash}"',
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
