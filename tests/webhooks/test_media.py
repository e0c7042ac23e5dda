"""Files are fetched from Twilio with the account's password, and from nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import responses

from jobs.channel import Fetched, NotToBeHad
from tests.stand_in.twilio import ACCOUNT, TOKEN, TwilioStandIn, twilio_stand_in
from webhooks.twilio.media import TwilioMedia

URL = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages/MM1/Media/ME1"
CDN = "https://mms.twiliocdn.com/ME1?signature=x"
PHOTO = b"\xff\xd8 a photo"


@pytest.fixture
def http() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock() as http:
        yield http


@pytest.fixture
def source() -> TwilioMedia:
    return TwilioMedia(ACCOUNT, TOKEN)


def test_a_file_is_fetched_with_the_password(http: responses.RequestsMock, source: TwilioMedia) -> None:
    http.get(URL, PHOTO, content_type="image/jpeg")
    assert source.fetch(URL) == Fetched(PHOTO, "image/jpeg")
    assert http.calls[0].request.headers["Authorization"].startswith("Basic ")


def test_the_password_does_not_follow_to_the_storage(http: responses.RequestsMock, source: TwilioMedia) -> None:
    http.get(URL, status=307, headers={"Location": CDN})
    http.get(CDN, PHOTO, content_type="image/jpeg")
    assert source.fetch(URL).content == PHOTO
    assert "Authorization" not in http.calls[1].request.headers


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:6379/",
        "https://api.twilio.com.evil.example/x",
        "https://evil.example/?api.twilio.com",
        "https://api.twilio.com@evil.example/x",
        "https://user@api.twilio.com/x",
        "https://api.twilio.com:8443/x",
        "http://api.twilio.com/x",
        "file:///etc/passwd",
        "ftp://api.twilio.com/x",
        "https://[broken/x",
        "",
    ],
)
def test_no_other_address_is_asked(http: responses.RequestsMock, source: TwilioMedia, url: str) -> None:
    with pytest.raises(NotToBeHad):
        source.fetch(url)
    assert len(http.calls) == 0


@pytest.mark.parametrize("target", ["https://evil.example/x", "http://mms.twiliocdn.com/x", "http://127.0.0.1/x"])
def test_no_redirect_leads_elsewhere(http: responses.RequestsMock, source: TwilioMedia, target: str) -> None:
    http.get(URL, status=302, headers={"Location": target})
    with pytest.raises(NotToBeHad):
        source.fetch(URL)
    assert len(http.calls) == 1


def test_redirects_in_a_circle_come_to_an_end(http: responses.RequestsMock, source: TwilioMedia) -> None:
    http.get(URL, status=302, headers={"Location": URL})
    with pytest.raises(NotToBeHad):
        source.fetch(URL)


def test_a_file_that_is_too_large_is_not_kept(http: responses.RequestsMock, source: TwilioMedia) -> None:
    http.get(URL, b"x" * (16 * 1024 * 1024 + 1))
    with pytest.raises(NotToBeHad):
        source.fetch(URL)


def test_what_is_gone_is_not_asked_for_again_and_what_is_broken_is(
    http: responses.RequestsMock, source: TwilioMedia
) -> None:
    http.get(URL, status=404)
    with pytest.raises(NotToBeHad):
        source.fetch(URL)
    for status in (429, 500, 503):
        http.replace(responses.GET, URL, status=status)
        with pytest.raises(ConnectionError):
            source.fetch(URL)


def test_another_host_can_stand_for_twilio() -> None:
    with twilio_stand_in() as twilio, twilio_stand_in() as other:
        source = TwilioMedia(ACCOUNT, TOKEN, api_url=twilio.url)
        put(twilio, "/media/1")
        put(other, "/media/2")
        twilio.redirects["/media/2"] = f"{other.url}/media/2"
        twilio.redirects["/media/3"] = f"{twilio.url}/media/1"
        assert source.fetch(f"{twilio.url}/media/1").content == PHOTO
        assert source.fetch("https://api.twilio.com/media/1").content == PHOTO
        assert source.fetch(f"{twilio.url}/media/3").content == PHOTO
        for refused in (f"{other.url}/media/2", f"{twilio.url}/media/2"):
            with pytest.raises(NotToBeHad):
                source.fetch(refused)


def put(twilio: TwilioStandIn, path: str) -> None:
    twilio.media[path] = (PHOTO, "image/jpeg")
