"""The page on which anybody checks a paper: by its code, or by its file. Plain, without scripts and cookies."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from importlib import resources
from typing import Final

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge, RequestTimeout
from werkzeug.wrappers import Response as AnyResponse

from chatbot.language.wording import DEFAULT, LANGUAGES, say
from panchayat.database import Unavailable
from panchayat.front_office import FrontOffice
from panchayat.papers.verification import read_hash
from webhooks.askers import asker
from webhooks.verify import verdicts
from webhooks.verify.guesses import Guesses
from webhooks.verify.upload import hash_of_upload
from webhooks.verify.verdicts import Verdict

_STYLE: Final = (resources.files(__package__) / "templates" / "verify.css").read_text("utf-8")
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    # A paper may be revoked in the next minute.
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Vary": "Accept-Language",
}
#: The languages by their own names, as links to them are read.
_NAMES: Final = {"bn": "বাংলা", "en": "English", "hi": "हिन्दी"}


def verify_blueprint(*, open_office: Callable[[], AbstractContextManager[FrontOffice]], guesses: Guesses) -> Blueprint:
    """``GET|HEAD /verify`` (with ``code`` or ``sha256``), ``/verify/<code>``, ``POST /verify/file``.

    A paper that is not ours is 404, too many such from one address 429; the page is the same, in the reader's language.
    """
    blueprint = Blueprint("verify", __name__, url_prefix="/verify", template_folder="templates")

    @blueprint.get("", strict_slashes=False)
    def start() -> AnyResponse:
        if code := request.args.get("code", "").strip():
            return redirect(url_for("verify.paper", code=code, lang=request.args.get("lang")), 303)
        if (typed := request.args.get("sha256")) is None:
            return _page(None)
        file_hash = read_hash(typed)
        if file_hash is None:
            return _page(verdicts.NOTHING_GIVEN, 400)
        return _looked_up(lambda office: verdicts.of_file(office.verification.by_file(file_hash), _language()))

    @blueprint.get("/<path:code>")
    def paper(code: str) -> AnyResponse:
        return _looked_up(lambda office: verdicts.of_code(office.verification.by_code(code), _language()), code=code)

    @blueprint.post("/file")
    def file() -> AnyResponse:
        file_hash = hash_of_upload(request.environ)
        if file_hash is None:
            return _page(verdicts.NOTHING_GIVEN, 400)
        # A page of its own, so that it can be read again in another language.
        return redirect(url_for("verify.start", sha256=file_hash, lang=request.args.get("lang")), 303)

    def _looked_up(look: Callable[[FrontOffice], Verdict], *, code: str = "") -> Response:
        """The verdict; those who were wrong too often are not told any."""
        who = asker(request.remote_addr, request.headers.get("X-Forwarded-For"))
        if guesses.too_many(who):
            return _page(verdicts.TOO_MANY, 429, code=code, retry_after=guesses.PAUSE)
        with open_office() as office:
            verdict = look(office)
        if not verdict.ours:
            guesses.count(who)
        return _page(verdict, 200 if verdict.ours else 404, code=code)

    @blueprint.errorhandler(RequestEntityTooLarge)
    def too_large(_error: RequestEntityTooLarge) -> Response:
        return _page(verdicts.TOO_LARGE, 413)

    @blueprint.errorhandler(RequestTimeout)
    def too_slow(_error: RequestTimeout) -> Response:
        return _page(verdicts.TOO_SLOW, 408)

    @blueprint.errorhandler(Unavailable)
    def busy(_error: Unavailable) -> Response:
        return _page(verdicts.BUSY, 503, retry_after=2)

    return blueprint


def _page(verdict: Verdict | None, status: int = 200, *, code: str = "", retry_after: int | None = None) -> Response:
    language = _language()
    args = {name: value for name, value in request.args.items() if name == "sha256"}
    endpoint = "verify.start" if request.method == "POST" else request.endpoint or "verify.start"
    places = {each: url_for(endpoint, **{**(request.view_args or {}), **args, "lang": each}) for each in LANGUAGES}
    body = render_template(
        "verify.html",
        style=_STYLE,
        language=language,
        chosen=request.args.get("lang"),
        languages=[(each, _NAMES[each], places[each]) for each in LANGUAGES],
        say=partial(say, language=language),
        words=verdicts.PAGE,
        verdict=verdict,
        code=code,
    )
    headers = {**_HEADERS, "Content-Language": language}
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    return Response(body, status, headers, mimetype="text/html")


def _language() -> str:
    """The one that was asked for by a link, else the best that the browser wants, else Bengali."""
    # Werkzeug's own choice takes "en;q=0.5" before "bn-IN", because it is spelt like one of ours.
    wanted = [tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality > 0]
    return next((each for each in (request.args.get("lang"), *wanted) if each in LANGUAGES), DEFAULT)
