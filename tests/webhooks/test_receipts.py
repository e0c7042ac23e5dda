"""What Twilio reports about a message is believed once it is signed, in whatever order it comes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import permutations
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]
from uuid_utils.compat import uuid7

from panchayat.messaging.wakeups import Wakeups
from tests.conftest import SettableClock
from tests.stand_in.people import OpenOffice, add_contact, message, owe
from tests.stand_in.twilio import TOKEN, signed
from webhooks.twilio.receipts import receipt_url, receipts_blueprint

PUBLIC_URL = "https://panchayat.example"
Report = Callable[..., int]


@pytest.fixture
def rung() -> list[Wakeups]:
    return []


@pytest.fixture
def client(open_office: OpenOffice, rung: list[Wakeups]) -> FlaskClient:
    app = Flask(__name__)
    app.register_blueprint(
        receipts_blueprint(public_url=PUBLIC_URL, auth_token=TOKEN, open_office=open_office, ring=rung.append)
    )
    return app.test_client()


@pytest.fixture
def report(client: FlaskClient) -> Report:
    """Posts a signed receipt; returns the status of the answer."""

    def report(outbox_id: UUID, status: str, code: int | None = None, *, attempt: int = 1, sid: str = "SM1") -> int:
        url = receipt_url(PUBLIC_URL, outbox_id, attempt)
        form = {"MessageSid": sid, "MessageStatus": status, **({"ErrorCode": str(code)} if code else {})}
        return client.post(url.removeprefix(PUBLIC_URL), data=form, headers=signed(url, form)).status_code

    return report


@pytest.fixture
def sent(open_office: OpenOffice) -> UUID:
    """A message whose first attempt is on its way; its SID is not stored yet."""
    outbox_id = owe(open_office, add_contact(open_office), "hello")
    claim(open_office)
    return outbox_id


def claim(open_office: OpenOffice) -> None:
    with open_office() as office:
        assert len(office.sending.claim(10, timedelta(minutes=1))) == 1


def test_a_receipt_may_come_before_the_sid_is_stored(open_office: OpenOffice, sent: UUID, report: Report) -> None:
    assert report(sent, "delivered") == 204
    row = message(open_office, sent)
    assert (row.state, row.provider_id, row.lease) == ("delivered", "SM1", None)


def test_receipts_in_any_order_end_in_the_highest(open_office: OpenOffice, report: Report) -> None:
    contact_id = add_contact(open_office)
    for number, order in enumerate(permutations(["queued", "sent", "delivered", "read"])):
        outbox_id = owe(open_office, contact_id, str(number))
        claim(open_office)
        for status in order:
            assert report(outbox_id, status) == 204
        assert message(open_office, outbox_id).state == "read"


def test_it_is_kept_when_the_channel_first_reported_it_on_the_phone(
    open_office: OpenOffice, clock: SettableClock, sent: UUID, report: Report
) -> None:
    report(sent, "sent")
    assert message(open_office, sent).delivered_at is None
    first = clock()
    report(sent, "delivered")
    clock.advance(timedelta(minutes=3))
    report(sent, "read")
    assert message(open_office, sent).delivered_at == first


def test_a_failure_never_overwrites_what_was_delivered(open_office: OpenOffice, sent: UUID, report: Report) -> None:
    report(sent, "delivered")
    report(sent, "failed", 63024)
    assert message(open_office, sent).state == "delivered"


def test_a_delivery_reported_after_a_failure_counts(open_office: OpenOffice, sent: UUID, report: Report) -> None:
    report(sent, "undelivered", 63024)
    assert message(open_office, sent).state == "failed"
    report(sent, "sent")
    assert message(open_office, sent).state == "failed"
    report(sent, "delivered")
    assert message(open_office, sent).state == "delivered"


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (63016, "parked"),
        (63024, "failed"),
        (21610, "suppressed"),
        (63018, "queued"),
        (63019, "queued"),
        (99999, "failed"),
    ],
)
def test_an_error_in_a_receipt_has_its_remedy(
    open_office: OpenOffice, sent: UUID, report: Report, code: int, state: str
) -> None:
    report(sent, "failed", code)
    row = message(open_office, sent)
    assert (row.state, row.error_code) == (state, code)


def test_a_message_that_is_to_be_sent_again_rings_for_the_sender(
    sent: UUID, report: Report, rung: list[Wakeups]
) -> None:
    report(sent, "failed", 63019)
    assert rung[-1].deliver


def test_a_failure_of_an_earlier_attempt_does_not_touch_the_present_one(
    open_office: OpenOffice, sent: UUID, report: Report
) -> None:
    report(sent, "failed", 63024, attempt=0)
    assert message(open_office, sent).state == "sending"


def test_sent_after_a_failure_that_is_tried_again_does_not_call_that_off(
    open_office: OpenOffice, sent: UUID, report: Report
) -> None:
    report(sent, "failed", 63019)
    report(sent, "sent")
    assert message(open_office, sent).state == "queued"


def test_a_receipt_for_an_answer_shows_that_it_arrived(open_office: OpenOffice, report: Report) -> None:
    contact_id = add_contact(open_office)
    with open_office() as office:
        office.outbox.add(contact_id, "turn", "text", {"body": "hi"}, state="answering")
        outbox_id = office.outbox.owed(contact_id, "turn")
    report(outbox_id, "delivered")
    assert message(open_office, outbox_id).state == "delivered"


def test_reports_are_asked_for_again_in_a_part_of_the_address_that_is_not_signed(
    open_office: OpenOffice, sent: UUID, client: FlaskClient
) -> None:
    address, _, asked = receipt_url(PUBLIC_URL, sent, 1).partition("#")
    assert asked == "rc=5&rp=all"
    form = {"MessageSid": "SM1", "MessageStatus": "delivered"}
    signature = RequestValidator(TOKEN).compute_signature(address, form)
    answer = client.post(address.removeprefix(PUBLIC_URL), data=form, headers={"X-Twilio-Signature": signature})
    assert answer.status_code == 204
    assert message(open_office, sent).state == "delivered"


def test_a_forged_receipt_is_refused(open_office: OpenOffice, sent: UUID, client: FlaskClient) -> None:
    path = receipt_url("", sent, 1)
    assert client.post(path, data={"MessageStatus": "read"}).status_code == 403
    other = signed(receipt_url(PUBLIC_URL, uuid7(), 1), {"MessageStatus": "read"})
    assert client.post(path, data={"MessageStatus": "read"}, headers=other).status_code == 403
    assert message(open_office, sent).state == "sending"


@pytest.mark.parametrize("status", ["", "brand-new", "received"])
def test_a_status_that_nobody_knows_changes_nothing(
    open_office: OpenOffice, sent: UUID, report: Report, status: str
) -> None:
    assert report(sent, status) == 204
    assert message(open_office, sent).state == "sending"


def test_a_receipt_for_nothing_of_ours_is_taken_and_dropped(report: Report) -> None:
    assert report(uuid7(), "delivered") == 204
