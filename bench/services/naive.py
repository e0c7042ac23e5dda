"""A naive bot, as tutorials write it: a Flask view, the provider's own validator, a session of the ORM, one reply.

It asks one question after the other and keeps what it is told. It knows nothing of messages that come twice or at the
same time.
"""

from __future__ import annotations

from typing import Any, Final

from flask import Flask, Response, abort, request
from sqlalchemy import JSON, Engine, create_engine, event, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]
from twilio.twiml.messaging_response import MessagingResponse  # type: ignore[import-untyped]

from bench.services.serving import Connected, serve
from tests.stand_in.twilio import TOKEN

QUESTIONS: Final = (
    "What is your name?",
    "Where do you live?",
    "What is it about?",
    "What has happened?",
    "Where was it?",
    "Since when?",
    "Who is responsible?",
    "Has it been reported before?",
    "Shall we submit it?",
)


class Base(DeclarativeBase):
    """The tables of the bot."""


class User(Base):
    """Somebody who writes, and how far they have come."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(unique=True)
    step: Mapped[int] = mapped_column(default=0)
    answers: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)


class Message(Base):
    """What they wrote, and what was answered."""

    __tablename__ = "messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(index=True)
    sid: Mapped[str]
    body: Mapped[str]
    reply: Mapped[str]


def application(database: str, url: str, _connected: Connected) -> Flask:
    """The bot on ``database``; ``url`` is where the provider calls. Of an engine's connections one knows anyway."""
    engine = _engine(database)
    app = Flask("naive")
    validator = RequestValidator(TOKEN)

    @app.post("/webhooks/twilio/whatsapp")
    def whatsapp() -> Response:
        if not validator.validate(url, request.form, request.headers.get("X-Twilio-Signature", "")):
            abort(403)
        body = request.form["Body"]
        with Session(engine) as session:
            user = session.scalar(select(User).where(User.address == request.form["From"]))
            if user is None:
                user = User(address=request.form["From"], step=0, answers={})
                session.add(user)
                session.flush()
            user.answers = {**user.answers, str(user.step): body}
            user.step = (user.step + 1) % len(QUESTIONS)
            reply = QUESTIONS[user.step]
            session.add(Message(user_id=user.id, sid=request.form["MessageSid"], body=body, reply=reply))
            session.commit()
        response = MessagingResponse()
        response.message(reply)
        return Response(str(response), mimetype="text/xml")

    return app


def _engine(database: str) -> Engine:
    engine = create_engine(database.replace("postgresql://", "postgresql+psycopg://"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _make_durable)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(1)"))  # two processes begin at the same time
        Base.metadata.create_all(connection)
    engine.dispose()
    return engine


def _make_durable(connection: Any, _record: object) -> None:
    """As durable as the others are."""
    for setting in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 60000"):
        connection.execute(f"PRAGMA {setting}")


if __name__ == "__main__":
    serve(application)
