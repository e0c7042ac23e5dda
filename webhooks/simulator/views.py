"""``/simulator``: the page, what it asks for, and the files of the phones."""

from __future__ import annotations

import base64
import hmac
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import resources
from typing import Any, Final

from flask import Blueprint, Response, abort, jsonify, request, send_from_directory

import documents.fonts
from chatbot.language.wording import LANGUAGES
from panchayat.database import Unavailable
from panchayat.front_office import FrontOffice
from webhooks.busy import come_back
from webhooks.simulator.forms import Account
from webhooks.simulator.guard import guarded, only_from_this_machine
from webhooks.simulator.people import as_phone, belonging, sample_people, sample_places
from webhooks.simulator.phones import Attached, Phone, Phones
from webhooks.simulator.store import NoSuchFile
from webhooks.simulator.words import phone_words

_STATIC: Final = resources.files(__package__) / "static"
_FONTS: Final = resources.files(documents.fonts)
#: WhatsApp's largest file, and its longest text; a form needs a little more room than its file.
LARGEST_FILE: Final = 16 * 1024 * 1024
LARGEST_FORM: Final = LARGEST_FILE + 64 * 1024
_LONGEST: Final = 1600
_COORDINATE: Final = re.compile(r"-?\d{1,3}(\.\d{1,12})?")
#: What a browser may show in its own window; anything else it keeps as a file.
_HARMLESS: Final = re.compile(r"image/(jpeg|png|gif|webp)|(audio|video)/[\w.+-]+(;.*)?|application/pdf")


def simulator_blueprint(
    *,
    phones: Phones,
    open_office: Callable[[], AbstractContextManager[FrontOffice]],
    own_url: str,
    carry: Callable[[], None],
) -> Blueprint:
    """The phones in the browser, for a browser on this machine alone.

    Args:
        own_url: where the server listens.
        carry: wakes whoever carries messages; it must neither wait nor raise.
    """
    blueprint = Blueprint("simulator", __name__, url_prefix="/simulator")
    blueprint.before_request(only_from_this_machine(own_url))
    blueprint.after_request(guarded)
    blueprint.register_error_handler(Unavailable, come_back)

    @blueprint.get("")
    def page() -> Response:
        return send_from_directory(str(_STATIC), "index.html", max_age=0)

    @blueprint.get("/static/<path:name>")
    def static(name: str) -> Response:
        return send_from_directory(str(_STATIC), name, max_age=0)

    @blueprint.get("/fonts/<name>.ttf")
    def font(name: str) -> Response:
        return send_from_directory(str(_FONTS), f"{name}.ttf", mimetype="font/ttf", max_age=3600)

    @blueprint.get("/setup")
    def setup() -> Response:
        people = sample_people(open_office).values()
        return _fresh(
            jsonify(
                words=phone_words(),
                places=sample_places(open_office),
                switched_off=sorted(phones.switched_off()),
                receipts=phones.reports(),
                phones=[
                    *({**_shown(as_phone(each)), "office": belonging(each)} for each in people),
                    *(_shown(each) for each in phones.added()),
                ],
            )
        )

    @blueprint.get("/changes")
    def changes() -> Response:
        revision, messages = phones.changes(request.args.get("after", 0, type=int))
        return _fresh(jsonify(revision=revision, now=phones.now(), messages=messages))

    @blueprint.post("/phones")
    def add() -> Response:
        language = _one_of(request.form.get("language", ""), LANGUAGES)
        return jsonify(_shown(phones.add(phone_words()[language]["new_person"], language)))

    @blueprint.post("/messages")
    def write() -> tuple[Response, int]:
        request.max_content_length = LARGEST_FORM
        body, file = request.form.get("body", ""), _file()
        extras = {**_pin(), **_tap()}
        if len(body) > _LONGEST or not (body.strip() or file or extras):
            abort(400)
        owner = _owner(request.form.get("phone", ""))
        if quoted := request.form.get("quote_sid"):
            extras["quote"] = phones.quote(owner, quoted) or abort(400)
        sid = phones.write(owner, body, file=file, extras=extras)
        carry()
        return jsonify(sid=sid), 202

    @blueprint.post("/again")
    def again() -> tuple[str, int]:
        phones.again(request.form.get("sid", ""))
        carry()
        return "", 204

    @blueprint.post("/seen")
    def seen() -> tuple[str, int]:
        phones.show(request.form.get("phone", ""), request.form.get("upto", 0, type=int))
        carry()
        return "", 204

    @blueprint.post("/switch")
    def switch() -> tuple[str, int]:
        owner = _owner(request.form.get("phone", ""))
        phones.switch(owner.address, on=_one_of(request.form.get("on", ""), ("true", "false")) == "true")
        carry()
        return "", 204

    @blueprint.post("/receipts")
    def receipts() -> tuple[str, int]:
        upto = _one_of(request.form.get("upto", ""), ("read", "delivered", "none"))
        phones.report(_owner(request.form.get("phone", "")).address, upto)
        return "", 204

    @blueprint.get("/files/<file_id>/<path:_name>")
    def file(file_id: str, _name: str) -> Response:
        found, content = phones.file(file_id)
        harmless = _HARMLESS.fullmatch(found.type) is not None
        response = Response(content, mimetype=found.type if harmless else "application/octet-stream")
        response.headers["Content-Disposition"] = "inline" if harmless else "attachment"
        response.headers["Cache-Control"] = "private, max-age=3600"
        # A player asks for the end of a voice message first, to know how long it is.
        response.make_conditional(request, accept_ranges=True, complete_length=len(content))
        return response

    @blueprint.errorhandler(NoSuchFile)
    def no_such_file(_: NoSuchFile) -> Response:
        return Response("Not found.\n", 404, mimetype="text/plain")

    def _owner(address: str) -> Phone:
        person = sample_people(open_office).get(address)
        known = [as_phone(person)] if person else [each for each in phones.added() if each.address == address]
        return known[0] if known else abort(400)

    return blueprint


def media_blueprint(*, phones: Phones, account: Account, own_url: str) -> Blueprint:
    """The files of people's messages, at the addresses that Twilio gives them and for the account alone."""
    blueprint = Blueprint("simulated_media", __name__, url_prefix="/2010-04-01/Accounts")
    blueprint.before_request(only_from_this_machine(own_url))

    @blueprint.get("/<account_sid>/Messages/<sid>/Media/<file_id>")
    def media(account_sid: str, sid: str, file_id: str) -> Response:
        given = request.headers.get("Authorization", "")
        expected = "Basic " + base64.b64encode(f"{account.sid}:{account.token}".encode()).decode()
        if not hmac.compare_digest(given.encode(), expected.encode()):
            return Response(status=401, headers={"WWW-Authenticate": 'Basic realm="Twilio API"'})
        try:
            found, content = phones.file(file_id)
        except NoSuchFile:
            abort(404)
        if account_sid != account.sid or found.sid != sid:
            abort(404)
        return Response(content, headers={"Content-Type": found.type, "X-Content-Type-Options": "nosniff"})

    return blueprint


def _shown(phone: Phone) -> dict[str, Any]:
    return {"address": phone.address, "name": phone.name, "language": phone.language, "office": None}


def _file() -> Attached | None:
    given = request.files.get("file")
    if given is None:
        return None
    content = given.stream.read()
    if not 0 < len(content) <= LARGEST_FILE:
        abort(413)
    return Attached(content, given.content_type or "application/octet-stream", given.filename or "")


def _pin() -> dict[str, Any]:
    latitude, longitude = request.form.get("latitude"), request.form.get("longitude")
    if latitude is None or longitude is None:
        return {}
    if not (_COORDINATE.fullmatch(latitude) and _COORDINATE.fullmatch(longitude)):
        abort(400)
    return {"pin": {"latitude": latitude, "longitude": longitude, "label": request.form.get("label", "")[:200]}}


def _tap() -> dict[str, Any]:
    if "tap_id" not in request.form:
        return {}
    kind = _one_of(request.form.get("tap_kind", ""), ("button", "list"))
    return {"tap": {"kind": kind, "id": request.form["tap_id"][:200], "sid": request.form.get("tap_sid", "")[:64]}}


def _one_of(value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        abort(400)
    return value


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
