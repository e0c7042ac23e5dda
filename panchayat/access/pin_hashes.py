"""Hashes of PINs: slow, salted, and worth nothing without a pepper that is not in the database."""

from __future__ import annotations

import os
from typing import Final

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from panchayat.core.encryption import key_for

# OWASP's second choice for Argon2id: a turn holds its person's row while it waits, and several run at once.
_MEMORY_KIB: Final = 19 * 1024
_PASSES: Final = 2
_PURPOSE: Final = "pepper of PINs"


def hash_pin(pin: str) -> str:
    """What is stored of a PIN: the id of the pepper's key, then the hash in PHC's form."""
    key_id, pepper = key_for(_PURPOSE)
    slow = Argon2id(salt=os.urandom(16), length=32, iterations=_PASSES, lanes=1, memory_cost=_MEMORY_KIB, secret=pepper)
    return f"{key_id}{slow.derive_phc_encoded(pin.encode())}"


def is_pin(typed: str, hashed: str) -> bool:
    """Whether ``typed`` is the PIN of which ``hash_pin`` made ``hashed``.

    Raises:
        panchayat.encryption.UnknownKey: the pepper's key was not given to this process.
    """
    key_id, _dollar, phc = hashed.partition("$")
    _key_id, pepper = key_for(_PURPOSE, key_id)
    try:
        Argon2id.verify_phc_encoded(typed.encode(), f"${phc}", secret=pepper)
    except InvalidKey:
        return False
    return True
