"""The whole way of a trial's messages: a phone, the office's real addresses, and back."""

from __future__ import annotations

import io
from typing import Any

import pytest
import requests

from jobs import media
from jobs.channel import NotToBeHad
from panchayat.models import Contact, Media, Outbox
from tests.simulator.conftest import RAHIMA, Service
from tests.waiting import PATIENCE

pytestmark = pytest.mark.slow


def write(service: Service, **fields: Any) -> str:
    answer = service.browser.post("/simulator/messages", data={"phone": RAHIMA.address, **fields})
    assert answer.status_code == 202
    service.carry_all()
    return str(answer.json["sid"])  # type: ignore[index]


def messages(service: Service) -> list[dict[str, Any]]:
    return list(service.browser.get("/simulator/changes").json["messages"])  # type: ignore[index]


def test_a_message_is_answered_by_the_office_and_its_receipts_reach_the_outbox(service: Service) -> None:
    write(service, body="নমস্কার")
    said, answer = messages(service)
    assert (said["state"], answer["state"]) == ("answered", "delivered")
    assert "১. অভিযোগ বা পরামর্শ জানান" in answer["body"]
    service.browser.post("/simulator/seen", data={"phone": RAHIMA.address, "upto": answer["id"]})
    service.carry_all()
    with service.installation.database.open_office() as office:
        # The samples may have been told of something too: of their pay slips, on the first days of a month.
        [row] = office.session.query(Outbox).where(Outbox.key.startswith("turn:")).all()
        assert (row.state, row.provider_id) == ("read", answer["sid"])


def test_a_quote_is_shown_and_reaches_the_conversation(service: Service) -> None:
    write(service, body="নমস্কার")
    menu = messages(service)[1]
    write(service, body="১")
    write(service, body="১", quote_sid=menu["sid"])
    said, answer = messages(service)[-2:]
    assert said["quote"] == {"sid": menu["sid"], "own": False}
    assert answer["body"].startswith("ওই তালিকাটি আর চলবে না।")
    refused = service.browser.post(
        "/simulator/messages", data={"phone": RAHIMA.address, "body": "১", "quote_sid": "SM0"}
    )
    assert refused.status_code == 400


def test_how_far_the_office_hears_of_a_phone_is_kept(service: Service) -> None:
    for upto, status in (("none", 204), ("perhaps", 400)):
        answer = service.browser.post("/simulator/receipts", data={"phone": RAHIMA.address, "upto": upto})
        assert answer.status_code == status
    assert service.browser.get("/simulator/setup").json["receipts"] == {RAHIMA.address: "none"}  # type: ignore[index]
    write(service, body="নমস্কার")
    assert messages(service)[1]["state"] == "waiting"


def test_only_what_has_changed_is_told_again(service: Service) -> None:
    write(service, body="নমস্কার")
    newest = service.browser.get("/simulator/changes").json["revision"]  # type: ignore[index]
    assert service.browser.get(f"/simulator/changes?after={newest}").json["messages"] == []  # type: ignore[index]
    write(service, body="৮")
    told = service.browser.get(f"/simulator/changes?after={newest}").json["messages"]  # type: ignore[index]
    assert [message["mine"] for message in told] == [True, False]


def test_a_photo_is_fetched_from_the_phone_with_the_accounts_credentials(service: Service) -> None:
    write(service, file=(io.BytesIO(b"\xff\xd8 a photo"), "road.jpg", "image/jpeg"))
    with service.installation.database.open_office() as office:
        [waiting] = office.session.query(Media).all()
        media_id, url = str(waiting.id), waiting.source_url
    assert url.startswith("https://api.twilio.com/2010-04-01/Accounts/AC")
    service.installation.equip_jobs()
    media.fetch(media_id)
    with service.installation.database.open_office() as office:
        kept = office.session.get_one(Media, waiting.id)
        assert (kept.state, kept.content_type) == ("fetched", "image/jpeg")
        assert service.installation.media.open(str(kept.content_hash)).read_bytes() == b"\xff\xd8 a photo"

    here = url.replace("https://api.twilio.com", service.url)
    assert requests.get(here, timeout=PATIENCE).status_code == 401
    assert requests.get(here, auth=("AC1", "wrong"), timeout=PATIENCE).status_code == 401
    with pytest.raises(NotToBeHad):
        service.installation.media_source.fetch(f"{url}0")


def test_a_new_number_is_one_that_cannot_exist_and_that_the_office_does_not_know(service: Service) -> None:
    added = service.browser.post("/simulator/phones", data={"language": "hi"}).json
    assert added is not None
    assert added["address"].startswith("whatsapp:+910000")
    setup = service.browser.get("/simulator/setup").json
    assert setup is not None
    assert [phone["address"] for phone in setup["phones"]][-1] == added["address"]
    write(service, phone=added["address"], body="नमस्ते")
    with service.installation.database.open_office() as office:
        known = office.session.query(Contact).filter_by(address=added["address"]).one()
        assert known.language == "hi"


def test_the_words_and_the_people_are_there_in_every_language(service: Service) -> None:
    setup = service.browser.get("/simulator/setup").json
    assert setup is not None
    assert setup["words"]["bn"]["send"] == "পাঠান"
    assert len({frozenset(words) for words in setup["words"].values()}) == 1
    assert {phone["language"] for phone in setup["phones"]} == {"bn", "en", "hi"}
    assert {frozenset(place["names"]) for place in setup["places"]} == {frozenset({"bn", "en", "hi"})}
