"""A call to the number is answered with a sentence, and leaves one call to be made."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from panchayat.database import Database, Unavailable
from panchayat.front_office import FrontOffice
from panchayat.messaging.wakeups import Wakeups
from panchayat.models import CallBack
from tests.panchayat.conftest import Samples
from tests.stand_in.twilio import TOKEN, signed
from webhooks.twilio.voice import voice_blueprint

PUBLIC_URL = "https://panchayat.example"
PATH = "/webhooks/twilio/voice"
CALL = {"CallSid": "CA1", "From": "+910000000105", "To": "+910000000300", "CallStatus": "ringing"}

Post = Callable[..., TestResponse]


class Line:
    """The office at the other end, which can be down."""

    def __init__(self, open_office: Callable[[], AbstractContextManager[FrontOffice]]) -> None:
        self.down = False
        self.rung: list[Wakeups] = []
        self._open_office = open_office

    @contextmanager
    def open(self) -> Iterator[FrontOffice]:
        if self.down:
            raise Unavailable("locked")
        with self._open_office() as office:
            yield office


@pytest.fixture
def samples(database: Database) -> Samples:
    return Samples(database)


@pytest.fixture
def line(samples: Samples) -> Line:
    return Line(samples.open_office)


@pytest.fixture
def client(line: Line) -> FlaskClient:
    app = Flask(__name__)
    app.register_blueprint(
        voice_blueprint(public_url=PUBLIC_URL, auth_token=TOKEN, open_office=line.open, ring=line.rung.append)
    )
    return app.test_client()


@pytest.fixture
def post(client: FlaskClient) -> Post:
    def post(form: dict[str, str]) -> TestResponse:
        return client.post(PATH, data=form, headers=signed(PUBLIC_URL + PATH, form))

    return post


def calls(samples: Samples) -> int:
    with samples.open_office() as office:
        return office.session.scalars(select(func.count()).select_from(CallBack)).one()


def test_the_caller_hears_bengali_first_and_is_called_back(post: Post, samples: Samples, line: Line) -> None:
    answer = post(CALL)
    assert (answer.status_code, answer.mimetype) == (200, "text/xml")
    said = ET.fromstring(answer.text)
    assert [each.tag for each in said] == ["Say", "Say", "Hangup"]
    assert said[0].attrib == {"language": "bn-IN", "voice": "Google.bn-IN-Wavenet-C"}
    assert said[0].text == ("নমস্কার। এটি স্মার্ট পঞ্চায়েত। আমরা আপনাকে ফোন করব; আপনি এই নম্বরে হোয়াটসঅ্যাপে লিখতেও পারেন।")
    assert said[1].attrib == {"language": "hi-IN", "voice": "Polly.Aditi"}
    with samples.open_office() as office:
        call = office.session.scalars(select(CallBack)).one()
        assert (call.phone, call.reason, call.state) == ("+910000000105", "called", "open")
        assert call.office_id == office.offices.by_code("SAMPLE-01").id
    assert [wakeups.deliver for wakeups in line.rung] == [True]


def test_what_is_said_has_no_digits_or_latin_letters_that_a_voice_would_spell(post: Post) -> None:
    for form in (CALL, {**CALL, "From": "anonymous"}):
        words = "".join(each.text or "" for each in ET.fromstring(post(form).text))
        assert not any(char.isdecimal() or (char.isascii() and char.isalpha()) for char in words)


def test_a_repeated_call_is_answered_the_same_and_kept_once(post: Post, samples: Samples) -> None:
    assert post(CALL).text == post(CALL).text == post({**CALL, "CallStatus": "completed"}).text
    assert calls(samples) == 1


@pytest.mark.parametrize("headers", [{}, {"X-Twilio-Signature": "forged"}])
def test_nobody_but_twilio_is_heard(client: FlaskClient, samples: Samples, headers: dict[str, str]) -> None:
    assert client.post(PATH, data=CALL, headers=headers).status_code == 403
    assert client.post(PATH, data=CALL, headers=signed("https://elsewhere.example" + PATH, CALL)).status_code == 403
    assert calls(samples) == 0


@pytest.mark.parametrize("hidden", ["", "anonymous", "Restricted", "+266696687", "sip:somebody@example"])
def test_whoever_hides_the_number_is_told_to_write(post: Post, samples: Samples, hidden: str) -> None:
    answer = post({**CALL, "From": hidden})
    assert answer.status_code == 200
    assert "আপনার নম্বর দেখা যাচ্ছে না" in answer.text
    assert calls(samples) == 0


def test_a_call_over_whatsapp_counts_for_its_number(post: Post, samples: Samples) -> None:
    assert post({**CALL, "From": "whatsapp:+910000000105"}).status_code == 200
    assert calls(samples) == 1


def test_while_the_database_is_away_twilio_is_to_come_again(post: Post, line: Line) -> None:
    line.down = True
    answer = post(CALL)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert line.rung == []


def test_a_call_without_its_id_is_refused(post: Post, samples: Samples) -> None:
    assert post({"From": "+910000000105"}).status_code == 400
    assert calls(samples) == 0


def test_only_post_is_answered(client: FlaskClient) -> None:
    assert client.get(PATH).status_code == 405
