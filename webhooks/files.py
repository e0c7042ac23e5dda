"""Hands out papers on signed links: to the channel that delivers them, and to the person who opens them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from flask import Blueprint, Response, request

from documents.store import NotKept, PaperStore
from panchayat.database import Unavailable
from panchayat.file_fetches import FileFetches
from panchayat.front_office import FrontOffice
from webhooks.busy import come_back
from webhooks.paper_links import Expired, NotOurs, PaperLinks, digest

_PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}


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
            paper = FileFetches(office.session, office.now).fetch(paper_id, link=digest(token), method=request.method)
        if paper is None or paper.file_hash is None:
            raise Expired
        if name != paper.file_name:
            raise NotOurs
        # The whole file even for a part of it: a reader that asks for parts would use the link up.
        return Response(
            store.open(paper.file_hash).read_bytes(),
            mimetype="application/pdf",
            headers={
                **_PRIVATE,
                "Content-Disposition": f'inline; filename="{name}.pdf"',
                "ETag": f'"{paper.file_hash}"',
                "Accept-Ranges": "none",
                "X-Content-Type-Options": "nosniff",
            },
        )

    @blueprint.errorhandler(NotOurs)
    def not_found(_: NotOurs) -> Response:
        return Response("Not found.\n", 404, _PRIVATE, mimetype="text/plain")

    @blueprint.errorhandler(Expired)
    def gone(_: Expired) -> Response:
        sentence = "This link is over. Ask for the paper again on WhatsApp.\n"
        return Response(sentence, 410, _PRIVATE, mimetype="text/plain")

    for error in (Unavailable, NotKept, OSError):
        blueprint.register_error_handler(error, come_back)
    return blueprint
