"""The signature is the one that Twilio's own library makes."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]
from werkzeug.datastructures import MultiDict

from webhooks.twilio.signature import is_signed, sign

URL = "https://panchayat.example/webhooks/twilio/whatsapp?x=1"
TOKEN = "a token"

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
forms = st.lists(st.tuples(words, words), max_size=8)


@given(token=words.filter(bool), fields=forms, algorithm=st.sampled_from(["HMAC_SHA1", "HMAC_SHA256"]))
def test_any_form_is_signed_as_by_twilios_library(token: str, fields: list[tuple[str, str]], algorithm: str) -> None:
    expected = RequestValidator(token).compute_signature(URL, MultiDict(fields), algorithm)
    assert sign(token, URL, fields, algorithm=algorithm) == expected


@given(fields=forms)
def test_the_order_of_the_fields_does_not_matter(fields: list[tuple[str, str]]) -> None:
    assert sign(TOKEN, URL, fields) == sign(TOKEN, URL, reversed(fields))


@given(signature=st.one_of(st.none(), st.text()), settings=st.one_of(st.none(), st.text()))
def test_a_made_up_signature_is_refused_whatever_the_headers_say(signature: str | None, settings: str | None) -> None:
    assert not is_signed(TOKEN, URL, [("Body", "hi")], signature=signature, settings=settings)


def test_a_changed_field_is_noticed() -> None:
    signature = sign(TOKEN, URL, [("Body", "hi")])
    assert is_signed(TOKEN, URL, [("Body", "hi")], signature=signature)
    assert not is_signed(TOKEN, URL, [("Body", "ho")], signature=signature)
    assert not is_signed(TOKEN, URL, [("Body", "hi"), ("NumMedia", "1")], signature=signature)


def test_the_settings_name_the_algorithm() -> None:
    newer = sign(TOKEN, URL, [("Body", "hi")], algorithm="HMAC_SHA256")
    settings = "key=webhooks_sharedkey_1, algorithm=HMAC_SHA256"
    assert is_signed(TOKEN, URL, [("Body", "hi")], signature=newer, settings=settings)
    assert not is_signed(TOKEN, URL, [("Body", "hi")], signature=newer)
    assert not is_signed(TOKEN, URL, [("Body", "hi")], signature=newer, settings="algorithm=HMAC_MD5")


def test_a_body_that_is_no_form_is_covered_by_its_hash_in_the_address() -> None:
    body = b'{"status": "delivered"}'
    url = f"https://panchayat.example/status?bodySHA256={hashlib.sha256(body).hexdigest()}"
    signature = sign(TOKEN, url)
    assert RequestValidator(TOKEN).validate(url, body.decode(), signature)
    assert is_signed(TOKEN, url, (), signature=signature, body=body)
    assert not is_signed(TOKEN, url, (), signature=signature, body=body + b" ")
    assert not is_signed(TOKEN, URL, (), signature=sign(TOKEN, URL), body=body)
