"""Hands out the photographs of guest houses, which anybody may see."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response

from documents.store import NotKept, PaperStore
from webhooks.busy import come_back

_PUBLIC: Final = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


def picture_url(public_url: str, digest: str) -> str:
    """Where the picture with this SHA-256 (hex) is."""
    return f"{public_url}/pictures/{digest}.jpg"


def pictures_blueprint(*, store: PaperStore) -> Blueprint:
    """``GET|HEAD /pictures/<hash>.jpg``: the picture whose content has this hash."""
    blueprint = Blueprint("pictures", __name__, url_prefix="/pictures")

    @blueprint.get("/<digest>.jpg")
    def picture(digest: str) -> Response:
        return Response(store.open(digest).read_bytes(), mimetype="image/jpeg", headers=_PUBLIC)

    @blueprint.errorhandler(NotKept)
    def not_found(_: NotKept) -> Response:
        return Response("Not found.\n", 404, mimetype="text/plain")

    blueprint.register_error_handler(OSError, come_back)
    return blueprint
