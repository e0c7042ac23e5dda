"""The ceiling with the framework that the service stands on: what is left of it above this line is Flask's."""

from __future__ import annotations

from flask import Flask, Response, request

from bench.services.keeping import keeper
from bench.services.serving import Connected, serve
from tests.stand_in.twilio import TOKEN
from webhooks.twilio.signed import only_from_twilio
from webhooks.twilio.twiml import one_message


def application(database: str, url: str, connected: Connected) -> Flask:
    """The same as the ceiling, as a view."""
    keep = keeper(database, connected)
    app = Flask("ceiling")
    public_url, _, path = url.partition("/webhooks")
    app.before_request(only_from_twilio(public_url, TOKEN))

    @app.post(f"/webhooks{path}")
    def whatsapp() -> Response:
        keep(request.form["MessageSid"], request.form["From"], request.form["Body"])
        return Response(one_message("Thank you", f"{url}/receipt"), mimetype="text/xml")

    return app


if __name__ == "__main__":
    serve(application)
