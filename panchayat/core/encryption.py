"""Encryption at rest of what people write and who they are, with keys that can be changed."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Sequence

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KEY_ID = 4
_NONCE = 12


class UnknownKey(Exception):
    """A value was encrypted under a key that this process was not given."""

    def __init__(self, key_id: bytes) -> None:
        super().__init__(f"no key {key_id.hex()}: add the earlier SECRET_KEY after a comma")


class Keyring:
    """The keys of the service: the first encrypts, every one decrypts what it once encrypted."""

    def __init__(self, secrets: Sequence[str]) -> None:
        self._ciphers = {_key_id(secret): AESGCM(derive(secret, "encryption at rest")) for secret in secrets}
        self._current = _key_id(secrets[0])
        self._secrets = {_key_id(secret): secret for secret in secrets}

    def encrypt(self, plain: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return self._current + nonce + self._ciphers[self._current].encrypt(nonce, plain, None)

    def decrypt(self, stored: bytes) -> bytes:
        key_id, nonce, sealed = stored[:_KEY_ID], stored[_KEY_ID : _KEY_ID + _NONCE], stored[_KEY_ID + _NONCE :]
        if key_id not in self._ciphers:
            raise UnknownKey(key_id)
        return self._ciphers[key_id].decrypt(nonce, sealed, None)

    def authenticate(self, purpose: str, message: bytes) -> bytes:
        return hmac.digest(derive(self._secrets[self._current], purpose), message, "sha256")

    def key(self, purpose: str, key_id: str | None) -> tuple[str, bytes]:
        identity = bytes.fromhex(key_id) if key_id else self._current
        if identity not in self._secrets:
            raise UnknownKey(identity)
        return identity.hex(), derive(self._secrets[identity], purpose)


def derive(secret: str, purpose: str) -> bytes:
    """A 32-byte key for one purpose, so that no secret serves two."""
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())


def _key_id(secret: str) -> bytes:
    return hashlib.sha256(b"key id" + secret.encode()).digest()[:_KEY_ID]


_keyring: Keyring | None = None


def use_keys(secrets: Sequence[str]) -> None:
    """Give this process its keys, newest first; column types have no other way to be handed them."""
    global _keyring  # noqa: PLW0603
    _keyring = Keyring(secrets)


def encrypt(plain: bytes) -> bytes:
    return _ring().encrypt(plain)


def decrypt(stored: bytes) -> bytes:
    return _ring().decrypt(stored)


def authenticate(purpose: str, message: bytes) -> bytes:
    """What only the holder of the newest key can compute from ``message`` (HMAC-SHA256).

    A change of the key makes it another: it is for what is compared within minutes.
    """
    return _ring().authenticate(purpose, message)


def key_for(purpose: str, key_id: str | None = None) -> tuple[str, bytes]:
    """A key for one purpose, with the id (hex) under which it is found again after the keys were changed.

    Raises:
        UnknownKey: this process was not given the key of this id.
    """
    return _ring().key(purpose, key_id)


def _ring() -> Keyring:
    if _keyring is None:
        raise RuntimeError("use_keys() was not called at start-up")
    return _keyring
