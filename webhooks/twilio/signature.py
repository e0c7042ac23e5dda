"""The signature by which Twilio proves that a request is its own, in the standard library alone."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qs, urlsplit

HEADER: Final = "X-Twilio-Signature"
SETTINGS_HEADER: Final = "X-Twilio-Webhooks-Signature-Settings"

_HASHES: Final = {"HMAC_SHA1": hashlib.sha1, "HMAC_SHA256": hashlib.sha256}


def sign(secret: str, url: str, fields: Iterable[tuple[str, str]] = (), *, algorithm: str = "HMAC_SHA1") -> str:
    """The signature, in base64, of a request for ``url`` with the form ``fields``; a name may occur several times.

    Raises:
        KeyError: ``algorithm`` is neither ``HMAC_SHA1`` nor ``HMAC_SHA256``.
    """
    # Twilio signs each name's distinct values, names and values in the order of their letters.
    signed = url + "".join(name + value for name, value in sorted(set(fields)))
    digest = hmac.digest(secret.encode(), signed.encode("utf-8", "surrogatepass"), _HASHES[algorithm])
    return base64.b64encode(digest).decode("ascii")


def is_signed(
    secret: str,
    url: str,
    fields: Iterable[tuple[str, str]],
    *,
    signature: str | None,
    settings: str | None = None,
    body: bytes | None = None,
) -> bool:
    """Whether the holder of ``secret`` sent the request.

    Args:
        url: the public address that was called, exactly, with its query.
        fields: the form; empty when the body is no form.
        signature: the header ``X-Twilio-Signature``, if there is one.
        settings: the header ``X-Twilio-Webhooks-Signature-Settings``, if there is one: it names the algorithm.
        body: the raw body when it is no form; its SHA-256 is then in the query, as ``bodySHA256``.
    """
    algorithm = _algorithm(settings)
    if signature is None or algorithm not in _HASHES:
        return False
    expected = sign(secret, url, fields, algorithm=algorithm)
    genuine = hmac.compare_digest(expected.encode(), signature.encode("utf-8", "surrogatepass"))
    return genuine and (body is None or _has_hash_of(body, url))


def _algorithm(settings: str | None) -> str:
    """The ``algorithm=…`` of the settings' header; without one it is the older signature."""
    parts = (part.partition("=") for part in (settings or "").split(","))
    named = (value.strip().upper() for name, _, value in parts if name.strip() == "algorithm" and value.strip())
    return next(named, "HMAC_SHA1")


def _has_hash_of(body: bytes, url: str) -> bool:
    given = parse_qs(urlsplit(url).query).get("bodySHA256", [""])[0]
    return hmac.compare_digest(hashlib.sha256(body).hexdigest().encode(), given.encode("utf-8", "surrogatepass"))
