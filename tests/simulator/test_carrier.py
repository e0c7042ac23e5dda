"""Messages and receipts are carried as Twilio carries them: signed, whole, in order, and again when they were not taken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
import requests
import responses
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from jobs.channel import Outgoing, Remedy, Sent, Standing
from tests.simulator.conftest import ACCOUNT, OFFICE, RAHIMA, Trial
from webhooks.simulator.channel import PhonesMessenger
from webhooks.simulator.phones import Attached
from webhooks.twilio import twiml

WEBHOOK = f"{OFFICE}/webhooks/twilio/whatsapp"
RECEIPT = f"{OFFICE}/webhooks/twilio/status/01930000-0000-7000-8000-000000000001?attempt=1"
PAPER = f"{OFFICE}/files/token/permit.pdf"


@pytest.fixture
def office() -> Iterator[responses.RequestsMock]:
    """An office that takes messages and receipts."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        mock.post(WEBHOOK, body=twiml.NOTHING)
        mock.post(RECEIPT, status=204)
        yield mock


def form_of(call: responses.Call) -> dict[str, str]:
    return dict(parse_qsl(str(call.request.body), keep_blank_values=True))


def forms(office: responses.RequestsMock) -> list[dict[str, str]]:
    return [form_of(call) for call in office.calls]


def quoting(office: responses.RequestsMock) -> list[dict[str, str]]:
    return [form for form in forms(office) if "OriginalRepliedMessageSid" in form]


def statuses(office: responses.RequestsMock) -> list[str]:
    return [form["MessageStatus"] for form in forms(office) if "MessageStatus" in form]


def test_everything_that_is_posted_is_truly_signed(trial: Trial, office: responses.RequestsMock) -> None:
    trial.phones.write(RAHIMA, "রাস্তা ভাঙা", file=Attached(b"jpeg", "image/jpeg", "রাস্তা.jpg"))
    trial.phones.arrive(RAHIMA.address, "নমস্কার", RECEIPT)
    trial.carry_all()
    validator = RequestValidator(ACCOUNT.token)
    assert len(office.calls) == 3
    for call in office.calls:
        assert validator.validate(call.request.url, form_of(call), call.request.headers["X-Twilio-Signature"])


def test_a_message_has_every_field_of_twilios(trial: Trial, office: responses.RequestsMock) -> None:
    sid = trial.phones.write(RAHIMA, "নমস্কার")
    trial.carry_all()
    [form] = forms(office)
    assert re.fullmatch(r"whatsapp:IN\.[0-9A-Za-z]+", form.pop("ExternalUserId"))
    assert json.loads(form.pop("ChannelMetadata"))["data"]["context"] == {
        "ProfileName": RAHIMA.name,
        "WaId": "910000000101",
    }
    assert form == {
        **dict.fromkeys(("MessageSid", "SmsSid", "SmsMessageSid"), sid),
        "AccountSid": ACCOUNT.sid,
        "ApiVersion": "2010-04-01",
        "From": RAHIMA.address,
        "To": ACCOUNT.office,
        "Body": "নমস্কার",
        "NumMedia": "0",
        "NumSegments": "1",
        "ReferralNumMedia": "0",
        "SmsStatus": "received",
        "MessageType": "text",
        "ProfileName": RAHIMA.name,
        "WaId": "910000000101",
    }


def test_an_id_comes_beside_the_number_always_the_same_and_nobody_elses(
    trial: Trial, office: responses.RequestsMock
) -> None:
    for phone in (RAHIMA, replace(RAHIMA, address="whatsapp:+910000000102"), RAHIMA):
        trial.phones.write(phone, "hi")
    trial.carry_all()
    ids = sorted((form["From"], form["ExternalUserId"]) for form in forms(office))
    assert ids[0] == ids[1]
    assert ids[2][1] != ids[0][1]


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [("image/jpeg", "image"), ("audio/ogg", "audio"), ("video/mp4", "video"), ("application/pdf", "document")],
)
def test_a_file_comes_with_its_address_at_twilio(
    trial: Trial, office: responses.RequestsMock, content_type: str, kind: str
) -> None:
    sid = trial.phones.write(RAHIMA, "", file=Attached(b"content", content_type, "name"))
    trial.carry_all()
    [form] = forms(office)
    file_id = trial.phones.changes(0)[1][0]["file"]["id"]
    assert (form["NumMedia"], form["MediaContentType0"], form["MessageType"]) == ("1", content_type, kind)
    assert (
        form["MediaUrl0"] == f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT.sid}/Messages/{sid}/Media/{file_id}"
    )


def test_places_and_taps_have_the_fields_of_their_kind(trial: Trial, office: responses.RequestsMock) -> None:
    trial.phones.write(RAHIMA, "", extras={"pin": {"latitude": "23.18", "longitude": "88.8", "label": "হাট"}})
    trial.phones.write(RAHIMA, "রাস্তা", extras={"tap": {"kind": "button", "id": "category|roads", "sid": "SM1"}})
    trial.phones.write(RAHIMA, "জল", extras={"tap": {"kind": "list", "id": "category|water", "sid": "SM2"}})
    trial.carry_all()
    pin, tap, row = forms(office)
    assert (pin["MessageType"], pin["Latitude"], pin["Longitude"], pin["Label"]) == ("location", "23.18", "88.8", "হাট")
    assert (tap["ButtonPayload"], tap["ButtonText"], tap["OriginalRepliedMessageSid"]) == (
        *("category|roads", "রাস্তা", "SM1"),
    )
    assert (row["ListId"], row["ListTitle"], row["Body"]) == ("category|water", "জল", "জল")


def test_a_message_that_quotes_says_what_and_whose_it_is(trial: Trial, office: responses.RequestsMock) -> None:
    office.replace(responses.POST, WEBHOOK, body=twiml.one_message("কী দরকার?", RECEIPT))
    own = trial.phones.write(RAHIMA, "hi")
    trial.carry_all()
    theirs = trial.phones.changes(0)[1][1]["sid"]
    for sid in (theirs, own):
        trial.phones.write(RAHIMA, "১", extras={"quote": trial.phones.quote(RAHIMA, sid)})
    trial.phones.write(RAHIMA, "রাস্তা", extras={"tap": {"kind": "button", "id": "category|roads", "sid": theirs}})
    trial.carry_all()
    quotes = [(form["OriginalRepliedMessageSid"], form["OriginalRepliedMessageSender"]) for form in quoting(office)]
    assert quotes == [(theirs, ACCOUNT.office), (own, RAHIMA.address), (theirs, ACCOUNT.office)]
    assert trial.phones.quote(replace(RAHIMA, address="whatsapp:+910000000102"), theirs) is None


@pytest.mark.parametrize(
    ("upto", "heard"), [("read", ["sent", "delivered", "read"]), ("delivered", ["sent", "delivered"]), ("none", [])]
)
def test_the_office_hears_of_a_phone_as_far_as_it_is_told_to(
    trial: Trial, office: responses.RequestsMock, upto: str, heard: list[str]
) -> None:
    trial.phones.report(RAHIMA.address, "none")
    trial.phones.report(RAHIMA.address, upto)
    trial.phones.arrive(RAHIMA.address, "নমস্কার", RECEIPT)
    trial.carry_all()
    trial.phones.show(RAHIMA.address, 1)
    trial.carry_all()
    assert statuses(office) == heard
    assert trial.phones.reports() == {RAHIMA.address: upto}


def test_what_is_not_reported_reaches_the_phone_all_the_same(trial: Trial, office: responses.RequestsMock) -> None:
    trial.phones.report(RAHIMA.address, "none")
    office.head(PAPER, content_type="application/pdf")
    office.get(PAPER, body=b"%PDF", content_type="application/pdf")
    sent = PhonesMessenger(trial.phones).send(Outgoing(RAHIMA.address, "রসিদ", RECEIPT, PAPER))
    assert isinstance(sent, Sent)
    trial.carry_all()
    assert trial.phones.changes(0)[1][0]["file"]["name"] == "permit.pdf"
    assert statuses(office) == []
    assert PhonesMessenger(trial.phones).look_up(sent.provider_id) == Standing("delivered", 0, Remedy.BACK_OFF)


def test_a_person_with_a_username_has_no_number(trial: Trial, office: responses.RequestsMock) -> None:
    trial.phones.write(replace(RAHIMA, address="whatsapp:CC.1a2b"), "hi")
    trial.carry_all()
    [form] = forms(office)
    assert form["From"] == form["ExternalUserId"] == "whatsapp:CC.1a2b"
    assert "WaId" not in form


def test_the_answer_on_the_request_is_shown_and_reported_as_far_as_it_got(
    trial: Trial, office: responses.RequestsMock
) -> None:
    office.replace(responses.POST, WEBHOOK, body=twiml.one_message("১. <অভিযোগ> & *পরামর্শ*", RECEIPT))
    trial.phones.write(RAHIMA, "hi")
    trial.carry_all()
    assert [message["body"] for message in trial.phones.changes(0)[1]] == ["hi", "১. <অভিযোগ> & *পরামর্শ*"]
    assert trial.states() == ["answered", "delivered"]
    assert statuses(office) == ["sent", "delivered"]


def test_a_message_is_read_when_the_browser_has_shown_it(trial: Trial, office: responses.RequestsMock) -> None:
    trial.phones.arrive(RAHIMA.address, "নমস্কার", RECEIPT)
    trial.phones.arrive(RAHIMA.address, "আরও", RECEIPT)
    trial.carry_all()
    first = trial.phones.changes(0)[1][0]["id"]
    for _again in range(2):
        trial.phones.show(RAHIMA.address, first)
        trial.carry_all()
    assert trial.states() == ["read", "delivered"]
    assert statuses(office) == ["sent", "delivered", "sent", "delivered", "read"]


def test_a_phone_that_is_off_is_only_sent_to_until_it_is_on_again(trial: Trial, office: responses.RequestsMock) -> None:
    trial.phones.switch(RAHIMA.address, on=False)
    trial.phones.arrive(RAHIMA.address, "নমস্কার", RECEIPT)
    trial.carry_all()
    trial.phones.show(RAHIMA.address, 1)
    trial.carry_all()
    assert statuses(office) == ["sent"]
    assert not trial.phones.changes(0)[1][0]["arrived"]
    trial.phones.switch(RAHIMA.address, on=True)
    trial.carry_all()
    assert statuses(office) == ["sent", "delivered"]
    assert trial.states() == ["delivered"]


def test_receipts_come_one_rank_after_the_other_however_quickly_it_is_read(
    trial: Trial, office: responses.RequestsMock
) -> None:
    trial.phones.arrive(RAHIMA.address, "নমস্কার", RECEIPT)
    trial.phones.show(RAHIMA.address, 1)
    trial.carry_all()
    assert statuses(office) == ["sent", "delivered", "read"]
    assert trial.states() == ["read"]


def test_a_tick_stands_for_a_receipt_that_the_office_has_taken(trial: Trial, office: responses.RequestsMock) -> None:
    office.replace(responses.POST, RECEIPT, status=503)
    trial.phones.arrive(RAHIMA.address, "নমস্কার", RECEIPT)
    trial.carry_all()
    assert trial.states() == ["waiting"]
    office.replace(responses.POST, RECEIPT, status=204)
    trial.seconds.append(trial.seconds[-1] + 1)
    trial.carry_all()
    assert trial.states() == ["delivered"]


@pytest.mark.parametrize("trouble", [503, 404, requests.ConnectionError()])
def test_a_message_that_is_not_taken_is_brought_three_times_more_then_given_up(
    trial: Trial, office: responses.RequestsMock, trouble: int | Exception
) -> None:
    failing = {"status": trouble} if isinstance(trouble, int) else {"body": trouble}
    office.replace(responses.POST, WEBHOOK, **failing)
    sid = trial.phones.write(RAHIMA, "hi")
    attempts = []
    for _second in range(12):
        trial.carry_all()
        attempts.append(len(office.calls))
        trial.seconds.append(trial.seconds[-1] + 1)
    assert attempts == [1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4]
    assert trial.states() == ["failed"]
    assert {form["MessageSid"] for form in forms(office)} == {sid}
    tokens = {call.request.headers["I-Twilio-Idempotency-Token"] for call in office.calls}
    assert len(tokens) == 4

    office.replace(responses.POST, WEBHOOK, body=twiml.NOTHING)
    trial.phones.again(sid)
    trial.carry_all()
    assert trial.states() == ["accepted"]
    assert forms(office)[-1]["MessageSid"] == sid


def test_a_persons_messages_keep_their_order_and_nobody_waits_for_another(
    trial: Trial, office: responses.RequestsMock
) -> None:
    office.replace(responses.POST, WEBHOOK, status=503)
    trial.phones.write(RAHIMA, "first")
    trial.phones.write(RAHIMA, "second")
    trial.phones.write(replace(RAHIMA, address="whatsapp:+910000000102"), "other")
    trial.carry_all()
    assert sorted(form["Body"] for form in forms(office)) == ["first", "other"]
    office.replace(responses.POST, WEBHOOK, body=twiml.NOTHING)
    trial.seconds.append(trial.seconds[-1] + 1)
    trial.carry_all()
    assert [form["Body"] for form in forms(office) if form["From"] == RAHIMA.address] == ["first", "first", "second"]


def test_an_errand_is_run_by_one_and_begun_again_if_that_one_dies(trial: Trial) -> None:
    trial.phones.write(RAHIMA, "hi")
    assert trial.errands.claim() is not None
    assert trial.errands.claim() is None
    trial.seconds.append(trial.seconds[-1] + 60)
    assert trial.errands.claim() is not None


def test_the_file_of_a_paper_is_asked_for_as_twilio_asks_and_kept_on_the_phone(
    trial: Trial, office: responses.RequestsMock
) -> None:
    office.head(PAPER, content_type="application/pdf")
    office.get(PAPER, body=b"%PDF", content_type="application/pdf")
    sent = PhonesMessenger(trial.phones).send(Outgoing(RAHIMA.address, "রসিদ", RECEIPT, PAPER))
    trial.carry_all()
    assert [call.request.method for call in office.calls] == ["HEAD", "GET", "POST", "POST"]
    [message] = trial.phones.changes(0)[1]
    assert isinstance(sent, Sent)
    assert sent.provider_id == message["sid"]
    assert (message["file"]["name"], message["file"]["type"], message["file"]["size"]) == (
        *("permit.pdf", "application/pdf", 4),
    )
    assert trial.phones.file(message["file"]["id"])[1] == b"%PDF"


def test_a_file_that_is_gone_is_reported_as_twilio_reports_it(trial: Trial, office: responses.RequestsMock) -> None:
    office.head(PAPER, status=410)
    trial.phones.arrive(RAHIMA.address, "রসিদ", RECEIPT, media_url=PAPER)
    trial.carry_all()
    [report] = [form for form in forms(office) if "MessageStatus" in form]
    assert (report["MessageStatus"], report["ErrorCode"]) == ("failed", "63019")
    assert trial.states() == ["failed"]


def test_the_phones_can_be_asked_for_a_message_in_doubt(trial: Trial) -> None:
    messenger = PhonesMessenger(trial.phones)
    sent = messenger.send(Outgoing(RAHIMA.address, "নমস্কার ", RECEIPT))
    assert isinstance(sent, Sent)
    now = trial.clock.now.replace(year=2020)
    assert list(messenger.find(RAHIMA.address, "নমস্কার", now)) == [sent.provider_id]
    assert messenger.find(RAHIMA.address, "অন্য", now) == {}
    assert messenger.find("whatsapp:+910000000102", "নমস্কার", now) == {}


def test_the_phones_can_be_asked_what_became_of_a_message(trial: Trial, office: responses.RequestsMock) -> None:
    messenger = PhonesMessenger(trial.phones)
    trial.phones.switch(RAHIMA.address, on=False)
    sent = messenger.send(Outgoing(RAHIMA.address, "নমস্কার", RECEIPT))
    assert isinstance(sent, Sent)
    assert messenger.look_up(sent.provider_id) == Standing("sent", 0, Remedy.BACK_OFF)
    trial.phones.switch(RAHIMA.address, on=True)
    assert messenger.look_up(sent.provider_id) == Standing("delivered", 0, Remedy.BACK_OFF)
    assert messenger.look_up("SM0") is None


def test_a_failure_that_the_office_never_hears_of_can_be_asked_for(
    trial: Trial, office: responses.RequestsMock
) -> None:
    office.head(PAPER, status=410)
    office.replace(responses.POST, RECEIPT, status=503)
    messenger = PhonesMessenger(trial.phones)
    sent = messenger.send(Outgoing(RAHIMA.address, "রসিদ", RECEIPT, PAPER))
    assert isinstance(sent, Sent)
    assert messenger.look_up(sent.provider_id) == Standing("sending", 0, Remedy.BACK_OFF)
    trial.carry_all()
    assert messenger.look_up(sent.provider_id) == Standing("failed", 63019, Remedy.RETRY)


def test_what_an_address_for_reports_asks_of_twilio_is_neither_sent_nor_signed(
    trial: Trial, office: responses.RequestsMock
) -> None:
    trial.phones.arrive(RAHIMA.address, "নমস্কার", f"{RECEIPT}#rc=5&rp=all")
    trial.carry_all()
    validator = RequestValidator(ACCOUNT.token)
    for call in office.calls:
        assert validator.validate(RECEIPT, form_of(call), call.request.headers["X-Twilio-Signature"])
    assert statuses(office) == ["sent", "delivered"]
